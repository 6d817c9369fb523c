"""Undoing on the pages: shown before it is done, done as a new edit, refused where others built on it."""

from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import elements, errors, fields, links, main_text, post_form, send
from tests.support.undoing import last_edit
from webapp.domain.checks import check
from webapp.domain.history.recording import head
from webapp.models import Account, Revision, StatusEvent
from webapp.vocab.accounts import Role
from webapp.vocab.claims import ClaimState


@pytest.fixture
def event(session: Session) -> StatusEvent:
    """A status of Elvin Sinagov, since November 2023."""
    return make.status(session, make.person(session))


def undo_links(browser: FlaskClient, record: str) -> list[str]:
    """The links on a record's history page that lead to undoing something."""
    return [link for link in links(browser.get(f"{record}/history")) if "/undo" in link]


def test_an_edit_is_shown_in_words_and_undone_with_one_button(
    clara: FlaskClient, session: Session, event: StatusEvent
) -> None:
    post_form(clara, f"/statuses/{event.id}/revise", since="2024", note="Seen in court", reason="A letter")
    before = head(session)[0]
    page = clara.get(undo_links(clara, "/people/P-0001")[0])
    words = main_text(page)
    assert "Undoing touches 1 record." in words
    assert "Elvin Sinagov P-0001" in words
    assert "Since was 2024 now November 2023" in words
    assert "Note was Seen in court" in words
    assert fields(page)["reason"] == "Undo: A letter"
    answer = send(clara, page, reason="Undo: A letter, of another man")
    assert (answer.status_code, answer.location) == (303, "/people/P-0001/history")
    history = main_text(clara.get(answer.location))
    assert "Undone, as a new change." in history
    assert "Undo: A letter, of another man" in history
    session.expire_all()
    assert (str(event.since), event.note) == ("2023-11", None)
    assert head(session)[0] == before + 1
    assert list(check(session)) == []


def test_looking_at_what_undoing_would_do_does_nothing(
    clara: FlaskClient, session: Session, event: StatusEvent
) -> None:
    before = head(session)
    for link in undo_links(clara, "/people/P-0001"):
        assert clara.get(link).status_code == 200
    assert head(session) == before


def test_one_change_of_several_is_undone_by_itself(clara: FlaskClient, session: Session) -> None:
    make.status(session, [make.person(session), make.person(session, "Ayla Numunali")])  # type: ignore[arg-type]
    one, other = session.scalars(select(StatusEvent).order_by(StatusEvent.person_id)).all()
    (change,) = [link for link in undo_links(clara, "/people/P-0001") if link.startswith("/changes/")][:1]
    post_form(clara, change)
    session.expire_all()
    assert {one.state, other.state} == {ClaimState.WITHDRAWN, ClaimState.PUBLISHED}


def test_the_page_names_every_record_that_undoing_touches(clara: FlaskClient, session: Session) -> None:
    make.status(session, [make.person(session), make.person(session, "Ayla Numunali")])  # type: ignore[arg-type]
    session.commit()
    assert "The same edit changed 1 other record." in main_text(clara.get("/people/P-0002/history"))
    address = next(link for link in undo_links(clara, "/people/P-0002") if link.startswith("/edits/"))
    page = clara.get(address)
    assert "Undoing touches 2 records." in main_text(page)
    assert {"/people/P-0001/history", "/people/P-0002/history"} <= set(links(page))
    answer = send(clara, page)
    assert answer.location == "/people/P-0002/history", "back to where the link was"
    session.expire_all()
    assert {row.state for row in session.scalars(select(StatusEvent))} == {ClaimState.WITHDRAWN}


