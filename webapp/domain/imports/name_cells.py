"""Where a row has the name of its person: in one cell, or in parts, each in a column of its own."""

from collections.abc import Sequence

from webapp.domain.claims.names import NameContent
from webapp.domain.imports.table import Cell, TableRow
from webapp.domain.imports.values import read_name, says_nothing
from webapp.domain.refusals import Refused
from webapp.domain.text.quote_location import Span
from webapp.vocab.imports import NAME_PARTS, ListField
from webapp.vocab.people import NameKind
from webapp.vocab.words import N_


def check_names(fields: Sequence[ListField]) -> None:
    """Raise Refused at `columns` unless one column holds whole names, or two the given and family names."""
    if not _have_names(fields):
        raise Refused("columns", N_("Say which column holds the names, or which two hold their parts."))
    if ListField.NAME in fields and set(NAME_PARTS) & set(fields):
        raise Refused("columns", N_("A column holds whole names: leave out those that hold parts of them."))


def name_cell(row: TableRow, fields: Sequence[ListField]) -> Cell | None:
    """Return the cell with the name of a row, or all from the first to the last that hold its parts.

    None where no column holds names.
    """
    if ListField.NAME in fields:
        return row.cell(fields.index(ListField.NAME))
    if not _have_names(fields):
        return None
    parts = _parts(row, fields).values()
    if not parts:
        return Cell("", Span(row.span.end, row.span.end))
    text = " ".join(word for cell in parts for word in cell.text.split())
    return Cell(text, Span(min(cell.span.start for cell in parts), max(cell.span.end for cell in parts)))


def main_name(text: str, row: TableRow, fields: Sequence[ListField]) -> NameContent:
    """Return the name by which a list speaks of a person, with its parts where each has its column."""
    if ListField.NAME in fields:
        return _whole(text, NameKind.MAIN)
    parts = {part: cell.text for part, cell in _parts(row, fields).items()}
    given, patronymic, family = (parts.get(part) for part in NAME_PARTS)
    return NameContent(
        text=text, name_kind=NameKind.MAIN, language=None, given=given, patronymic=patronymic, family=family
    )


def other_name(text: str) -> NameContent:
    """Return a name in another spelling."""
    return _whole(text, NameKind.AS_PRINTED)


def _whole(text: str, kind: NameKind) -> NameContent:
    return NameContent(
        text=read_name(text), name_kind=kind, language=None, given=None, patronymic=None, family=None
    )


def _have_names(fields: Sequence[ListField]) -> bool:
    return ListField.NAME in fields or {ListField.GIVEN_NAME, ListField.FAMILY_NAME} <= set(fields)


def _parts(row: TableRow, fields: Sequence[ListField]) -> dict[ListField, Cell]:
    """Return the cells of a row that hold the parts of its name, in the order of speech."""
    cells = {part: row.cell(fields.index(part)) for part in NAME_PARTS if part in fields}
    return {part: cell for part, cell in cells.items() if not says_nothing(cell.text)}
