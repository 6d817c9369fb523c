"""What the marks of a row ask, and what becomes of it by the answers."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from webapp.domain.imports.cells.dates import may_be_either
from webapp.domain.imports.cells.names import is_name_with_remark, is_no_name, names_nobody
from webapp.domain.imports.cells.remarks import is_same_person
from webapp.domain.imports.cells.values import (
    repeats_row_above,
    says_nothing,
)
from webapp.domain.imports.columns import is_header
from webapp.domain.imports.headers import plain
from webapp.domain.imports.reading import ListReading
from webapp.domain.imports.table import TableRow
from webapp.domain.sources.extraction.sheet_marks import SheetMark
from webapp.vocab.imports import NAME_PARTS, ListField, MarkAnswer, MarkKind

QUESTIONS = {
    MarkKind.STRUCK: (MarkAnswer.AS_IT_STANDS, MarkAnswer.LEFT_OUT),
    MarkKind.HIDDEN_ROW: (MarkAnswer.AS_IT_STANDS, MarkAnswer.LEFT_OUT),
    MarkKind.NAME_ALONE: (MarkAnswer.AS_IT_STANDS, MarkAnswer.LEFT_OUT),
    MarkKind.NOBODY: (MarkAnswer.AS_IT_STANDS, MarkAnswer.LEFT_OUT),
    MarkKind.DOUBTED_NAME: (MarkAnswer.AS_IT_STANDS, MarkAnswer.LEFT_OUT),
    MarkKind.DITTO: (MarkAnswer.FOR_ALL, MarkAnswer.LEFT_OUT),
    MarkKind.BEYOND: (MarkAnswer.AS_IT_STANDS, MarkAnswer.LEFT_OUT),
    MarkKind.TWIN: (MarkAnswer.AS_IT_STANDS, MarkAnswer.LEFT_OUT),
    MarkKind.SHEET: (MarkAnswer.AS_IT_STANDS, MarkAnswer.LEFT_OUT),
    MarkKind.DAY_OR_MONTH: (MarkAnswer.DAY_FIRST, MarkAnswer.MONTH_FIRST, MarkAnswer.LEFT_OUT),
    MarkKind.FAILED: (MarkAnswer.AS_IT_STANDS, MarkAnswer.LEFT_OUT),
    MarkKind.MERGED: (MarkAnswer.FOR_ALL, MarkAnswer.AS_IT_STANDS, MarkAnswer.LEFT_OUT),
}
"""The marks on which it hangs what a row says, and what may be answered."""
_NAMES = frozenset({ListField.NOTHING, ListField.REMARK, ListField.NAME, ListField.OTHER_NAME, *NAME_PARTS})
_NO_MATTER = frozenset({ListField.NOTHING, ListField.REMARK})
# Cells that a heading, a total or a note has at most.
_MOST_OF_HEADINGS = 3
_YEAR = re.compile(r"(?:19|20)\d\d")
ROW_LEFT_OUT = "left_out"
"""What somebody decides of a row of which nothing shall be written."""


def asking_marks(row: TableRow, reading: ListReading) -> Iterator[SheetMark]:
    """Yield the marks of a row that matter: of cells, those of a column that is read."""
    names_somebody = bool(reading.text(row, ListField.REFERENCE)) or not names_nobody(row, reading.fields)
    if not names_somebody:
        yield SheetMark(_doubt(row, reading), row.number, 0)
    ditto = next(_repeating(row, reading), None)
    if ditto is not None:
        yield SheetMark(MarkKind.DITTO, row.number, ditto)
    beyond = next((column for column in reading.unheaded if row.cell(column).text), None)
    if beyond is not None:
        yield SheetMark(MarkKind.BEYOND, row.number, beyond)
    twin = next((other for own, other in reading.twins if _differ(row, own, other)), None)
    if twin is not None:
        yield SheetMark(MarkKind.TWIN, row.number, twin)
    figures = reading.date_figures.items()
    open_date = next((column for column, each in figures if may_be_either(row.cell(column).text, each)), None)
    if open_date is not None:
        yield SheetMark(MarkKind.DAY_OR_MONTH, row.number, open_date)
    for mark in row.marks:
        if mark.kind is MarkKind.NAME_ALONE and not names_somebody:
            continue
        if mark.kind in (MarkKind.HIDDEN_ROW, MarkKind.SHEET) or (
            mark.kind in QUESTIONS and reading.fields[mark.column] not in _NO_MATTER
        ):
            yield mark


def _doubt(row: TableRow, reading: ListReading) -> MarkKind:
    """Return what a row is asked about whose name seems none: a heading says little beside it."""
    held = [column for column, name in enumerate(reading.fields) if name not in _NO_MATTER]
    says_more = sum(not says_nothing(row.cell(column).text) for column in held) > _MOST_OF_HEADINGS
    name = reading.text(row, ListField.NAME)
    is_other = is_header(row) or is_no_name(name)
    is_name = (says_more and not is_other) or is_name_with_remark(name)
    return MarkKind.DOUBTED_NAME if is_name else MarkKind.NOBODY


def _repeating(row: TableRow, reading: ListReading) -> Iterator[int]:
    """Yield the columns whose cell says that it is the same as above, but for names."""
    for column, name in enumerate(reading.fields):
        if name not in _NAMES and repeats_row_above(row.cell(column).text):
            yield column


def with_rows_above(
    rows: Iterable[TableRow], above: TableRow | None, reading: ListReading
) -> Iterator[TableRow]:
    """Yield rows with the cells above for those that repeat them, where somebody said that they hold.

    `above` is the last row before them that names somebody.
    """
    for row in rows:
        cells = list(row.cells)
        if above is not None and reading.marks.get(MarkKind.DITTO) is MarkAnswer.FOR_ALL:
            for column in _repeating(row, reading):
                cells[column] = above.cell(column) if above.cell(column).text else cells[column]
        row = replace(row, cells=tuple(cells))
        yield row
        above = above if names_nobody(row, reading.fields) else row


def _differ(row: TableRow, own: int, other: int) -> bool:
    """Tell whether the cells of two columns say something, and not the same."""
    texts = [row.cell(column).text for column in (own, other)]
    if any(map(says_nothing, texts)) or plain(texts[0]) == plain(texts[1]):
        return False
    # A year and, in the other, a day of the year.
    return not (_YEAR.fullmatch(texts[0]) and any(map(str.isdigit, texts[1])) and not _YEAR.search(texts[1]))


def open_questions(row: TableRow, reading: ListReading) -> list[MarkKind]:
    """Return the kinds of marks of a row of which nobody has said what they mean."""
    kinds = dict.fromkeys(mark.kind for mark in asking_marks(row, reading))
    return [kind for kind in kinds if kind not in reading.marks]


def says_same_person(row: TableRow, reading: ListReading) -> bool:
    """Tell whether a row says of itself that it is of somebody who has another one."""
    return any(is_same_person(reading.text(row, name)) for name in (ListField.STATUS, ListField.REMARK))


def is_left_out(row: TableRow, reading: ListReading, decision: str) -> bool:
    """Tell whether somebody left a row out, by its number or by its marks."""
    if decision == ROW_LEFT_OUT or MarkAnswer.LEFT_OUT not in reading.marks.values():
        return decision == ROW_LEFT_OUT
    return any(reading.marks.get(mark.kind) is MarkAnswer.LEFT_OUT for mark in asking_marks(row, reading))


def with_merged_cells(row: TableRow, rows: Mapping[int, TableRow], reading: ListReading) -> TableRow:
    """Return a row with the merged cells that it is part of, where somebody said that they hold for it."""
    if reading.marks.get(MarkKind.MERGED) is not MarkAnswer.FOR_ALL:
        return row
    cells = list(row.cells)
    for mark in row.marks:
        first = rows.get(mark.first_row)
        if mark.kind is MarkKind.MERGED and first is not None and not row.cell(mark.column).text:
            cells += [row.cell(len(cells)) for _ in range(len(cells), mark.column + 1)]
            cells[mark.column] = first.cell(mark.column)
    return replace(row, cells=tuple(cells))
