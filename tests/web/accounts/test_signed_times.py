"""What the server signs and a browser keeps is good for a time, whatever the browser says of it."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import TimedSerializer, TimestampSigner, URLSafeTimedSerializer
from sqlalchemy.orm import Session

from tests import make
from tests.support.authenticator import Authenticator
from tests.support.forms import main_text, post_form, send
from tests.web.accounts.test_passkeys import add, questions
from tests.web.conftest import SignIn

YEAR = 365 * 24 * 3600


@pytest.fixture
def aged(app: Flask) -> Callable[[str, str, int], str]:
    """Return how something that the server signed would look, had it done so so many seconds earlier."""
    object.__setattr__(app.extensions["habeas"].settings, "public_url", "http://localhost")

    def older(value: str, salt: str, seconds: int) -> str:
        class Earlier(TimestampSigner):
            def get_timestamp(self) -> int:
                return int(time.time()) - seconds

        secret = app.extensions["habeas"].settings.secret_key
        content: Any = URLSafeTimedSerializer(secret, salt=salt).loads(value)
        signed: TimedSerializer[str] = URLSafeTimedSerializer(secret, salt=salt, signer=Earlier)
        return signed.dumps(content)

    return older


@pytest.mark.parametrize(("seconds", "good"), [(240, True), (301, False)])
def test_what_was_signed_long_ago_is_good_for_nothing(
    session: Session, sign_in: SignIn, client: FlaskClient, aged: Callable[[str, str, int], str],
    seconds: int, good: bool,
) -> None:  # fmt: skip
    who = make.password(session, make.account(session))
    key: Authenticator = add(sign_in(who))
    post_form(client, "/sign-in", name="Clara", password=make.PASSWORD)
    # That the password was right, five minutes ago.
    half = client.get_cookie("habeas_half", path="/sign-in")
    assert half is not None
    client.set_cookie("habeas_half", aged(half.value, "habeas_half", seconds), path="/sign-in")
    assert ("Your password comes first" in main_text(client.get("/sign-in/code"))) is not good
    # A challenge, ten minutes ago.
    client.delete_cookie("habeas_half", path="/sign-in")
    page = client.get("/sign-in/passkey")
    from_page = _challenge(page)
    answer = send(
        client, page, answer=key.used(questions(page)), challenge=aged(from_page, "passkey", seconds * 2)
    )
    assert (answer.status_code == 303) is good


@pytest.mark.parametrize(("seconds", "known"), [(YEAR - 60, True), (YEAR + 60, False)])
def test_a_browser_is_known_for_a_year(
    session: Session, sign_in: SignIn, client: FlaskClient, aged: Callable[[str, str, int], str],
    seconds: int, known: bool,
) -> None:  # fmt: skip
    who = make.password(session, make.account(session))
    here = sign_in(who)
    post_form(client, "/sign-in", name="Clara", password=make.PASSWORD)
    client.delete_cookie("habeas_session")
    cookie = client.get_cookie("habeas_known", path="/sign-in")
    assert cookie is not None
    client.set_cookie("habeas_known", aged(cookie.value, "habeas_known", seconds), path="/sign-in")
    before = main_text(here.get("/counting")).count("new browser")
    post_form(client, "/sign-in", name="Clara", password=make.PASSWORD)
    assert main_text(here.get("/counting")).count("new browser") - before == (0 if known else 1)


def _challenge(page: Any) -> str:
    return str(page.get_data(as_text=True).split('name="challenge"')[1].split('value="')[1].split('"')[0])
