"""The rows of a record, each with the values that history records of it at an instant."""

from collections.abc import Collection, Container, Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, func, inspect, select
from sqlalchemy.orm import ColumnProperty, Session, aliased
from sqlalchemy.orm.attributes import set_committed_value

from webapp.domain.batches import batches
from webapp.domain.history.known_by import known_by
from webapp.domain.history.stored_values import recorded_default, value_of
from webapp.models import Base, Revision
from webapp.vocab.accounts import Action

# The table of each row, and its columns as history writes them.
Recorded: TypeAlias = dict[UUID, tuple[str, dict[str, Any]]]


def rebuilt(session: Session, record_id: UUID, *, at: datetime) -> dict[UUID, Any]:
    """Return the rows that belonged to a record at an instant, by key, made anew from history alone.

    Where rows were moved between records, those of the other record are among them. They are in no session.
    Their columns are filled, save what history leaves out (`version`); what they refer to is not.
    """
    return {row_id: _row(kind, values) for row_id, kind, values in rows_at(session, [record_id], at=at)}


def rows_at(
    session: Session, record_ids: Collection[UUID], *, at: datetime
) -> Iterator[tuple[UUID, type[Any], dict[str, Any]]]:
    """Yield key, class and columns of each row that belonged to one of these records at an instant.

    Where rows were moved between records, those of the other record are among them.
    """
    return _rows_of(_revisions(session, record_ids, known_by(at)))


def changed_rows_at(
    session: Session, record_ids: Collection[UUID], *, revision: int
) -> Iterator[tuple[UUID, type[Any], dict[str, Any]]]:
    """Yield what `rows_at` yields, as of a revision, of those rows that were changed after it."""
    changed = Revision.row_id.in_(_changed(record_ids, revision))
    return _rows_of(_revisions(session, record_ids, Revision.number <= revision, changed))


def _rows_of(revisions: Iterable[Row[Any]]) -> Iterator[tuple[UUID, type[Any], dict[str, Any]]]:
    kinds = _kinds()
    recorded: Recorded = {}
    for revision in revisions:
        _apply(recorded, revision)
    for row_id, (table, values) in recorded.items():
        if table in kinds:
            yield row_id, kinds[table], _values(kinds[table], row_id, values)


def changed_since(session: Session, record_ids: Collection[UUID], *, since: int) -> set[UUID]:
    """Return the rows that ever belonged to one of these records and were changed after a revision."""
    return set(session.scalars(_changed(record_ids, since)))


def rows_as_stored(
    session: Session, kind: type[Any], column: str, keys: Collection[UUID], *, without: Container[UUID]
) -> Iterator[tuple[UUID, type[Any], dict[str, Any]]]:
    """Yield what `rows_at` yields, of rows as they stand whose column holds one of some keys, but for some.

    It is what history tells of those too that were not changed since, and is read many times faster.
    """
    mapper = inspect(kind)
    names = [attribute.key for attribute in mapper.column_attrs]
    columns = [attribute.columns[0] for attribute in mapper.column_attrs]
    query = select(*columns).select_from(mapper.persist_selectable)
    for batch in batches(keys):
        for row in session.execute(query.where(mapper.columns[column].in_(batch))):
            values = dict(zip(names, row, strict=True))
            if values["id"] not in without:
                yield values["id"], kind, values


def versions_by_edit(session: Session, record_id: UUID) -> Iterator[tuple[UUID, dict[UUID, Any]]]:
    """Yield the key of each edit of a record, in order, with the rows as `rebuilt` has them after it."""
    kinds = _kinds()
    recorded: Recorded = {}
    edits = groupby(_revisions(session, [record_id]), lambda revision: revision.edit_id)
    for edit_id, revisions in edits:
        for revision in revisions:
            _apply(recorded, revision)
        rows = (
            (row_id, kinds[table], values) for row_id, (table, values) in recorded.items() if table in kinds
        )
        yield edit_id, {row_id: _row(kind, _values(kind, row_id, own)) for row_id, kind, own in rows}


