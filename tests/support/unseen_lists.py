"""Long lists written in parts that nobody sees, and what others find in the middle of it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tests import make
from tests.support.name_lists import unlike_names
from webapp.domain.history.recording import Edit, head
from webapp.domain.imports import recording
from webapp.domain.imports.batches.unseen import Writing, write_unseen
from webapp.domain.imports.lists import likely_reading, list_table
from webapp.domain.imports.mappings import written
from webapp.domain.imports.prepared_rows import PreparedList, prepare_rows, state_of_claims
from webapp.domain.imports.rows import read_rows
from webapp.models import READS_UNFINISHED, Base, SourceVersion
from webapp.vocab.accounts import Role

# A word of every name of such a list, and of nothing else.
OF_LIST = "Qqzwvx"


def long_list(number: int) -> str:
    """Return a list of so many people of names none of which is like another."""
    return "Name,Status,Since\n" + "".join(
        f"{name} {OF_LIST},serving,05.06.2023\n" for name in unlike_names(number)
    )


def brought_in(session: Session, number: int = 7, text: str | None = None) -> tuple[UUID, UUID]:
    """Bring a list in as a source, and return the keys of its version and of whoever did so."""
    ada = make.account(session, "Ada", Role.ADMIN).id
    version = make.source(session, "A list", text or long_list(number)).versions[0].id
    session.commit()
    return version, ada


def write(
    engine: Engine,
    home: Path,
    version_id: UUID,
    by_id: UUID,
    *,
    progress: Callable[[int], None] = lambda _done: None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    meanwhile: Callable[[], object] = lambda: None,
    at_once: int = 2,
) -> UUID:
    """Write the rows of a list in parts of so many rows, and return the key of the edit."""
    before, recording._AT_ONCE = recording._AT_ONCE, at_once
    try:
        with Session(engine) as session:
            since, _ = head(session)
            version = session.get_one(SourceVersion, version_id)
            table = list_table(version)
            reading = likely_reading(version, table, table.fields)
            edit = Edit(by_id, "A long list", now())
            with PreparedList(engine.dialect, home, edit, state_of_claims(session, by_id)) as prepared:
                prepared.mapping = written(table, reading)
                prepare_rows(
                    session, version, read_rows(session, version, table.rows, reading, decisions={}), prepared
                )
                session.close()
                meanwhile()
                way = Writing(now, monotonic, progress)
                write_unseen(engine, home, version, prepared, way, since=since)
        return edit.id
    finally:
        recording._AT_ONCE = before


def contents(engine: Engine, *, but: frozenset[str] = frozenset({"counter"})) -> dict[str, list[Any]]:
    """Return all rows of all tables, but some, whether they are seen or not."""
    with engine.execution_options(**{READS_UNFINISHED: True}).connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table))))
            for table in Base.metadata.sorted_tables
            if table.name not in but
        }


