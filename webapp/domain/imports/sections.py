"""Cells that belong to other columns: below a header of their own or a heading, or beside a name."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from webapp.domain.imports.cells.remarks import is_of_person
from webapp.domain.imports.cells.status_days import status_and_day
from webapp.domain.imports.cells.status_words import bare_heading, guessed_status, names_political
from webapp.domain.imports.cells.values import says_nothing
from webapp.domain.imports.column_contents import tell_status
from webapp.domain.imports.columns import count_alike, guessed_fields, is_header_again, is_header_of_contacts
from webapp.domain.imports.headers import JOINING, known_words, plain
from webapp.domain.imports.shapes.added_columns import HEADINGS, SINCE_BESIDE, with_cells, with_column
from webapp.domain.imports.shapes.periods import is_day, without_start
from webapp.domain.imports.table import Cell, TableRow, column_texts
from webapp.domain.sources.extraction.sheet_marks import SheetMark
from webapp.vocab.imports import ListField, MarkKind
from webapp.vocab.liberty import DEATHS, ENDINGS, Status

# A heading of a part has a number, or how many it is of; a title has neither.
_OF_PART = re.compile(r"^\s*(?:\d{1,2}|[IVX]{1,4}|[A-ZА-Я])[.)]\s|\(\s*\d+[^()]*\)\s*:?$|:$")

# Of a title: as those who are not held, these may be all of a list.
_OF_ALL = frozenset({Status.EXILED, Status.WANTED, Status.HOUSE_ARREST, Status.PRETRIAL_DETENTION})
# As in `ИК-2` and `СИЗО № 1`.
_PRISON = re.compile(r"(?:ФКУ\s+)?(?:ИК|СИЗО|ПК|ВК|КП|ЛИУ|СІЗА|ИУ|SIZO|IK)(?![^\W\d_])[-–№\s]*\d")
_IN = frozenset({"in", "в", "во", "у", "en", "im", "w", "à", "em", "dans"})
_IN_PRISONS = (None, Status.IMPRISONED, Status.PRETRIAL_DETENTION, Status.ARRESTED)
_MOST_WORDS = 12
_ASIDE = re.compile(r"\s*\([^()\d]*\)\s*:?\s*$")


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


def with_headings(
    header: TableRow, rows: list[TableRow], titles: Sequence[TableRow] = ()
) -> tuple[TableRow, list[TableRow]]:
    """Return a header and its rows with last columns of the headings above them: Sentenced, Released; Women.

    As they are where a column tells that, or no heading does. The `titles` stand above the header.
    """
    for field in HEADINGS:
        header, rows = _with_headings(header, rows, field, titles)
    return header, rows


def _with_headings(
    header: TableRow, rows: list[TableRow], field: ListField, titles: Sequence[TableRow]
) -> tuple[TableRow, list[TableRow]]:
    width = max(len(row.cells) for row in (header, *rows)) if rows else 0
    fields = guessed_fields(header, width)
    if field in fields and field is ListField.STATUS:
        return _with_blank_statuses(header, rows, fields)
    has_headings = any(_tells(row, field) for row in rows)
    title = _title(titles, field, fields, is_heading=has_headings)
    if title and not has_headings and _has_telling_column(rows, fields):
        title = None
    if field in fields or not (has_headings or title):
        return header, rows
    part, cells = _ListPart(title or Cell("", header.span), of_prison=title is None), list[Cell | None]()
    for row in rows:
        filled = _filled(row)
        if len(filled) == 1 and any(map(str.isalpha, filled[0].text)):
            part = _part_below(row, part, field)
            cells.append(None)
        else:
            own = _death(row) if field is ListField.STATUS else None
            cells.append(own or part.heading)
    return with_column(header, rows, HEADINGS[field], cells)


class _ListPart(NamedTuple):
    """A part of a list below a heading that tells one thing of its people, or empty where none does.

    `of_prison` says that its last heading is a prison's, or that none came yet; `has_prisons` that one came.
    """

    heading: Cell
    of_prison: bool
    has_prisons: bool = False


def _part_below(row: TableRow, part: _ListPart, field: ListField) -> _ListPart:
    """Return the part of a list that begins, or goes on, below a row which is a heading."""
    (cell,) = _filled(row)
    is_prison = _tells(row, ListField.PLACE)
    is_both = is_prison and (field is ListField.PLACE or (part.of_prison and _tells(row, field)))
    has_prisons = part.has_prisons or (is_prison and part.of_prison)
    nothing = cell._replace(text="")
    if is_both or not _tells_another(row, field):
        # What no word of a sex is ends a part of one; of a status somebody has to say what it means.
        is_of_field = field is ListField.STATUS or _tells(row, field)
        return _ListPart(_bare(cell, field) if is_of_field else nothing, is_prison, has_prisons)
    if field is ListField.STATUS and is_prison and part.has_prisons and part.heading.text:
        # Whether the next prison is one of the part or ends it.
        return _ListPart(cell._replace(text=f"{part.heading.text} / {cell.text}?"), is_prison, has_prisons)
    is_of_free = field is ListField.PLACE and _heading_status(cell.text) not in _IN_PRISONS
    return _ListPart(nothing if is_of_free else part.heading, part.of_prison, has_prisons)


def _title(
    titles: Sequence[TableRow], field: ListField, fields: Sequence[ListField], *, is_heading: bool
) -> Cell | None:
    """Return the cell of a title that tells something of all below it: the heading of the first part.

    Of a whole list it tells that its people are free again, or dead, or abroad; that they are held says too
    little, and is that of a title of political prisoners, who may be on remand.
    """
    for place, row in enumerate(reversed(titles)):
        if not _tells(row, field):
            continue
        (cell,) = _filled(row)
        status = guessed_status(status_and_day(cell.text)[0])
        is_joined = bool(JOINING & {*plain(cell.text).split()})
        is_of_all = status in DEATHS | ENDINGS | _OF_ALL and is_of_person(cell.text) and not is_joined
        is_arrest = status is Status.ARRESTED and ListField.ARRESTED_ON not in fields
        is_of_part = is_heading and place == 0 and not names_political(cell.text)
        if is_of_part or (field is ListField.STATUS and (is_of_all or is_arrest)):
            return _bare(cell, field)
    return None


def _has_telling_column(rows: Sequence[TableRow], fields: Sequence[ListField]) -> bool:
    """Tell whether a column whose header is not known has words for a status, each person's own."""
    unknown = [column for column, field in enumerate(fields) if field is ListField.NOTHING]
    return any(tell_status(column_texts(rows, column)) for column in unknown)


