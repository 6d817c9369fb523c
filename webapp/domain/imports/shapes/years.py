"""Columns of a status year by year, laid out as one of that which was told last."""

import re
from collections.abc import Mapping, Sequence

from webapp.domain.imports.cells.status_days import status_and_day
from webapp.domain.imports.cells.status_sequences import last_status
from webapp.domain.imports.cells.status_words import most_precise, status_key
from webapp.domain.imports.cells.values import repeats_row_above, says_nothing
from webapp.domain.imports.columns import guessed_fields
from webapp.domain.imports.headers import known_words, plain
from webapp.domain.imports.shapes.added_columns import SINCE_BESIDE, STATUS_BY_YEAR, width_of, with_column
from webapp.domain.imports.table import Cell, TableRow
from webapp.vocab.dates.month_names import folded, month_of
from webapp.vocab.imports import ListField
from webapp.vocab.liberty import DEATHS, HELD, Status

# As in `2024`, `2024 г.` and `in 2024`.
_OF_YEAR = re.compile(r"(?:[^\W\d_]{1,2}\s)?((?:19|20)\d\d)(?:\.0)?(?:\s?[^\W\d_]{1,4}\.?)?")
# As in `4 March`, and `det. feb` at the end of a cell.
_DAY = re.compile(
    r"(?:(?<!\w)\d{1,2}\.?\s+(?:de\s+)?(?P<of_day>[^\W\d_]{3,})|[\s(](?P<last>[^\W\d_]{3,})\.?\)?$)"
)
# So many one after the other are a chronicle; of two the first may be of any time.
_FEWEST, _OF_ANY_TIME = 2, 3
_ANY_YEAR = 2000


def with_last_year(
    header: TableRow, rows: list[TableRow], latest_year: int, signs: Mapping[str, str]
) -> tuple[TableRow, list[TableRow]]:
    """Return a header and its rows with a last column of the status that each row has in its last year.

    As they are where a column tells a status, or the columns of years tell none, by words or the `signs` of
    a legend, or are two alone that end long before the last year of which the list can tell. A day there is
    one of its year. Of a year before the last one that somebody was held is nothing of how things are,
    unless a sign says that it goes on.
    """
    fields = guessed_fields(header, width_of(header, rows))
    years = _years(header, fields)
    columns = sorted(years, key=lambda column: years[column])
    if ListField.STATUS in fields and ListField.SINCE not in fields:
        return _with_days(header, rows, columns, years, fields.index(ListField.STATUS))
    span = [years[column] for column in columns]
    is_chronicle = len(span) >= _OF_ANY_TIME and span == list(range(span[0], span[0] + len(span)))
    is_late = max(span, default=0) >= latest_year - 1
    is_several = len(set(span)) == len(span) >= _FEWEST
    if ListField.STATUS in fields or not is_several or not (is_chronicle or is_late):
        return header, rows
    filled = [
        row.cell(column).text for row in rows for column in columns
        if not says_nothing(row.cell(column).text) and not _goes_on(row.cell(column).text)
    ]  # fmt: skip
    if not filled or 2 * sum(_status(text, signs) is not None for text in filled) < len(filled):
        return header, rows
    return with_column(header, rows, STATUS_BY_YEAR, [_last(row, columns, years, signs) for row in rows])


def _years(header: TableRow, fields: Sequence[ListField]) -> dict[int, int]:
    """Return the years of columns that are called by one."""
    return {
        column: int(match[1]) for column, field in enumerate(fields)
        if field is ListField.NOTHING and (match := _OF_YEAR.fullmatch(header.cell(column).text))
    }  # fmt: skip


def _with_days(
    header: TableRow, rows: list[TableRow], columns: Sequence[int], years: Mapping[int, int], status: int
) -> tuple[TableRow, list[TableRow]]:
    """Return a header and its rows with a last column of the day on which a chronicle tells the status."""
    if len(columns) < _FEWEST:
        return header, rows
    present = [last_status(status_and_day(row.cell(status).text)[0]) for row in rows]
    days = [_day_of(row, columns, years, own) for row, own in zip(rows, present, strict=True)]
    return with_column(header, rows, SINCE_BESIDE, days) if any(days) else (header, rows)


def _day_of(
    row: TableRow, columns: Sequence[int], years: Mapping[int, int], status: Status | None
) -> Cell | None:
    """Return the cell with the day of the last event of a row that is the beginning of a status."""
    for column in reversed(columns if status else ()):
        cell = _of_year(row.cell(column), years[column])
        words, day = status_and_day(cell.text)
        event = last_status(words)
        is_death = plain(words) in known_words("dead") and status in DEATHS
        if is_death or (event and status and most_precise({event, status})):
            return cell._replace(text=day or str(years[column]))
    return None


def _last(
    row: TableRow, columns: Sequence[int], years: Mapping[int, int], signs: Mapping[str, str]
) -> Cell | None:
    goes_on = True
    for column in reversed(columns):
        cell = row.cell(column)
        if _goes_on(cell.text):
            goes_on = True
        elif cell.text:
            cell = _of_year(cell, years[column])
            was_held = not goes_on and _status(cell.text, signs) in HELD
            return None if was_held else cell
        else:
            goes_on = False
    return None


def _goes_on(text: str) -> bool:
    return text == "=" or repeats_row_above(text)


def _status(text: str, signs: Mapping[str, str]) -> Status | None:
    words = status_and_day(_with_year(text, _ANY_YEAR))[0]
    return last_status(signs.get(status_key(words), words))


def _of_year(cell: Cell, year: int) -> Cell:
    """Return a cell with its year after a day without one: `released 4 March` in the column of 2024."""
    return cell._replace(text=_with_year(cell.text, year))


def _with_year(text: str, year: int) -> str:
    days = [day for day in _DAY.finditer(text) if month_of(folded(day["of_day"] or day["last"])) is not None]
    if len(days) != 1 or re.search(r"(?<!\d)\d{4}(?!\d)", text):
        return text
    end = days[0].end("of_day" if days[0]["of_day"] else "last")
    return f"{text[:end]} {year}{text[end:]}"
