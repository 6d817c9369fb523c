"""Very many rows made ready outside the turn: as the driver takes them, and put into their tables in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import orjson
from psycopg import sql
from sqlalchemy import Dialect, Table
from sqlalchemy.orm import Session

from webapp.models import Base

Rows = list[tuple[Any, ...]]
# Kilobytes of a SQLite database that are kept in memory, at least and at most.
_LEAST_CACHE, _MOST_CACHE = 64_000, 500_000


class Overtaken(Exception):
    """What others did meanwhile, or another day, makes something else of what was made ready."""


@dataclass(frozen=True)
class ReadyTable:
    """Rows for one table, as the driver takes them."""

    name: str
    columns: tuple[str, ...]
    rows: Rows


class ReadyFiles:
    """Rows and their history kept in files beside the database, part by part, until they are written.

    The files have no name and go with their process, whatever ends it.
    """

    def __init__(self, folder: Path) -> None:
        """Open the files in a folder."""
        self._tables, self._revisions = (TemporaryFile(dir=folder) for _ in range(2))  # noqa: SIM115

    def close(self) -> None:
        """Throw away what is kept."""
        self._tables.close()
        self._revisions.close()

    def keep_tables(self, tables: Iterable[ReadyTable]) -> None:
        """Keep a part of the rows."""
        # Keys and days become text: so they are copied into PostgreSQL, and SQLite has no other.
        self._tables.write(orjson.dumps([(each.name, each.columns, each.rows) for each in tables]) + b"\n")

    def keep_revisions(self, revisions: Sequence[Any]) -> None:
        """Keep a part of the history."""
        self._revisions.write(orjson.dumps(revisions) + b"\n")

    def tables(self) -> Iterator[list[ReadyTable]]:
        """Yield the rows, part by part, in order: tables as they refer to each other."""
        for part in self._read(self._tables):
            yield [ReadyTable(name, tuple(columns), rows) for name, columns, rows in part]

    def revisions(self) -> Iterator[Any]:
        """Yield the history, part by part."""
        yield from self._read(self._revisions)

    def _read(self, file: IO[bytes]) -> Iterator[Any]:
        file.seek(0)
        yield from map(orjson.loads, file)


def ready(table: Table, values: Sequence[Mapping[str, Any]], dialect: Dialect) -> ReadyTable:
    """Return rows as the driver of an engine takes them."""
    columns = [column for column in table.columns if column.key in values[0]]
    binds = [column.type.dialect_impl(dialect).bind_processor(dialect) for column in columns]
    keys = [column.key for column in columns]
    by_column = [
        [bind(row[key]) for row in values] if bind else [row[key] for row in values]
        for key, bind in zip(keys, binds, strict=True)
    ]
    return ReadyTable(
        table.name, tuple(column.name for column in columns), list(zip(*by_column, strict=True))
    )


def keep_indexes_in_memory(session: Session, kilobytes: int) -> None:
    """Let SQLite keep about so much of its file in memory while very many rows are written.

    Hashes come in no order: of their indexes what does not fit is written and read again for each.
    """
    if not _is_server(session):
        cache = min(max(kilobytes, _LEAST_CACHE), _MOST_CACHE)
        session.connection().exec_driver_sql(f"PRAGMA cache_size = -{cache}")


def put(session: Session, table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Put rows into a table: copied into PostgreSQL, in one statement into SQLite."""
    cursor: Any = session.connection().connection.cursor()
    if _is_server(session):
        names = sql.SQL(",").join(map(sql.Identifier, columns))
        statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
        with cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
        return
    names_quoted, places = ",".join(map(_quoted, columns)), ",".join("?" * len(columns))
    cursor.executemany(f"INSERT INTO {_quoted(table)} ({names_quoted}) VALUES ({places})", rows)


def remove(session: Session, rows: ReadyTable) -> None:
    """Remove rows of a table; what is given of each is its key."""
    keys, table = rows.columns, _quoted(rows.name)
    if _is_server(session):
        _with_all_beside(session, rows, f"DELETE FROM {table} AS own USING beside WHERE {_same(keys)}")
    else:
        _with_each(session, f"DELETE FROM {table} WHERE {_given(keys, ' AND ')}", rows, keys)


def change(session: Session, rows: ReadyTable) -> None:
    """Give rows of a table other values; what is given of each is its key, and the columns to be others."""
    keys = [column.name for column in Base.metadata.tables[rows.name].primary_key]
    columns = [name for name in rows.columns if name not in keys]
    order = f"UPDATE {_quoted(rows.name)}"
    if _is_server(session):
        values = ",".join(f"{name} = beside.{name}" for name in map(_quoted, columns))
        _with_all_beside(session, rows, f"{order} AS own SET {values} FROM beside WHERE {_same(keys)}")
    else:
        order += f" SET {_given(columns, ',')} WHERE {_given(keys, ' AND ')}"
        _with_each(session, order, rows, [*columns, *keys])


def _is_server(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _with_all_beside(session: Session, rows: ReadyTable, order: str) -> None:
    """Carry out an order on PostgreSQL with rows in a table beside."""
    cursor: Any = session.connection().connection.cursor()
    columns = ",".join(map(_quoted, rows.columns))
    like = f"SELECT {columns} FROM {_quoted(rows.name)} WITH NO DATA"
    cursor.execute(f"CREATE TEMP TABLE beside ON COMMIT DROP AS {like}")
    put(session, "beside", rows.columns, iter(rows.rows))
    cursor.execute(order)
    cursor.execute("DROP TABLE beside")


def _with_each(session: Session, order: str, rows: ReadyTable, columns: Sequence[str]) -> None:
    """Carry out an order on SQLite with these columns of each row."""
    in_order = itemgetter(*(rows.columns.index(name) for name in columns))
    cursor: Any = session.connection().connection.cursor()
    cursor.executemany(order, map(in_order, rows.rows))


def _quoted(name: str) -> str:
    return f'"{name}"'


def _given(columns: Iterable[str], between: str) -> str:
    return between.join(f"{_quoted(name)} = ?" for name in columns)


def _same(columns: Iterable[str]) -> str:
    return " AND ".join(f"own.{name} = beside.{name}" for name in map(_quoted, columns))
