"""Signing in with a second factor: set up by its owner, asked for at the door, required by a rule."""

import re
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import main_text, post_form, send
from tests.web.conftest import SignIn
from webapp.domain.accounts import accounts, home_rules, second_factor
from webapp.domain.history.recording import editing
from webapp.models import Account
from webapp.vocab.accounts import OwnClaims, Role


@pytest.fixture
def who(session: Session) -> Account:
    """Clara, with a password."""
    return make.password(session, make.account(session))


def code_of(secret: str, *, later: int = 0) -> str:
    """Return what an authenticator shows now, or so many steps later."""
    return second_factor.code_of(secret, int(datetime.now(UTC).timestamp()) // 30 + later)


def set_up(browser: FlaskClient) -> tuple[str, list[str]]:
    """Set up a second factor, and return its secret and recovery codes."""
    page = browser.get("/account/second-factor")
    secret = re.findall(r"<code>([A-Z2-7]{32})</code>", page.get_data(as_text=True))[0]
    answer = send(browser, page, code=code_of(secret))
    assert answer.status_code == 200
    return secret, re.findall(r"<code>([a-z0-9-]{29})</code>", answer.get_data(as_text=True))


def test_a_password_alone_no_longer_signs_in(who: Account, sign_in: SignIn, client: FlaskClient) -> None:
    secret, (recovery, *_) = set_up(sign_in(who))
    first = post_form(client, "/sign-in?next=/counting", name="Clara", password=make.PASSWORD)
    assert first.location == "/sign-in/code"
    assert "Sign out" not in client.get("/counting").get_data(as_text=True)
    assert post_form(client, "/sign-in/code", code=code_of(secret)).status_code == 422, "used at set-up"
    answer = post_form(client, "/sign-in/code", code=code_of(secret, later=1))
    assert (answer.status_code, answer.location) == (303, "/counting")
    assert "Sign out" in client.get("/counting").get_data(as_text=True)
    client.delete_cookie("habeas_session")
    post_form(client, "/sign-in", name="Clara", password=make.PASSWORD)
    assert post_form(client, "/sign-in/code", code=recovery).status_code == 303


def test_a_one_time_link_does_not_pass_by_the_second_factor(
    session: Session, who: Account, sign_in: SignIn, client: FlaskClient
) -> None:
    secret, _ = set_up(sign_in(who))
    link = accounts.make_link(session, session.get_one(Account, who.id), now=datetime.now(UTC))
    entered = post_form(client, f"/sign-in/{link}", password="four unrelated invented words")
    assert entered.location == "/sign-in/code"
    assert "Sign out" not in client.get("/counting").get_data(as_text=True)
    assert post_form(client, "/sign-in/code", code=code_of(secret, later=1)).status_code == 303


def test_codes_are_not_guessed_and_not_asked_of_strangers(
    who: Account, sign_in: SignIn, client: FlaskClient
) -> None:
    assert "Your password comes first" in main_text(client.get("/sign-in/code"))
    _, (recovery, *_) = set_up(sign_in(who))
    post_form(client, "/sign-in", name="Clara", password=make.PASSWORD)
    for number in range(5):
        assert post_form(client, "/sign-in/code", code=f"{number:06}").status_code == 422
    refused = post_form(client, "/sign-in/code", code=recovery)
    assert "tried too often" in main_text(refused)


def test_who_needs_a_second_factor_does_nothing_before_it_is_set_up(
    session: Session, who: Account, sign_in: SignIn
) -> None:
    with editing(session, by=make.account(session, "Ada", Role.ADMIN), reason="Safer", at=make.AT):
        home_rules.decide_rules(
            session, own_claims=OwnClaims.BY_ONESELF, second_factor_from=Role.CURATOR
        )
    browser = sign_in(who)
    for path in ("/", "/people/new", "/review"):
        assert browser.get(path).location == "/account/second-factor"
    set_up(browser)
    assert browser.get("/review").status_code == 200
    assert sign_in(make.account(session, "Nemo", Role.READER)).get("/").status_code == 200


def test_an_administrator_takes_away_what_somebody_lost(
    who: Account, sign_in: SignIn, ada: FlaskClient, client: FlaskClient
) -> None:
    set_up(sign_in(who))
    token = re.findall(r'name="csrf_token" value="([^"]+)"', ada.get("/accounts").get_data(as_text=True))[0]
    path = f"/accounts/{who.id}/second-factor/remove"
    assert ada.post(path, data={"csrf_token": token}).status_code == 303
    answer = post_form(client, "/sign-in", name="Clara", password=make.PASSWORD)
    assert answer.location == "/"
