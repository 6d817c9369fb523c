"""Writing a list that was made ready: in one transaction, as short as may be for others who save."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from psycopg.errors import DeadlockDetected, UniqueViolation
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from webapp.domain.history.chain import turn_again, waiting
from webapp.domain.history.giving_way import Heeding, OthersFirst, Progress, giving_way
from webapp.domain.history.prepared_history import PreparedHistory
from webapp.domain.history.ready_rows import Overtaken, keep_indexes_in_memory
from webapp.domain.history.recording import Edit, head, open_edit, take_turn
from webapp.domain.history.staged_rows import StagedRows
from webapp.domain.imports.batches.records import keep_record
from webapp.domain.imports.batches.written_rows import (
    CACHE_OF_ROW,
    CHANGES,
    INSTEAD,
    WrittenRows,
    chain_staged,
    stated,
    write_name_keys,
    write_sets,
)
from webapp.domain.imports.overtaken import is_overtaken
from webapp.domain.imports.prepared_rows import PreparedList
from webapp.domain.read_model.facet_sets import number_of
from webapp.domain.references import last_number, next_references
from webapp.domain.sources import source_parts
from webapp.models import SourceVersion


def write_prepared(
    session: Session,
    version: SourceVersion,
    prepared: PreparedList,
    *,
    since: int,
    progress: Progress,
    heeding: Heeding,
) -> None:
    """Write what was made ready of rows that were read at revision `since`, under the edit that is open.

    On SQLite all of it is written anew where others want to save, by whoever gave `heeding`; on PostgreSQL,
    where they save until its history is written, only that is.

    The edit has the key and the account of the prepared one. People get their references, and all its
    instant, only now. People who were there before are left to the end of the edit. Raises Overtaken where
    what others did meanwhile, or another day, makes something else of the list, and Refused at `rows` where
    the account may not record any more; the door then throws everything away.
    """
    edit, (begun, _) = open_edit(session), head(session)
    # What is derived of people hangs on the day.
    if edit.at.date() != prepared.edit.at.date() or is_overtaken(session, version, prepared, since):
        raise Overtaken
    source_parts.keep(session, version)
    given = next_references(session, "P", prepared.recorded.new)
    first = number_of(given[0]) - 1 if given else 0
    keep_indexes_in_memory(session, prepared.recorded.rows * CACHE_OF_ROW)
    if session.connection().dialect.name == "sqlite":
        _copy(session, prepared, first, heeding(session, prepared.recorded.rows, progress))
    else:
        _write(session, version, prepared, since, begun, first, progress)
    keep_record(session, version, prepared.recorded, prepared.mapping)
    edit.touched |= prepared.touched
    session.expire_all()


def chain_ahead(engine: Engine, prepared: PreparedList, at: datetime) -> None:
    """Hash the history of a list that is to be written at an instant, on SQLite, where others wait meanwhile.

    Where somebody saves before it is written, it is hashed again then.
    """
    if engine.dialect.name == "sqlite":
        with Session(engine) as session:
            newest = head(session)
            first = last_number(session, "P") if prepared.recorded.new else 0
        _chain_staged(prepared, replace(prepared.edit, at=at), newest, first)


def _copy(session: Session, prepared: PreparedList, first: int, heed: Progress) -> None:
    """Copy a list on SQLite, its history before that of this edit which waits for the turn."""
    edit, newest = open_edit(session), head(session)
    values = _chain_staged(prepared, edit, newest, first)
    # The rows take about as long as their history.
    done = 0
    for staged, part, rows in _staged_parts(prepared):
        staged.copy_rows(session, part, INSTEAD, values)
        done += rows
        heed(done // 2)
    edit.first = edit.first or newest[0] + 1
    history = PreparedHistory(prepared.dialect, edit, newest)
    for staged, part, rows in _staged_parts(prepared):
        staged.copy_history(session, part, history, CHANGES, values)
        done += rows
        heed(done // 2)
    take_turn(session)
    _write_for_search(session, prepared, first)


def _staged_parts(prepared: PreparedList) -> Iterator[tuple[StagedRows, int, int]]:
    """Yield the parts that are kept on SQLite, each by its place, and how many rows it counts for."""
    for parts in prepared.kept:
        assert parts.staged is not None
        for part, rows in enumerate(parts.sizes):
            yield parts.staged, part, rows


def _chain_staged(
    prepared: PreparedList, edit: Edit, newest: tuple[int, str], first: int
) -> dict[str, Any]:
    """Chain the history after the newest revision, and return what stands in place of what was kept."""
    values = stated(prepared, edit, first)
    for parts in prepared.kept:
        newest = chain_staged(prepared, parts, edit, newest, values)
    return values


def _write(
    session: Session, version: SourceVersion, prepared: PreparedList, since: int, begun: int, first: int,
    progress: Progress,
) -> None:  # fmt: skip
    """Write a list on PostgreSQL: others save until its history is written, and from then on they wait."""
    written = WrittenRows(session, prepared.edit, open_edit(session), first)
    done = 0
    try:
        for parts in prepared.kept:
            for tables, rows in zip(parts.tables(), parts.sizes, strict=True):
                written.write(tables)
                done += rows
                progress(done // 2)
        # What only the end of the transaction would look at: row by row, while nobody waits.
        for when in ("IMMEDIATE", "DEFERRED"):
            session.execute(text(f"SET CONSTRAINTS ALL {when}"))
        giving_way(partial(_write_history, session, version, prepared, written, since, begun, progress))
    except (UniqueViolation, DeadlockDetected) as error:
        # The same words of the source, cited by somebody at this moment.
        raise Overtaken from error
    except DBAPIError as error:
        if isinstance(error.orig, DeadlockDetected):
            raise Overtaken from error
        raise


def _write_history(
    session: Session, version: SourceVersion, prepared: PreparedList, written: WrittenRows, since: int,
    begun: int, progress: Progress, heeding: Heeding,
) -> None:  # fmt: skip
    """Take the turn and chain the history; raises OthersFirst when the turn was given back to others."""
    edit, later = open_edit(session), waiting(session) or []
    turn_again(session, later)
    savepoint, first = session.begin_nested(), edit.first
    try:
        take_turn(session)
        if head(session)[0] != begun and is_overtaken(session, version, prepared, since):
            raise Overtaken
        _chain(session, prepared, written, heeding(session, prepared.recorded.rows, progress))
    except OthersFirst:
        # With the savepoint goes the lock that was taken after it.
        savepoint.rollback()
        edit.first = first
        turn_again(session, later)
        raise
    savepoint.commit()


def _chain(session: Session, prepared: PreparedList, written: WrittenRows, progress: Progress) -> None:
    edit, newest = open_edit(session), head(session)
    edit.first = edit.first or newest[0] + 1
    dialect = session.connection().dialect
    history, done = PreparedHistory(dialect, edit, newest), prepared.recorded.rows
    for parts in prepared.kept:
        for revisions, rows in zip(parts.revisions(), parts.sizes, strict=True):
            written.write_history(history, revisions)
            done += rows
            progress(done // 2)
    _write_for_search(session, prepared, written.first)


def _write_for_search(session: Session, prepared: PreparedList, first: int) -> None:
    write_sets(session, prepared, first)
    write_name_keys(session, set[str]().union(*prepared.tokens))
