"""Columns of a list: which row names them, and what each seems to hold, by the words of its header."""

from collections.abc import Sequence
from dataclasses import replace

from webapp.domain.imports.headers import (
    known_words,
    named_field,
    names_a_name,
    names_an_address,
    plain,
    stated_order,
    unit_named,
)
from webapp.domain.imports.table import Cell, TableRow
from webapp.vocab.imports import BESIDE_THE_DAY, DATES, NAME_PARTS, ListField

# A table of fewer has no header that can be told from its rows.
_FEWEST_COLUMNS, _FEWEST_ROWS, _LOOKED_AT = 3, 2, 200
# Titles and notes may stand above the names of the columns.
_FIRST_ROWS = 15
_WITH_PLACES = (ListField.ARRESTED_ON, ListField.BORN, ListField.DIED, ListField.HEARING_ON)
_OF_LENGTHS = (ListField.SENTENCE, ListField.AGE)


def header_row(rows: Sequence[TableRow]) -> int | None:
    """Return the place of the row that names the columns; None where the list begins with its first row.

    Of two known headers, or that of the names beside others; or else one that stands alone.
    """
    first = rows[:_FIRST_ROWS]
    for place, row in enumerate(first):
        filled = sum(bool(cell.text) for cell in row.cells)
        if is_header(row) or (filled >= 2 and any(names_a_name(cell.text) for cell in row.cells)):
            return place
    for place, row in enumerate(first):
        known = [named_field(cell.text) for cell in row.cells if cell.text]
        if len(known) == 1 and known[0] is not ListField.NOTHING and len(rows) > 1:
            return place
    return None


def is_header(row: TableRow) -> bool:
    """Tell whether a row has the headers of two columns at least."""
    return sum(named_field(cell.text) is not ListField.NOTHING for cell in row.cells) >= 2


def is_header_again(row: TableRow) -> bool:
    """Tell whether a row among others names the columns, and that of names too, unlike `SIZO` in two."""
    return is_header(row) and any(names_a_name(cell.text) for cell in row.cells)


def is_header_of_contacts(row: TableRow) -> bool:
    """Tell whether a row names the columns of people to call, as on the last sheet of a list."""
    texts = [plain(cell.text) for cell in row.cells]
    has_name = any(names_a_name(text) for text in texts)
    return has_name and not is_header(row) and any(text in known_words("contacts") for text in texts)


def count_alike(header: str, other: str, field: ListField) -> bool:
    """Tell whether two headers of what a column holds name the same unit, or order of a date."""
    beside = stated_order if field in DATES else unit_named if field in _OF_LENGTHS else str.isspace
    return beside(header) == beside(other)


def seems_header(rows: Sequence[TableRow]) -> bool:
    """Tell whether the first row names columns in words that are not known: it alone has no figure at all.

    Of a table of three columns at least, each of which it names, one of them mostly of figures below.
    """
    first, below = rows[0], rows[1 : _LOOKED_AT + 1]
    width = len(first.cells)
    if width < _FEWEST_COLUMNS or len(below) < _FEWEST_ROWS:
        return False
    if not all(cell.text and not _has_figure(cell.text) for cell in first.cells):
        return False
    columns = ([row.cell(place).text for row in below] for place in range(width))
    return any(2 * sum(map(_has_figure, cells)) >= len(cells) for cells in columns)


def _has_figure(text: str) -> bool:
    return any(map(str.isdigit, text))


def twin_columns(header: TableRow | None, fields: Sequence[ListField]) -> tuple[tuple[int, int], ...]:
    """Return the columns that are not read, after the one that is and of which the header says the same."""
    if header is None:
        return ()
    named = [named_field(header.cell(column).text) for column in range(len(fields))]
    return tuple(
        (fields.index(name), column)
        for column, name in enumerate(named)
        if name is not ListField.NOTHING and fields[column] is ListField.NOTHING and name in fields
        and plain(header.cell(column).text) not in known_words("states_of_countries")
        and not (name is ListField.PLACE and names_an_address(header.cell(column).text))
    )


def with_second_row(header: TableRow, second: TableRow | None) -> TableRow | None:
    """Return a header with the row below it, which names parts of its columns; None where that is no header.

    As `Name` over `Given` and `Family`, `Arrest` over `Day` and `Place`.
    """
    if second is None or not (is_header(second) or _names_parts(header, second)):
        return None
    width = max(len(header.cells), len(second.cells))
    if not any(second.cell(place).text and not header.cell(place).text for place in range(width)):
        return None
    above, cells = "", list[Cell]()
    for place in range(width):
        upper, lower = header.cell(place), second.cell(place)
        above = upper.text or (above if lower.text else "")
        both = " ".join(filter(None, (above, lower.text)))
        # A place below `Arrest` is that of the arrest, and not where somebody is held.
        of_other = named_field(lower.text) is ListField.PLACE and named_field(above) in _WITH_PLACES
        texts = () if of_other else (both, lower.text)
        known = (text for text in texts if named_field(text) is not ListField.NOTHING)
        cells.append((lower if lower.text else upper)._replace(text=next(known, both)))
    return replace(second, cells=tuple(cells))


