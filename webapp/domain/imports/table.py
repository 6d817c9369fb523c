"""The table that a text holds: records of separated values (RFC 4180), each cell with its place."""

import csv
import io
import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, overload

from webapp.domain.refusals import Refused
from webapp.domain.sources.extraction.sheet_marks import SheetMark
from webapp.domain.text.quote_location import Span
from webapp.domain.text.tabular import DELIMITERS
from webapp.vocab.words import N_

MOST_ROWS, MOST_COLUMNS = 200_000, 200
# Rows that are kept as they were read; those of a longer table take a hundred times the room of their text.
_KEPT = 5_000
_SAMPLE = 20_000
_MOST_SPACES = 30
_LONG_SPACE = re.compile(rf"\s{{{_MOST_SPACES},}}")
_NUMBERED = re.compile(r"\s*\d{1,5}\s*[.):]\s*\D{3,80}")
_FEWEST_NUMBERED, _MOSTLY = 3, 0.8


class Cell(NamedTuple):
    """What a cell holds without the white space and quotation marks around it, and where that stands."""

    text: str
    span: Span


@dataclass(frozen=True)
class TableRow:
    """A record of a table, counted from 1 with blank lines left out, and what its file marks in it.

    `places` are the columns of the table in which the cells of its record stand, where these are others.
    """

    number: int
    cells: tuple[Cell, ...]
    span: Span
    marks: tuple[SheetMark, ...] = ()
    places: tuple[int, ...] = ()

    def cell(self, column: int) -> Cell:
        """Return a cell; an empty one where the row is too short for it."""
        end = self.span.end
        return self.cells[column] if column < len(self.cells) else Cell("", Span(end, end))


class TextRows(Sequence[TableRow]):
    """The rows of a long text, each read when it is asked for: only where they begin is kept."""

    def __init__(self, text: str, delimiter: str, starts: Sequence[int], first: int = 0) -> None:
        """Take the places at which rows begin; the first of them is row number `first` + 1."""
        self._text, self._delimiter, self._starts, self._first = text, delimiter, starts, first

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, place: int) -> TableRow: ...
    @overload
    def __getitem__(self, place: slice) -> "TextRows": ...
    def __getitem__(self, place: int | slice) -> "TableRow | TextRows":
        if isinstance(place, slice):
            start, _, step = place.indices(len(self))
            assert step == 1
            return TextRows(self._text, self._delimiter, self._starts[place], self._first + start)
        number = range(self._first + 1, self._first + len(self) + 1)[place]
        cells, _ = _read_record(self._text, self._starts[place], self._delimiter)
        return _row(number, cells)


def read_table(text: str) -> Sequence[TableRow]:
    """Return the records of a text that hold anything.

    The character between cells is the one that parts the text most evenly. Raises Refused at field `source`
    for more rows or columns than a list has.
    """
    rows: list[TableRow] = []
    starts, place, delimiter = array("Q"), 0, delimiter_of(text)
    while place < len(text):
        start = place
        cells, place = _read_record(text, start, delimiter)
        if not any(cell.text for cell in cells):
            continue
        if len(starts) == MOST_ROWS or len(cells) > MOST_COLUMNS:
            message = N_("A list has at most %(rows)s rows and %(columns)s columns; bring it in in parts.")
            raise Refused("source", message, rows=MOST_ROWS, columns=MOST_COLUMNS)
        starts.append(start)
        if len(starts) <= _KEPT:
            rows.append(_row(len(starts), cells))
    return rows if len(starts) <= _KEPT else TextRows(text, delimiter, starts)


def is_numbered(text: str) -> bool:
    """Tell whether nearly every line of a text is short and begins with its number, as names in a list do."""
    lines = [line for line in text.splitlines() if line.strip()]
    numbered = sum(_NUMBERED.fullmatch(line) is not None for line in lines)
    return numbered >= _FEWEST_NUMBERED and numbered >= _MOSTLY * len(lines)


def column_texts(rows: Sequence[TableRow], column: int) -> list[str]:
    """Return what the cell of each row in a column says, row by row."""
    return [row.cell(column).text for row in rows]


def _row(number: int, cells: Sequence[Cell]) -> TableRow:
    return TableRow(number, tuple(cells), Span(cells[0].span.start, cells[-1].span.end))


def delimiter_of(text: str) -> str:
    """Return what parts most records into as many cells: titles and headings within have others."""
    sample, first = text[:_SAMPLE], text.partition("\n")[0]
    return max(DELIMITERS, key=lambda mark: (_cells_alike(sample, mark), first.count(mark)))


def _cells_alike(sample: str, delimiter: str) -> int:
    try:
        widths = Counter(map(len, csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)))
    except csv.Error:
        return 0
    return max(((width - 1) * records for width, records in widths.items()), default=0)


def _read_record(text: str, start: int, delimiter: str) -> tuple[list[Cell], int]:
    """Return the cells of the record that begins at a place, and where the next one does."""
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    if text.find('"', start, end) < 0:
        return list(_plain_cells(text[start:end], start, delimiter)), end + 1
    cells: list[Cell] = []
    place = start
    while True:
        cell, place = _read_cell(text, place, delimiter)
        cells.append(cell)
        if place == len(text) or text[place] == "\n":
            return cells, place + 1
        place += 1
        if place == len(text):
            # A delimiter at the very end: an empty cell follows.
            return [*cells, Cell("", Span(place, place))], place


def _plain_cells(line: str, start: int, delimiter: str) -> Iterator[Cell]:
    """Yield the cells of a line without quotation marks, which begins at a place."""
    for raw in line.split(delimiter):
        value = raw.strip()
        first = start + len(raw) - len(raw.lstrip()) if value else start + len(raw)
        yield Cell(_shortened(value), Span(first, first + len(value)))
        start += len(raw) + 1


def _read_cell(text: str, start: int, delimiter: str) -> tuple[Cell, int]:
    """Return the cell that begins at a place, and where the delimiter or line end after it stands."""
    if text.startswith('"', start) and (marks := _closing_mark(text, start + 1, delimiter)):
        end, after = marks
        return _trimmed(text, start + 1, end, quoted=True), after
    ends = [place for mark in (delimiter, "\n") if (place := text.find(mark, start)) >= 0]
    end = min(ends, default=len(text))
    return _trimmed(text, start, end, quoted=False), end


def _closing_mark(text: str, place: int, delimiter: str) -> tuple[int, int] | None:
    """Return where the mark that ends a quoted cell stands, and the end of the cell after it.

    A doubled quotation mark stands for one and ends nothing. None where the cell goes on after the mark, or
    none comes: then it was not quoted, and what follows on other lines is not swallowed as a part of it.
    """
    while (place := text.find('"', place)) >= 0:
        if text.startswith('"', place + 1):
            place += 2
            continue
        after = place + 1
        while text.startswith(" ", after):
            after += 1
        return (place, after) if after == len(text) or text[after] in (delimiter, "\n") else None
    return None


def _trimmed(text: str, start: int, end: int, *, quoted: bool) -> Cell:
    raw = text[start:end]
    start += len(raw) - len(raw.lstrip())
    end = max(start, end - len(raw) + len(raw.rstrip()))
    value = _shortened(text[start:end])
    return Cell(value.replace('""', '"') if quoted else value, Span(start, end))


def _shortened(value: str) -> str:
    """Return a cell with one sign for very many spaces, which patterns take long to look through."""
    if len(value) <= _MOST_SPACES:
        return value
    return _LONG_SPACE.sub(lambda run: "\n" if "\n" in run[0] else " ", value)
