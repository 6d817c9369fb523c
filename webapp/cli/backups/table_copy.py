"""Every row of one database put into another of the same shape, whichever database systems they run on."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import JSON, Connection, DateTime, LargeBinary, MetaData, Table, Uuid, delete, insert, select
from sqlalchemy.dialects.postgresql import BYTEA

from webapp.models import READS_UNFINISHED, Base, SourcePart, SourceVersion
from webapp.models.types import UtcDateTime

_ROWS_AT_ONCE = 500


def copy_tables(source: Connection, target: Connection, *, current: bool = True) -> None:
    """Put every row of `source` into the same tables of `target`, a new database; the door commits.

    `current`: whether both have the shape of this version; else the shape is read from the source.
    """
    if target.dialect.name == "sqlite":
        # As on PostgreSQL: rows that refer to one another come in any order, and are compared at the end.
        target.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    tables = _texts_in_parts_first(Base.metadata.sorted_tables) if current else _reflected(source)
    for table in reversed(tables):
        # The first rows of a new database, which its migration puts there.
        target.execute(delete(table))
    for table in tables:
        # What is not finished is removed where it comes to.
        options = {"yield_per": _ROWS_AT_ONCE, READS_UNFINISHED: True}
        result = source.execute(select(table).execution_options(**options))
        rows: Iterable[dict[str, Any]] = (dict(row) for row in result.mappings())
        for piece in _pieces(_parents_first(table, rows)):
            target.execute(insert(table), piece)


def _texts_in_parts_first(tables: Sequence[Table]) -> list[Table]:
    """Return the tables so that each passage of a long text is held against a part of it, not the whole."""
    part, version = (Base.metadata.tables[model.__tablename__] for model in (SourcePart, SourceVersion))
    others = [table for table in tables if table is not part]
    place = others.index(version) + 1
    return [*others[:place], part, *others[place:]]


def _parents_first(table: Table, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield rows so that each comes after those of its own table to which it refers."""
    columns = [
        (element.parent.name, element.column.name)
        for key in table.foreign_key_constraints
        for element in key.elements
        if key.referred_table is table
    ]
    if not columns:
        yield from rows
        return
    waiting, written = list(rows), {name: set[Any]() for _, name in columns}
    while waiting:
        later = []
        for row in waiting:
            if all(row[own] is None or row[own] in written[other] for own, other in columns):
                for _, other in columns:
                    written[other].add(row[other])
                yield row
            else:
                later.append(row)
        if len(later) == len(waiting):
            # They refer to one another in a circle, or to nothing: the database says so.
            yield from later
            return
        waiting = later


def _pieces(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    piece: list[dict[str, Any]] = []
    for row in rows:
        piece.append(row)
        if len(piece) == _ROWS_AT_ONCE:
            yield piece
            piece = []
    if piece:
        yield piece


def _reflected(source: Connection) -> list[Table]:
    """Return the tables of an older shape on PostgreSQL, with types that both systems store alike."""
    metadata = MetaData()
    metadata.reflect(source)
    for table in metadata.tables.values():
        for column in table.columns:
            match column.type:
                case Uuid():
                    column.type = Uuid()
                case DateTime():
                    column.type = UtcDateTime()
                case JSON():
                    column.type = JSON()
                case BYTEA():
                    column.type = LargeBinary()
    # In any order: an older shape is only put into SQLite.
    return [table for table in metadata.tables.values() if table.name != "alembic_version"]
