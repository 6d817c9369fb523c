"""The data package: a CSV file for each table in a zip, described and hashed, written as it is read."""

import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from hashlib import sha256
from itertools import islice
from typing import Any

from sqlalchemy.orm import Session

from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.publishing.csv_writer import ROWS_AT_ONCE, heading, lines
from webapp.domain.publishing.data_package.descriptor import describe, described_table
from webapp.domain.publishing.data_package.table_rows import all_tables, read_table
from webapp.domain.publishing.data_package.tables import TABLES, Table
from webapp.domain.text.formula_escape import escaped
from webapp.domain.visibility import Reader
from webapp.vocab.licence import Licence

__all__ = ["TABLES", "package", "sheet_csv", "table_csv"]


def package(
    session: Session, people_filter: PeopleFilter, *, to: Reader, at: datetime, public_url: str,
    licence: Licence | None = None,
) -> Iterator[bytes]:
    """Yield a zip of the people of a filter and of all that is said of them, as a Frictionless Data Package.

    `datapackage.json` comes last: it holds types, keys and descriptions, the rows and the SHA-256 of each
    file, the filter and its dates. Cells hold what is stored to the letter, and files have no byte order
    mark, since programs read them. Memory does not grow with the people, only with the organizations and
    sources that they name. Without a filter all sources and organizations are there, so that a database can
    be made anew from it.
    """
    pipe, resources = _Pipe(), list[dict[str, Any]]()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for table, rows in all_tables(session, people_filter, to=to, today=at.date(), public_url=public_url):
            digest, size, number = sha256(), 0, 0
            name = zipfile.ZipInfo(f"{table.name}.csv", at.timetuple()[:6])
            name.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(name, "w", force_zip64=True) as file:
                for piece, more in _csv(table, rows):
                    digest.update(piece)
                    size, number = size + len(piece), number + more
                    file.write(piece)
                    yield from pipe.taken()
            resources.append(described_table(table, rows=number, size=size, digest=digest.hexdigest()))
        about = describe(
            resources, people_filter, to=to, at=at, public_url=public_url, licence=licence
        )
        name = zipfile.ZipInfo("datapackage.json", at.timetuple()[:6])
        name.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(name, json.dumps(about, ensure_ascii=False, indent=1))
    yield from pipe.taken()


def table_csv(
    session: Session, people_filter: PeopleFilter, name: str, *, to: Reader, today: date, public_url: str
) -> Iterator[bytes]:
    """Yield one table of the package as CSV: UTF-8 without byte order mark, CRLF, a header row."""
    table, rows = read_table(session, people_filter, name, to=to, today=today, public_url=public_url)
    yield from (piece for piece, _ in _csv(table, rows))


def sheet_csv(
    session: Session, people_filter: PeopleFilter, *, name: str, to: Reader, today: date, public_url: str
) -> Iterator[bytes]:
    """Yield one table for spreadsheets: with byte order mark, and no cell that one would run."""
    table, rows = read_table(session, people_filter, name, to=to, today=today, public_url=public_url)
    yield heading([column.name for column in table.columns])
    cells = ([escaped(cell) for cell in row] for row in rows)
    while batch := list(islice(cells, ROWS_AT_ONCE)):
        yield lines(batch)


def _csv(table: Table, rows: Iterable[Sequence[str]]) -> Iterator[tuple[bytes, int]]:
    """Yield the lines of a table some hundred at a time, and how many rows they are."""
    yield lines([[column.name for column in table.columns]]), 0
    rows = iter(rows)
    while batch := list(islice(rows, ROWS_AT_ONCE)):
        yield lines(batch), len(batch)


class _Pipe:
    """What the zip is written into: it keeps the bytes until they are taken, and cannot be wound back."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes, /) -> int:
        """Keep some bytes."""
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing is held open."""

    def taken(self) -> Iterator[bytes]:
        """Yield what was written since, and forget it."""
        pieces, self._pieces = self._pieces, []
        if pieces:
            yield b"".join(pieces)
