"""Standbys answer strangers; nobody notices when one lags, fails or takes the main database's place."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from threading import Event, Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from migrations import upgrade
from tests import make
from tests.support.counted_statements import counted
from tests.support.forms import send
from tests.support.server import PATIENCE
from tests.support.standby import Node, main_and_standby
from tests.support.waiting import wait_until
from tests.web.conftest import settings_of
from webapp.domain.accounts import accounts, calendar_feeds
from webapp.domain.history.recording import editing
from webapp.domain.people import people
from webapp.models import OrganizationName, Person, make_engine, shared_engine, writing
from webapp.settings import COOKIE
from webapp.vocab.liberty import Status
from webapp.vocab.people import PublicationState
from webapp.web.app import create_app
from webapp.web.db import Engines, signed_token
from webapp.web.standbys import freshness

NAME = "Elvin Sinagov"


@pytest.fixture
def nodes() -> Iterator[tuple[Node, Node]]:
    """A main database with one person, and its standby, which confirms what is written."""
    with main_and_standby() as (main, standby):
        engine = make_engine(address(main))
        upgrade(engine)
        with Session(writing(engine)) as session:
            make.person(session, NAME)
            session.commit()
        engine.dispose()
        yield main, standby
        for url in (both(main, standby), address(standby)):
            shared_engine(url).dispose()


@pytest.fixture
def app(nodes: tuple[Node, Node], tmp_path: Path) -> Iterator[Flask]:
    """The application over both."""
    main, standby = nodes
    settings = settings_of(both(main, standby), tmp_path)
    made = create_app(replace(settings, standby_urls=(address(standby),)))
    yield made
    engines: Engines = made.extensions["habeas"]
    engines.standbys.stop()


@pytest.fixture
def clara(nodes: tuple[Node, Node], app: Flask) -> FlaskClient:
    """The browser of a curator."""
    client, engine = app.test_client(), make_engine(address(nodes[0]))
    with Session(writing(engine)) as session:
        token = accounts.start_session(session, make.account(session), now=datetime.now(UTC))
        session.commit()
    engine.dispose()
    client.set_cookie(COOKIE, signed_token(token, app.extensions["habeas"].settings))
    return client


def address(node: Node) -> str:
    """Return the URL of one of the two."""
    return f"postgresql+psycopg://postgres@{node.address}/habeas"


def both(main: Node, standby: Node) -> str:
    """Return the URL of whichever is written."""
    hosts = f"host={main.address}&host={standby.address}"
    return f"postgresql+psycopg://postgres@/habeas?{hosts}&target_session_attrs=read-write"


def is_read_from_standby(app: Flask, client: FlaskClient) -> bool:
    """Tell whether a page is read from the standby alone."""
    engines: Engines = app.extensions["habeas"]
    (standby,) = (shared_engine(url) for url in engines.settings.standby_urls)
    with counted(standby) as sent, counted(engines.main) as sent_to_main:
        assert client.get("/people").status_code == 200
    pages, pages_of_main = (
        [statement for statement in statements if "_lsn" not in statement]
        for statements in (sent, sent_to_main)
    )
    assert bool(pages) != bool(pages_of_main)
    return bool(pages)


def without_confirmation(main: Node) -> None:
    """Let the main database no longer wait for its standby."""
    with main.connected() as connection:
        connection.execute("ALTER SYSTEM RESET synchronous_standby_names")
        connection.execute("SELECT pg_reload_conf()")


def test_strangers_are_read_from_the_standby_and_whoever_is_signed_in_is_not(
    app: Flask, clara: FlaskClient
) -> None:
    stranger = app.test_client()
    wait_until(lambda: is_read_from_standby(app, stranger))
    forger = app.test_client()
    forger.set_cookie(COOKIE, "made up")
    assert is_read_from_standby(app, forger)
    assert not is_read_from_standby(app, clara)
    for path in ("/people.csv", "/export/package.zip", "/people?known_on=2020-01-01", "/api/v1/people"):
        with stranger.get(path) as answer:
            assert answer.status_code == 200, path
    with stranger.get("/people.csv") as answer:
        assert NAME in answer.text


def test_a_calendar_notes_what_it_hands_out_in_the_main_database(
    nodes: tuple[Node, Node], app: Flask, clara: FlaskClient
) -> None:
    stranger, engine = app.test_client(), make_engine(address(nodes[0]))
    with Session(writing(engine)) as session:
        who = session.scalars(select(Person)).one()
        make.status(session, who, Status.PRETRIAL_DETENTION, until=make.edtf_date("2026-12"))
        by = make.account(session)
        token = calendar_feeds.make_feed(session, by, discreet=False, now=datetime.now(UTC))
        session.commit()
    engine.dispose()
    wait_until(lambda: is_read_from_standby(app, stranger))
    with counted(app.extensions["habeas"].main) as statements:
        assert NAME in stranger.get(f"/calendar/{token}.ics").text
    assert any(statement.startswith("INSERT INTO calendar_entry") for statement in statements)
    assert is_read_from_standby(app, stranger)


def test_what_is_hidden_is_not_shown_for_longer_than_the_limit_by_a_standby_that_lags(
    nodes: tuple[Node, Node], app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freshness, "LIMIT", 3)
    main, standby = nodes
    stranger = app.test_client()
    wait_until(lambda: is_read_from_standby(app, stranger))
    without_confirmation(main)
    with standby.connected() as connection:
        connection.execute("SELECT pg_wal_replay_pause()")
    engine = make_engine(address(main))
    with Session(writing(engine)) as session:
        who = session.scalars(select(Person)).one()
        by = make.account(session)
        with editing(session, by=by, reason="Hidden", at=datetime.now(UTC)):
            people.revise_person(session, who, version=who.version, state=PublicationState.DRAFT)
        session.commit()
    engine.dispose()
    hidden = time.monotonic()
    wait_until(lambda: NAME not in stranger.get("/people").text)
    # The limit, and a minute for a machine that does much else.
    assert time.monotonic() - hidden < 3 + 60
    assert not is_read_from_standby(app, stranger)
    with standby.connected() as connection:
        connection.execute("SELECT pg_wal_replay_resume()")
    wait_until(lambda: is_read_from_standby(app, stranger))
    assert NAME not in stranger.get("/people").text


def test_a_standby_that_fails_or_goes_away_is_not_noticed(nodes: tuple[Node, Node], app: Flask) -> None:
    main, standby = nodes
    stranger, ended = app.test_client(), Event()
    wait_until(lambda: is_read_from_standby(app, stranger))

    def end_connections() -> None:
        with standby.connected() as connection:
            while not ended.is_set():
                connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = 'habeas' AND pid <> pg_backend_pid()"
                )

    enemy = Thread(target=end_connections)
    enemy.start()
    try:
        for _ in range(30):
            assert NAME in stranger.get("/people").text
            with stranger.get("/people.csv") as answer:
                assert NAME in answer.text
    finally:
        ended.set()
        enemy.join()
    wait_until(lambda: is_read_from_standby(app, stranger))
    without_confirmation(main)
    standby.stop()
    for path in ("/people", "/people.csv", "/statistics", "/healthz"):
        with stranger.get(path) as answer:
            assert answer.status_code == 200, path
    standby.start()
    wait_until(lambda: is_read_from_standby(app, stranger))


def test_while_a_standby_that_must_confirm_is_away_readers_go_on_and_nothing_is_lost(
    nodes: tuple[Node, Node], app: Flask, clara: FlaskClient
) -> None:
    engines: Engines = app.extensions["habeas"]
    _, standby = nodes
    assert clara.get("/organizations/new").status_code == 200
    standby.stop()
    names = {token_hex(8) for _ in range(engines.settings.writers)}
    writers = [_saving(app, clara, name) for name in names]
    wait_until(lambda: _all_places_taken(engines))
    assert _post(app, clara, token_hex(8)) == 503
    for client in (clara, app.test_client()):
        assert client.get("/people").status_code == 200
    standby.start()
    for thread, statuses in writers:
        thread.join(PATIENCE)
        assert statuses == [303]
    with Session(engines.main) as session:
        saved = set(session.scalars(select(OrganizationName.text)))
    assert saved == names


def test_when_the_main_database_dies_its_standby_takes_over_with_all_that_was_acknowledged(
    nodes: tuple[Node, Node], app: Flask, clara: FlaskClient
) -> None:
    main, standby = nodes
    stranger, acknowledged, statuses = app.test_client(), [], []
    wait_until(lambda: is_read_from_standby(app, stranger))
    killed, over = Event(), Event()

    def go_on_saving() -> None:
        while not over.is_set():
            name = token_hex(8)
            status = _post(app, clara, name)
            statuses.append(status)
            if status == 303:
                acknowledged.append(name)

    curator = Thread(target=go_on_saving)
    curator.start()
    wait_until(lambda: len(acknowledged) >= 5)
    killed.set()
    main.kill()
    assert stranger.get("/people").status_code == 200
    before = len(acknowledged)
    standby.promote()
    wait_until(lambda: len(acknowledged) >= before + 5)
    over.set()
    curator.join()
    assert set(statuses) <= {303, 503}
    engine = make_engine(address(standby))
    with Session(engine) as session:
        saved = list(session.scalars(select(OrganizationName.text)))
    engine.dispose()
    assert sorted(set(acknowledged) - set(saved)) == []
    assert len(saved) == len(set(saved))
    assert NAME in stranger.get("/people").text


def _post(app: Flask, client: FlaskClient, name: str) -> int:
    """Record an organization in a browser like this one, and return the status of the answer."""
    browser = _copied(app, client)
    page = browser.get("/organizations/new")
    if page.status_code != 200:
        return page.status_code
    values = {"name": name, "kind": "party", "reason": "Named in an invented declaration"}
    return send(browser, page, **values).status_code


def _all_places_taken(engines: Engines) -> bool:
    free = engines.places.acquire(blocking=False)
    if free:
        engines.places.release()
    return not free


def _saving(app: Flask, client: FlaskClient, name: str) -> tuple[Thread, list[int]]:
    statuses: list[int] = []
    thread = Thread(target=lambda: statuses.append(_post(app, client, name)))
    thread.start()
    return thread, statuses


def _copied(app: Flask, client: FlaskClient) -> FlaskClient:
    browser, cookie = app.test_client(), client.get_cookie(COOKIE)
    assert cookie is not None
    browser.set_cookie(COOKIE, cookie.value)
    return browser
