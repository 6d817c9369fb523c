"""Parts of a table below headers or headings of their own, read by the columns of the first."""

from collections.abc import Sequence
from dataclasses import replace

from webapp.domain.imports.columns import (
    count_alike,
    guessed_fields,
    is_header_again,
    is_header_of_contacts,
    known_words,
    plain,
)
from webapp.domain.imports.table import Cell, TableRow
from webapp.domain.imports.values import guessed_status
from webapp.domain.sources.extraction.sheet_marks import SheetMark
from webapp.vocab.imports import ListField, MarkKind

HEADINGS = {ListField.STATUS: "Status (heading)", ListField.SEX: "Sex (heading)"}
"""The columns of the words that stand above the rows of a part, where they tell something of its people."""


def below_its_header(header: TableRow, rows: Sequence[TableRow]) -> tuple[TableRow, list[TableRow]]:
    """Return a header and its rows, with the cells below another header in the columns of the first.

    A column that the first header does not have is added to it. The other headers stay among the rows. What
    stands below a header of people to call is marked.
    """
    columns, laid_out, layout = list(header.cells), list[TableRow](), tuple[int, ...]()
    fields = guessed_fields(header, len(columns))
    of_contacts = False
    for row in rows:
        if is_header_again(row):
            layout, of_contacts = _layout(columns, fields, row), False
        of_contacts = of_contacts or is_header_of_contacts(row)
        mark = (SheetMark(MarkKind.SHEET, row.number, 0),) if of_contacts else ()
        laid_out.append(replace(_laid_out(row, layout), marks=(*row.marks, *mark)))
    return replace(header, cells=tuple(columns)), laid_out


def with_headings(header: TableRow, rows: list[TableRow]) -> tuple[TableRow, list[TableRow]]:
    """Return a header and its rows with last columns of the headings above them: Sentenced, Released; Women.

    As they are where a column tells that, or no heading does.
    """
    for field in HEADINGS:
        header, rows = _with_headings(header, rows, field)
    return header, rows


def _with_headings(
    header: TableRow, rows: list[TableRow], field: ListField
) -> tuple[TableRow, list[TableRow]]:
    width = max(len(row.cells) for row in (header, *rows)) if rows else 0
    if field in guessed_fields(header, width) or not any(_tells(row, field) for row in rows):
        return header, rows
    heading, headed = Cell("", header.span), list[TableRow]()
    for row in rows:
        filled = _filled(row)
        if len(filled) == 1:
            # What no word of a sex is ends a part of one; of a status somebody has to say what it means.
            words = filled[0] if field is ListField.STATUS or _tells(row, field) else Cell("", header.span)
            heading = heading if _tells_another(row, field) else words
            headed.append(row)
        else:
            blank = [row.cell(len(row.cells))] * (width - len(row.cells))
            headed.append(replace(row, cells=(*row.cells, *blank, heading)))
    unnamed = [header.cell(len(header.cells))] * (width - len(header.cells))
    return replace(header, cells=(*header.cells, *unnamed, Cell(HEADINGS[field], header.span))), headed


def _filled(row: TableRow) -> list[Cell]:
    """Return the cells of a row that hold anything."""
    return [cell for cell in row.cells if cell.text]


def _tells(row: TableRow, field: ListField) -> bool:
    filled = _filled(row)
    if len(filled) != 1:
        return False
    words = filled[0].text
    if field is ListField.SEX:
        return plain(words) in known_words("sexes")
    return guessed_status(words) is not None


def _tells_another(row: TableRow, field: ListField) -> bool:
    """Tell whether a heading tells something else, and so ends nothing of this."""
    return any(_tells(row, other) for other in HEADINGS if other is not field)


def _layout(columns: list[Cell], fields: list[ListField], header: TableRow) -> tuple[int, ...]:
    """Return in which of the columns each cell below a header belongs; those that are not there are added.

    `fields` are what the columns hold, by the header that each comes from.
    """
    places: list[int] = []
    own_fields = guessed_fields(header, len(header.cells))
    for place, (cell, field) in enumerate(zip(header.cells, own_fields, strict=True)):
        alike = [
            at for at, column in enumerate(columns)
            if field is fields[at] is not ListField.NOTHING and count_alike(column.text, cell.text, field)
        ]  # fmt: skip
        named = [at for at, column in enumerate(columns) if plain(column.text) == plain(cell.text)]
        same = [at for at in named or alike if at not in places]
        if not same:
            columns.append(cell)
            fields.append(field)
        # Two columns of one header stay as they stand.
        places.append(place if place in same else same[0] if same else len(columns) - 1)
    return tuple(places)


def _laid_out(row: TableRow, layout: tuple[int, ...]) -> TableRow:
    if not layout or layout == tuple(range(len(layout))):
        return row
    beyond = range(max(layout) + 1, max(layout) + 1 + len(row.cells) - len(layout))
    places = (*layout, *beyond)[: len(row.cells)]
    cells = [row.cell(len(row.cells))] * (max(places) + 1)
    for place, cell in zip(places, row.cells, strict=True):
        cells[place] = cell
    return replace(row, cells=tuple(cells), places=places)
