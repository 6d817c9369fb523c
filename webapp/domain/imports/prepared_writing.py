"""Writing a list that was made ready: in one transaction, as short as may be for others who save."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from psycopg.errors import DeadlockDetected, UniqueViolation
from sqlalchemy import Dialect, Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from webapp.domain.history.chain import plain, turn_again, waiting
from webapp.domain.history.giving_way import Heeding, OthersFirst, Progress, giving_way
from webapp.domain.history.prepared_history import COLUMNS, REVISIONS, OwnPart, PreparedHistory
from webapp.domain.history.ready_rows import Overtaken, ReadyTable, keep_indexes_in_memory, put, ready
from webapp.domain.history.recording import Edit, head, open_edit, take_turn
from webapp.domain.history.staged_rows import StagedRows
from webapp.domain.imports.overtaken import overtaken
from webapp.domain.imports.prepared_rows import PreparedList, state_of_claims
from webapp.domain.read_model.facet_sets import MEMBERS, exchanged, number_of, reference_of
from webapp.domain.read_model.refresh import NAME_KEYS, missing_keys
from webapp.domain.references import last_number, next_references
from webapp.domain.sources import source_parts
from webapp.models import Base, SourceVersion

_CLAIMS = Base.metadata.tables["claim"]
# How history writes whatever has just got it.
_REFERENCE = '"reference":[null,"'
_TIMED = ("claim", "citation")
_WITH_REFERENCE = ("person", "person_summary")
# The same in SQL: what is copied in place of what was kept.
_GIVEN = "printf('P-%04d', CAST(substr(kept.{0}, 3) AS INTEGER) + :first)"
_REFERRED = _GIVEN.format("reference")
_WITHOUT = "substr(kept.sort_key, 1, length(kept.sort_key) - length(kept.reference))"
_INSTEAD = {
    "claim": {"made_at": ":made_at"},
    "citation": {"made_at": ":made_at"},
    "person": {"reference": _REFERRED},
    "person_summary": {"reference": _REFERRED, "sort_key": f"{_WITHOUT} || {_REFERRED}"},
}
_CHANGES = (
    "CASE WHEN kept.given IS NULL THEN replace(kept.changes, :before, :after) ELSE"
    f" replace(kept.changes, :mark || kept.given || '\"', :mark || {_GIVEN.format('given')} || '\"') END"
)
# Kilobytes of a SQLite database that are kept in memory meanwhile, for each row of a list.
_CACHE_OF_ROW = 3


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
    keep_indexes_in_memory(session, prepared.recorded.rows * _CACHE_OF_ROW)
    if prepared.staged is not None:
        heed = heeding(session, prepared.recorded.rows, progress)
        _copy(session, prepared, prepared.staged, first, heed)
    else:
        _write(session, version, prepared, since, begun, first, progress)
    edit.touched |= prepared.touched
    session.expire_all()


def chain_ahead(engine: Engine, prepared: PreparedList, at: datetime) -> None:
    """Hash the history of a list that is to be written at an instant, on SQLite, where others wait meanwhile.

    Where somebody saves before it is written, it is hashed again then.
    """
    if prepared.staged is not None:
        with Session(engine) as session:
            newest = head(session)
            first = last_number(session, "P") if prepared.recorded.new else 0
        _chain_staged(prepared, prepared.staged, replace(prepared.edit, at=at), newest, first)


def _copy(
    session: Session, prepared: PreparedList, staged: StagedRows, first: int, heed: Progress
) -> None:
    """Copy a list on SQLite, its history before that of this edit which waits for the turn."""
    edit, newest = open_edit(session), head(session)
    values = _chain_staged(prepared, staged, edit, newest, first)
    # The rows take about as long as their history.
    done = 0
    for rows, _ in zip(prepared.parts, staged.copy_rows(session, _INSTEAD, values), strict=True):
        done += rows
        heed(done // 2)
    edit.first = edit.first or newest[0] + 1
    history = PreparedHistory(prepared.dialect, edit, newest)
    copied = staged.copy_history(session, history, _CHANGES, values)
    for rows, _ in zip(prepared.parts, copied, strict=True):
        done += rows
        heed(done // 2)
    take_turn(session)
    _write_sets(session, prepared, first)


def _chain_staged(
    prepared: PreparedList, staged: StagedRows, edit: Edit, newest: tuple[int, str], first: int
) -> dict[str, Any]:
    """Chain the history after the newest revision, and return what stands in place of what was kept."""
    values = {
        "first": first, "made_at": _instant(edit, prepared.dialect), "mark": _REFERENCE,
        "before": _stamp(prepared.edit), "after": _stamp(edit),
    }  # fmt: skip
    history = PreparedHistory(prepared.dialect, edit, newest)
    staged.chain(history, _CHANGES, values, expecting=(newest, values, history.common))
    return values


def _write(
    session: Session, version: SourceVersion, prepared: PreparedList, since: int, begun: int, first: int,
    progress: Progress,
) -> None:  # fmt: skip
    """Write a list on PostgreSQL: others save until its history is written, and from then on they wait."""
    written = _Written(session, prepared.edit, open_edit(session), first)
    done = 0
    try:
        for tables, rows in zip(prepared.tables(), prepared.parts, strict=True):
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
    _write_sets(session, prepared, written.first)


def _write_sets(session: Session, prepared: PreparedList, first: int) -> None:
    dialect = session.connection().dialect
    for audience, numbers in prepared.sets.items():
        joining = {value: people.shift(first) for value, people in numbers.items()}
        for members in exchanged(session, audience, {}, joining):
            _put(session, ready(MEMBERS, members, dialect))
    for keys in missing_keys(session, prepared.tokens):
        _put(session, ready(NAME_KEYS, keys, dialect))


def _put(session: Session, table: ReadyTable) -> None:
    put(session, table.name, table.columns, iter(table.rows))


def _is_overtaken(session: Session, version: SourceVersion, prepared: PreparedList, since: int) -> bool:
    """Tell whether others made something else of the list. Raises Refused where it may not be recorded."""
    state = state_of_claims(session, open_edit(session).by_id)
    return state is not prepared.state or overtaken(session, version, prepared, since=since)


class _Written:
    """Puts rows into their tables, with the references and the instant that they get."""

    def __init__(self, session: Session, before: Edit, now: Edit, first: int) -> None:
        self._session, self.first = session, first
        self._made_at = _instant(now, session.connection().dialect)
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


def _instant(edit: Edit, dialect: Dialect) -> Any:
    """Return the instant of what is made, as the driver takes it."""
    bind = _CLAIMS.c.made_at.type.dialect_impl(dialect).bind_processor(dialect)
    return bind(edit.at) if bind else edit.at


def _stamp(edit: Edit) -> str:
    """Return how history writes when a row was made."""
    return f'"made_at":[null,{json.dumps(plain(edit.at))}]'
