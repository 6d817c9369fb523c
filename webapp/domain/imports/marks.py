"""Marks of a list: read from its archived file, each put to the row or column that it is of; names alone."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from sqlalchemy.orm import object_session

from webapp.domain.imports.cells.hearings import HearingCells
from webapp.domain.imports.columns import is_header_again
from webapp.domain.imports.lists import ListTable
from webapp.domain.imports.table import TableRow, TextRows
from webapp.domain.refusals import Refused
from webapp.domain.sources.extraction.file_kinds import SPREADSHEETS, FileKind
from webapp.domain.sources.extraction.messages import Unreadable
from webapp.domain.sources.extraction.sheet_marks import SheetMark, archived_marks
from webapp.models import SourceVersion
from webapp.vocab.imports import NAME_PARTS, ListField, MarkKind
from webapp.vocab.words import N_

_OF_OTHER_KINDS = N_(
    "Marks can be read in .xlsx alone. Look in the file for hidden rows and columns, merged, struck-out and"
    " commented cells."
)
_UNREAD = N_("The marks of this file could not be read. Look in it for hidden and for struck-out rows.")

_TELLS_STATUS = {ListField.STATUS, ListField.RELEASED_ON}
# Among which a sheet names its columns, if it does.
_FIRST_ROWS = 15
# Columns without which a row with a name alone is as good as any.
_TELLING = 3
# Rows in which a court or a case is looked for that is recorded.
_LOOKED_AT = 200


def marked_table(version: SourceVersion, table: ListTable, folder: Path) -> ListTable:
    """Return the table of a version's text with the marks of its file, or why they are not known.

    A row in which nothing but a name stands, where most say more, is marked too, and all rows of several
    sheets where no column tells what became of anybody. A column of courts, or of cases, is passed over by
    itself where none of them is recorded.
    """
    table = _without_unrecorded(version, _with_marks_of_file(version, table, folder))
    return with_names_alone(_of_sheets(table) if version.media_type in SPREADSHEETS else table)


def _without_unrecorded(version: SourceVersion, table: ListTable) -> ListTable:
    session = object_session(version)
    fields = [field for field in (ListField.COURT, ListField.CASE) if field in table.fields]
    if session is None or not fields:
        return table
    hearings = HearingCells(session)
    rows = table.rows[:_LOOKED_AT]
    passed_over = [
        field for field in fields
        if not any(_is_recorded(hearings, field, row.cell(table.fields.index(field)).text) for row in rows)
    ]  # fmt: skip
    return replace(table, passed_over=frozenset(passed_over))


def _is_recorded(hearings: HearingCells, field: ListField, text: str) -> bool:
    try:
        return bool(text) and hearings.read(field, text) is not None
    except Refused:
        return False


def _of_sheets(table: ListTable) -> ListTable:
    """Return a table whose rows are marked where a second sheet begins with its header, and none is told."""
    if isinstance(table.rows, TextRows) or _TELLS_STATUS & set(table.fields):
        return table
    if not any(is_header_again(row) for row in table.rows):
        return table
    return _with_marks_of_rows(table, [SheetMark(MarkKind.SHEET, row.number, 0) for row in table.rows])


def _with_marks_of_file(version: SourceVersion, table: ListTable, folder: Path) -> ListTable:
    if version.media_type not in SPREADSHEETS:
        return table
    if version.media_type != FileKind.XLSX:
        return replace(table, marks_unread=_OF_OTHER_KINDS)
    try:
        marks = archived_marks(folder, version.bytes_sha256 or "")
    except (Unreadable, ValueError):
        return replace(table, marks_unread=_UNREAD)
    return with_marks(table, marks)


def with_marks(table: ListTable, marks: list[SheetMark]) -> ListTable:
    """Return a table whose rows have their marks."""
    hidden = {mark.column for mark in marks if mark.kind is MarkKind.HIDDEN_COLUMN}
    sheets = [mark.row for mark in marks if mark.kind is MarkKind.SHEET]
    of_cells = [mark for mark in _in_columns(table, marks) if mark.kind is not MarkKind.SHEET]
    of_sheets = [] if isinstance(table.rows, TextRows) else _of_unnamed_columns(table.rows, sheets)
    from_1904 = any(mark.kind is MarkKind.DAYS_FROM_1904 for mark in marks)
    table = replace(table, hidden_columns=frozenset(hidden), from_1904=from_1904)
    return _with_marks_of_rows(table, [*of_cells, *of_sheets])


def _of_unnamed_columns(rows: Sequence[TableRow], sheets: Sequence[int]) -> Iterator[SheetMark]:
    """Yield marks for the rows of the sheets that begin at these numbers, where none names the columns."""
    for first, end in pairwise([*sheets, sys.maxsize]):
        of_sheet = [row for row in rows if first <= row.number < end]
        if not any(map(is_header_again, of_sheet[:_FIRST_ROWS])):
            yield from (SheetMark(MarkKind.SHEET, row.number, 0) for row in of_sheet)


def _with_marks_of_rows(table: ListTable, marks: list[SheetMark]) -> ListTable:
    of_rows: dict[int, list[SheetMark]] = {}
    for mark in marks:
        if mark.column < table.width:
            of_rows.setdefault(mark.row, []).append(mark)
    if not of_rows:
        return table
    rows = [
        replace(row, marks=(*row.marks, *of_rows[row.number])) if row.number in of_rows else row
        for row in table.rows
    ]
    return replace(table, rows=rows)


def _in_columns(table: ListTable, marks: list[SheetMark]) -> list[SheetMark]:
    """Return marks with the columns of the table for those of the file."""
    if isinstance(table.rows, TextRows):
        return marks
    places = {row.number: dict(enumerate(row.places)) for row in table.rows if row.places}
    return [
        replace(mark, column=places.get(mark.row, {}).get(mark.column, mark.column)) for mark in marks
    ]


def with_names_alone(table: ListTable) -> ListTable:
    """Return a table in which the few rows are marked that hold nothing but a name.

    Nor is a word in place of a number before it anything: `Code | What it means` is of no person. Of a list
    that is read row by row they are not known.
    """
    fields = table.fields
    columns = [column for column, field in enumerate(fields) if field in (ListField.NAME, *NAME_PARTS)]
    number_of_columns = sum(field is not ListField.NOTHING for field in fields)
    if isinstance(table.rows, TextRows) or not columns or number_of_columns < _TELLING:
        return table
    first = [column for column in range(min(columns)) if fields[column] is ListField.NOTHING]
    alone = [
        (row.number, filled[0]) for row in table.rows
        if len(filled := [at for at in _filled(row) if at not in first or not _is_word(row, at)]) == 1
    ]
    marks = [SheetMark(MarkKind.NAME_ALONE, *place) for place in alone if place[1] in columns]
    return _with_marks_of_rows(table, marks) if 2 * len(alone) < len(table.rows) else table


def _is_word(row: TableRow, column: int) -> bool:
    """Tell whether a cell has no figure, as that of a number has."""
    return not any(map(str.isdigit, row.cell(column).text))


def _filled(row: TableRow) -> list[int]:
    return [column for column, cell in enumerate(row.cells) if cell.text]