def with_row_above(above: TableRow, header: TableRow) -> TableRow:
    """Return a header with the words of a row above it that stands over some of its columns.

    As `Detention` over `Date`; and where it names a column alone, as `Remarks` over nothing.
    """
    over, cells = "", list[Cell]()
    for place, cell in enumerate(header.cells):
        upper = above.cell(place)
        over = upper.text or (over if cell.text else "")
        both = " ".join(filter(None, (over, cell.text)))
        known, known_together = named_field(cell.text), named_field(both)
        names_both = known is ListField.NOTHING is not known_together
        is_alone = not cell.text and plain(upper.text) in known_words("remarks")
        cells.append(cell._replace(text=both) if over and (names_both or is_alone) else cell)
    return replace(header, cells=tuple(cells))


def _names_parts(header: TableRow, second: TableRow) -> bool:
    """Tell whether a row has words for parts of columns alone: `Requested`, `Imposed` below `Sentence`."""
    filled = {place for place, cell in enumerate(second.cells) if cell.text}
    names = {place for place, cell in enumerate(header.cells) if names_a_name(cell.text)}
    of_two = any(not header.cell(place).text and place - 1 in filled for place in filled)
    has_figure = any(_has_figure(cell.text) for cell in second.cells)
    return bool(names) and of_two and not has_figure and not names & filled


def guessed_fields(header: TableRow | None, width: int) -> list[ListField]:
    """Return what each column seems to hold; of two that seem to hold the same, the first does.

    Without a header the only column is that of the names.
    """
    if header is None:
        return [ListField.NAME if width == 1 else ListField.NOTHING] * width
    fields: list[ListField] = []
    texts = [header.cell(column).text for column in range(width)]
    for field in _without_dated_statuses(_with_whole_names(texts), texts):
        if field in fields:
            # A second name is the same one in another script.
            again = field is ListField.NAME and ListField.OTHER_NAME not in fields
            field = ListField.OTHER_NAME if again else ListField.NOTHING
        fields.append(field)
    fields = _with_names_by_work(fields, header)
    if any(plain(cell.text) in known_words("arrested_again") for cell in header.cells):
        # Who was released and taken again is not at liberty.
        fields = [ListField.NOTHING if field is ListField.RELEASED_ON else field for field in fields]
    if ListField.HEARING_ON not in fields:
        # A court or a case alone tells of no hearing.
        return [ListField.NOTHING if field in BESIDE_THE_DAY else field for field in fields]
    return fields


def _without_dated_statuses(fields: Sequence[ListField], headers: Sequence[str]) -> list[ListField]:
    """Return what columns hold, of several with a status none that is of a day: `Status on 1 May 2023`."""
    has_several = list(fields).count(ListField.STATUS) > 1
    pairs = zip(fields, headers, strict=True)
    dated = [field is ListField.STATUS and _has_figure(text) for field, text in pairs]
    return [
        ListField.NOTHING if is_dated and has_several else field
        for field, is_dated in zip(fields, dated, strict=True)
    ]  # fmt: skip


def _with_names_by_work(fields: list[ListField], header: TableRow) -> list[ListField]:
    """Return what columns hold, of names that of people by what they do, where there is no other."""
    if {ListField.NAME, *NAME_PARTS} & set(fields):
        return fields
    headers = [plain(header.cell(place).text) for place in range(len(fields))]
    column = next((place for place, text in enumerate(headers) if text in known_words("named_by_work")), -1)
    return [ListField.NAME if place == column else field for place, field in enumerate(fields)]


def parts_of_names(header: TableRow, width: int) -> dict[int, ListField]:
    """Return the columns of parts of names, where a header has both, family and given names."""
    named = _named_beside([header.cell(column).text for column in range(width)])
    parts = {column: field for column, field in enumerate(named) if field in NAME_PARTS}
    fields = list(parts.values())
    has_both = {ListField.GIVEN_NAME, ListField.FAMILY_NAME} <= set(fields)
    return parts if has_both and len(fields) == len(set(fields)) else {}


def _with_whole_names(headers: Sequence[str]) -> list[ListField]:
    """Return what columns seem to hold, of names the whole ones, or the given and the family names."""
    named = _named_beside(headers)
    if ListField.NAME in named:
        return [ListField.NOTHING if field in NAME_PARTS else field for field in named]
    if not {ListField.GIVEN_NAME, ListField.FAMILY_NAME} <= set(named):
        whole = dict.fromkeys((ListField.GIVEN_NAME, ListField.FAMILY_NAME), ListField.NAME)
        alone = whole | {ListField.PATRONYMIC: ListField.NOTHING}
        return [alone.get(field, field) for field in named]
    return named


def _named_beside(headers: Sequence[str]) -> list[ListField]:
    """Return what headers name, of names with regard to the others."""
    named = [named_field(header) for header in headers]
    has_family, has_given = ListField.FAMILY_NAME in named, ListField.GIVEN_NAME in named
    if has_family is not has_given:
        # Beside a column of family names `Name` is the other part, and beside given ones `Nom`.
        parts = known_words("given_beside_family" if has_family else "family_beside_given")
        named = [
            ListField(parts.get(plain(header), field)) for header, field in zip(headers, named, strict=True)
        ]
    return named


def term_unit(header: TableRow | None, column: int | None) -> str:
    """Return in what a column counts by its header: `months` of `Sentence (months)`, or nothing."""
    return "" if header is None or column is None else unit_named(header.cell(column).text)


