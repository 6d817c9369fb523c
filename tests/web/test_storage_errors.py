"""What somebody is told whose form the database does not save, and what the log is told of it."""

import errno
import logging
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import Mock

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from sqlalchemy import Connection, event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import make
from tests.support.engines import on_postgresql, on_sqlite
from tests.support.forms import errors, fields, main_text, send
from webapp.models import Capture, Organization, Revision, make_engine, writing
from webapp.vocab.imports import JobPhase
from webapp.web import saving
from webapp.web.db import Engines, db
from webapp.web.long_jobs import processes
from webapp.web.long_jobs.progress import LIST, write_state

pytestmark = pytest.mark.both_engines

PATH = "/organizations/O-0001/revise"
# Long enough to need a page of its own on the disk.
TYPED = {"note": "Typed by Clara. " * 300, "reason": "Clara read it again"}
Write = Callable[[Any, Connection, Organization], None]


@contextmanager
def at_writing(do: Write) -> Iterator[None]:
    """Do something in the moment in which an organization is about to be written."""
    event.listen(Organization, "before_update", do)
    try:
        yield
    finally:
        event.remove(Organization, "before_update", do)


@contextmanager
def other_hand(url: str) -> Iterator[Connection]:
    """A connection of somebody else who writes, with its transaction open; committed at the end."""
    engine = make_engine(url)
    try:
        with writing(engine).begin() as connection:
            yield connection
    finally:
        engine.dispose()


def refused(
    session: Session, clara: FlaskClient, log: pytest.LogCaptureFixture, do: Write
) -> tuple[TestResponse, str]:
    """Revise an organization while `do` gets in the way: the answer, and its line in the log.

    Nothing may be saved of it then, what was typed must stand in the form, and nothing of it in the log.
    """
    make.organization(session)
    revisions = session.query(Revision).count()
    page = clara.get(PATH)
    with log.at_level(logging.INFO), at_writing(do):
        answer = send(clara, page, **TYPED)
    # A connection that a test has spoiled is not used again.
    session.get_bind().dispose()
    assert session.query(Organization).filter_by(reference="O-0001").one().note is None
    assert session.query(Revision).count() == revisions
    assert fields(answer)["note"].strip() == TYPED["note"].strip()
    assert "Typed by Clara" not in log.text
    assert "read it again" not in log.text
    (line,) = [record.getMessage() for record in log.records if "not saved" in record.getMessage()]
    assert f"account {make.account(session, 'Clara').id}" in line
    return answer, line


def change(**values: Any) -> Write:
    """Change an organization behind the form's back, as a form would that forgot to check."""

    def do(_mapper: Any, _connection: Connection, row: Organization) -> None:
        for name, value in values.items():
            setattr(row, name, value)

    return do


def order(statement: str) -> Write:
    """Send a statement through the connection that is about to write."""
    return lambda _mapper, connection, _row: connection.execute(text(statement)) and None


