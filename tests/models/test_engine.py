"""Every connection keeps the rules, and a refused commit is over: nobody waits for it."""

import time
from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from tests.support import rows
from tests.support.engines import on_sqlite
from webapp.models import make_engine, writing


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
    assert time.monotonic() - begun < 4
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
