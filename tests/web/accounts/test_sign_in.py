"""Signing in and out, by password and by one-time link."""

import fcntl
import json
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import elements, errors, fields, main_text, post_form, send
from webapp.domain.accounts import accounts, passwords
from webapp.domain.history import edits
from webapp.domain.history.descriptions import Value
from webapp.domain.history.recording import editing
from webapp.models import Account
from webapp.vocab.accounts import Role
from webapp.web.access import COOKIE
from webapp.web.db import signed_token
from webapp.web.sign_in import by_password


@pytest.fixture
def who(session: Session) -> Account:
    """Clara, with a password."""
    return make.password(session, make.account(session))


def new_link(session: Session, who: Account, *, age: timedelta = timedelta()) -> str:
    """Return the path of a one-time link that was made some time ago."""
    return "/sign-in/" + accounts.make_link(session, who, now=datetime.now(UTC) - age)


def is_in(client: FlaskClient) -> bool:
    """Tell whether a browser is signed in."""
    return "Sign out" in client.get("/counting").get_data(as_text=True)


def test_name_and_password_sign_in_and_lead_where_one_wanted_to_go(who: Account, client: FlaskClient) -> None:
    asked = client.get("/sources/new?from=here")
    entered = post_form(client, asked.location, name="Clara", password=make.PASSWORD)
    assert entered.status_code == 303
    assert entered.location == "/sources/new?from=here"
    assert client.get(entered.location).status_code == 200
    assert client.get("/sign-in?next=/people").location == "/people"


def test_the_cookie_is_kept_from_scripts_and_from_other_sites(who: Account, client: FlaskClient) -> None:
    entered = post_form(client, "/sign-in", name="Clara", password=make.PASSWORD)
    cookie = next(line for line in entered.headers.getlist("Set-Cookie") if line.startswith(COOKIE))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie


def test_over_https_the_cookie_never_travels_openly(who: Account, app: Flask, client: FlaskClient) -> None:
    settings = app.extensions["habeas"].settings
    object.__setattr__(settings, "public_url", "https://habeas.example")
    entered = post_form(client, "/sign-in", name="Clara", password=make.PASSWORD)
    cookies = entered.headers.getlist("Set-Cookie")
    assert any("Secure" in line and line.startswith(f"__Host-{COOKIE}") for line in cookies)


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("Clara", "not the password"),
        ("Clara", ""),
        ("Nobody", make.PASSWORD),
        ("", ""),
        ("Clara\x00", make.PASSWORD),
        ("c" * 10_000, "p" * 10_000),
        ("Seed", "for an account without a password"),
        ("Closed", make.PASSWORD),
    ],
)
def test_whatever_is_wrong_the_answer_is_the_same(
    session: Session, who: Account, client: FlaskClient, name: str, password: str
) -> None:
    make.account(session, "Seed")
    ada = make.account(session, "Ada", Role.ADMIN)
    closed = make.password(session, make.account(session, "Closed"))
    with editing(session, by=ada, reason="Has left", at=make.AT):
        accounts.revise_account(session, closed, version=closed.version, role=closed.role, active=False)
    refused = post_form(client, "/sign-in", name=name, password=password)
    assert refused.status_code == 422
    assert errors(refused)["password"].startswith("Wrong name or password.")
    assert fields(refused)["password"] == ""
    assert fields(refused)["name"].startswith(name[:5])
    assert not is_in(client)


def test_after_five_failures_even_the_right_password_must_wait(
    who: Account, client: FlaskClient, tmp_path: Path
) -> None:
    told = {
        errors(post_form(client, "/sign-in", name="Clara", password=f"guess {number}"))["password"]
        for number in range(5)
    }
    refused = post_form(client, "/sign-in", name="Clara", password=make.PASSWORD)
    assert errors(refused)["password"] in told
    assert len(told) == 1
    file = tmp_path / "sign_in_failures.json"
    aged = {key: [failures, last - 16 * 60] for key, (failures, last) in json.loads(file.read_text()).items()}
    file.write_text(json.dumps(aged))
    assert post_form(client, "/sign-in", name="Clara", password=make.PASSWORD).status_code == 303
    assert json.loads(file.read_text()) == {}


