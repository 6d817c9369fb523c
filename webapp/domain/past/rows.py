"""The rows of a record, each with the values that history records of it at an instant."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import inspect, select
from sqlalchemy.orm import ColumnProperty, Session
from sqlalchemy.orm.attributes import set_committed_value

from webapp.domain.history.stored_values import recorded_default, value_of
from webapp.models import Base, Revision
from webapp.vocab.accounts import Action


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
    kinds = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
    for row_id, (table, recorded) in _recorded(session, record_ids, at).items():
        if table in kinds:
            kind = kinds[table]
            yield row_id, kind, {
                attribute.key: row_id if attribute.key == "id" else _value(attribute, recorded)
                for attribute in inspect(kind).column_attrs
            }


def _recorded(
    session: Session, record_ids: Collection[UUID], at: datetime
) -> dict[UUID, tuple[str, dict[str, Any]]]:
    """Return the table of each row that was there at the instant, and the last value of each column."""
    # By row: one that was moved from another record brings its own beginning along, and its citations,
    # which history records under that other record.
    met = select(Revision.row_id).where(Revision.about_id.in_(record_ids))
    records = select(Revision.about_id).where(Revision.row_id.in_(met))
    belonged = select(Revision.row_id).where(Revision.about_id.in_(records))
    query = select(Revision.row_id, Revision.table_name, Revision.action, Revision.changes)
    query = query.where(Revision.row_id.in_(belonged), Revision.at <= at).order_by(Revision.number)
    rows: dict[UUID, tuple[str, dict[str, Any]]] = {}
    for row_id, table, action, changes in session.execute(query):
        if action is Action.CREATED:
            rows[row_id] = (table, {})
        if action is Action.DELETED:
            rows.pop(row_id, None)
        elif row_id in rows:
            rows[row_id][1].update({column: new for column, (_, new) in changes.items()})
    return rows


def _row(kind: type[Any], values: dict[str, Any]) -> Any:
    row = kind()
    for key, value in values.items():
        set_committed_value(row, key, value)
    return row


def _value(attribute: ColumnProperty[Any], recorded: dict[str, Any]) -> Any:
    """Return the value that history records of a column, or its default."""
    key = attribute.key
    return value_of(attribute, recorded[key] if key in recorded else recorded_default(attribute))
