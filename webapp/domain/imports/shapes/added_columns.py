"""Columns that no file has: what they are called, and how one is added to a table."""

from collections.abc import Sequence
from dataclasses import replace

from webapp.domain.imports.table import Cell, TableRow
from webapp.vocab.imports import ListField

HEADINGS = {
    ListField.STATUS: "Status (heading)", ListField.SEX: "Sex (heading)", ListField.PLACE: "Place (heading)",
}  # fmt: skip
"""The columns of the words that stand above the rows of a part, where they tell something of its people."""
WITHIN_NAMES = {ListField.BORN: "Born (beside the name)", ListField.AGE: "Age (beside the name)"}
"""The columns of what stands in the cells of names."""
OF_PERIODS = {ListField.ARRESTED_ON: "Arrested on (period)", ListField.RELEASED_ON: "Released on (period)"}
"""The columns of the days from and to which somebody was held, where one column has both."""
SINCE_BESIDE = "Since (in the place of a status)"
"""The column of days that stand alone where a heading tells the status."""
BESIDE_CHARGES = "Remarks (beside the charge)"
"""The column of what stands beside charges and tells how somebody is."""
STATUS_ANSWERED, STATUS_BY_YEAR = "Status (answer)", "Status (latest)"
"""The columns of a status that is told by ticks or answers below its name, or year by year."""
ADDED = frozenset({
    *HEADINGS.values(), *WITHIN_NAMES.values(), *OF_PERIODS.values(), SINCE_BESIDE, BESIDE_CHARGES,
    STATUS_ANSWERED, STATUS_BY_YEAR,
})  # fmt: skip
"""The headers of all columns that no file has."""


def width_of(header: TableRow, rows: Sequence[TableRow]) -> int:
    """Return how many columns a table has."""
    return max(len(row.cells) for row in (header, *rows))


def with_column(
    header: TableRow, rows: Sequence[TableRow], name: str, cells: Sequence[Cell | None]
) -> tuple[TableRow, list[TableRow]]:
    """Return a header and its rows with a last column of this name; a row without a cell has an empty one."""
    width = width_of(header, rows)
    empty = [row.cell(len(row.cells)) for row in rows]
    added = [
        with_cells(row, {width: cell or none}) for row, cell, none in zip(rows, cells, empty, strict=True)
    ]
    return with_cells(header, {width: Cell(name, header.span)}), added


def with_cells(row: TableRow, cells: dict[int, Cell]) -> TableRow:
    """Return a row with other cells in some columns."""
    width = max(len(row.cells), max(cells) + 1)
    return replace(row, cells=tuple(cells.get(place, row.cell(place)) for place in range(width)))
