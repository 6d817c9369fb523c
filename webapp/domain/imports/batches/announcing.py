"""Saying that a list is being written in parts, before any of it is there: whoever reads leaves it out."""

from collections.abc import Callable
from time import sleep

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from webapp.domain.history.recording import Edit, head
from webapp.domain.imports.batches.alone import LOCK_KEY
from webapp.domain.imports.prepared_rows import PreparedList
from webapp.domain.sources import source_parts
from webapp.models import SourceVersion, UnfinishedBatch, writing

# Between the numbers of what is there and those of a list: nobody saves so much while it is written.
_DISTANCE = 1_000_000
# Seconds that whoever began to read before a list was announced has to come to an end, on PostgreSQL.
PATIENCE, _BETWEEN_LOOKS = 60, 0.05
# Seconds that standbys have besides, to be told and to end what they answer.
LAG = 2
_EARLIER_READERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND backend_type = 'client backend' AND xact_start < :begun"
    " AND pid NOT IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = :key)"
)


def announce(
    engine: Engine, edit: Edit, prepared: PreparedList, clock: Callable[[], float], *,
    cited: SourceVersion | None,
) -> int:  # fmt: skip
    """Say that a list is being written, and return the number of the first revision of its rows.

    `cited` is the text that its rows cite, where that is there already.
    """
    lowest, highest = prepared.keys.bounds
    with Session(writing(engine)) as session:
        number, _ = head(session)
        if cited is not None:
            # Whoever cites the list at this moment needs them too.
            source_parts.keep(session, session.get_one(SourceVersion, cited.id))
        batch = UnfinishedBatch(
            id=edit.id, first_number=number + _DISTANCE, lowest_key=lowest, highest_key=highest,
            begun_at=edit.at,
        )  # fmt: skip
        session.add(batch)
        session.commit()
    if engine.dialect.name == "postgresql":
        _await_readers(engine, clock)
    return number + _DISTANCE


def _await_readers(engine: Engine, clock: Callable[[], float]) -> None:
    """Wait until nobody reads any more who began when nothing was to be left out."""
    until = clock() + PATIENCE
    with engine.connect() as connection:
        begun = connection.scalar(text("SELECT clock_timestamp()"))
        connection.rollback()
        while connection.scalar(_EARLIER_READERS, {"begun": begun, "key": LOCK_KEY}) and clock() < until:
            connection.rollback()
            sleep(_BETWEEN_LOOKS)
    sleep(LAG)