def _bare(cell: Cell, field: ListField) -> Cell:
    """Return the cell of a place without its number, and without how many people are there."""
    return cell._replace(text=bare_heading(cell.text).rstrip(" :")) if field is ListField.PLACE else cell


def _with_blank_statuses(
    header: TableRow, rows: Sequence[TableRow], fields: Sequence[ListField]
) -> tuple[TableRow, list[TableRow]]:
    """Return rows of which those whose own cell says nothing have the words of the heading above them.

    Where it has a day alone, that is since when, in a last column.
    """
    heading, column = None, fields.index(ListField.STATUS)
    filled, days = list[TableRow](), list[Cell | None]()
    for row in rows:
        cell = row.cell(column)
        is_since = heading is not None and ListField.SINCE not in fields and is_day(cell.text)
        if len(_filled(row)) == 1:
            heading = _without_aside(_filled(row)[0]) if is_numbered_heading(row) else None
        elif heading is not None and (is_since or says_nothing(cell.text)):
            row = with_cells(row, {column: heading})
        filled.append(row)
        bare = without_start(cell.text)
        span = cell.span._replace(start=cell.span.start + len(cell.text) - len(bare))
        days.append(Cell(bare, span) if is_since and row.cell(column) is heading else None)
    return with_column(header, filled, SINCE_BESIDE, days) if any(days) else (header, filled)


def _without_aside(cell: Cell) -> Cell:
    """Return the cell of a heading without what brackets say of the columns below it."""
    return cell._replace(text=_ASIDE.sub("", cell.text) or cell.text)


def _death(row: TableRow) -> Cell | None:
    """Return the cell of a row that says that its person died, whatever the heading above it says."""
    deaths = (cell for cell in row.cells if guessed_status(status_and_day(cell.text)[0]) in DEATHS)
    return next(deaths, None)


def is_numbered_heading(row: TableRow) -> bool:
    """Tell whether a row is a heading of a part whose people are of one status: `A. Convicted (4)`."""
    filled = _filled(row)
    return len(filled) == 1 and _OF_PART.search(filled[0].text) is not None and _tells(row, ListField.STATUS)


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
    # Of a list that tells no status, that of a prison is that its people are held there.
    return _names_a_place(words) if field is ListField.PLACE else _heading_status(words) is not None


def _heading_status(words: str) -> Status | None:
    return guessed_status(bare_heading(status_and_day(words)[0])) or guessed_status(_ASIDE.sub("", words))


def _names_a_place(words: str) -> bool:
    """Tell whether a heading is the name of a prison, and no word for being in one."""
    known = plain(_ASIDE.sub("", bare_heading(words)))
    if known in known_words("statuses") or known in known_words("in_prison"):
        return False
    parts = known.split()
    if not 1 < len(parts) <= _MOST_WORDS:
        return False
    is_prison = _PRISON.match(bare_heading(words)) is not None
    is_prison = is_prison or (parts[0] not in _IN and any(word in known_words("prisons") for word in parts))
    return is_prison and _heading_status(words) in _IN_PRISONS


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
