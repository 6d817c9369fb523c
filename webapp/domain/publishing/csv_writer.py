"""CSV after RFC 4180, as all that is handed out is written: UTF-8, commas, a line ends with CR LF."""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import islice
from typing import Any, cast

import psycopg
from sqlalchemy import ColumnElement, LargeBinary, Select, Text, func, literal
from sqlalchemy import cast as sql_cast
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

from webapp.domain.read_model.past_tables import statement_of_then
from webapp.domain.text.formula_escape import DANGEROUS, escaped

ROWS_AT_ONCE = 500
# Excel takes a file without it for one in the alphabet of its own country.
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_MARKED = ',"\r\n'
_MARKED_BYTES = [mark.encode() for mark in _MARKED]
_wants_marks = re.compile(f"[{_MARKED}]").search
# No cell is NULL; what would stand for it must be no empty text, or empty texts would be quoted.
_COPY = "COPY ({}) TO STDOUT (FORMAT csv, ENCODING 'UTF8', NULL E'\\x01')"
# Between the cells of a joined row: bytes that no text has in UTF-8, the second before what may be a formula.
_HARMLESS, _MAY_BE_FORMULA = b"\xfe", b"\xff"
_as_commas = bytes.maketrans(_HARMLESS + _MAY_BE_FORMULA, b",,")
# SQLite's printf ends a cell at this sign, so that none holds it.
_NUL = b"\0"
_as_nul = bytes.maketrans(_HARMLESS + _MAY_BE_FORMULA, 2 * _NUL)
_FORMULAS = b"|".join(re.escape(sign.encode()) for sign in DANGEROUS)
_holds_formula = re.compile(b"%s(?:%s)" % (_MAY_BE_FORMULA, _FORMULAS)).search


def heading(columns: Sequence[str]) -> bytes:
    """Return how a file for spreadsheets begins: a byte order mark and the line of its columns' names."""
    return _BYTE_ORDER_MARK + lines([columns])


def lines(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as lines; a cell with a comma, a quotation mark or a line break is quoted.

    The same bytes as the standard library's writer makes of rows of two cells and more, in half its time:
    most columns of some hundred rows hold nothing that wants quotation marks.
    """
    return _lines_of_columns(zip(*rows, strict=True))


def escaped_lines(columns: Iterable[Sequence[str]], may_be_formula: Sequence[bool]) -> bytes:
    """Return columns as lines, no cell of those marked so being one that a spreadsheet would run."""
    return _lines_of_columns(
        tuple(map(escaped, column))
        if runs and not {cell[:1] for cell in column}.isdisjoint(DANGEROUS) else column
        for column, runs in zip(columns, may_be_formula, strict=True)
    )  # fmt: skip


def joined(cells: Sequence[ColumnElement[str]], may_be_formula: Sequence[bool]) -> ColumnElement[bytes]:
    """Return the expression of a row's cells as one value, of which SQLite takes half the time; none is NULL.

    The first one is nothing that a spreadsheet would run. See `lines_of_joined` and `columns_of_joined`.
    """
    first, *marks = [_MAY_BE_FORMULA if runs else _HARMLESS for runs in may_be_formula]
    assert first == _HARMLESS
    form = b"%s" + b"".join(mark + b"%s" for mark in marks)
    return sql_cast(func.printf(sql_cast(literal(form, LargeBinary), Text), *cells), LargeBinary)


def lines_of_joined(rows: Sequence[bytes], may_be_formula: Sequence[bool]) -> bytes:
    """Return joined rows as lines, as `escaped_lines` does of their cells.

    Raises ValueError where a cell is no UTF-8, which only a damaged database holds, and looks like two.
    """
    together = b"".join(rows)
    if sum(map(together.count, (_HARMLESS, _MAY_BE_FORMULA))) != len(rows) * (len(may_be_formula) - 1):
        raise ValueError("a text is no UTF-8")
    if _holds_formula(together):
        return escaped_lines(columns_of_joined(rows), may_be_formula)
    if any(mark in together for mark in _MARKED_BYTES):
        return _lines_of_columns(columns_of_joined(rows))
    return b"\r\n".join([*rows, b""]).translate(_as_commas)


def columns_of_joined(rows: Sequence[bytes]) -> list[list[str]]:
    """Return the columns of joined rows, of which there is at least one."""
    cells = _HARMLESS.join(rows).translate(_as_nul).decode().split(_NUL.decode())
    number = len(cells) // len(rows)
    return [cells[place::number] for place in range(number)]


def copied_lines(session: Session, query: Select[Any]) -> Iterator[bytes]:
    """Yield the rows of a query as lines that PostgreSQL writes itself, as it does for psql's `\\copy`.

    Each of its columns is a text, never NULL. Raises DBAPIError where the database breaks off.
    """
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


def _lines_of_columns(columns: Iterable[Sequence[str]]) -> bytes:
    quoted = map(_quoted, columns)
    return "".join(f"{line}\r\n" for line in map(",".join, zip(*quoted, strict=True))).encode()


def _quoted(column: Sequence[str]) -> Sequence[str]:
    together = "".join(column)
    if not any(mark in together for mark in _MARKED):
        return column
    return ['"' + cell.replace('"', '""') + '"' if _wants_marks(cell) else cell for cell in column]
