"""Whether history is unbroken, and tells of every row exactly what the row says."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, exists, select
from sqlalchemy.orm import ColumnProperty, Mapper, Session, aliased

from webapp.domain.checks.chain_links import link_faults
from webapp.domain.checks.fault import Fault
from webapp.domain.checks.table_reading import as_stored, pieces, rows
from webapp.domain.history.known_by import lists_by_parts
from webapp.domain.history.owners import UNTRACKED
from webapp.domain.history.recording import SKIPPED, recorded, revision_hash
from webapp.domain.history.stored_values import recorded_default
from webapp.models import Base, Revision
from webapp.vocab.accounts import Action

_ROWS_AT_ONCE = 200


def chain_faults(session: Session) -> Iterator[Fault]:
    """Yield every gap in the numbers of revisions, and every one altered or out of the chain."""
    places = {batch.id: place for batch, place in lists_by_parts(session)}
    lists = {place.first_number: place for place in places.values()}
    yield from link_faults(session, Revision, "revision", revision_hash, lists)
    for key, place in places.items():
        first = session.scalar(select(Revision.row_id).where(Revision.number == place.first_number - 1))
        last = session.scalar(select(Revision.row_id).where(Revision.number == place.last_number + 1))
        if {first, last} != {key}:
            yield Fault(f"list_batch {key}", "its record does not enclose its history")


def row_history_faults(session: Session) -> Iterator[Fault]:
    """Yield every row that says something else than history tells of it, or that went without a word."""
    for mapper in _tracked():
        columns = {attribute.key: attribute for attribute in mapper.column_attrs}
        for piece in pieces(session, _stored(mapper, columns), _ROWS_AT_ONCE):
            recorded_rows = _recorded_rows(session, [row.id for row in piece])
            for row in piece:
                yield from _row_faults(mapper, columns, row, recorded_rows.get(row.id))
        yield from _vanished(session, mapper)


def _tracked() -> list[Mapper[Any]]:
    """Return the mappers whose rows history follows; of claims, those of each kind."""
    mappers = [mapper for mapper in Base.registry.mappers if not issubclass(mapper.class_, UNTRACKED)]
    whole = [mapper for mapper in mappers if mapper.polymorphic_on is None or mapper.inherits is not None]
    return sorted(whole, key=_table)


def _table(mapper: Mapper[Any]) -> str:
    return str(mapper.class_.__tablename__)


def _stored(mapper: Mapper[Any], columns: dict[str, ColumnProperty[Any]]) -> Select[Any]:
    chosen = [as_stored(attribute.columns[0]).label(key) for key, attribute in columns.items()]
    return select(*chosen).select_from(mapper.persist_selectable)


def _recorded_rows(session: Session, ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """Return, of each row that history has made and not deleted, the last value of each column."""
    query = select(Revision.row_id, Revision.action, Revision.changes).where(Revision.row_id.in_(ids))
    rows: dict[UUID, dict[str, Any]] = {}
    for row_id, action, changes in session.execute(query.order_by(Revision.number)):
        if action is Action.DELETED:
            rows.pop(row_id, None)
        else:
            rows.setdefault(row_id, {}).update({column: new for column, (_, new) in changes.items()})
    return rows


def _row_faults(
    mapper: Mapper[Any],
    columns: dict[str, ColumnProperty[Any]],
    row: Row[Any],
    recorded_values: dict[str, Any] | None,
) -> Iterator[Fault]:
    subject = f"{_table(mapper)} {row.id}"
    if recorded_values is None:
        yield Fault(subject, "history does not tell where it comes from")
        return
    for key, attribute in columns.items():
        expected = recorded_values[key] if key in recorded_values else _default(key, attribute, row)
        if key not in SKIPPED and recorded(key, row._mapping[key]) != expected:
            yield Fault(subject, f"{key} was changed past history")


def _default(key: str, attribute: ColumnProperty[Any], row: Row[Any]) -> object:
    """Return what a column holds of which history says nothing: its default."""
    return recorded(key, row.id) if key == "id" else recorded_default(attribute)


def _vanished(session: Session, mapper: Mapper[Any]) -> Iterator[Fault]:
    for (row_id,) in rows(session, _vanished_rows(mapper)):
        yield Fault(f"{_table(mapper)} {row_id}", "it is gone, and history does not tell why")


@cache
def _vanished_rows(mapper: Mapper[Any]) -> Select[Any]:
    table, later = mapper.local_table, aliased(Revision)
    return select(Revision.row_id).where(
        Revision.table_name == _table(mapper),
        Revision.action == Action.CREATED,
        ~exists().where(table.c.id == Revision.row_id),
        ~exists().where(later.row_id == Revision.row_id, later.action == Action.DELETED),
    )
