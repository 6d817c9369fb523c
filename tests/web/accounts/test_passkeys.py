"""Passkeys on the pages: added by their owner, asked for at the door, required, or instead of a password."""

from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import make
from tests.support.authenticator import Authenticator
from tests.support.forms import elements, errors, fields, main_text, post_form, send
from tests.web.accounts.test_audit import events
from tests.web.conftest import SignIn
from webapp.domain.accounts import home_rules
from webapp.domain.history.recording import editing
from webapp.models import Account
from webapp.vocab.accounts import OwnClaims, Role

NEW = "/account/passkeys/new"


@pytest.fixture(autouse=True)
def address(app: Flask) -> None:
    """The home answers where passkeys work."""
    object.__setattr__(app.extensions["habeas"].settings, "public_url", "http://localhost")


@pytest.fixture
def who(session: Session) -> Account:
    """Clara, with a password."""
    return make.password(session, make.account(session))


def questions(page: TestResponse) -> str:
    """Return what a page has a browser ask an authenticator."""
    return asking(page)[0].get("data-questions") or ""


def asking(page: TestResponse) -> list[Element]:
    """Return the forms of a page that a passkey answers."""
    return [form for form in elements(page, "form") if form.get("data-passkey")]


def add(browser: FlaskClient, name: str = "Telephone") -> Authenticator:
    """Add a passkey to the account of a browser."""
    key, page = Authenticator("http://localhost", "localhost"), browser.get(NEW)
    answer = send(browser, page, name=name, answer=key.made(questions(page)))
    assert answer.status_code in (200, 303), errors(answer)
    return key


def use(browser: FlaskClient, key: Authenticator, path: str = "/sign-in/passkey") -> TestResponse:
    """Answer a page at the door with a passkey."""
    page = browser.get(path)
    return send(browser, page, answer=key.used(questions(page)))


def is_in(client: FlaskClient) -> bool:
    """Tell whether a browser is signed in."""
    return "Sign out" in client.get("/counting").get_data(as_text=True)


def test_a_passkey_is_asked_for_after_the_password_and_an_answer_is_good_once(
    session: Session, who: Account, sign_in: SignIn, client: FlaskClient
) -> None:
    here = sign_in(who)
    key = add(here)
    assert "Telephone" in main_text(here.get("/account"))
    first = post_form(client, "/sign-in?next=/counting", name="Clara", password=make.PASSWORD)
    assert first.location == "/sign-in/passkey"
    assert not is_in(client)
    page = client.get("/sign-in/passkey")
    answer, kept = key.used(questions(page)), fields(page)
    assert send(client, page, answer=answer).location == "/counting"
    assert is_in(client)
    client.delete_cookie("habeas_session")
    post_form(client, "/sign-in", name="Clara", password=make.PASSWORD)
    again = send(client, client.get("/sign-in/passkey"), **kept | {"answer": answer})
    assert again.status_code == 422
    assert not is_in(client)
    assert [event for event, *_ in events(session)] == ["passkey_added", "signed_in", "sign_in_refused"]


def test_a_passkey_signs_in_without_name_and_password(
    who: Account, sign_in: SignIn, client: FlaskClient
) -> None:
    key = add(sign_in(who))
    led = elements(client.get("/sign-in?next=/counting"), "a", href="/sign-in/passkey?next=/counting")
    assert len(led) == 1
    assert use(client, key, "/sign-in/passkey?next=/counting").location == "/counting"
    assert is_in(client)


@pytest.mark.parametrize("path", [NEW, "/sign-in/passkey"])
def test_nobody_sends_a_form_before_its_script_can_ask_for_the_passkey(
    who: Account, sign_in: SignIn, path: str
) -> None:
    (form,) = asking(sign_in(who).get(path))
    (button,) = form.iter("button")
    assert button.get("disabled") is not None


