"""The web application on a fresh database, and browsers: a visitor's, Clara's, Rafa's and Ada's."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.compiled_templates import COMPILED_TEMPLATES
from tests.support.counted_statements import counted
from tests.support.every_address import every_address
from tests.support.strict_client import WatchingClient
from webapp.domain.accounts import accounts
from webapp.models import Account
from webapp.settings import Settings
from webapp.vocab.accounts import Role
from webapp.web.access import COOKIE
from webapp.web.app import create_app
from webapp.web.costly.pages import CostlyPages
from webapp.web.db import Engines, signed_token
from webapp.web.past_lists import Restored

SignIn = Callable[[Account], FlaskClient]
Queries = Callable[[str], int]


@pytest.fixture(scope="session")
def application() -> Flask:
    """The application, put together once for all tests; each gives it its own database."""
    app = create_app(settings_of("sqlite://", Path("nowhere")))
    app.testing = True
    app.test_client_class = WatchingClient
    app.jinja_env.bytecode_cache = COMPILED_TEMPLATES
    return app


@pytest.fixture
def app(application: Flask, url: str, session: Session, tmp_path: Path) -> Iterator[Flask]:
    """The application as it is served, on the database of `session`.

    What the test did with its session is committed before each request, so that pages see it, and the
    session looks anew after it, so that the test sees what a page saved.
    """
    settings = settings_of(url, tmp_path)
    application.extensions |= {
        "habeas": Engines(settings), "habeas-known": Restored(),
        "habeas-costly": CostlyPages(settings.threads // 2),
    }  # fmt: skip
    answer = application.wsgi_app

    def committed_first(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        session.commit()
        return answer(environ, start_response)

    application.wsgi_app = committed_first  # type: ignore[method-assign]
    yield application
    application.wsgi_app = answer  # type: ignore[method-assign]


def settings_of(url: str, home: Path) -> Settings:
    return Settings(
        home=home,
        database_url=url,
        standby_urls=(),
        public_url="http://habeas.example",
        secret_key="test",
    )


@pytest.fixture
def sign_in(app: Flask, session: Session) -> SignIn:
    """Give an account a browser in which it is signed in."""

    def signed_in(account: Account) -> FlaskClient:
        client = app.test_client()
        token = accounts.start_session(session, account, now=datetime.now(UTC))
        client.set_cookie(COOKIE, signed_token(token, app.extensions["habeas"].settings))
        return client

    return signed_in


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """The browser of somebody without an account."""
    return app.test_client()


@pytest.fixture
def queries(app: Flask, client: FlaskClient) -> Queries:
    """Count the statements that showing a page to a visitor sends to the database."""
    engines: Engines = app.extensions["habeas"]

    def number(path: str) -> int:
        with counted(engines.main) as sent:
            assert client.get(path).status_code == 200
        return len(sent)

    return number


@pytest.fixture
def nemo(session: Session, sign_in: SignIn) -> FlaskClient:
    """The browser of Nemo, whose account may only read."""
    return sign_in(make.account(session, "Nemo", Role.READER))


@pytest.fixture
def clara(session: Session, sign_in: SignIn) -> FlaskClient:
    """The browser of Clara, who curates."""
    return sign_in(make.account(session, "Clara", Role.CURATOR))


@pytest.fixture
def rafa(session: Session, sign_in: SignIn) -> FlaskClient:
    """The browser of Rafa, who reviews."""
    return sign_in(make.account(session, "Rafa", Role.REVIEWER))


@pytest.fixture
def ada(session: Session, sign_in: SignIn) -> FlaskClient:
    """The browser of Ada, who administers."""
    return sign_in(make.account(session, "Ada", Role.ADMIN))


@pytest.fixture
def addresses(session: Session, tmp_path: Path) -> dict[str, str]:
    """An address of each endpoint with a variable part, by endpoint."""
    return every_address(session, tmp_path)
