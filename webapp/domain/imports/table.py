"""The table that a text holds: records of separated values (RFC 4180), each cell with its place."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from webapp.domain.refusals import Refused
from webapp.domain.sources.extraction.sheet_marks import SheetMark
from webapp.domain.text.quote_location import Span
from webapp.vocab.words import N_

MOST_ROWS, MOST_COLUMNS = 50_000, 200
_DELIMITERS = ",;\t|"
_SAMPLE = 20_000


class Cell(NamedTuple):
    """What a cell holds without the white space and quotation marks around it, and where that stands."""

    text: str
    span: Span


@dataclass(frozen=True)
class TableRow:
    """A record of a table, counted from 1 with blank lines left out, and what its file marks in it."""

    number: int
    cells: tuple[Cell, ...]
    span: Span
    marks: tuple[SheetMark, ...] = ()

    def cell(self, column: int) -> Cell:
        """Return a cell; an empty one where the row is too short for it."""
        end = self.span.end
        return self.cells[column] if column < len(self.cells) else Cell("", Span(end, end))


def read_table(text: str) -> list[TableRow]:
    """Return the records of a text that hold anything.

    The character between cells is the one that parts the text most evenly. Raises Refused at field `source`
    for more rows or columns than a list has.
    """
    rows: list[TableRow] = []
    for cells in _records(text, _delimiter(text)):
        if not any(cell.text for cell in cells):
            continue
        if len(rows) == MOST_ROWS or len(cells) > MOST_COLUMNS:
            message = N_("A list has at most %(rows)s rows and %(columns)s columns; bring it in in parts.")
            raise Refused("source", message, rows=MOST_ROWS, columns=MOST_COLUMNS)
        rows.append(TableRow(len(rows) + 1, tuple(cells), Span(cells[0].span.start, cells[-1].span.end)))
    return rows


def _delimiter(text: str) -> str:
    try:
        return csv.Sniffer().sniff(text[:_SAMPLE], _DELIMITERS).delimiter
    except csv.Error:
        first = text.partition("\n")[0]
        return max(_DELIMITERS, key=first.count)


def _records(text: str, delimiter: str) -> Iterator[list[Cell]]:
    """Yield the records of a text; a quotation mark that is not closed on the way ends with the text."""
    cells: list[Cell] = []
    place = 0
    while place < len(text):
        cell, place = _read_cell(text, place, delimiter)
        cells.append(cell)
        if place == len(text) or text[place] == "\n":
            yield cells
            cells = []
        elif place + 1 == len(text):
            # A delimiter at the very end: an empty cell follows.
            yield [*cells, Cell("", Span(len(text), len(text)))]
            return
        place += 1


def _read_cell(text: str, start: int, delimiter: str) -> tuple[Cell, int]:
    """Return the cell that begins at a place, and where the delimiter or line end after it stands."""
    if text.startswith('"', start):
        end = _closing_mark(text, start + 1)
        after = end + 1
        while after < len(text) and text[after] not in (delimiter, "\n"):
            after += 1
        return _trimmed(text, start + 1, min(end, len(text)), quoted=True), min(after, len(text))
    ends = [place for mark in (delimiter, "\n") if (place := text.find(mark, start)) >= 0]
    end = min(ends, default=len(text))
    return _trimmed(text, start, end, quoted=False), end


def _closing_mark(text: str, place: int) -> int:
    """Return where a quoted cell ends; a doubled quotation mark stands for one and ends nothing."""
    while (place := text.find('"', place)) >= 0:
        if not text.startswith('"', place + 1):
            return place
        place += 2
    return len(text)


def _trimmed(text: str, start: int, end: int, *, quoted: bool) -> Cell:
    raw = text[start:end]
    start += len(raw) - len(raw.lstrip())
    end = max(start, end - len(raw) + len(raw.rstrip()))
    value = text[start:end]
    return Cell(value.replace('""', '"') if quoted else value, Span(start, end))
