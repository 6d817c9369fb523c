"""Columns with the days from and to which somebody was held, laid out as those of an arrest and a release."""

import re
from collections.abc import Sequence
from datetime import date

from webapp.domain.imports.cells.dates import read_date
from webapp.domain.imports.columns import guessed_fields
from webapp.domain.imports.headers import has_words, known_words, plain
from webapp.domain.imports.shapes.added_columns import OF_PERIODS, width_of, with_cells, with_column
from webapp.domain.imports.table import Cell, TableRow, column_texts
from webapp.domain.refusals import Refused
from webapp.domain.text.quote_location import Span
from webapp.vocab.imports import ListField

# Those first that no date has in itself.
_BETWEEN = (
    re.compile(
        r"[\s,;]+(?:to|until|till|through|по|до|да|па|bis|hasta|al|au|jusqu['’]au|do|até|fino al)\s+",
        re.IGNORECASE,
    ),
    re.compile(r"\s*[–—−]\s*|\s+-+\s+"),
    re.compile("-"),
)
_IN_FIGURES = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_LONGEST = 80


def with_periods(header: TableRow, rows: list[TableRow], latest: date) -> tuple[TableRow, list[TableRow]]:
    """Return a header and its rows with the first and the last day of a period in columns of their own.

    A last day after the `latest` of which the list can tell is none of a release.
    """
    fields = guessed_fields(header, width_of(header, rows))
    columns = (
        column for column, field in enumerate(fields)
        if field in (ListField.NOTHING, ListField.ARRESTED_ON)
        and (field is ListField.ARRESTED_ON or _names_a_period(header.cell(column).text))
        and _are_periods(column_texts(rows, column))
    )  # fmt: skip
    column = next(columns, None)
    if column is None:
        return header, rows
    parts = [_parted(row.cell(column)) for row in rows]
    starts, ends = [start for start, _ in parts], [_until(end, latest) for _, end in parts]
    if fields[column] is ListField.ARRESTED_ON:
        pairs = zip(rows, starts, strict=True)
        rows = [with_cells(row, {column: start}) if start else row for row, start in pairs]
    elif ListField.ARRESTED_ON not in fields:
        header, rows = with_column(header, rows, OF_PERIODS[ListField.ARRESTED_ON], starts)
    if ListField.RELEASED_ON not in fields and any(ends):
        header, rows = with_column(header, rows, OF_PERIODS[ListField.RELEASED_ON], ends)
    return header, rows


def _names_a_period(header: str) -> bool:
    return has_words(plain(header), "periods")


def _are_periods(texts: Sequence[str]) -> bool:
    """Tell whether most cells have two days, or one from which on somebody is held; and some of them two."""
    filled = [text for text in texts if text]
    parts = [_places(text) for text in filled]
    single = sum(each is None and is_day(text) for each, text in zip(parts, filled, strict=True))
    periods = sum(each is not None for each in parts)
    return periods > 0 and 2 * (periods + single) >= len(filled)


def _parted(cell: Cell) -> tuple[Cell | None, Cell | None]:
    """Return the cells of the first and the last day of one; None for what it does not have."""
    places = _places(cell.text)
    if places is None or len(cell.text) != cell.span.end - cell.span.start:
        return (cell, None) if cell.text and is_day(cell.text) else (None, None)
    end, start = places
    first = Cell(cell.text[:end], Span(cell.span.start, cell.span.start + end))
    last = Cell(cell.text[start:], Span(cell.span.start + start, cell.span.end))
    return first, None if _goes_on(last.text) else last


def _places(text: str) -> tuple[int, int] | None:
    """Return where the first day of a period ends, and where the last one begins; None of other words."""
    if len(text) > _LONGEST:
        return None
    for between in (match for pattern in _BETWEEN for match in pattern.finditer(text)):
        start, end = text[: between.start()], text[between.end() :]
        if is_day(start) and (is_day(end) or _goes_on(end)):
            return between.start(), between.end()
    return None


def is_day(text: str) -> bool:
    """Tell whether words are a day, since which something lasts perhaps, and no more."""
    if _IN_FIGURES.fullmatch(without_start(text)):
        return True
    try:
        read_date(text, in_spreadsheet=False, beside="start")
    except Refused:
        return False
    return any(map(str.isdigit, text))


def without_start(text: str) -> str:
    """Return a day without the word before it that says that something began then."""
    first, _, rest = text.partition(" ")
    return rest.strip() if rest and known_words("beside_a_date").get(plain(first)) == "start" else text


def _goes_on(text: str) -> bool:
    return plain(text) in known_words("to_this_day")


def _until(cell: Cell | None, latest: date) -> Cell | None:
    """Return the cell of a last day; None of one that is still to come."""
    years = [int(year) for year in re.findall(r"(?<!\d)\d{4}(?!\d)", cell.text)] if cell else []
    if cell is None or any(year > latest.year for year in years):
        return None
    try:
        day = read_date(cell.text, in_spreadsheet=False)
    except Refused:
        return cell
    return cell if day.earliest is None or day.earliest <= latest else None
