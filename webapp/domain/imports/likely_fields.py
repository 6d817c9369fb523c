"""What the columns of a table seem to hold, by its header and by the cells below it."""

import re
from collections.abc import Sequence

from webapp.domain.imports.cells.hearings import is_outcome, proceeding_named
from webapp.domain.imports.cells.status_days import status_and_day
from webapp.domain.imports.cells.status_words import guessed_status
from webapp.domain.imports.cells.values import says_nothing
from webapp.domain.imports.column_contents import tell_status
from webapp.domain.imports.columns import guessed_fields, is_header_again, parts_of_names
from webapp.domain.imports.headers import is_of_another_time, known_words, named_field, names_remarks, plain
from webapp.domain.imports.shapes.added_columns import BESIDE_CHARGES
from webapp.domain.imports.table import TableRow, column_texts
from webapp.vocab.imports import NAME_PARTS, ListField
from webapp.vocab.liberty import Status

_OUR_REFERENCE = re.compile(r"P-\d{4,}", re.IGNORECASE)
# Two to five words with capitals, and a sign or brackets after them.
_NAME = re.compile(
    r"(?:[^\W\d_a-zа-яёіїєўґ][^\W\d_]*[.,]?(?:[\s’'-]+|$)){2,5}(?:[^\w\s]{1,2}|[¹²³]|\([^()]*\))?\s*"
)
_FEWEST_NAMES, _NEARLY_ALL, _MOST_OF_HEADINGS = 4, 0.7, 3
_NOT_READ = (ListField.NOTHING, ListField.REMARK)
_OF_STATUS = (ListField.SINCE, ListField.AS_OF, ListField.UNTIL)


def likely_fields(header: TableRow | None, rows: Sequence[TableRow], width: int) -> list[ListField]:
    """Return what each column seems to hold; one of references that are none of ours holds theirs."""
    fields = _with_remarks(guessed_fields(header, width), header)
    if header is not None:
        fields = _with_names_by_contents(fields, header, rows)
    if ListField.NAME in fields and header is not None:
        fields = _with_parts_of_names(fields, header, rows)
    if ListField.REFERENCE in fields:
        column = fields.index(ListField.REFERENCE)
        if not any(map(_OUR_REFERENCE.fullmatch, column_texts(rows, column))):
            fields[column] = ListField.NOTHING
    fields = _without_other_words(fields, rows)
    if ListField.SEX in fields and _are_codes(column_texts(rows, fields.index(ListField.SEX))):
        fields[fields.index(ListField.SEX)] = ListField.NOTHING
    fields = _with_telling_status(fields, header, rows)
    if header is not None and ListField.STATUS not in fields:
        others = [place for place, field in enumerate(fields) if field in _NOT_READ]
        passed_over = known_words("beside_the_status")
        headers = {place: header.cell(place).text for place in others}
        others = [
            place for place, text in headers.items()
            if plain(text) not in passed_over and text != BESIDE_CHARGES and not is_of_another_time(text)
        ]  # fmt: skip
        # Of two that tell one, the first may be of an earlier year.
        telling = [place for place in others if tell_status(column_texts(rows, place))]
        column = telling[0] if len(telling) == 1 else -1
        fields = [ListField.STATUS if place == column else field for place, field in enumerate(fields)]
    if ListField.STATUS in fields and ListField.SINCE not in fields:
        fields = _with_days_of_events(fields, header)
    if ListField.AS_OF in fields and ListField.SINCE not in fields and _is_log(fields, rows):
        fields = [ListField.SINCE if field is ListField.AS_OF else field for field in fields]
    if ListField.STATUS not in fields:
        # Of nothing that is told: whoever reads the list says what it is that began on these days.
        fields = [ListField.NOTHING if field in _OF_STATUS else field for field in fields]
    return fields


def _without_other_words(fields: list[ListField], rows: Sequence[TableRow]) -> list[ListField]:
    """Return what columns hold, of hearings those in which most words for what is heard are known."""
    known = {ListField.HEARING_KIND: proceeding_named, ListField.HEARING_OUTCOME: is_outcome}
    words = {
        field: {cell for cell in column_texts(rows, fields.index(field)) if not says_nothing(cell)}
        for field in known if field in fields
    }  # fmt: skip
    others = [
        field for field, cells in words.items() if 2 * sum(map(bool, map(known[field], cells))) < len(cells)
    ]  # fmt: skip
    return [ListField.NOTHING if field in others else field for field in fields]


