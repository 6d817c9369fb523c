"""Very many rows made ready outside the turn: as the driver takes them, and put into their tables in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import orjson
from psycopg import sql
from sqlalchemy import Dialect, Table
from sqlalchemy.orm import Session

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
    if session.get_bind().dialect.name == "sqlite":
        cache = min(max(kilobytes, _LEAST_CACHE), _MOST_CACHE)
        session.connection().exec_driver_sql(f"PRAGMA cache_size = -{cache}")


def put(session: Session, table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Put rows into a table: copied into PostgreSQL, in one statement into SQLite."""
    connection = session.connection()
    cursor: Any = connection.connection.cursor()
    if connection.dialect.name == "postgresql":
        names = sql.SQL(",").join(map(sql.Identifier, columns))
        statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
        with cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
        return
    names_quoted = ",".join(f'"{name}"' for name in columns)
    places = ",".join("?" * len(columns))
    cursor.executemany(f'INSERT INTO "{table}" ({names_quoted}) VALUES ({places})', rows)
