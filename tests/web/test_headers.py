"""What every answer carries to protect the people who read it, and what the log of a failure leaves out."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests import make
from tests.support.every_address import rules
from tests.support.forms import elements, main_text, post_form
from tests.web.conftest import settings_of
from webapp.cli.serve_log import start_logging
from webapp.web.access import COOKIE
from webapp.web.app import create_app

ANSWERS = {
    "/": 200,
    "/people": 200,
    "/people.csv": 200,
    "/people/P-0001": 200,
    "/healthz": 200,
    "/static/habeas.css": 200,
    "/sign-in": 200,
    "/people/new": 303,
    "/people/P-0001/history": 303,
    "/people?held=maybe": 400,
    "/people/P-9999": 404,
    "/nothing": 404,
    "/sign-out": 405,
    "/sign-in/not-a-secret": 410,
}


@pytest.mark.parametrize("path", ANSWERS)
def test_pages_errors_and_redirects_are_protected_alike(
    session: Session, client: FlaskClient, path: str
) -> None:
    make.person(session)
    answer = client.get(path, buffered=True)
    assert answer.status_code == ANSWERS[path]
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    for what in ("style-src", "script-src", "font-src", "connect-src", "form-action"):
        assert policy[what] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_form_that_is_refused_and_one_that_is_saved_are_protected_too(
    session: Session, clara: FlaskClient
) -> None:
    make.organization(session)
    for reason, code in (("", 422), ("A double", 303)):
        answer = post_form(clara, "/organizations/O-0001/retire", reason=reason)
        assert answer.status_code == code
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path", ["/", "/people", "/people/P-0001", "/people.csv", "/people/P-9999", "/accounts"]
)
def test_what_somebody_signed_in_saw_stays_in_no_cache(
    session: Session, clara: FlaskClient, client: FlaskClient, path: str
) -> None:
    make.person(session)
    assert clara.get(path, buffered=True).headers["Cache-Control"] == "no-store"
    shown = client.get(path, buffered=True)
    # A public page may be kept, but is asked for anew: what was withdrawn is gone.
    assert shown.headers["Cache-Control"] == "no-cache"
    assert "Cookie" in shown.headers["Vary"]


@pytest.mark.parametrize(
    ("public_url", "secure"), [("http://habeas.example", False), ("https://habeas.example", True)]
)
def test_cookies_are_kept_from_scripts_from_other_sites_and_from_open_lines(
    session: Session, app: Flask, client: FlaskClient, public_url: str, secure: bool
) -> None:
    make.password(session, make.account(session))
    object.__setattr__(app.extensions["habeas"].settings, "public_url", public_url)
    entered = post_form(client, "/sign-in", name="Clara", password=make.PASSWORD)
    prefix = "__Host-" if secure else ""
    set_now = {line.partition("=")[0]: line for line in entered.headers.getlist("Set-Cookie")}
    assert set_now.keys() >= {f"{prefix}{COOKIE}", f"{prefix}habeas_known"}
    for name in (f"{prefix}{COOKIE}", f"{prefix}habeas_known"):
        said = {part.strip() for part in set_now[name].split(";")[1:]}
        assert {"HttpOnly", "SameSite=Lax"} <= said
        assert ("Secure" in said) is secure
        # Of a cookie of this prefix a browser wants the whole site, and no domain.
        assert "Path=/" in said or not secure
        assert not any(part.startswith("Domain") for part in said)
    page = client.get("/counting")
    assert "Sign out" in page.get_data(as_text=True)
    assert ("Strict-Transport-Security" in page.headers) is secure


def test_over_https_no_other_host_can_set_the_cookie_of_forms(tmp_path: Path) -> None:
    settings = replace(settings_of("sqlite://", tmp_path), public_url="https://habeas.example")
    app = create_app(settings)
    assert app.config["SESSION_COOKIE_NAME"] == "__Host-habeas_form"
    assert (app.config["SESSION_COOKIE_SECURE"], app.config["SESSION_COOKIE_PATH"]) == (True, "/")
    year = app.test_client().get("/static/habeas.css").headers["Strict-Transport-Security"]
    assert year == "max-age=31536000; includeSubDomains"


def test_signing_out_clears_what_the_browser_kept(clara: FlaskClient) -> None:
    token = elements(clara.get("/account"), "input", name="csrf_token")[0].get("value")
    left = clara.post("/sign-out", data={"csrf_token": token})
    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_every_text_says_in_which_letters_it_is_written(app: Flask, clara: FlaskClient) -> None:
    kinds = {
        rule.rule: clara.get(rule.rule, buffered=True).headers["Content-Type"]
        for rule in rules(app, "GET") if not rule.arguments
    }  # fmt: skip
    texts = {kind for kind in kinds.values() if kind.startswith("text/")}
    assert texts
    assert all(kind.endswith("; charset=utf-8") for kind in texts)


def test_the_cookie_of_forms_is_kept_from_scripts_and_other_sites(client: FlaskClient) -> None:
    (cookie,) = client.get("/sign-in").headers.getlist("Set-Cookie")
    assert {"HttpOnly", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}


@contextmanager
def served(app: Flask) -> Iterator[StringIO]:
    """Let the application fail and log as it does when it is served; collect what it logs."""
    root, testing = logging.getLogger(), app.testing
    handlers, level = root.handlers, root.level
    root.handlers, app.testing = [], False
    try:
        with redirect_stderr(StringIO()) as log:
            start_logging()
            yield log
    finally:
        root.handlers, app.testing = handlers, testing
        root.setLevel(level)


def test_a_page_that_fails_says_so_and_logs_neither_secret_nor_search(
    session: Session, app: Flask, client: FlaskClient
) -> None:
    make.person(session)
    session.commit()
    for table in ("name_key", "sign_in_link"):
        session.execute(text(f"DROP TABLE {table}"))
    with served(app) as log:
        for path in ("/people?q=Sinagov", "/sign-in/a-one-time-secret"):
            answer = client.get(path)
            assert answer.status_code == 500
            assert "Nothing was saved" in main_text(answer)
            assert "Traceback" not in answer.get_data(as_text=True)
    told = log.getvalue()
    assert "Exception on /people" in told
    assert "Exception on /sign-in" in told
    assert told.count("Traceback") >= 2
    assert "inagov" not in told
    assert "a-one-time-secret" not in told


def test_a_sign_in_that_fails_logs_neither_name_nor_password(
    session: Session, storage: str, app: Flask, client: FlaskClient
) -> None:
    make.password(session, make.account(session))
    session.commit()
    _refuse_sessions(session, storage)
    with served(app) as log:
        answer = post_form(client, "/sign-in", name="Clara", password=make.PASSWORD)
    assert answer.status_code == 500
    told = log.getvalue()
    assert "Exception on /sign-in" in told
    for secret in ("Clara", make.PASSWORD, "$argon2"):
        assert secret not in told


def _refuse_sessions(session: Session, storage: str) -> None:
    """Make the database refuse the session of whoever signs in; PostgreSQL says the whole row then."""
    if storage == "postgresql":
        session.execute(text("ALTER TABLE account_session ADD CONSTRAINT never CHECK (started_at IS NULL)"))
        return
    session.execute(
        text(
            "CREATE TRIGGER never BEFORE INSERT ON account_session"
            " BEGIN SELECT RAISE(ABORT, 'no session may begin'); END"
        )
    )