def test_a_removed_passkey_is_refused_and_a_strangers_says_nothing(
    session: Session, who: Account, sign_in: SignIn, client: FlaskClient
) -> None:
    here = sign_in(who)
    key = add(here)
    (form,) = (row for row in elements(here.get("/account"), "form") if "/passkeys/" in row.get("action", ""))
    token = elements(here.get("/account"), "input", name="csrf_token")[0].get("value")
    assert here.post(form.get("action"), data={"csrf_token": token}).status_code == 303
    refused = use(client, key)
    assert refused.status_code == 422
    stranger = use(client, Authenticator("http://localhost", "localhost"))
    assert main_text(stranger) == main_text(refused)
    assert post_form(client, "/sign-in", name="Clara", password=make.PASSWORD).location == "/"
    assert "passkey_removed" in [event for event, *_ in events(session)]


def test_recovery_codes_come_with_the_first_passkey_and_stand_for_it(
    who: Account, sign_in: SignIn, client: FlaskClient
) -> None:
    here, key = sign_in(who), Authenticator("http://localhost", "localhost")
    page = here.get(NEW)
    codes = elements(send(here, page, name="Key", answer=key.made(questions(page))), "code")
    assert len(codes) == 10
    post_form(client, "/sign-in", name="Clara", password=make.PASSWORD)
    assert elements(client.get("/sign-in/passkey"), "a", href="/sign-in/code")
    assert post_form(client, "/sign-in/code", code=codes[0].text or "").status_code == 303
    assert "9 recovery codes are left" in main_text(here.get("/account/second-factor/recovery-codes"))


def test_a_passkey_is_a_second_factor_where_one_is_required_and_an_administrator_takes_it_away(
    session: Session, who: Account, sign_in: SignIn, ada: FlaskClient
) -> None:
    with editing(session, by=make.account(session, "Ada", Role.ADMIN), reason="Safer", at=make.AT):
        home_rules.decide_rules(
            session, own_claims=OwnClaims.BY_ONESELF, second_factor_from=Role.CURATOR
        )
    here = sign_in(who)
    assert here.get("/review").location == "/account/second-factor"
    add(here)
    assert here.get("/review").status_code == 200
    add(ada)
    token = elements(ada.get("/account"), "input", name="csrf_token")[0].get("value")
    assert ada.post(f"/accounts/{who.id}/second-factor/remove", data={"csrf_token": token}).status_code == 303
    assert here.get("/review").location == "/account/second-factor"


def test_what_was_made_up_is_refused_with_a_page(who: Account, sign_in: SignIn, client: FlaskClient) -> None:
    here = sign_in(who)
    key = add(here)
    for answer in ("", "[]", "{}", '{"id": 3}', "x" * 30_000, key.made(questions(here.get(NEW)))):
        page = here.get(NEW)
        assert send(here, page, name="Key", answer=answer).status_code == 422
        page = client.get("/sign-in/passkey")
        assert send(client, page, answer=answer).status_code == 422
        assert send(client, page, answer=answer, challenge="made.up").status_code == 422


def test_guesses_at_somebodys_passkey_have_to_wait(
    who: Account, sign_in: SignIn, client: FlaskClient
) -> None:
    key = add(sign_in(who))
    twin = Authenticator("http://localhost", "localhost")
    twin.id = key.id
    for _ in range(5):
        assert use(client, twin).status_code == 422
    assert "tried too often" in main_text(use(client, key))


@pytest.mark.parametrize(
    ("public_url", "works"),
    [
        ("https://habeas.example", True), ("http://habeas.example", False), ("https://192.0.2.1", False),
        ("http://127.0.0.1:8000", True),
    ],
)  # fmt: skip
def test_where_passkeys_cannot_work_the_page_says_so_and_leads_to_what_does(
    app: Flask, who: Account, sign_in: SignIn, client: FlaskClient, public_url: str, works: bool
) -> None:
    object.__setattr__(app.extensions["habeas"].settings, "public_url", public_url)
    if not app.extensions["habeas"].settings.is_secure:
        page = sign_in(who).get(NEW)
        assert "Your browser runs no scripts here" in page.get_data(as_text=True)
        assert not asking(page)
        assert elements(page, "a", href=f"http://localhost:8000{NEW}" if works else "/account/second-factor")
    assert bool(elements(client.get("/sign-in"), "a", href="/sign-in/passkey")) is works