def test_of_an_edit_about_very_many_the_page_shows_some_and_undoes_all(
    clara: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.web.views.history.undo._RECORDS_SHOWN", 1)
    make.status(session, [make.person(session), make.person(session, "Ayla Numunali")])  # type: ignore[arg-type]
    session.commit()
    page = clara.get(next(link for link in undo_links(clara, "/people/P-0001") if link.startswith("/edits/")))
    assert "Undoing touches 2 records." in main_text(page)
    assert "And 1 more record in the same way." in main_text(page)
    assert "/people/P-0001/history" in links(page)
    assert "/people/P-0002/history" not in links(page)
    send(clara, page)
    session.expire_all()
    assert {row.state for row in session.scalars(select(StatusEvent))} == {ClaimState.WITHDRAWN}


def test_what_somebody_built_on_is_not_offered_and_the_page_says_why(
    clara: FlaskClient, rafa: FlaskClient, event: StatusEvent
) -> None:
    post_form(clara, f"/statuses/{event.id}/revise", note="One", reason="A letter")
    undo = undo_links(clara, "/people/P-0001")[0]
    post_form(rafa, f"/statuses/{event.id}/revise", note="Two", reason="Another letter")
    assert undo not in undo_links(clara, "/people/P-0001")
    page = clara.get(undo)
    assert "This cannot be undone. Status: Rafa has changed “Note” since." in main_text(page)
    assert elements(page, "button") == []


def test_a_change_made_between_looking_and_undoing_is_not_lost(
    clara: FlaskClient, rafa: FlaskClient, session: Session, event: StatusEvent
) -> None:
    post_form(clara, f"/statuses/{event.id}/revise", note="One", reason="A letter")
    page = clara.get(undo_links(clara, "/people/P-0001")[0])
    post_form(rafa, f"/statuses/{event.id}/revise", note="Two", reason="Another letter")
    before = head(session)
    answer = send(clara, page)
    assert answer.status_code == 422
    assert "Rafa has changed “Note” since" in main_text(answer)
    session.expire_all()
    assert (head(session), event.note) == (before, "Two")


def test_sent_twice_it_is_undone_once(clara: FlaskClient, session: Session, event: StatusEvent) -> None:
    page = clara.get(f"/edits/{last_edit(session)}/undo")
    assert send(clara, page).status_code == 303
    again = send(clara, page)
    assert again.status_code == 422
    assert "undone already" in main_text(again)
    session.expire_all()
    assert event.state is ClaimState.WITHDRAWN


def test_undoing_says_why(clara: FlaskClient, session: Session, event: StatusEvent) -> None:
    answer = post_form(clara, f"/edits/{last_edit(session)}/undo", reason=" ")
    assert answer.status_code == 422
    assert errors(answer) == {"reason": "This is needed."}


def test_what_others_hid_takes_a_reviewer_to_be_shown_again(
    clara: FlaskClient, rafa: FlaskClient, session: Session, event: StatusEvent
) -> None:
    post_form(rafa, f"/claims/{event.id}/withdraw", reason="It endangers her")
    address = f"/edits/{last_edit(session)}/undo"
    assert address not in [link.partition("?")[0] for link in undo_links(clara, "/people/P-0001")]
    assert clara.get(address).status_code == 403
    assert post_form(rafa, address).status_code == 303
    session.expire_all()
    assert event.state is ClaimState.PUBLISHED


def test_changes_of_accounts_are_undone_by_administrators_alone(
    ada: FlaskClient, rafa: FlaskClient, session: Session
) -> None:
    row = make.account(session, "Bahar")
    session.commit()
    post_form(ada, f"/accounts/{row.id}/revise", role=Role.ADMIN.value, reason="By mistake")
    address = f"/edits/{last_edit(session)}/undo"
    assert rafa.get(address).status_code == 403
    assert post_form(ada, address).location == f"/accounts/{row.id}/history"
    session.expire_all()
    assert session.get_one(Account, row.id).role is Role.CURATOR


def test_nobody_locks_out_the_last_administrator_by_undoing(ada: FlaskClient, session: Session) -> None:
    made = session.scalars(select(Revision.edit_id).where(Revision.table_name == "account")).first()
    answer = post_form(ada, f"/edits/{made}/undo")
    assert answer.status_code == 422
    assert "At least one administrator must stay." in main_text(answer)


@pytest.mark.parametrize(
    "address", [f"/edits/{UUID(int=1)}/undo", "/edits/x/undo", "/changes/0/undo", "/changes/987654/undo",
                "/changes/99999999999999999999/undo"],
)  # fmt: skip
def test_what_never_was_has_no_page(clara: FlaskClient, address: str) -> None:
    assert clara.get(address).status_code == 404


def test_a_record_that_the_edit_did_not_touch_is_not_where_it_leads(
    clara: FlaskClient, session: Session, event: StatusEvent
) -> None:
    address = f"/edits/{last_edit(session)}/undo?of={uuid4()}"
    assert post_form(clara, address).location == "/people/P-0001/history"


def test_undo_stands_beside_what_was_just_saved(clara: FlaskClient, event: StatusEvent) -> None:
    saved = post_form(clara, f"/statuses/{event.id}/revise", since="2024", reason="A letter")
    page = clara.get(saved.location)

    (undo,) = [link for link in links(page) if "/undo" in link]

    assert "Undoing touches 1 record." in main_text(clara.get(undo))
    assert not [link for link in links(clara.get(saved.location)) if "/undo" in link]


def test_undo_is_not_offered_where_nothing_was_changed(clara: FlaskClient, event: StatusEvent) -> None:
    saved = post_form(clara, f"/statuses/{event.id}/revise", reason="Looked at again")
    assert saved.status_code == 303
    assert not [link for link in links(clara.get(saved.location)) if "/undo" in link]


def test_undo_is_not_offered_to_who_may_not_take_it_back(ada: FlaskClient, session: Session) -> None:
    make.account(session, "Bahar", Role.ADMIN)
    own = session.scalars(select(Account.id).where(Account.name == "Ada")).one()
    taken = post_form(ada, f"/accounts/{own}/revise", role=Role.CURATOR.value, reason="Less to do")
    assert taken.status_code == 303
    page = ada.get("/people").get_data(as_text=True)
    assert "Saved." in page
    assert "/undo" not in page
