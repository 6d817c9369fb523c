"""Every connection keeps the rules, and a refused commit is over: nobody waits for it."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from sqlite3 import connect
from threading import Event
from types import SimpleNamespace
from uuid import uuid4

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from tests.support import rows
from tests.support.engines import on_postgresql, on_sqlite
from webapp.models import count_rows, make_engine, writing, writing_much
from webapp.models.database.engine import _set_up_server_connection
from webapp.models.database.row_statistics import COUNTED_AFTER


def _with_a_transaction(engine: Engine) -> None:
    with engine.begin() as connection:
        rows.claim(connection, lead_citation_id=uuid4().hex)


def _with_a_connection(engine: Engine) -> None:
    with engine.connect() as connection:
        rows.claim(connection, lead_citation_id=uuid4().hex)
        connection.commit()


def _with_a_session(engine: Engine) -> None:
    with Session(engine) as session:
        rows.claim(session.connection(), lead_citation_id=uuid4().hex)
        session.commit()


@pytest.mark.parametrize("attempt", [_with_a_transaction, _with_a_connection, _with_a_session])
def test_after_a_refused_commit_the_next_one_can_write(
    engine: Engine, attempt: Callable[[Engine], None]
) -> None:
    with pytest.raises(IntegrityError, match="(?i)foreign key"):
        attempt(writing(engine))
    with writing(engine).begin() as connection:
        rows.cited_claim(connection)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM claim")) == 1


def test_a_connection_can_go_on_after_a_refused_commit(engine: Engine) -> None:
    with writing(engine).connect() as connection:
        rows.claim(connection, lead_citation_id=uuid4().hex)
        with pytest.raises(IntegrityError, match="(?i)foreign key"):
            connection.commit()
        connection.rollback()
        rows.cited_claim(connection)
        connection.commit()
        assert connection.scalar(text("SELECT count(*) FROM claim")) == 1


def test_nobody_waits_for_a_lock_for_longer_than_was_said(url: str, engine: Engine) -> None:
    hasty = make_engine(url, patience=1)
    change = text("UPDATE counter SET last = last")
    held = text("LOCK TABLE counter") if engine.dialect.name == "postgresql" else change
    with writing(engine).begin() as connection:
        connection.execute(held)
        begun = time.monotonic()
        with pytest.raises(OperationalError), writing(hasty).begin() as waiting:
            waiting.execute(change)
    # Half a minute, where nobody says how long.
    assert time.monotonic() - begun < 25
    hasty.dispose()


@on_sqlite
def test_sqlite_keeps_keys_and_waits_for_the_disk(url: str) -> None:
    # An engine of its own: the one that all tests share waits for no disk.
    engine = make_engine(url)
    with engine.connect() as first, engine.connect() as second:
        for connection in (first, second):
            pragmas = ("foreign_keys", "journal_mode", "synchronous")
            found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas]
            assert found == [1, "wal", 2]
    engine.dispose()


def test_sqlite_learns_of_many_rows_which_index_is_the_better(tmp_path: Path) -> None:
    engine = _with_two_indexes(tmp_path, rows=COUNTED_AFTER)
    # A connection that was opened before learns it too.
    with engine.connect() as other:
        assert "by_number" not in _plan(other)
        other.rollback()
        _write(engine, rows=1)
    with engine.connect() as other:
        assert "by_number" in _plan(other)
    engine.dispose()


def test_what_holds_very_many_rows_is_counted_when_a_part_of_them_came(tmp_path: Path) -> None:
    engine = _with_two_indexes(tmp_path, rows=40 * COUNTED_AFTER)
    counts = text("SELECT stat FROM sqlite_stat1 WHERE idx = 'by_number'")

    def counted() -> str | None:
        with engine.connect() as connection:
            return connection.scalar(counts)

    _write(engine, rows=1)
    first = counted()
    _write(engine, rows=COUNTED_AFTER)
    assert counted() == first
    # SQLite estimates how many there are.
    _write(engine, rows=2 * COUNTED_AFTER)
    assert counted() != first
    engine.dispose()


@pytest.mark.parametrize("of", ["INTEGER", "INTEGER NOT NULL DEFAULT 1"], ids=["lacks", "names one in"])
def test_sqlite_looks_a_reference_up_that_most_rows_lack_or_that_is_the_same_in_all(
    tmp_path: Path, of: str
) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'referring.sqlite3'}")
    with writing(engine).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE organization (id INTEGER PRIMARY KEY)")
        referring = f"id INTEGER PRIMARY KEY, of {of} REFERENCES organization (id)"
        connection.exec_driver_sql(f"CREATE TABLE part ({referring})")
        connection.exec_driver_sql("CREATE INDEX by_whole ON part (of)")
        for table, rows in (("organization", 100), ("part", COUNTED_AFTER)):
            keys = [(key,) for key in range(rows)]
            connection.exec_driver_sql(f"INSERT INTO {table} (id) VALUES (?)", keys)
    engine.dispose()
    with engine.connect() as fresh:
        query = "SELECT id FROM organization AS o WHERE EXISTS (SELECT * FROM part WHERE part.of = o.id)"
        assert "by_whole" in str(fresh.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}").all())
    engine.dispose()


def test_whoever_writes_meanwhile_hinders_nobody_and_what_was_missed_is_counted_later(tmp_path: Path) -> None:
    engine = _with_two_indexes(tmp_path, rows=500)
    with writing(engine).connect() as other:
        other.begin()
        begun = time.monotonic()
        count_rows(engine)
        assert time.monotonic() - begun < 25
        other.rollback()
        count_rows(engine)
    # As at the start of a server, whose own connections are opened after.
    engine.dispose()
    with engine.connect() as fresh:
        assert "by_number" in _plan(fresh)
    engine.dispose()


def test_what_was_written_much_is_in_the_file_as_soon_as_nobody_reads_what_was_there_before(
    tmp_path: Path,
) -> None:
    file, begun = tmp_path / "much.sqlite3", Event()
    engine, number = make_engine(f"sqlite:///{file}"), "SELECT count(*) FROM kept"
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE kept (number)")

    def read_until_it_is_written() -> None:
        with engine.connect() as reader, closing(connect(file)) as later:
            reader.exec_driver_sql(number)
            begun.set()
            while later.execute(number).fetchone() == (0,):
                time.sleep(0.01)

    with ThreadPoolExecutor() as threads:
        reading = threads.submit(read_until_it_is_written)
        begun.wait()
        with writing_much(engine).begin() as connection:
            connection.exec_driver_sql("INSERT INTO kept VALUES (1)")
        reading.result()
    with closing(connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as without_log:
        assert without_log.execute(number).fetchone() == (1,)
    engine.dispose()


def _with_two_indexes(folder: Path, *, rows: int) -> Engine:
    """Return the engine of a table with an index of one value and one of numbers, just not counted yet."""
    engine = make_engine(f"sqlite:///{folder / 'counted.sqlite3'}")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE counted (number, kind)")
        connection.exec_driver_sql("CREATE INDEX by_number ON counted (number)")
        connection.exec_driver_sql("CREATE INDEX by_kind ON counted (kind)")
    _write(engine, rows=rows - 1)
    return engine


def _write(engine: Engine, *, rows: int) -> None:
    with writing(engine).begin() as connection:
        numbers = [(number,) for number in range(rows)]
        connection.exec_driver_sql("INSERT INTO counted VALUES (?, 'one')", numbers)


def _plan(connection: Connection) -> str:
    query = "EXPLAIN QUERY PLAN SELECT * FROM counted WHERE kind = 'one' AND number = 5"
    return str(connection.exec_driver_sql(query).all())


@on_postgresql
def test_what_is_asked_often_is_prepared_and_stays_so_after_reading(engine: Engine) -> None:
    def prepared(statement: str) -> bool:
        with engine.connect() as connection:
            known = "SELECT count(*) FROM pg_prepared_statements WHERE statement = :statement"
            return bool(connection.scalar(text(known), {"statement": statement}))

    question = f"SELECT '{uuid4()}'"
    for _ in range(6):
        with Session(engine) as session:
            session.execute(text(question))
    assert prepared(question)


@on_postgresql
def test_what_a_reader_wrote_and_did_not_commit_is_lost(engine: Engine) -> None:
    with Session(engine) as session:
        session.execute(text("UPDATE counter SET last = 7"))
        session.execute(text("SELECT 1"))
    with Session(writing(engine)) as session:
        # Past SQLAlchemy, as a list is brought in.
        session.connection().connection.cursor().execute("UPDATE counter SET last = 8")
    with Session(engine) as session:
        assert not {7, 8} & set(session.scalars(text("SELECT last FROM counter")))


@on_postgresql
def test_a_connection_lost_while_reading_is_told_to_nobody(engine: Engine) -> None:
    with Session(engine) as session:
        own = session.scalar(text("SELECT pg_backend_pid()"))
        with engine.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:own)"), {"own": own})
    with Session(engine) as session:
        assert session.scalar(text("SELECT pg_backend_pid()")) != own


class _Pooled:
    """A connection through a pooler, which gives numbers of its own."""

    prepare_threshold, prepared_max = None, None
    info = SimpleNamespace(backend_pid=1)

    def execute(self, _statement: str) -> SimpleNamespace:
        return SimpleNamespace(fetchone=lambda: (2,))

    def commit(self) -> None:
        pass


def test_behind_a_pooler_nothing_is_prepared() -> None:
    connection = _Pooled()
    _set_up_server_connection(connection, None, patience=1)
    assert connection.prepare_threshold is None
    connection.info = SimpleNamespace(backend_pid=2)
    _set_up_server_connection(connection, None, patience=1)
    assert connection.prepare_threshold
