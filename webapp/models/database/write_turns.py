"""On SQLite, where one writes at a time: that others wait, told to whoever writes very much."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import Any

from sqlalchemy import Engine, make_url
from sqlalchemy.orm import Session

from webapp.models.database.unfinished import READS_UNFINISHED

_MARK = "habeas_waiting_mark"
# A file has this time until somebody waits.
_NOBODY = 0
# How often, and in which seconds, it is looked whether nobody reads an earlier state any more.
_LOOKS, _BETWEEN_LOOKS = 50, 0.2


def mark_of(url: str) -> Path | None:
    """Return the file beside a database whose time is that of the last who wanted to write; None in memory.

    It is there only while somebody writes very much.
    """
    database = make_url(url).database
    return Path(f"{database}-waiting") if database and database != ":memory:" else None


def want_turn(mark: Path | None) -> None:
    """Say that somebody wants to write: before the lock is taken, at which it may have to wait."""
    try:
        if mark is not None:
            os.utime(mark)
    except OSError:
        # Nobody writes very much, or the folder is only read.
        return


def begin_long(mark: Path | None, info: dict[Any, Any]) -> None:
    """Note with a connection that it writes very much, before it takes the lock."""
    if mark is not None:
        mark.touch(mode=0o600)
        os.utime(mark, (_NOBODY, _NOBODY))
        info[_MARK] = mark


def end_long(info: dict[Any, Any]) -> bool:
    """Note with a connection that it has written, and return whether it was very much."""
    mark: Path | None = info.pop(_MARK, None)
    if mark is not None:
        mark.unlink(missing_ok=True)
    return mark is not None


@contextmanager
def hearing_others(engine: Engine) -> Iterator[Callable[[], bool]]:
    """Have whoever wants to write on SQLite say so within the block, whose parts are written one by one.

    What is given tells whether anybody said so since it was asked last.
    """
    mark = mark_of(str(engine.url)) if engine.dialect.name == "sqlite" else None
    if mark is None:
        yield lambda: False
        return

    heard: float = _NOBODY
    # Whoever waits already could not say so.
    mark.touch(mode=0o600)

    def anybody() -> bool:
        nonlocal heard
        if not mark.exists():
            mark.touch(mode=0o600)
        before, heard = heard, mark.stat().st_mtime
        return heard != before

    try:
        yield anybody
    finally:
        mark.unlink(missing_ok=True)


def empty_log(connection: Any) -> None:
    """Put what was written from SQLite's log into the file, or whoever saves next would have to.

    What was committed while somebody reads an earlier state is put there only after that.
    """
    for _ in range(_LOOKS):
        _busy, pages, moved = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        if moved >= pages:
            return
        sleep(_BETWEEN_LOOKS)


def others_want_turn(session: Session) -> bool:
    """Tell whether somebody wants to write since this session, which writes very much, began to."""
    mark: Path | None = session.connection().info.get(_MARK)
    try:
        return mark is not None and mark.stat().st_mtime != _NOBODY
    except FileNotFoundError:
        return False


def writing(engine: Engine) -> Engine:
    """Return the same engine for sessions that write: on SQLite they take the write lock at once.

    A transaction that reads first and then wants to write can only fail when another writer was faster.
    """
    return engine.execution_options(takes_write_lock=True)


def writing_much(engine: Engine) -> Engine:
    """Return the same engine for sessions that write very many rows at once, in a process of their own.

    For each statement SQLite notes what its pages were before, should a trigger refuse it. Where that once
    grew beyond 64 kB it would be a file to the end of the transaction, written for each row: it is memory.
    """
    return engine.execution_options(takes_write_lock=True, writes_much=True)


def writing_parts(engine: Engine) -> Engine:
    """Return the same engine for sessions that write very many rows in parts, between which others write.

    They see what of it is written already, as nobody else does.
    """
    options = {"takes_write_lock": True, "writes_much": True, "writes_parts": True, READS_UNFINISHED: True}
    return engine.execution_options(**options)
