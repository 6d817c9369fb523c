"""The parts in which a long text is read, each of some pages of print, cut where a paragraph or line ends."""

import re

from webapp.domain.text.quote_location import Span
from webapp.domain.text.tabular import is_tabular

# Code points; some six pages of print.
PART = 20_000
# Of a long table, whose every cell may be a cited passage: some seventy rows.
TABLE_PART = 5_000
# A cut is looked for in what is left of a part after this share of it.
_TAIL = 3 / 4
_PARAGRAPH_END = re.compile(r"\n(?:[^\S\n]*\n)+")
_LINE_END = re.compile(r"\n")
_WORD_END = re.compile(r"\s")


def reading_parts(text: str, *, size: int | None = None) -> list[Span]:
    """Return the parts of a text, in its order and without gaps, of at most `size` code points each.

    A text that is not longer is one part; a table that is longer than usual parts are has shorter ones. A
    part ends after blank lines where some lie in its last quarter, else after a line, else after a word.
    """
    size = size or (TABLE_PART if len(text) > PART and is_tabular(text) else PART)
    parts, start = [], 0
    while len(text) - start > size:
        end = _cut(text, start + int(size * _TAIL), start + size)
        parts.append(Span(start, end))
        start = end
    return [*parts, Span(start, len(text))]


def part_number(parts: list[Span], place: int) -> int:
    """Return the number, from 1, of the part in which a place of the text lies; the last for its end."""
    return next((number for number, part in enumerate(parts, 1) if place < part.end), len(parts))


def _cut(text: str, first: int, last: int) -> int:
    for separator in (_PARAGRAPH_END, _LINE_END, _WORD_END):
        ends = [match.end() for match in separator.finditer(text, first, last)]
        if ends:
            return ends[-1]
    return last
