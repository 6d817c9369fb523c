"""Columns of a status year by year, laid out as one of that which was told last."""

import re
from collections.abc import Mapping, Sequence

from webapp.domain.imports.cells.status_words import guessed_status, status_and_day
from webapp.domain.imports.column_contents import tell_status
from webapp.domain.imports.columns import guessed_fields
from webapp.domain.imports.shapes.added_columns import STATUS_BY_YEAR, width_of, with_column
from webapp.domain.imports.table import Cell, TableRow
from webapp.vocab.imports import ListField
from webapp.vocab.liberty import HELD

# As in `2024`, `2024 г.` and `in 2024`.
_OF_YEAR = re.compile(r"(?:[^\W\d_]{1,2}\s)?((?:19|20)\d\d)(?:\.0)?(?:\s?[^\W\d_]{1,4}\.?)?")
_FEWEST = 2


def with_last_year(
    header: TableRow, rows: list[TableRow], latest_year: int
) -> tuple[TableRow, list[TableRow]]:
    """Return a header and its rows with a last column of the status that each row has in its last year.

    As they are where a column tells a status, or the columns of years tell none, or end before the last
    year of which the list can tell, or the one before that. A day there is one of its year. Of a year before
    the last one that somebody was held is nothing of how things are.
    """
    fields = guessed_fields(header, width_of(header, rows))
    years = {
        column: int(match[1]) for column, field in enumerate(fields)
        if field is ListField.NOTHING and (match := _OF_YEAR.fullmatch(header.cell(column).text))
    }  # fmt: skip
    columns = sorted(years, key=lambda column: years[column])
    is_stated = ListField.STATUS in fields or max(years.values(), default=0) < latest_year - 1
    if is_stated or len(columns) < _FEWEST or len(set(years.values())) < len(columns):
        return header, rows
    cells = [_last(row, columns, years) for row in rows]
    if not tell_status([cell.text if cell else "" for cell in cells]):
        return header, rows
    return with_column(header, rows, STATUS_BY_YEAR, cells)


def _last(row: TableRow, columns: Sequence[int], years: Mapping[int, int]) -> Cell | None:
    filled = (column for column in reversed(columns) if row.cell(column).text)
    column = next(filled, None)
    if column is None:
        return None
    cell = _of_year(row.cell(column), years[column])
    goes_on = column != columns[-1] and guessed_status(status_and_day(cell.text)[0]) in HELD
    return None if goes_on else cell


def _of_year(cell: Cell, year: int) -> Cell:
    """Return a cell with its year after a day without one: `released 4 March` in the column of 2024."""
    dated = f"{cell.text} {year}"
    has_day = any(map(str.isdigit, cell.text)) and str(year) not in cell.text
    return cell._replace(text=dated) if has_day and status_and_day(dated)[1] else cell
