"""Writing a list that was made ready: one transaction, in which others save until its history is written."""

import json
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from psycopg.errors import DeadlockDetected, UniqueViolation
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from webapp.domain.history.chain import plain, turn_again, waiting
from webapp.domain.history.giving_way import Heeding, OthersFirst, Progress, giving_way
from webapp.domain.history.prepared_history import COLUMNS, REVISIONS, OwnPart, PreparedHistory
from webapp.domain.history.ready_rows import Overtaken, ReadyTable, keep_indexes_in_memory, put, ready
from webapp.domain.history.recording import Edit, head, open_edit, take_turn
from webapp.domain.imports.overtaken import overtaken
from webapp.domain.imports.prepared_rows import PreparedList, state_of_claims
from webapp.domain.read_model.facet_sets import MEMBERS, exchanged, number_of, reference_of
from webapp.domain.read_model.refresh import NAME_KEYS, missing_keys
from webapp.domain.references import next_references
from webapp.domain.sources import source_parts
from webapp.models import Base, SourceVersion

_CLAIMS = Base.metadata.tables["claim"]
# How history writes whatever has just got it.
_REFERENCE = '"reference":[null,"'
_TIMED = ("claim", "citation")
_WITH_REFERENCE = ("person", "person_summary")
# Kilobytes of a SQLite database that are kept in memory meanwhile, for each row of a list.
_CACHE_OF_ROW = 10


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
    if edit.at.date() != prepared.edit.at.date() or _is_overtaken(session, version, prepared, since):
        raise Overtaken
    source_parts.keep(session, version)
    given = next_references(session, "P", prepared.recorded.new)
    first = number_of(given[0]) - 1 if given else 0
    written = _Written(session, prepared.edit, edit, first, prepared.recorded.rows)
    on_server = session.connection().dialect.name == "postgresql"
    heed = progress if on_server else heeding(session, prepared.recorded.rows, progress)
    # The rows take about as long as their history.
    done = 0
    try:
        for tables, rows in zip(prepared.tables(), prepared.parts, strict=True):
            written.write(tables)
            done += rows
            heed(done // 2)
        # What only the end of the transaction would look at: row by row, while nobody waits.
        _look_at_keys(session)
        if on_server:
            # Others write until now, and from here on they wait.
            giving_way(partial(_write_history, session, version, prepared, written, since, begun, progress))
        else:
            take_turn(session)
            _chain(session, prepared, written, heed)
    except (UniqueViolation, DeadlockDetected) as error:
        # The same words of the source, cited by somebody at this moment.
        raise Overtaken from error
    except DBAPIError as error:
        if isinstance(error.orig, DeadlockDetected):
            raise Overtaken from error
        raise
    edit.touched |= prepared.touched
    session.expire_all()


def _write_history(
    session: Session, version: SourceVersion, prepared: PreparedList, written: "_Written", since: int,
    begun: int, progress: Progress, heeding: Heeding,
) -> None:  # fmt: skip
    """Take the turn and chain the history; raises OthersFirst when the turn was given back to others."""
    edit, later = open_edit(session), waiting(session) or []
    turn_again(session, later)
    savepoint, first = session.begin_nested(), edit.first
    try:
        take_turn(session)
        if head(session)[0] != begun and _is_overtaken(session, version, prepared, since):
            raise Overtaken
        _chain(session, prepared, written, heeding(session, prepared.recorded.rows, progress))
    except OthersFirst:
        # With the savepoint goes the lock that was taken after it.
        savepoint.rollback()
        edit.first = first
        turn_again(session, later)
        raise
    savepoint.commit()


def _chain(session: Session, prepared: PreparedList, written: "_Written", progress: Progress) -> None:
    edit, newest = open_edit(session), head(session)
    edit.first = edit.first or newest[0] + 1
    dialect = session.connection().dialect
    history, done = PreparedHistory(dialect, edit, newest), prepared.recorded.rows
    for revisions, rows in zip(prepared.revisions(), prepared.parts, strict=True):
        written.write_history(history, revisions)
        done += rows
        progress(done // 2)
    for audience, numbers in prepared.sets.items():
        joining = {value: people.shift(written.first) for value, people in numbers.items()}
        for members in exchanged(session, audience, {}, joining):
            written.write([ready(MEMBERS, members, dialect)])
    written.write([ready(NAME_KEYS, keys, dialect) for keys in missing_keys(session, prepared.tokens)])


def _is_overtaken(session: Session, version: SourceVersion, prepared: PreparedList, since: int) -> bool:
    """Tell whether others made something else of the list. Raises Refused where it may not be recorded."""
    state = state_of_claims(session, open_edit(session).by_id)
    return state is not prepared.state or overtaken(session, version, prepared, since=since)


def _look_at_keys(session: Session) -> None:
    if session.get_bind().dialect.name == "postgresql":
        for when in ("IMMEDIATE", "DEFERRED"):
            session.execute(text(f"SET CONSTRAINTS ALL {when}"))


class _Written:
    """Puts rows into their tables, with the references and the instant that they get."""

    def __init__(self, session: Session, before: Edit, now: Edit, first: int, rows: int) -> None:
        connection = session.connection()
        self._session, self.first = session, first
        keep_indexes_in_memory(session, rows * _CACHE_OF_ROW)
        made_at = _CLAIMS.c.made_at.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
        self._made_at = made_at(now.at) if made_at else now.at
        self._stamp, self._last_stamp = map(_stamp, (before, now))

    def write(self, tables: Iterable[ReadyTable]) -> None:
        """Write rows of some of the list, their history not yet."""
        for table in tables:
            if table.name in _TIMED:
                put(self._session, table.name, table.columns, self._timed(table))
            elif table.name in _WITH_REFERENCE:
                put(self._session, table.name, table.columns, self._referred(table))
            else:
                put(self._session, table.name, table.columns, iter(table.rows))

    def write_history(self, history: PreparedHistory, revisions: Iterable[OwnPart]) -> None:
        """Write revisions of what was written."""
        put(self._session, REVISIONS.name, COLUMNS, history.rows(map(self._changed, revisions)))

    def _timed(self, table: ReadyTable) -> Iterator[tuple[Any, ...]]:
        place = table.columns.index("made_at")
        return ((*row[:place], self._made_at, *row[place + 1 :]) for row in table.rows)

    def _referred(self, table: ReadyTable) -> Iterator[tuple[Any, ...]]:
        for row in table.rows:
            values = dict(zip(table.columns, row, strict=True))
            given = values["reference"]
            reference = self._reference(given)
            if "sort_key" in values:
                values["sort_key"] = values["sort_key"].removesuffix(given) + reference
            yield tuple((values | {"reference": reference}).values())

    def _reference(self, given: str) -> str:
        return reference_of(number_of(given) + self.first)

    def _changed(self, revision: OwnPart) -> OwnPart:
        """Return a revision with the reference and the instant that its row has got."""
        about_id, row_id, table, changes = revision
        if table == "person":
            before, mark, after = changes.partition(_REFERENCE)
            given, quote, after = after.partition('"')
            changes = f"{before}{mark}{self._reference(given)}{quote}{after}"
        else:
            changes = changes.replace(self._stamp, self._last_stamp)
        return about_id, row_id, table, changes


def _stamp(edit: Edit) -> str:
    """Return how history writes when a row was made."""
    return f'"made_at":[null,{json.dumps(plain(edit.at))}]'
