"""The read model's rows of people: read as they stand, and rewritten where others are derived."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Delete, Table, Update, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from webapp.domain.read_model.facet_sets import Value, values_in
from webapp.models import Base, DueDay, LibertySpan, NameToken, PersonSummary, SummaryFacet
from webapp.vocab.claims import Audience

OfPerson = PersonSummary | LibertySpan | SummaryFacet | NameToken | DueDay
# The tables of the read model that hold rows of one person and audience, in the order of `DerivedRows`.
BY_PERSON: tuple[type[OfPerson], ...] = (PersonSummary, LibertySpan, SummaryFacet, NameToken, DueDay)
# Rows of many people go into the tables themselves: nobody holds one as an object while they are rewritten.
TABLES = tuple(Base.metadata.tables[model.__tablename__] for model in BY_PERSON)
# The spells of a person come together in this order, the first one first.
_IN_ORDER = ("person_id", "begins")
_QUERIES = tuple(
    select(table).order_by(*(column for column in table.primary_key if column.name in _IN_ORDER))
    for table in TABLES
)
Rows = list[dict[str, Any]]


class DerivedRows(NamedTuple):
    """Rows of the read model, by their table."""

    summaries: Rows
    spans: Rows
    facets: Rows
    tokens: Rows
    due_days: Rows

    def facet_values(self) -> dict[int, set[Value]]:
        """Return the facet values in these rows, by the number of their person."""
        return values_in(self.summaries, self.spans, self.facets, self.tokens)

    def name_tokens(self) -> set[str]:
        """Return the tokens of names in these rows."""
        return {row["token"] for row in self.tokens}


def no_rows() -> DerivedRows:
    """Return the rows of nobody."""
    return DerivedRows([], [], [], [], [])


def stored_rows(session: Session, person_ids: Sequence[UUID]) -> dict[Audience, DerivedRows]:
    """Return what the read model holds of these people, by audience."""
    stored = {audience: no_rows() for audience in Audience}
    for place, (table, query) in enumerate(zip(TABLES, _QUERIES, strict=True)):
        rows = session.execute(query.where(table.c.person_id.in_(person_ids))).mappings()
        for row in rows:
            stored[row["audience"]][place].append(dict(row))
    return stored


def remove_rows(session: Session, person_ids: Sequence[UUID]) -> None:
    """Remove all that the read model holds of these people."""
    for table in TABLES:
        session.execute(delete(table).where(table.c.person_id.in_(person_ids)))


class RowChanges(NamedTuple):
    """What becomes of rows of one table: the keys of those that go, and those that are new.

    Of those that are `changed` it is the keys, and the columns in which any of them is to be another.
    """

    table: Table
    removed: Rows
    changed: Rows
    new: Rows


def rewrite_rows(
    session: Session, before: Mapping[Audience, DerivedRows], after: Mapping[Audience, DerivedRows]
) -> None:
    """Write rows of people in place of those that stand there, which are these.

    Of a row that stays only columns are written that are others: each index of the summaries has another
    place for a person, and most saves alter few of them.
    """
    for table, removed, changed, new in row_changes(before, after):
        keys = [column.name for column in table.primary_key]
        if removed:
            session.execute(_removal(table), [_as_old(row, keys) for row in removed])
        if changed:
            columns = sorted(changed[0].keys() - set(keys))
            values = [_as_old(row, keys) | {f"new_{name}": row[name] for name in columns} for row in changed]
            session.execute(_alteration(table, tuple(columns)), values)
        if new:
            session.execute(insert(table), new)


def _as_old(row: Mapping[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    return {f"old_{name}": row[name] for name in keys}


@cache
def _removal(table: Table) -> Delete:
    return delete(table).where(*_of_key(table))


@cache
def _alteration(table: Table, columns: tuple[str, ...]) -> Update:
    values = {name: bindparam(f"new_{name}", type_=table.c[name].type) for name in columns}
    return update(table).where(*_of_key(table)).values(values)


def _of_key(table: Table) -> list[ColumnElement[bool]]:
    return [column == bindparam(f"old_{column.name}") for column in table.primary_key]


def row_changes(
    before: Mapping[Audience, DerivedRows], after: Mapping[Audience, DerivedRows]
) -> Iterator[RowChanges]:
    """Yield for each table which rows are to go, to be others, and to be added."""
    for place, table in enumerate(TABLES):
        names = [column.name for column in table.primary_key]
        had, has = (_by_key(rows, place, names) for rows in (before, after))
        changed = [key for key in has if key in had and has[key] != had[key]]
        columns = {name for key in changed for name, value in has[key].items() if had[key][name] != value}
        yield RowChanges(
            table,
            [dict(zip(names, key, strict=True)) for key in had if key not in has],
            [{name: has[key][name] for name in (*names, *columns)} for key in changed],
            [row for key, row in has.items() if key not in had],
        )


def _by_key(
    derived: Mapping[Audience, DerivedRows], place: int, names: Sequence[str]
) -> dict[tuple[Any, ...], dict[str, Any]]:
    return {tuple(row[name] for name in names): row for rows in derived.values() for row in rows[place]}