def _with_telling_status(
    fields: list[ListField], header: TableRow | None, rows: Sequence[TableRow]
) -> list[ListField]:
    """Return what columns hold, of two that are called a status that which tells one.

    `Estado` is a part of a country as well: where no word in it is known, it is none of a status.
    """
    if header is None or ListField.STATUS not in fields:
        return fields
    first = fields.index(ListField.STATUS)
    if _tells_any(column_texts(rows, first)):
        return fields
    texts = [header.cell(place).text for place in range(len(fields))]
    others = [
        place for place, text in enumerate(texts)
        if place != first and named_field(text) is ListField.STATUS and _tells_any(column_texts(rows, place))
    ]  # fmt: skip
    is_place = plain(texts[first]) in known_words("states_of_countries")
    if not others and not is_place:
        return fields
    return [
        ListField.STATUS if place in others[:1] else ListField.NOTHING if place == first else field
        for place, field in enumerate(fields)
    ]  # fmt: skip


def _tells_any(cells: Sequence[str]) -> bool:
    """Tell whether a column has a word for a status that is known."""
    return any(guessed_status(status_and_day(cell)[0]) for cell in cells if not says_nothing(cell))


def _is_log(fields: Sequence[ListField], rows: Sequence[TableRow]) -> bool:
    """Tell whether people have several rows, each with a status and its day: a day on which it began."""
    if not {ListField.NAME, ListField.STATUS} <= set(fields):
        return False
    name, status, as_of = map(fields.index, (ListField.NAME, ListField.STATUS, ListField.AS_OF))
    return any(not row.cell(name).text and row.cell(status).text and row.cell(as_of).text for row in rows)


def _with_remarks(fields: list[ListField], header: TableRow | None) -> list[ListField]:
    """Return what columns hold, the first of remarks too."""
    texts = [header.cell(place).text if header else "" for place in range(len(fields))]
    remarks = (place for place, text in enumerate(texts) if names_remarks(text))
    first = next((place for place in remarks if fields[place] is ListField.NOTHING), None)
    return [ListField.REMARK if place == first else field for place, field in enumerate(fields)]


def _with_names_by_contents(
    fields: list[ListField], header: TableRow, rows: Sequence[TableRow]
) -> list[ListField]:
    """Return what columns hold, of which no header is one of names: that whose cells are names nearly all.

    A column of lawyers beside it has those of others.
    """
    by_work = known_words("named_by_work")
    named = [place for place, field in enumerate(fields) if field in (ListField.NAME, *NAME_PARTS)]
    if any(plain(header.cell(place).text) not in by_work for place in named):
        return fields
    others = known_words("of_somebody_else").keys() | known_words("no_people").keys()
    # Headings have less.
    full = [row for row in rows if sum(bool(cell.text) for cell in row.cells) > _MOST_OF_HEADINGS]
    columns = (
        place for place, field in enumerate(fields)
        if field is ListField.NOTHING and not others & {*plain(header.cell(place).text).split()}
        and _are_names([cell for cell in column_texts(full, place) if cell])
    )  # fmt: skip
    if (column := next(columns, None)) is None:
        return fields
    fields = [ListField.NOTHING if place in named else field for place, field in enumerate(fields)]
    return [ListField.NAME if place == column else field for place, field in enumerate(fields)]


def _are_names(cells: Sequence[str]) -> bool:
    names = {cell for cell in cells if _NAME.fullmatch(cell) and _status_of(cell) is None}
    return len(cells) >= _FEWEST_NAMES and _NEARLY_ALL * len(cells) <= len(names)


def _status_of(cell: str) -> Status | None:
    return guessed_status(status_and_day(cell)[0])


def _with_parts_of_names(
    fields: list[ListField], header: TableRow, rows: Sequence[TableRow]
) -> list[ListField]:
    """Return what columns hold, parts of names too where no row with a whole one has them."""
    whole, parts = fields.index(ListField.NAME), parts_of_names(header, len(fields))
    below = [row for row in rows if not is_header_again(row)]
    in_parts = [row for row in below if sum(bool(row.cell(column).text) for column in parts) > 1]
    if not in_parts or any(row.cell(whole).text for row in in_parts):
        return fields
    return [parts.get(column, field) for column, field in enumerate(fields)]


def _with_days_of_events(fields: list[ListField], header: TableRow | None) -> list[ListField]:
    """Return what columns hold, a day beside what happened as that of the status."""
    known = [known_words("events").get(text) for text in _header_texts(header, len(fields))]
    others = (place for place, field in enumerate(fields) if field is ListField.NOTHING)
    days = [place for place in others if known[place] == "day"]
    if known[fields.index(ListField.STATUS)] == "event" and len(days) == 1:
        fields[days[0]] = ListField.SINCE
    return fields


def _are_codes(cells: Sequence[str]) -> bool:
    """Tell whether a column has nothing but figures, of which its authors know what they mean."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(cell.removesuffix(".0").isdecimal() for cell in filled)


def _header_texts(header: TableRow | None, width: int) -> list[str]:
    return [plain(header.cell(place).text) if header else "" for place in range(width)]
