"""What history recorded of rows, turned back into classes, attributes and values of the right types."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, Enum, Uuid, inspect
from sqlalchemy.orm import MANYTOONE, ColumnProperty, Session

from webapp.domain.history.owners import UNTRACKED
from webapp.domain.history.recording import recorded
from webapp.models import Base
from webapp.models.types import UtcDateTime
from webapp.vocab.claims import ClaimKind
from webapp.vocab.dates.partial_date import PartialDate

CLASSES: dict[str, Any] = {
    mapper.class_.__tablename__: mapper.class_
    for mapper in Base.registry.mappers
    if not issubclass(mapper.class_, UNTRACKED) and mapper.class_.__tablename__ != "claim"
}
"""The classes whose rows history follows, by the name of their table."""
CLAIMS = frozenset(kind.value for kind in ClaimKind)
_BOUNDS = ("_earliest", "_latest")


def column_of(table: str, key: str) -> Column[Any]:
    """Return a column by the name under which history records it."""
    column: Column[Any] = inspect(CLASSES[table]).column_attrs[key].columns[0]
    return column


def typed_value(table: str, key: str, plain: Any) -> Any:
    """Return the value that a column holds where history recorded `plain`."""
    return value_of(inspect(CLASSES[table]).column_attrs[key], plain)


def current_value(row: Any, key: str) -> Any:
    """Return what a column of a row holds now, as history would record it."""
    return recorded(key, getattr(row, key))


def attributes(session: Session, table: str, plain: Mapping[str, Any]) -> dict[str, Any]:
    """Return recorded columns as the attributes by which a program sets them.

    A partial date comes as one value for its three columns, a key as the row that it names where the class
    has an attribute for that.
    """
    mapper = inspect(CLASSES[table])
    named = {
        next(iter(relation.local_columns)).name: relation
        for relation in mapper.relationships
        if relation.direction is MANYTOONE and not relation.viewonly
    }
    values: dict[str, Any] = {}
    for key, value in plain.items():
        if key.endswith("_edtf"):
            values[key.removesuffix("_edtf")] = PartialDate.parse(value) if value else None
        elif key.endswith(_BOUNDS):
            continue
        elif key in named:
            relation = named[key]
            values[relation.key] = session.get(relation.mapper.class_, UUID(value)) if value else None
        else:
            values[key] = typed_value(table, key, value)
    return values


def default_value(table: str, key: str) -> Any:
    """Return what a column of a new row holds where history says nothing of it: its default, or nothing."""
    return recorded_default(inspect(CLASSES[table]).column_attrs[key])


def recorded_default(attribute: ColumnProperty[Any]) -> Any:
    """Return what history would record of a column's default, or None where it has none."""
    default: Any = attribute.columns[0].default
    return recorded(attribute.key, default.arg) if default is not None and default.is_scalar else None


def value_of(attribute: ColumnProperty[Any], plain: Any) -> Any:
    """Return the value of a column that history wrote as JSON has it."""
    kind = attribute.columns[0].type
    if plain is None:
        return None
    if isinstance(kind, Enum) and kind.enum_class is not None:
        return kind.enum_class(plain)
    if isinstance(kind, Uuid):
        return UUID(str(plain))
    if isinstance(kind, UtcDateTime):
        return datetime.fromisoformat(plain)
    return date.fromisoformat(plain) if isinstance(kind, Date) else plain
