"""Rows and history that were made ready of a list, put into their tables with what they get only then."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.orm import Session

from webapp.domain.history.chain import plain
from webapp.domain.history.prepared_history import COLUMNS, REVISIONS, OwnPart, PreparedHistory
from webapp.domain.history.ready_parts import ReadyParts
from webapp.domain.history.ready_rows import ReadyTable, put, ready
from webapp.domain.history.recording import Edit
from webapp.domain.imports.prepared_rows import PreparedList
from webapp.domain.read_model.facet_sets import MEMBERS, exchanged, number_of, reference_of
from webapp.domain.read_model.refresh import NAME_KEYS, missing_keys
from webapp.models import Base

_CLAIMS = Base.metadata.tables["claim"]
# How history writes whatever has just got it.
_REFERENCE = '"reference":[null,"'
_TIMED = ("claim", "citation")
_WITH_REFERENCE = ("person", "person_summary")
# The same in SQL: what is copied in place of what was kept.
_GIVEN = "printf('P-%04d', CAST(substr(kept.{0}, 3) AS INTEGER) + :first)"
_REFERRED = _GIVEN.format("reference")
_WITHOUT = "substr(kept.sort_key, 1, length(kept.sort_key) - length(kept.reference))"
INSTEAD = {
    "claim": {"made_at": ":made_at"},
    "citation": {"made_at": ":made_at"},
    "person": {"reference": _REFERRED},
    "person_summary": {"reference": _REFERRED, "sort_key": f"{_WITHOUT} || {_REFERRED}"},
}
CHANGES = (
    "CASE WHEN kept.given IS NULL THEN replace(kept.changes, :before, :after) ELSE"
    f" replace(kept.changes, :mark || kept.given || '\"', :mark || {_GIVEN.format('given')} || '\"') END"
)
# Kilobytes of a SQLite database that are kept in memory meanwhile, for each row of a list.
CACHE_OF_ROW = 3
# The same for each of the people who were there before.
CACHE_OF_PERSON = 8


class WrittenRows:
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


def stated(prepared: PreparedList, edit: Edit, first: int) -> dict[str, Any]:
    """Return what is to stand in place of what was kept, as statements of SQLite take it."""
    return {
        "first": first, "made_at": _instant(edit, prepared.dialect), "mark": _REFERENCE,
        "before": _stamp(prepared.edit), "after": _stamp(edit),
    }  # fmt: skip


def chain_staged(
    prepared: PreparedList, parts: ReadyParts, edit: Edit, newest: tuple[int, str], values: dict[str, Any]
) -> tuple[int, str]:
    """Chain the history of parts after a revision, unless it is, and return number and hash of the last."""
    if not parts.revisions_kept:
        return newest
    assert parts.staged is not None
    history = PreparedHistory(prepared.dialect, edit, newest)
    parts.staged.chain(history, CHANGES, values, expecting=(newest, values, history.common))
    return parts.staged.last_link(newest)


def write_sets(session: Session, prepared: PreparedList, first: int) -> None:
    """Write which values those have who are new; the number of the first of them follows `first`."""
    dialect = session.connection().dialect
    for audience, numbers in prepared.sets.items():
        joining = {value: people.shift(first) for value, people in numbers.items()}
        for members in exchanged(session, audience, {}, joining):
            _put(session, ready(MEMBERS, members, dialect))


def write_name_keys(session: Session, tokens: set[str]) -> None:
    """Write the keys of tokens of names that have none yet."""
    dialect = session.connection().dialect
    for keys in missing_keys(session, tokens):
        _put(session, ready(NAME_KEYS, keys, dialect))


def _put(session: Session, table: ReadyTable) -> None:
    put(session, table.name, table.columns, iter(table.rows))


def _instant(edit: Edit, dialect: Dialect) -> Any:
    """Return the instant of what is made, as the driver takes it."""
    bind = _CLAIMS.c.made_at.type.dialect_impl(dialect).bind_processor(dialect)
    return bind(edit.at) if bind else edit.at


def _stamp(edit: Edit) -> str:
    """Return how history writes when a row was made."""
    return f'"made_at":[null,{json.dumps(plain(edit.at))}]'
