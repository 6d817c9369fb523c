"""Cells that belong to other columns: below a header of their own or a heading, or beside a name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from webapp.domain.imports.cells.dates import OF_BIRTH
from webapp.domain.imports.cells.status_words import (
    guessed_status,
    status_and_day,
)
from webapp.domain.imports.cells.values import (
    is_age,
    read_age,
    says_nothing,
)
from webapp.domain.imports.columns import count_alike, guessed_fields, is_header_again, is_header_of_contacts
from webapp.domain.imports.headers import known_words, plain, tells_of_births
from webapp.domain.imports.table import Cell, TableRow
from webapp.domain.sources.extraction.sheet_marks import SheetMark
from webapp.domain.text.quote_location import Span
from webapp.vocab.imports import ListField, MarkKind
from webapp.vocab.liberty import DEATHS

HEADINGS = {ListField.STATUS: "Status (heading)", ListField.SEX: "Sex (heading)"}
"""The columns of the words that stand above the rows of a part, where they tell something of its people."""
WITHIN_NAMES = {ListField.BORN: "Born (beside the name)", ListField.AGE: "Age (beside the name)"}
"""The columns of what stands in the cells of names."""
ADDED = frozenset({*HEADINGS.values(), *WITHIN_NAMES.values()})
"""The headers of all columns that no file has."""
# As in `Bahar Misallı, 1985`, `Bahar Misallı (12.12.1971)` and `Bahar Misallı - b. 1990`.
_BESIDE_NAME = re.compile(
    r"(?P<name>.*[^\W\d_.][.*†‡¹²³)]*)(?:\s*[,;\n]\s*|\s*[(\[]\s*|\s[-–—]\s)(?P<beside>[^,;()\[\]\n]+?)\s*[)\]]?",
    re.DOTALL,
)
# A heading of a part has a number, or how many it is of; a title has neither.
_OF_PART = re.compile(r"^\s*(?:\d{1,2}|[IVX]{1,4}|[A-ZА-Я])[.)]\s|\(\s*\d+[^()]*\)\s*:?$|:$")
_BORN_ON = re.compile(
    r"(?:\d{1,2}[./-]\d{1,2}[./-])?(?P<year>(?:19|20)\d\d)|(?P<iso>(?:19|20)\d\d)-\d\d-\d\d"
)
_BEFORE_A_DAY = frozenset({"in", "on", "le", "en", "el", "am", "im", "в", "у"})
_LONGEST = 200
# Of so many names most have a year beside them, which are births where they are spread so wide.
_FEWEST, _SPREAD, _YOUNGEST = 3, 15, 14


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
    fields = guessed_fields(header, width)
    if field in fields and field is ListField.STATUS:
        return header, _with_blank_statuses(rows, fields.index(field))
    if field in fields or not any(_tells(row, field) for row in rows):
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
            own = _death(row) if field is ListField.STATUS else None
            headed.append(replace(row, cells=(*row.cells, *blank, own or heading)))
    unnamed = [header.cell(len(header.cells))] * (width - len(header.cells))
    return replace(header, cells=(*header.cells, *unnamed, Cell(HEADINGS[field], header.span))), headed


def _with_blank_statuses(rows: Sequence[TableRow], column: int) -> list[TableRow]:
    """Return rows of which those whose own cell says nothing have the words of the heading above them."""
    heading: Cell | None = None
    filled = list[TableRow]()
    for row in rows:
        if len(_filled(row)) == 1:
            heading = _filled(row)[0] if is_numbered_heading(row) else None
        elif heading is not None and says_nothing(row.cell(column).text):
            row = _with_cells(row, {column: heading})
        filled.append(row)
    return filled


def _death(row: TableRow) -> Cell | None:
    """Return the cell of a row that says that its person died, whatever the heading above it says."""
    deaths = (cell for cell in row.cells if guessed_status(status_and_day(cell.text)[0]) in DEATHS)
    return next(deaths, None)


def is_numbered_heading(row: TableRow) -> bool:
    """Tell whether a row is a heading of a part whose people are of one status: `A. Convicted (4)`."""
    filled = _filled(row)
    return len(filled) == 1 and _OF_PART.search(filled[0].text) is not None and _tells(row, ListField.STATUS)


def with_births_apart(
    header: TableRow, rows: list[TableRow], latest_year: int
) -> tuple[TableRow, list[TableRow]]:
    """Return a header and its rows with a birth or an age that stands beside a name in a column of its own.

    A year alone is a birth where the header says so, or where most names have one and these are spread wide,
    long before the last year of which the list can tell.
    """
    width = max(len(row.cells) for row in (header, *rows)) if rows else 0
    fields = guessed_fields(header, width)
    if ListField.NAME not in fields:
        return header, rows
    column = fields.index(ListField.NAME)
    names = [row.cell(column).text for row in rows]
    any_year = tells_of_births(header.cell(column).text) or _are_births(names, latest_year)
    parts = [_parted(row.cell(column), any_year=any_year) for row in rows]
    places = {field: fields.index(field) for field in WITHIN_NAMES if field in fields}
    cells = list(header.cells)
    for field in dict.fromkeys(field for _, field, _ in parts if field and field not in places):
        cells += [header.cell(len(cells))] * (width - len(cells))
        cells.append(Cell(WITHIN_NAMES[field], header.span))
        places[field] = len(cells) - 1
    apart = (
        _with_cells(row, {column: name, places[field]: beside})
        if field and not row.cell(places[field]).text else row
        for row, (name, field, beside) in zip(rows, parts, strict=True)
    )  # fmt: skip
    return replace(header, cells=tuple(cells)), list(apart)


def _with_cells(row: TableRow, cells: dict[int, Cell]) -> TableRow:
    width = max(len(row.cells), max(cells) + 1)
    return replace(row, cells=tuple(cells.get(place, row.cell(place)) for place in range(width)))


def _parted(cell: Cell, *, any_year: bool) -> tuple[Cell, ListField | None, Cell]:
    """Return a cell of a name without a birth or an age, which of them it has, and the cell of that."""
    match = _beside_name(cell.text)
    # A cell with doubled quotation marks is longer in its text than as it is read.
    if match is None or len(cell.text) != cell.span.end - cell.span.start:
        return cell, None, cell
    beside, start = match["beside"], cell.span.start
    bare = _without_birth_words(beside)
    stated = len(bare) < len(beside) or OF_BIRTH.search(beside) is not None
    at = start + match.start("beside") + len(beside) - len(bare)
    name = Cell(match["name"], Span(start, start + match.end("name")))
    stated = stated and (says_nothing(bare) or any(map(str.isdigit, bare)))
    if stated or (any_year and (says_nothing(bare) or _BORN_ON.fullmatch(bare))):
        return name, ListField.BORN, Cell(bare, Span(at, at + len(bare)))
    if is_age(bare) or (any_year and read_age(bare).isdecimal()):
        return name, ListField.AGE, Cell(bare, Span(at, at + len(bare)))
    return cell, None, cell


def _beside_name(text: str) -> re.Match[str] | None:
    """Return a name and what stands beside it; nothing of a long cell, which is none and would take long."""
    return _BESIDE_NAME.fullmatch(text) if len(text) <= _LONGEST else None


def _without_birth_words(text: str) -> str:
    """Return what follows the words for a birth, as in `born on 3 May 1980`."""
    known, words = known_words("beside_a_date"), text.split()
    # As in `р. н. 1980`.
    lengths = (length for length in (2, 1) if known.get(plain(" ".join(words[:length]))) == "birth")
    if (length := next(lengths, 0)) == 0:
        return text
    rest = text.split(maxsplit=length)[length] if len(words) > length else ""
    first = plain(rest.split(maxsplit=1)[0]) if rest else ""
    return rest.split(maxsplit=1)[1] if first in _BEFORE_A_DAY and " " in rest else rest


def _are_births(names: Sequence[str], latest_year: int) -> bool:
    years = list(_years_beside(names))
    is_wide = bool(years) and max(years) <= latest_year - _YOUNGEST and max(years) - min(years) >= _SPREAD
    return is_wide and len(years) >= max(_FEWEST, sum(map(bool, names)) // 2)


def _years_beside(names: Sequence[str]) -> Iterator[int]:
    for match in filter(None, map(_beside_name, names)):
        if born := _BORN_ON.fullmatch(match["beside"]):
            yield int(born["year"] or born["iso"])


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
