"""Marks of an .xlsx that are no text, each by its place among the records of the text of its sheets."""

import io
from collections.abc import Iterator
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from webapp.domain.sources.extraction.messages import Limits, Reason, Unreadable
from webapp.domain.sources.extraction.office.spreadsheet import cell_text, packed_members
from webapp.vocab.imports import MarkKind

# So many are told; a workbook with more is marked by a program.
_MOST = 2_000
_LONGEST = 300
Mark = tuple[str, int, int, str, int]


def read_marks(data: bytes, limits: Limits) -> list[Mark]:
    """Return kind, record, column, text and first record of each mark. Raises Unreadable."""
    packed_members(data, limits)
    try:
        book = load_workbook(io.BytesIO(data), data_only=True, rich_text=True, keep_links=False)
        marks: list[Mark] = []
        if book.epoch == CALENDAR_MAC_1904:
            marks.append((MarkKind.DAYS_FROM_1904, 0, 0, "", 0))
        for number, (name, records, first_column) in enumerate(_sheets(data)):
            if number and records:
                marks.append((MarkKind.SHEET, min(records.values()), 0, "", 0))
            marks += _marks(book[name], records, first_column)
        return marks[:_MOST]
    except MemoryError:
        raise
    except Exception as error:
        # What openpyxl raises for a damaged file is of any kind.
        raise Unreadable(Reason.DAMAGED) from error


def _sheets(data: bytes) -> Iterator[tuple[str, dict[int, int], int]]:
    """Yield each visible sheet, which record of the text each of its rows is, and its first column."""
    number = 0
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            for sheet in workbook.sheets_metadata:
                if sheet.visible is not SheetVisibleEnum.Visible:
                    continue
                cells = workbook.get_sheet_by_name(sheet.name)
                if cells.start is None:
                    continue
                records: dict[int, int] = {}
                for place, row in enumerate(cells.iter_rows(), start=cells.start[0] + 1):
                    if any(map(cell_text, row)):
                        number += 1
                        records[place] = number
                yield sheet.name, records, cells.start[1] + 1
    except CalamineError as error:
        raise Unreadable(Reason.DAMAGED) from error


def _marks(sheet: Worksheet, records: dict[int, int], first_column: int) -> Iterator[Mark]:
    for column in _hidden_columns(sheet):
        if first_column <= column <= sheet.max_column:
            yield MarkKind.HIDDEN_COLUMN, 0, column - first_column, "", 0
    for place, record in records.items():
        if sheet.row_dimensions[place].hidden:
            yield MarkKind.HIDDEN_ROW, record, 0, "", 0
    for place, column, first in _merged(sheet):
        if place in records and first in records and column >= first_column:
            yield MarkKind.MERGED, records[place], column - first_column, "", records[first]
    for row in sheet.iter_rows():
        for cell in row:
            yield from _cell_marks(cell, records, first_column)


def _hidden_columns(sheet: Worksheet) -> Iterator[int]:
    for letter, dimension in sheet.column_dimensions.items():
        if dimension.hidden:
            first = dimension.min or column_index_from_string(letter)
            # A group of hidden columns may reach to the end of what a sheet can hold.
            yield from range(first, min(dimension.max or first, sheet.max_column) + 1)


def _merged(sheet: Worksheet) -> Iterator[tuple[int, int, int]]:
    """Yield row and column of what a merged cell covers below its first row, and which row that is."""
    for area in sheet.merged_cells.ranges:
        for place in range(area.min_row + 1, min(area.max_row, sheet.max_row) + 1):
            for column in range(area.min_col, min(area.max_col, sheet.max_column) + 1):
                yield place, column, area.min_row


def _cell_marks(cell: Any, records: dict[int, int], first_column: int) -> Iterator[Mark]:
    record = records.get(cell.row, 0)
    if not record:
        return
    place = cell.column - first_column
    if cell.value is not None and _is_struck(cell):
        yield MarkKind.STRUCK, record, place, str(cell.value)[:_LONGEST], 0
    if cell.data_type == "e":
        yield MarkKind.FAILED, record, place, str(cell.value)[:_LONGEST], 0
    if cell.comment is not None:
        yield MarkKind.COMMENT, record, place, str(cell.comment.text)[:_LONGEST], 0


def _is_struck(cell: Any) -> bool:
    if cell.font is not None and cell.font.strike:
        return True
    parts = cell.value if isinstance(cell.value, CellRichText) else ()
    return any(isinstance(part, TextBlock) and part.font.strike for part in parts)
