"""What somebody sends after their session ended is kept until they sign in again, and for nobody else."""

from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.claim_forms import counts
from tests.support.drafts import NEW, TYPED, autosave, begun, kept
from tests.support.forms import elements, fields, main_text, send
from webapp.domain.accounts import accounts
from webapp.domain.history.recording import editing
from webapp.models import AccountSession
from webapp.vocab.accounts import Role
from webapp.web.access import COOKIE


@pytest.fixture(autouse=True)
def recorded(session: Session) -> None:
    """A person of whom something can be typed."""
    make.person(session)


def end_session(session: Session, *, ago: timedelta = timedelta(minutes=1)) -> None:
    """Let every session have run out some time ago."""
    for row in session.scalars(select(AccountSession)):
        # A password set in these tests ended it on a day that passed long ago.
        row.ended_at, row.expires_at = None, datetime.now(UTC) - ago


def test_a_session_that_ran_out_keeps_what_is_sent_and_goes_on_after_signing_in(
    session: Session, clara: FlaskClient
) -> None:
    page = clara.get(NEW)
    make.password(session, make.account(session))
    before = counts(session)
    end_session(session)

    sent = send(clara, page, **TYPED, reason="Read again")

    assert sent.status_code == 303
    assert sent.location.startswith("/sign-in?next=")
    asked = clara.get(sent.location)
    assert "Your session had ended. What you typed is kept; sign in to go on." in main_text(asked)
    assert counts(session) == before
    entered = send(clara, asked, name="Clara", password=make.PASSWORD)
    again = clara.get(entered.location)
    assert fields(again) | TYPED | {"reason": "Read again"} == fields(again)


def test_whoever_signs_in_as_another_does_not_see_what_was_kept(session: Session, clara: FlaskClient) -> None:
    make.password(session, make.account(session, "Ada", Role.ADMIN))
    page = clara.get(NEW)
    end_session(session)
    sent = send(clara, page, **TYPED)

    entered = send(clara, clara.get(sent.location), name="Ada", password=make.PASSWORD)
    again = clara.get(entered.location)

    assert again.status_code == 200
    assert fields(again)["note"] == ""
    assert "neighbour" not in again.get_data(as_text=True)
    assert "There is no such draft of yours" in main_text(again)
    assert "neighbour" not in main_text(clara.get("/drafts"))
    assert len(kept(session)) == 1


def test_a_session_that_was_ended_elsewhere_keeps_what_is_sent_too(
    session: Session, clara: FlaskClient
) -> None:
    page = clara.get(NEW)
    for row in session.scalars(select(AccountSession)):
        accounts.end_session(row, now=datetime.now(UTC))
    assert send(clara, page, **TYPED).location.startswith("/sign-in?next=")
    assert len(kept(session)) == 1


def test_an_autosave_after_the_session_ended_is_kept(session: Session, clara: FlaskClient) -> None:
    page = clara.get(NEW)
    end_session(session)
    assert autosave(clara, page, **TYPED).status_code == 303
    assert send(clara, page, **TYPED).status_code == 303
    assert len(kept(session)) == 1, "the same form twice"


def test_an_account_that_is_closed_or_may_less_keeps_nothing(session: Session, clara: FlaskClient) -> None:
    page, before = clara.get(NEW), kept(session)
    end_session(session)
    for change in ({"role": Role.READER, "active": True}, {"role": Role.CURATOR, "active": False}):
        who, ada = make.account(session), make.account(session, "Ada", Role.ADMIN)
        with editing(session, by=ada, reason="Has left", at=make.AT):
            accounts.revise_account(session, who, version=who.version, **change)
        answer = send(clara, page, **TYPED)
        assert answer.status_code == 403
        assert "You are signed out Nothing was saved." in main_text(answer)
    assert kept(session) == before == []


def test_a_cookie_that_is_old_or_was_never_given_out_keeps_nothing(
    session: Session, clara: FlaskClient
) -> None:
    page = clara.get(NEW)
    end_session(session, ago=accounts.ENDED_SESSION_LIFE + timedelta(minutes=1))
    assert send(clara, page, **TYPED).status_code == 403
    clara.set_cookie(COOKIE, "never given out")
    assert send(clara, page, **TYPED).status_code == 403
    clara.delete_cookie(COOKIE)
    assert send(clara, page, **TYPED).status_code == 403
    assert kept(session) == []


@pytest.mark.parametrize("token", [None, "forged"])
def test_without_its_token_nothing_is_kept_and_the_page_says_what_to_do(
    session: Session, clara: FlaskClient, token: str | None
) -> None:
    page = clara.get(NEW)
    for ended in (False, True):
        if ended:
            end_session(session)
        for path in (NEW, "/drafts"):
            sent = {name: value for name, value in fields(page).items() if isinstance(value, str)}
            answer = clara.post(path, data=sent | TYPED | ({"csrf_token": token} if token else {}))
            assert answer.status_code == 400
            assert "Go back, copy what you typed, load the page anew" in main_text(answer)
    assert kept(session) == []


def test_a_form_that_is_too_long_to_keep_is_refused_as_before(session: Session, clara: FlaskClient) -> None:
    page = clara.get("/people/new")
    end_session(session)
    assert send(clara, page, note="a" * 1_300_000).status_code == 403
    assert kept(session) == []


def test_a_press_of_a_button_is_no_draft(session: Session, clara: FlaskClient) -> None:
    begun(clara)
    (form,) = elements(clara.get("/drafts"), "form", action="/drafts/throw-away")
    sent = {field.get("name", ""): field.get("value", "") for field in form.iter("input")}
    end_session(session)
    assert clara.post("/drafts/throw-away", data=sent).status_code == 403
    assert len(kept(session)) == 1


def test_what_was_sent_beside_a_text_is_taken_up_beside_it(session: Session, clara: FlaskClient) -> None:
    page = clara.get("/sources/S-0001")
    end_session(session)
    sent = send(clara, page, status="arrested", note="Seen by a neighbour.")
    assert sent.location.startswith("/sign-in?next=/sources/S-0001?draft%3D")
