"""One's own account: its password is changed with the current one, and its sessions are seen and ended."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import elements, errors, fields, main_text, post_form
from tests.web.conftest import SignIn
from webapp.domain.accounts import accounts
from webapp.models import Account, AccountSession
from webapp.vocab.accounts import Role
from webapp.web.access import COOKIE
from webapp.web.db import signed_token

NEW = "paper lantern orbit walnut"
WAITS = "On your account, since your last visit"


@pytest.fixture
def who(session: Session) -> Account:
    """Clara, with a password."""
    return make.password(session, make.account(session))


def is_in(client: FlaskClient) -> bool:
    """Tell whether a browser is signed in."""
    return "Sign out" in client.get("/counting").get_data(as_text=True)


def test_a_password_is_changed_with_the_current_one_and_signs_out_all_others(
    who: Account, sign_in: SignIn, client: FlaskClient
) -> None:
    here, elsewhere = sign_in(who), sign_in(who)
    changed = post_form(here, "/account", current_password=make.PASSWORD, password=NEW)
    assert changed.status_code == 303
    assert is_in(here)
    assert not is_in(elsewhere)
    assert post_form(client, "/sign-in", name="Clara", password=make.PASSWORD).status_code == 422
    assert post_form(client, "/sign-in", name="Clara", password=NEW).status_code == 303


def test_without_the_current_password_nothing_is_changed(
    who: Account, sign_in: SignIn, client: FlaskClient
) -> None:
    refused = post_form(sign_in(who), "/account", current_password="a guess at it", password=NEW)
    assert refused.status_code == 422
    assert errors(refused)["current_password"].startswith("This is not your password")
    assert fields(refused)["password"] == fields(refused)["current_password"] == ""
    assert post_form(client, "/sign-in", name="Clara", password=make.PASSWORD).status_code == 303


@pytest.mark.parametrize(
    "password", ["password1234", "aaaaaaaaaaaa", "123456789012", "claraclaraclara", "Qwertyuiop12"]
)
def test_a_password_that_is_tried_first_is_not_taken(
    who: Account, sign_in: SignIn, password: str
) -> None:
    refused = post_form(sign_in(who), "/account", current_password=make.PASSWORD, password=password)
    assert errors(refused)["password"].startswith("This password is among those that are tried first")


def test_guesses_at_the_current_password_are_slowed_as_at_the_door(who: Account, sign_in: SignIn) -> None:
    here = sign_in(who)
    for number in range(5):
        post_form(here, "/account", current_password=f"guess {number}", password=NEW)
    refused = post_form(here, "/account", current_password=make.PASSWORD, password=NEW)
    assert "current_password" in errors(refused)


def test_a_browser_left_alone_is_signed_out_and_one_in_use_is_not(
    session: Session, app: Flask, who: Account
) -> None:
    browser = app.test_client()
    begun = datetime.now(UTC) - timedelta(hours=4)
    token = accounts.start_session(session, who, now=begun)
    browser.set_cookie(COOKIE, signed_token(token, app.extensions["habeas"].settings))
    assert not is_in(browser)
    row = session.query(AccountSession).one()
    row.last_seen_at = datetime.now(UTC) - timedelta(hours=2)
    session.commit()
    assert is_in(browser)
    session.refresh(row)
    assert datetime.now(UTC) - row.last_seen_at < timedelta(minutes=1)


def test_the_browsers_that_are_signed_in_are_seen_and_ended(
    session: Session, who: Account, sign_in: SignIn, rafa: FlaskClient
) -> None:
    here, second, third, fourth = (sign_in(who) for _ in range(4))
    told = main_text(here.get("/account"))
    assert told.count("Sign it out") == 3
    assert told.count("this one") == 1
    page = here.get("/account")
    ended = page.get_data(as_text=True).split('action="/account/sessions/')[1].split("/end")[0]
    # Nobody ends a session of somebody else.
    token = post_token(rafa)
    rafa.post(f"/account/sessions/{ended}/end", data={"csrf_token": token})
    assert all(map(is_in, (second, third, fourth)))
    here.post(f"/account/sessions/{ended}/end", data={"csrf_token": post_token(here)})
    assert [is_in(one) for one in (second, third, fourth)].count(False) == 1
    here.post("/account/sessions/end-others", data={"csrf_token": post_token(here)})
    assert not any(map(is_in, (second, third, fourth)))
    assert is_in(here)
    assert is_in(rafa)


def post_token(client: FlaskClient) -> str:
    """Return the token that a form of this browser sends."""
    return elements(client.get("/account"), "input", name="csrf_token")[0].get("value") or ""


@pytest.mark.parametrize("act", ["/accounts/{}/link", "/accounts/{}/revise", "/due/calendar"])
def test_a_browser_left_open_gives_nobody_a_role_or_a_link(
    session: Session, app: Flask, who: Account, act: str
) -> None:
    ada = make.password(session, make.account(session, "Ada", Role.ADMIN))
    client, address = app.test_client(), act.format(who.id)
    signed_in_at = datetime.now(UTC) - timedelta(hours=2)
    token = accounts.start_session(session, ada, now=signed_in_at)
    client.set_cookie(COOKIE, signed_token(token, app.extensions["habeas"].settings))
    asked = client.get(address)
    assert asked.location == f"/sign-in/again?next={address}"
    sent = client.post(address, data={"csrf_token": post_token(client)})
    assert sent.location == asked.location
    assert post_form(client, asked.location, current_password="a guess").status_code == 422
    assert client.get(address).status_code == 303
    assert post_form(client, asked.location, current_password=make.PASSWORD).location == address
    assert client.get(address).status_code == 200
    assert client.get("/accounts").status_code == 200


def test_an_owner_is_told_of_a_new_browser_and_new_credentials_until_they_say_they_know(
    session: Session, who: Account, sign_in: SignIn, client: FlaskClient, ada: FlaskClient
) -> None:
    here = sign_in(who)
    assert WAITS not in main_text(here.get("/counting"))
    post_form(client, "/sign-in", name="Clara", password=make.PASSWORD)
    post_form(ada, f"/accounts/{who.id}/revise", role="reviewer", reason="Trusted")
    page = main_text(here.get("/counting"))
    assert WAITS in page
    assert "Signed in new browser" in page
    assert "Account changed reviewer by Ada" in page
    # Whoever came in is not told of that, and cannot have it kept from the owner.
    assert "new browser" not in main_text(client.get("/counting"))
    dismiss(client)
    page = main_text(here.get("/counting"))
    assert "Signed in new browser" in page
    assert "Account changed" not in page
    dismiss(here)
    assert WAITS not in main_text(here.get("/counting"))
    assert "Signed in new browser" in main_text(here.get("/account"))


def test_administrators_are_told_who_decided_the_rules(
    session: Session, who: Account, sign_in: SignIn, ada: FlaskClient
) -> None:
    bahar, own = sign_in(make.account(session, "Bahar", Role.ADMIN)), sign_in(who)
    for rule in ("by_another", "by_oneself"):
        post_form(ada, "/accounts/rules", own_claims=rule, reason="Agreed")
    page = main_text(bahar.get("/counting"))
    for rule in ("by_another", "by_oneself"):
        assert f"Rules decided own claims: {rule}; second factor from: none by Ada" in page
    for browser in (ada, own):
        assert "Rules decided" not in main_text(browser.get("/counting"))


def test_what_one_does_oneself_is_told_elsewhere_and_a_known_browser_is_not(
    who: Account, sign_in: SignIn, client: FlaskClient
) -> None:
    here, elsewhere = sign_in(who), sign_in(who)
    for _ in range(2):
        post_form(client, "/sign-in", name="Clara", password=make.PASSWORD)
        client.delete_cookie("habeas_session")
    assert main_text(here.get("/counting")).count("new browser") == 1
    dismiss(here)
    post_form(client, "/sign-in", name="Clara", password=make.PASSWORD)
    post_form(client, "/account", current_password=make.PASSWORD, password=NEW)
    assert WAITS not in main_text(client.get("/counting"))
    assert not is_in(elsewhere)
    assert "Password changed" in main_text(sign_in(who).get("/counting"))


def test_somebody_new_is_told_nothing(session: Session, client: FlaskClient, ada: FlaskClient) -> None:
    post_form(ada, "/accounts/new", name="Bahar", role="curator", reason="Joins")
    link = accounts.make_link(session, make.account(session, "Bahar"), now=datetime.now(UTC))
    assert post_form(client, f"/sign-in/{link}", password=NEW).status_code == 303
    assert WAITS not in main_text(client.get("/counting"))


def dismiss(browser: FlaskClient) -> None:
    """Say that one knows of what the own account tells."""
    page = browser.get("/account")
    shown = [field.get("value") for field in elements(page, "input", name="notice")]
    token = elements(page, "input", name="csrf_token")[0].get("value")
    browser.post("/account/notices/dismiss", data={"csrf_token": token, "notice": shown})
