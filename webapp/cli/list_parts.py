"""A list longer than one source may be: cut between its records into several, its header above each."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from sqlalchemy import Engine

from webapp.cli.list_recording import ListToRecord, record_list
from webapp.domain.imports.columns import header_row
from webapp.domain.imports.lists import begins_as_own_export
from webapp.domain.imports.table import MOST_ROWS, delimiter_of, read_table
from webapp.domain.sources.duplicate_check import AlreadyHere
from webapp.domain.sources.extraction.messages import Limits

# A part is seen all at once, and where it is cut short nothing of it stays.
ROWS_OF_PART, _BYTES = MOST_ROWS // 4, Limits().file * 3 // 4
_BEGINNING = 20_000


@dataclass(frozen=True)
class ListPart:
    """A part of a long list, a list of its own: its content in UTF-8, and how many rows stand before it."""

    content: bytes
    rows_before: int


def is_long(path: Path) -> bool:
    """Tell whether a file is a text of more bytes or rows than one list may have, and not our own export.

    Raises OSError where it cannot be read.
    """
    with path.open("rb") as file:
        beginning = file.read(_BEGINNING)
        # A workbook, which says its length by itself, or a text whose characters have two bytes each.
        if b"\0" in beginning:
            return False
        file.seek(0)
        is_longer = path.stat().st_size > Limits().file or sum(1 for _ in file) > MOST_ROWS
    return is_longer and not begins_as_own_export(beginning.decode("utf-8", "replace"))


def parts_of(path: Path, rows: int) -> Iterator[ListPart]:
    """Yield the parts of a long list, of at most so many rows each; only one of them is held in memory.

    Raises ClickException where it is no UTF-8, where no row names its columns at the beginning, and where a
    quotation mark is never closed.
    """
    records = _records(path)
    header = next(records, b"")
    part, size, before = list[bytes](), 0, 0
    for record in records:
        if part and (len(part) == rows or size + len(record) > _BYTES):
            yield ListPart(header + b"".join(part), before)
            before += len(part)
            part, size = [], 0
        part.append(record)
        size += len(record)
    if part:
        yield ListPart(header + b"".join(part), before)


def _records(path: Path) -> Iterator[bytes]:
    """Yield the records of a file that hold anything, as they stand there; the header is the first."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list[str]()

        def read() -> Iterator[str]:
            for line in file:
                lines.append(line)
                yield line

        try:
            beginning = file.read(_BEGINNING)
            if header_row(read_table(beginning)) != 0:
                raise click.ClickException("The first line of a list as long as this must name its columns.")
            file.seek(0)
            for cells in csv.reader(read(), delimiter=delimiter_of(beginning)):
                if any(cell.strip() for cell in cells):
                    yield ("".join(lines).rstrip("\r\n") + "\n").encode()
                lines.clear()
        except UnicodeDecodeError as error:
            raise click.ClickException("A list as long as this must be saved as UTF-8.") from error
        except csv.Error as error:
            message = f"A quotation mark is not closed in the record that ends with: {lines[-1][:80]!r}"
            raise click.ClickException(message) from error


def record_parts(engine: Engine, home: Path, parts: Iterable[ListToRecord]) -> bool:
    """Record lists one after the other; return False where rows of one wait, and nothing after it is written.

    What is here already is passed over: a list that stopped is brought in again.
    """
    waiting = False
    for part in parts:
        try:
            waiting = not record_list(engine, home, part) or waiting
        except AlreadyHere as here:
            click.echo(f"{here.translated()} It is passed over.")
        if waiting and not part.dry_run:
            click.echo("Nothing of this part and those after it is written: mend it and bring it in again.")
            return False
    return not waiting