def test_a_violated_rule_is_told_at_the_field_that_it_names(
    session: Session, clara: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer, line = refused(session, clara, caplog, change(country="AZE"))
    assert answer.status_code == 422
    assert list(errors(answer)) == ["country"]
    assert "does not take this" in errors(answer)["country"]
    assert "rule ck_organization_country_code" in line


def test_what_may_not_be_missing_is_told_at_its_field(
    session: Session, clara: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer, line = refused(session, clara, caplog, change(kind=None))
    assert answer.status_code == 422
    assert list(errors(answer)) == ["kind"]
    assert "rule organization.kind" in line


def test_a_violated_rule_that_no_field_is_about_is_told_on_top(
    session: Session, clara: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer, line = refused(session, clara, caplog, change(reference=""))
    assert answer.status_code == 422
    assert "does not take this" in main_text(answer)
    assert not set(errors(answer)) & set(fields(answer))
    assert "rule ck_organization_reference_filled" in line


def test_what_is_never_changed_is_told_as_that(
    session: Session, clara: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer, line = refused(session, clara, caplog, order("UPDATE revision SET reason = 'another'"))
    assert answer.status_code == 422
    assert "never changed" in main_text(answer)
    assert "rule history is never edited" in line


def test_a_rival_who_was_faster_is_told_as_a_rival(
    url: str, session: Session, clara: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    faster = "UPDATE organization SET version = version + 1"

    def elsewhere(_mapper: Any, _connection: Connection, _row: Organization) -> None:
        with other_hand(url) as rival:
            rival.execute(text(faster))

    # On SQLite nobody else can write at this moment; a second hand in the same transaction comes nearest.
    do = order(faster) if url.startswith("sqlite") else elsewhere
    answer, line = refused(session, clara, caplog, do)
    assert answer.status_code == 409
    assert "Somebody else saved at the same moment" in main_text(answer)
    assert "rival edit" in line


def test_a_name_that_is_taken_meanwhile_is_a_rival_too(
    session: Session, clara: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    make.organization(session, "Invented Police")
    answer, line = refused(session, clara, caplog, change(reference="O-0002"))
    assert answer.status_code == 409
    assert "reference" in line


@on_sqlite
def test_a_full_disk_is_told_as_that(
    session: Session, clara: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer, line = refused(session, clara, caplog, order("PRAGMA max_page_count = 1"))
    assert answer.status_code == 503
    assert "disk of the database is full" in main_text(answer)
    assert "disk full" in line


@on_postgresql
def test_a_full_disk_of_the_server_is_told_as_that(
    session: Session, clara: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    full = "DO $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$"
    answer, line = refused(session, clara, caplog, order(full))
    assert answer.status_code == 503
    assert "disk of the database is full" in main_text(answer)
    assert "disk full" in line


def test_a_database_that_can_only_be_read_is_told_as_that(
    storage: str, session: Session, clara: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    closing = {"sqlite": "PRAGMA query_only = ON", "postgresql": "SET TRANSACTION READ ONLY"}[storage]
    answer, line = refused(session, clara, caplog, order(closing))
    assert answer.status_code == 503
    assert "can only be read now" in main_text(answer)
    assert "read only" in line


@on_postgresql
def test_a_server_that_is_lost_meanwhile_is_told_as_that(
    url: str, session: Session, clara: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    def lose(_mapper: Any, connection: Connection, _row: Organization) -> None:
        number = connection.scalar(text("SELECT pg_backend_pid()"))
        with other_hand(url) as other:
            other.execute(text("SELECT pg_terminate_backend(:number)"), {"number": number})

    answer, line = refused(session, clara, caplog, lose)
    assert answer.status_code == 503
    assert "does not answer" in main_text(answer)
    assert "lost" in line


@on_postgresql
def test_a_server_that_is_lost_after_the_answer_takes_it_back_from_nobody(
    url: str, app: Flask, session: Session, clara: FlaskClient
) -> None:
    make.organization(session)
    page, free = clara.get(PATH), app.extensions["habeas"].places._value

    def lose(response: Response) -> Response:
        number = db().scalar(text("SELECT pg_backend_pid()"))
        with other_hand(url) as other:
            other.execute(text("SELECT pg_terminate_backend(:number, 10000)"), {"number": number})
        return response

    after = app.after_request_funcs.setdefault(None, [])
    after.append(lose)
    try:
        answer = send(clara, page, **TYPED)
    finally:
        after.remove(lose)
    assert answer.status_code == 303
    assert app.extensions["habeas"].places._value == free
    assert clara.get("/organizations").status_code == 200


@on_sqlite
def test_of_what_was_saved_and_of_what_may_be_nobody_is_told_that_it_was_not(
    session: Session, clara: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = OperationalError(None, None, sqlite3.OperationalError("gone"))
    make.organization(session)
    monkeypatch.setattr(saving, "offer_undo", Mock(side_effect=gone))
    answer = send(clara, clara.get(PATH), **TYPED)
    assert answer.status_code == 503
    assert "It was saved, but the database does not answer" in main_text(answer)
    assert "Nothing was saved" not in main_text(answer)
    assert session.query(Organization).populate_existing().one().note == TYPED["note"].strip()

    def lose(_mapper: Any, connection: Connection, _row: Organization) -> None:
        event.listen(connection, "commit", Mock(side_effect=gone))

    page = clara.get(PATH)
    with at_writing(lose):
        answer = send(clara, page, **TYPED | {"note": "Typed again"})
    assert answer.status_code == 503
    assert "It may have been saved, or not" in main_text(answer)
    assert "Not saved" not in main_text(answer)
    assert fields(answer)["note"] == "Typed again"


def test_where_no_database_answers_a_page_says_so(
    app: Flask, storage: str, clara: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    closed = {"sqlite": "sqlite:////no/such/folder/x", "postgresql": "postgresql+psycopg://u@127.0.0.1:1/x"}
    engines: Engines = app.extensions["habeas"]
    engines.main = engines.writing = engines.reading = make_engine(closed[storage])
    for answer in (clara.get("/organizations"), clara.post("/organizations/new", data={"name": "Typed"})):
        assert answer.status_code == 503
        assert "does not answer" in main_text(answer)
        assert int(answer.headers["Retry-After"]) > 0
    well = clara.get("/healthz")
    assert (well.status_code, well.text) == (503, "The database does not answer.\n")
    assert int(well.headers["Retry-After"]) > 0
    assert caplog.text.count("not saved: lost") == 3


@on_postgresql
def test_a_lock_that_somebody_holds_for_long_is_told_as_that(
    session: Session, clara: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    held = "DO $$ BEGIN RAISE EXCEPTION 'canceling' USING ERRCODE = 'lock_not_available'; END $$"
    answer, line = refused(session, clara, caplog, order(held))
    assert answer.status_code == 503
    assert "too busy" in main_text(answer)
    assert "busy" in line


def test_those_who_save_never_take_every_thread(app: Flask, session: Session, clara: FlaskClient) -> None:
    make.organization(session)
    page = clara.get(PATH)
    engines: Engines = app.extensions["habeas"]
    writers = engines.settings.writers
    for _ in range(writers):
        assert engines.places.acquire(blocking=False)
    answer = send(clara, page, **TYPED)
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert "Too many people are saving" in main_text(answer)
    assert clara.get("/people").status_code == 200
    for _ in range(writers):
        engines.places.release()
    assert send(clara, page, **TYPED).status_code == 303
    assert 0 < writers < engines.settings.threads


@pytest.mark.parametrize(
    ("number", "says"),
    [(errno.ENOSPC, "disk of the database is full"), (errno.EROFS, "can only be read now")],
)
def test_a_full_disk_of_the_archive_is_told_as_that_and_the_text_stays_typed(
    session: Session, clara: FlaskClient, monkeypatch: pytest.MonkeyPatch, number: int, says: str
) -> None:
    page = clara.get("/sources/new")

    def full(_descriptor: int) -> None:
        raise OSError(number, "as the system says it")

    monkeypatch.setattr(os, "fsync", full)
    answer = send(clara, page, text="Text typed by Clara")
    assert answer.status_code == 503
    assert says in main_text(answer)
    assert "Text typed by Clara" in fields(answer)["text"]
    assert session.query(Capture).count() == 0


@on_sqlite
def test_a_database_that_somebody_locks_for_long_is_told_as_that(
    app: Flask, url: str, session: Session, clara: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    make.organization(session)
    page = clara.get(PATH)
    engines: Engines = app.extensions["habeas"]
    engines.main.dispose()

    def hurry(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA busy_timeout = 10")

    event.listen(engines.main, "connect", hurry)
    try:
        with other_hand(url):
            answer = send(clara, page, **TYPED)
            write_state(engines.settings.home, LIST, {"phase": JobPhase.WRITING})
            after_its_end = send(clara, page, **TYPED)
            with processes.locked(engines.settings.home):
                meanwhile = send(clara, page, **TYPED)
    finally:
        event.remove(engines.main, "connect", hurry)
        engines.main.dispose()
    assert {each.status_code for each in (answer, after_its_end, meanwhile)} == {503}
    assert "too busy" in main_text(answer)
    assert "too busy" in main_text(after_its_end)
    assert "A long list is being written" in main_text(meanwhile)
    assert "busy" in caplog.text
    assert "Typed by Clara" not in caplog.text


def test_a_text_that_the_database_does_not_take_stays_typed(
    session: Session, clara: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    def spoil(_mapper: Any, _connection: Connection, row: Capture) -> None:
        row.text_sha256 = "short"

    page = clara.get("/sources/new")
    event.listen(Capture, "before_insert", spoil)
    try:
        answer = send(clara, page, text="Text typed by Clara")
    finally:
        event.remove(Capture, "before_insert", spoil)
    assert answer.status_code == 422
    assert session.query(Capture).count() == 0
    assert "Text typed by Clara" in fields(answer)["text"]
    assert "ck_capture_text_sha256_length" in caplog.text
    assert "typed by Clara" not in caplog.text
