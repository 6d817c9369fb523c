"""Columns of a list: which row names them, and what each seems to hold, by the words of its header."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from webapp.domain.imports.table import TableRow
from webapp.domain.text.word_lists import word_lists
from webapp.vocab.imports import BESIDE_THE_DAY, NAME_PARTS, ListField

_SEPARATORS = re.compile(r"[\W_]+")
# Titles and notes may stand above the names of the columns.
_FIRST_ROWS = 10


def plain(words: str) -> str:
    """Return words as lists are looked up: small letters, one space between, no other signs."""
    return _SEPARATORS.sub(" ", words.replace("İ", "i").casefold()).strip()


def header_row(rows: Sequence[TableRow]) -> int | None:
    """Return the place of the row that names the columns; None where the list begins with its first row."""
    for place, row in enumerate(rows[:_FIRST_ROWS]):
        known = sum(_named(cell.text) is not ListField.NOTHING for cell in row.cells)
        filled = sum(bool(cell.text) for cell in row.cells)
        if known >= 2 or (known == 1 and filled == 1 and len(rows) > 1):
            return place
    return None


def guessed_fields(header: TableRow | None, width: int) -> list[ListField]:
    """Return what each column seems to hold; of two that seem to hold the same, the first does.

    Without a header the only column is that of the names.
    """
    if header is None:
        return [ListField.NAME if width == 1 else ListField.NOTHING] * width
    fields: list[ListField] = []
    for field in _with_whole_names([plain(header.cell(column).text) for column in range(width)]):
        if field in fields:
            # A second name is the same one in another script.
            again = field is ListField.NAME and ListField.OTHER_NAME not in fields
            field = ListField.OTHER_NAME if again else ListField.NOTHING
        fields.append(field)
    if ListField.HEARING_ON not in fields:
        # A court or a case alone tells of no hearing.
        return [ListField.NOTHING if field in BESIDE_THE_DAY else field for field in fields]
    return fields


def _with_whole_names(headers: Sequence[str]) -> list[ListField]:
    """Return what columns seem to hold, of names the whole ones, or the given and the family names."""
    named = [_named(header) for header in headers]
    if ListField.FAMILY_NAME in named and ListField.GIVEN_NAME not in named:
        # Beside a column of family names, `Name` is the other part.
        parts = known_words("given_beside_family")
        named = [
            ListField(parts.get(header, field)) for header, field in zip(headers, named, strict=True)
        ]
    if ListField.NAME in named:
        return [ListField.NOTHING if field in NAME_PARTS else field for field in named]
    if not {ListField.GIVEN_NAME, ListField.FAMILY_NAME} <= set(named):
        whole = dict.fromkeys((ListField.GIVEN_NAME, ListField.FAMILY_NAME), ListField.NAME)
        alone = whole | {ListField.PATRONYMIC: ListField.NOTHING}
        return [alone.get(field, field) for field in named]
    return named


@cache
def known_words(name: str) -> Mapping[str, str]:
    """Return what each word of a list of words means, by the word as `plain` has it."""
    lists: Mapping[str, Sequence[str]] = word_lists("list_words")[name]
    return {plain(word) or word: code for code, words in lists.items() for word in words}


def _named(header: str) -> ListField:
    words, headers = plain(header), known_words("headers")
    beside = known_words("beside_a_header")
    # As in `Detainee (Arabic)`, and then as in `Name of prisoner`.
    for passed_over in ("language", "person"):
        if words not in headers:
            words = " ".join(word for word in words.split() if beside.get(word) != passed_over)
    return ListField(headers.get(words, ListField.NOTHING))
