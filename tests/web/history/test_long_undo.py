"""An edit of very many rows is undone beside the server, whole or not at all, while its page says how far."""

from collections.abc import Iterator
from time import sleep

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import make
from tests.support.engines import on_sqlite
from tests.support.forms import links, main_text, post_form, send
from tests.support.long_jobs import ending_jobs, page_once
from tests.support.undoing import last_edit, state
from webapp.domain.checks import check
from webapp.models import Person, Revision, StatusEvent
from webapp.vocab.claims import ClaimState
from webapp.web.long_jobs import processes

NAMES = ("Elvin Sinagov", "Ayla Numunali", "Turan Qaralamalı", "Bahar Misallı")


@pytest.fixture
def address(session: Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Where the recording of a status of four people is undone, as if they were very many."""
    monkeypatch.setattr("webapp.domain.undo.long_edits._FEW", 2)
    people = [make.person(session, name) for name in NAMES]
    make.status(session, people)
    session.commit()
    with ending_jobs():
        yield f"/edits/{last_edit(session)}/undo"


def page_when_done(browser: FlaskClient, address: str) -> str:
    """What the page says once the job has ended."""
    return page_once(browser, address, lambda words: "is being undone" not in words)


def states(session: Session) -> set[ClaimState]:
    """The states of all statuses."""
    session.rollback()
    return set(session.scalars(select(StatusEvent.state)))


def test_the_page_is_light_and_all_is_undone_beside_the_server(
    session: Session, clara: FlaskClient, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.web.views.history.undo._RECORDS_SHOWN", 1)
    page = clara.get(address)
    words = main_text(page)
    assert "Undoing touches 4 records." in words
    assert "4 Passage Created 4 Status Created" in words
    assert "And 3 more records in the same way." in words
    assert "/people/P-0002/history" not in links(page)
    assert states(session) == {ClaimState.PUBLISHED}
    refused = post_form(clara, address, reason="")
    assert (refused.status_code, states(session)) == (422, {ClaimState.PUBLISHED})
    assert post_form(clara, address, reason="Of other people").status_code == 303
    assert "Undone, as a new change." in (done := page_when_done(clara, address))
    assert "This was undone already" in done
    assert states(session) == {ClaimState.WITHDRAWN}
    newest = session.scalars(select(Revision).order_by(Revision.number.desc()).limit(1)).one()
    assert (newest.by.name, newest.reason) == ("Clara", "Of other people")
    assert [*check(session)] == []
    back = f"/edits/{newest.edit_id}/undo"
    assert back in links(clara.get(address))
    post_form(clara, back)
    assert "Undone, as a new change." in page_when_done(clara, back)
    assert states(session) == {ClaimState.PUBLISHED}
    assert [*check(session)] == []


@on_sqlite
def test_what_stands_against_it_is_told(session: Session, clara: FlaskClient, address: str) -> None:
    page = clara.get(address)
    event = session.scalars(select(StatusEvent).join(Person).where(Person.reference == "P-0004")).one()
    assert post_form(clara, f"/statuses/{event.id}/revise", note="Seen", reason="A letter").status_code == 303
    assert send(clara, page).status_code == 303
    text = page_when_done(clara, address)
    assert "Refused" in text
    assert "Clara has changed “Note” since" in text.partition("This cannot be undone")[0]
    assert states(session) == {ClaimState.PUBLISHED}


def test_what_can_be_undone_is_and_the_rest_stays_with_the_reason(
    session: Session, clara: FlaskClient, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = session.scalars(select(StatusEvent).join(Person).where(Person.reference == "P-0004")).one()
    assert post_form(clara, f"/statuses/{event.id}/revise", note="Seen", reason="A letter").status_code == 303
    # Of a short edit the page knows it at once, of a long one when it was tried.
    monkeypatch.setattr("webapp.domain.undo.long_edits._FEW", 2_000)
    page = clara.get(address)
    words = main_text(page)
    assert "1 record stays as it is" in words
    assert "Bahar Misallı P-0004 Status: Clara has changed “Note” since" in words
    assert "/people/P-0004/history" in links(page)
    monkeypatch.setattr("webapp.domain.undo.long_edits._FEW", 2)
    send(clara, page, in_part=None)
    tried = page_when_done(clara, address)
    assert "Refused" in tried
    assert "Undo 3 records" in tried
    assert states(session) == {ClaimState.PUBLISHED}
    assert send(clara, clara.get(address)).status_code == 303
    text = page_when_done(clara, address)
    assert "Undone, as a new change." in text
    assert "1 record stays as it is" in text
    session.rollback()
    kept = session.scalars(select(StatusEvent).where(StatusEvent.state == ClaimState.PUBLISHED)).all()
    assert [(each.person.reference, each.note) for each in kept] == [("P-0004", "Seen")]
    assert [*check(session)] == []


@pytest.mark.parametrize("seconds", [0.1, 0.3])
def test_an_undoing_that_is_killed_is_done_or_left_nothing(
    session: Session, clara: FlaskClient, address: str, seconds: float
) -> None:
    before, number = state(session), session.scalar(select(func.max(Revision.number)))
    post_form(clara, address)
    sleep(seconds)
    for child in processes.children:
        child.kill()
        child.wait()
    text = page_when_done(clara, address)
    session.rollback()
    if "Undone, as a new change." in text:
        assert states(session) == {ClaimState.WITHDRAWN}
    else:
        assert "The server was restarted; nothing was kept." in text
        assert (state(session), session.scalar(select(func.max(Revision.number)))) == (before, number)
        # It can be begun anew at once.
        post_form(clara, address)
        assert "Undone, as a new change." in page_when_done(clara, address)
    assert [*check(session)] == []


@on_sqlite
def test_an_undoing_that_is_cancelled_leaves_nothing(
    session: Session, clara: FlaskClient, address: str
) -> None:
    before = state(session)
    post_form(clara, address)
    send(clara, clara.get(address))
    assert "Cancelled" in page_when_done(clara, address)
    session.rollback()
    assert state(session) == before