def test_strangers_who_guess_never_shut_out_a_browser_that_signed_in_before(
    who: Account, app: Flask, client: FlaskClient
) -> None:
    post_form(client, "/sign-in", name="Clara", password=make.PASSWORD)
    client.delete_cookie(COOKIE)
    stranger = app.test_client()
    for number in range(8):
        post_form(stranger, "/sign-in", name="Clara", password=f"guess {number}")
    assert post_form(stranger, "/sign-in", name="Clara", password=make.PASSWORD).status_code == 422
    assert post_form(client, "/sign-in", name="Clara", password=make.PASSWORD).status_code == 303


@pytest.mark.parametrize("password", ["not the password", make.PASSWORD])
def test_while_a_password_is_hashed_everybody_else_can_save(
    who: Account, session: Session, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    page, hashed = client.get("/sign-in"), []
    fits = passwords.fits

    def saving_beside(typed: str, kept: str | None) -> bool:
        # Would wait for the lock of the one who signs in, and be refused.
        make.account(session, f"Saved beside {len(hashed)}")
        session.commit()
        hashed.append(typed)
        return fits(typed, kept)

    monkeypatch.setattr(passwords, "fits", saving_beside)
    assert send(client, page, name="Clara", password=password).status_code in (303, 422)
    assert hashed == [password]


def test_a_third_password_at_once_is_told_to_come_back(
    who: Account, client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_password, "_PATIENCE", 0)
    with ExitStack() as stack:
        for place in (1, 2):
            taken = stack.enter_context((tmp_path / f".hashing-{place}.lock").open("w"))
            fcntl.flock(taken, fcntl.LOCK_EX)
        # Nobody looked at these passwords, and so none of them is counted as wrong.
        for _ in range(6):
            answer = post_form(client, "/sign-in", name="Clara", password=make.PASSWORD)
        assert answer.status_code == 503
        assert int(answer.headers["Retry-After"]) > 0
        assert "Too many people are signing in" in main_text(answer)
    assert post_form(client, "/sign-in", name="Clara", password=make.PASSWORD).status_code == 303


def test_the_log_tells_who_signed_in_and_that_somebody_failed_but_neither_name_nor_password(
    who: Account, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    post_form(client, "/sign-in", name="Clara", password="not the password")
    post_form(client, "/sign-in", name="Clara", password=make.PASSWORD)
    assert "sign-in refused: wrong name or password" in caplog.text
    assert f"signed in: account {who.id}" in caplog.text
    assert "Clara" not in caplog.text


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/people\r\nSet-Cookie: a=b",
        "javascript:alert(1)",
        "people",
        "http://[",
        " //evil.example",
        "",
        "\x00/people",
    ],
)
def test_signing_in_leads_nowhere_else(who: Account, client: FlaskClient, wanted: str) -> None:
    page = client.get("/sign-in", query_string={"next": wanted})
    entered = send(client, page, name="Clara", password=make.PASSWORD)
    assert entered.status_code == 303
    assert entered.location == "/"
    assert "a=b" not in str(entered.headers)


def test_signing_out_ends_the_session_for_whoever_kept_its_cookie(
    session: Session, app: Flask, clara: FlaskClient
) -> None:
    kept = clara.get_cookie(COOKIE)
    assert kept is not None
    thief = app.test_client()
    thief.set_cookie(COOKIE, kept.value)
    assert is_in(thief)
    token = clara.get("/").get_data(as_text=True).partition('name="csrf_token" value="')[2].partition('"')[0]
    assert clara.post("/sign-out", data={"csrf_token": token}).location == "/"
    assert clara.get_cookie(COOKIE) is None
    assert not is_in(thief)


def test_nobody_is_signed_out_by_a_link_or_by_another_site(clara: FlaskClient) -> None:
    assert clara.get("/sign-out").status_code == 405
    assert clara.post("/sign-out").status_code == 400
    assert is_in(clara)


def test_signing_in_ends_the_session_that_was_there_and_makes_a_new_token(
    session: Session, app: Flask, who: Account, client: FlaskClient
) -> None:
    post_form(client, "/sign-in", name="Clara", password=make.PASSWORD)
    first = client.get_cookie(COOKIE)
    assert first is not None
    form = client.get("/sources/new")
    link = new_link(session, make.account(session, "Ada", Role.ADMIN))
    post_form(client, link, password=make.PASSWORD)
    second = client.get_cookie(COOKIE)
    assert second is not None
    assert second.value != first.value
    thief = app.test_client()
    thief.set_cookie(COOKIE, first.value)
    assert not is_in(thief)
    assert send(client, form, text="A text").status_code == 400