class FirstRevisions(dict[UUID, int]):
    """The number of the first revision of each edit, whatever it is about, looked up when it is asked for."""

    def __init__(self, session: Session) -> None:
        """Begin with none."""
        self._session = session

    def __missing__(self, edit_id: UUID) -> int:
        """Look up one, of which the database reads a single row."""
        first = select(func.min(Revision.number)).where(Revision.edit_id == edit_id)
        self[edit_id] = self._session.execute(first).scalar_one()
        return self[edit_id]

    def among(self, numbers: Iterable[int]) -> set[int]:
        """Return those of some revisions with which an edit began."""
        edits = select(Revision.number, Revision.edit_id).where(Revision.number.in_(sorted(set(numbers))))
        return {number for number, edit_id in self._session.execute(edits) if self[edit_id] == number}


def only_edits(session: Session, record_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Return the edit of each record of whose rows, wherever they belong today, there is no other one."""
    about, every = aliased(Revision), aliased(Revision)
    query = (
        select(about.about_id, every.edit_id)
        .join(every, every.row_id == about.row_id)
        .where(about.about_id.in_(record_ids))
        .distinct()
    )
    edits: dict[UUID, list[UUID]] = {}
    for record_id, edit_id in session.execute(query):
        edits.setdefault(record_id, []).append(edit_id)
    return {record_id: own[0] for record_id, own in edits.items() if len(own) == 1}


def connected(session: Session, record_id: UUID) -> set[UUID]:
    """Return a record, and those between which and it rows were ever moved, by whatever way."""
    known, fresh = set[UUID](), {record_id}
    while fresh:
        known |= fresh
        rows = select(Revision.row_id).where(Revision.about_id.in_(fresh))
        records = select(Revision.about_id).where(Revision.row_id.in_(rows)).distinct()
        fresh = set(session.scalars(records)) - known - {None}
    return known


def _revisions(
    session: Session, record_ids: Collection[UUID], *where: ColumnElement[bool]
) -> Iterable[Row[Any]]:
    query = select(
        Revision.number, Revision.edit_id, Revision.row_id, Revision.table_name, Revision.action,
        Revision.changes,
    ).where(Revision.row_id.in_(_belonged(record_ids)), *where)  # fmt: skip
    return session.execute(query.order_by(Revision.number))


def _changed(record_ids: Collection[UUID], since: int) -> Select[UUID]:
    later = aliased(Revision)
    return select(later.row_id).where(later.row_id.in_(_belonged(record_ids)), later.number > since)


def _belonged(record_ids: Collection[UUID]) -> Select[UUID]:
    # By row: one that was moved from another record brings its own beginning along, and its citations,
    # which history records under that other record.
    met, of_records, of_rows = (aliased(Revision) for _ in range(3))
    rows = select(met.row_id).where(met.about_id.in_(record_ids))
    records = select(of_records.about_id).where(of_records.row_id.in_(rows))
    return select(of_rows.row_id).where(of_rows.about_id.in_(records))


def _apply(rows: Recorded, revision: Row[Any]) -> None:
    if revision.action is Action.CREATED:
        rows[revision.row_id] = (revision.table_name, {})
    if revision.action is Action.DELETED:
        rows.pop(revision.row_id, None)
    elif revision.row_id in rows:
        values = {column: new for column, (_, new) in revision.changes.items()}
        rows[revision.row_id][1].update(values)


def _kinds() -> dict[str, type[Any]]:
    return {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}


def _values(kind: type[Any], row_id: UUID, recorded: dict[str, Any]) -> dict[str, Any]:
    return {
        attribute.key: row_id if attribute.key == "id" else _value(attribute, recorded)
        for attribute in inspect(kind).column_attrs
    }


def _row(kind: type[Any], values: dict[str, Any]) -> Any:
    row = kind()
    for key, value in values.items():
        set_committed_value(row, key, value)
    return row


def _value(attribute: ColumnProperty[Any], recorded: dict[str, Any]) -> Any:
    """Return the value that history records of a column, or its default."""
    key = attribute.key
    return value_of(attribute, recorded[key] if key in recorded else recorded_default(attribute))
