"""One writes a list in parts at a time; what somebody left of one whose process is gone is removed."""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from webapp.domain.imports.batches.removal import remove_batch
from webapp.models import UnfinishedBatch

_LOCK = ".batch.lock"
LOCK_KEY = 7302
"""The advisory lock of whoever writes a list in parts, on PostgreSQL."""
_TAKE = text("SELECT pg_try_advisory_xact_lock(:key)")


@contextmanager
def alone(engine: Engine, home: Path) -> Iterator[bool]:
    """Keep others from writing a list in parts within the block; give whether nobody else does.

    On SQLite that holds for a home, on PostgreSQL for a database, from wherever it is written.
    """
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            yield bool(connection.scalar(_TAKE, {"key": LOCK_KEY}))
        return
    file = os.open(home / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield _is_taken(file)
    finally:
        os.close(file)


def remove_abandoned(engine: Engine, home: Path) -> None:
    """Remove what is left of lists whose processes are gone."""
    if anything_unfinished(engine):
        with alone(engine, home) as is_alone:
            if is_alone:
                remove_left(engine)


def anything_unfinished(engine: Engine) -> bool:
    """Tell whether anything is there of a list that is not finished."""
    return bool(_unfinished(engine))


def remove_left(engine: Engine) -> None:
    """Remove whatever is not finished; nobody may be writing a list."""
    for batch_id in _unfinished(engine):
        remove_batch(engine, batch_id)


def _unfinished(engine: Engine) -> Sequence[UUID]:
    with Session(engine) as session:
        return session.scalars(select(UnfinishedBatch.id)).all()


def _is_taken(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
