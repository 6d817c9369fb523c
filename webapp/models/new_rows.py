"""New rows made without a session: many at a time are written without the unit of work."""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Table, inspect
from sqlalchemy.orm import MANYTOONE
from uuid_utils.compat import uuid7

from webapp.models.base import Base

R = TypeVar("R", bound=Base)


@dataclass(frozen=True)
class _Shape:
    """What is the same of all rows of one class."""

    make: Callable[[], Any]
    blank: Mapping[str, Any]
    kind: Mapping[str, Any]
    keys: Mapping[str, str]
    composites: Mapping[str, Sequence[str]]
    lists: Sequence[str]
    tables: Sequence[tuple[Any, Mapping[str, str]]]


@dataclass(frozen=True)
class NewRow:
    """A row, and which of its columns were given; the others hold their defaults."""

    row: Any
    given: Mapping[str, Any]


class NewRows:
    """Rows that are not written yet, in the order in which they were made.

    Each is an object of its class that no session knows, with all its columns and what was given for its
    relations; its lists are empty, and whoever makes what belongs into them puts it there.
    """

    def __init__(self, new_key: Callable[[], UUID] = uuid7) -> None:
        self.rows: list[NewRow] = []
        self.new_key = new_key
        """Gives the keys that rows get."""

    def add(self, model: type[R], **values: Any) -> R:
        """Return a new row with these attributes, as the constructor of its class takes them."""
        shape = _shape(model)
        given = dict(shape.kind)
        for name, value in values.items():
            if name in shape.keys:
                given[shape.keys[name]] = None if value is None else value.id
            elif name in shape.composites:
                parts = value.__composite_values__() if value is not None else (None,) * 3
                given.update(zip(shape.composites[name], parts, strict=True))
            else:
                given[name] = value
        row: R = shape.make()
        row.__dict__.update(shape.blank)
        row.__dict__.update({name: [] for name in shape.lists}, id=self.new_key())
        row.__dict__.update(given)
        row.__dict__.update(values)
        self.rows.append(NewRow(row, given))
        return row

    def apart(self, is_wanted: Callable[[Any], bool]) -> tuple["NewRows", "NewRows"]:
        """Return the rows that are wanted and the others, each in the same order."""
        wanted, others = NewRows(self.new_key), NewRows(self.new_key)
        for new in self.rows:
            (wanted if is_wanted(new.row) else others).rows.append(new)
        return wanted, others

    def of(self, model: type[R]) -> list[R]:
        """Return the rows of a class, those of its subclasses too."""
        return [new.row for new in self.rows if isinstance(new.row, model)]

    def by_table(self) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
        """Yield each table with what goes into it, in the order in which rows refer to each other."""
        values: dict[Table, list[dict[str, Any]]] = {}
        for new in self.rows:
            columns = new.row.__dict__
            model: type[Base] = type(new.row)
            for table, keys in _shape(model).tables:
                own = {name: columns[key] for name, key in keys.items()}
                values.setdefault(table, []).append(own)
        yield from ((table, values[table]) for table in Base.metadata.sorted_tables if table in values)


class BatchKeys:
    """Keys of the rows of one batch, one above the other, within bounds in which nothing else has one."""

    # As a key of version 7 begins with the millisecond in which it was made, so do these. Their version is
    # another: no key that is made elsewhere can lie between them.

    def __init__(self) -> None:
        """Begin now."""
        begun = uuid7().int >> 76 << 76
        # The variant, and what tells two batches of one millisecond apart.
        salt = secrets.randbits(12) << 64 | 0b10 << 62
        self._lowest = (begun & ~(0xF << 76)) | 8 << 76 | salt
        self._last = 0

    def __call__(self) -> UUID:
        """Return the next key."""
        self._last += 1
        return UUID(int=self._lowest | self._last << 24 | secrets.randbits(24))

    @property
    def bounds(self) -> tuple[UUID, UUID]:
        """The lowest and the highest key that there may be."""
        return UUID(int=self._lowest), UUID(int=self._lowest | (1 << 62) - 1)


@cache
def _shape(model: type[Base]) -> _Shape:
    mapper = inspect(model)
    defaults = [(each.key, each.columns[0].default) for each in mapper.column_attrs]
    relations = [each for each in mapper.relationships if each.direction is MANYTOONE]
    return _Shape(
        make=mapper.class_manager.new_instance,
        blank={each.key: None for each in relations}
        | {key: default.arg if default and default.is_scalar else None for key, default in defaults},
        kind={} if mapper.polymorphic_on is None else {"kind": mapper.polymorphic_identity},
        keys={
            each.key: mapper.get_property_by_column(next(iter(each.local_columns))).key for each in relations
        },
        composites={each.key: [part.key for part in each.props] for each in mapper.composites},
        lists=[each.key for each in mapper.relationships if each.uselist],
        tables=[
            (table, {column.key: mapper.get_property_by_column(column).key for column in table.columns})
            for table in mapper.tables
        ],
    )
