"""CSV after RFC 4180, as all that is handed out is written: UTF-8, commas, a line ends with CR LF."""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import islice
from typing import Any, cast

import psycopg
from sqlalchemy import Select
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

from webapp.domain.read_model.past_tables import statement_of_then

ROWS_AT_ONCE = 100
# Excel takes a file without it for one in the alphabet of its own country.
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_MARKED = ',"\r\n'
_wants_marks = re.compile(f"[{_MARKED}]").search
# No cell is NULL; what would stand for it must be no empty text, or empty texts would be quoted.
_COPY = "COPY ({}) TO STDOUT (FORMAT csv, ENCODING 'UTF8', NULL E'\\x01')"


def heading(columns: Sequence[str]) -> bytes:
    """Return how a file for spreadsheets begins: a byte order mark and the line of its columns' names."""
    return _BYTE_ORDER_MARK + lines([columns])


def lines(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as lines; a cell with a comma, a quotation mark or a line break is quoted.

    The same bytes as the standard library's writer makes of rows of two cells and more, in half its time:
    most columns of some hundred rows hold nothing that wants quotation marks.
    """
    columns = map(_quoted, zip(*rows, strict=True))
    return "".join(f"{line}\r\n" for line in map(",".join, zip(*columns, strict=True))).encode()


def lines_of(session: Session, query: Select[Any]) -> Iterator[bytes]:
    """Yield the rows of a query as lines, ROWS_AT_ONCE at a time; each of its columns is a text, never NULL.

    PostgreSQL writes the lines itself, as it does for psql's `\\copy`; for SQLite they are written here.
    Raises DBAPIError where the database breaks off.
    """
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        yield from _copied(session, query)
        return
    for rows in connection.execute(query, execution_options={"yield_per": ROWS_AT_ONCE}).partitions():
        yield lines(rows)


def _copied(session: Session, query: Select[Any]) -> Iterator[bytes]:
    connection = session.connection()
    # COPY takes no parameters from a server's point of view: the driver sets them in, quoted as it knows how.
    compiled = query.compile(dialect=connection.dialect, compile_kwargs={"render_postcompile": True})
    values = {
        name: value.value if isinstance(value, Enum) else value for name, value in compiled.params.items()
    }
    statement = statement_of_then(session, str(compiled))
    driver = cast(psycopg.Connection[Any], connection.connection)
    try:
        with driver.cursor() as cursor, cursor.copy(_COPY.format(statement).encode(), values) as rows:
            while batch := list(islice(rows, ROWS_AT_ONCE)):
                # Each ends with a line feed.
                yield b"".join(piece for row in batch for piece in (row[:-1], b"\r\n"))
    except psycopg.Error as error:
        # Its message quotes the statement, and that holds whom somebody searched.
        kind = OperationalError if isinstance(error, psycopg.OperationalError) else DBAPIError
        raise kind(None, None, type(error)()) from None


def _quoted(column: tuple[str, ...]) -> Sequence[str]:
    together = "".join(column)
    if not any(mark in together for mark in _MARKED):
        return column
    return ['"' + cell.replace('"', '""') + '"' if _wants_marks(cell) else cell for cell in column]