def test_a_session_ends_by_itself(session: Session, app: Flask, who: Account) -> None:
    old = app.test_client()
    started = datetime.now(UTC) - accounts.SESSION_LIFE - timedelta(seconds=1)
    token = accounts.start_session(session, who, now=started)
    old.set_cookie(COOKIE, signed_token(token, app.extensions["habeas"].settings))
    assert not is_in(old)


@pytest.mark.parametrize("token", ["", "nonsense", "\x00", "ə" * 500])
def test_a_cookie_that_was_never_given_out_opens_nothing(app: Flask, token: str) -> None:
    client = app.test_client()
    client.set_cookie(COOKIE, token)
    assert not is_in(client)
    assert client.get("/sources/new").status_code == 303


def test_a_one_time_link_sets_the_password_once_and_signs_in(
    session: Session, app: Flask, client: FlaskClient
) -> None:
    who = make.account(session)
    link = new_link(session, who)
    page = client.get(link)
    assert "For the account Clara." in main_text(page)
    assert page.headers["Cache-Control"] == "no-store"
    entered = send(client, page, password="several unrelated words")
    assert entered.location == "/"
    assert is_in(client)
    newest = edits.edits_about(session, who.id).edits[0]
    assert (newest.by.name, newest.reason) == ("Clara", "Password set by one-time link")
    assert [(column.label, column.old, column.new) for column in newest.changes[0].columns] == [
        ("Password", None, Value("secret", None))
    ]
    again = app.test_client()
    used = again.get(link)
    assert used.status_code == 410
    assert "This link does not work any more" in main_text(used)
    assert again.post(link, data={"password": "another password"}).status_code == 400
    assert post_form(again, "/sign-in", name="Clara", password="several unrelated words").status_code == 303


def test_opening_a_link_uses_nothing_up(session: Session, client: FlaskClient) -> None:
    link = new_link(session, make.account(session))
    for _ in range(3):
        assert client.get(link).status_code == 200
    assert not is_in(client)


@pytest.mark.parametrize("password", ["", "too short", "x" * 501])
def test_a_password_too_short_or_too_long_is_refused_and_the_link_stays_good(
    session: Session, client: FlaskClient, password: str
) -> None:
    link = new_link(session, make.account(session))
    refused = post_form(client, link, password=password)
    assert refused.status_code == 422
    assert "characters" in errors(refused)["password"]
    assert post_form(client, link, password=make.PASSWORD).status_code == 303


def test_a_password_may_hold_any_characters(session: Session, app: Flask, client: FlaskClient) -> None:
    odd = "  şifrə 🚲 пароль \t‮ "
    link = new_link(session, make.account(session))
    assert post_form(client, link, password=odd).status_code == 303
    elsewhere = app.test_client()
    assert post_form(elsewhere, "/sign-in", name="Clara", password=odd).status_code == 303


def test_a_new_password_ends_all_other_sessions(session: Session, clara: FlaskClient, app: Flask) -> None:
    link = new_link(session, make.account(session))
    assert is_in(clara)
    post_form(app.test_client(), link, password=make.PASSWORD)
    assert not is_in(clara)


@pytest.mark.parametrize("age", [timedelta(days=3), timedelta(days=400)])
def test_a_link_that_is_too_old_does_not_work(session: Session, client: FlaskClient, age: timedelta) -> None:
    assert client.get(new_link(session, make.account(session), age=age)).status_code == 410


@pytest.mark.parametrize("secret", ["nothing", "%00", "x" * 2000, "%ff%fe"])
def test_a_link_that_was_never_made_does_not_work(client: FlaskClient, secret: str) -> None:
    assert client.get(f"/sign-in/{secret}").status_code == 410


def test_password_keepers_are_told_what_each_field_is(session: Session, client: FlaskClient) -> None:
    filled = {field.get("autocomplete") for field in elements(client.get("/sign-in"), "input")}
    assert {"username", "current-password"} <= filled
    link = new_link(session, make.account(session))
    filled = {field.get("autocomplete") for field in elements(client.get(link), "input")}
    assert {"username", "new-password"} <= filled


def test_a_form_without_its_token_is_refused(who: Account, client: FlaskClient) -> None:
    answer = client.post("/sign-in", data={"name": "Clara", "password": make.PASSWORD})
    assert answer.status_code == 400
    assert "This form is too old" in main_text(answer)
