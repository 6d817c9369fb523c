"""Which lines of a text are rows of a table or items that stand line by line."""

import re

from webapp.domain.text.quote_location import Span

# A row of a table, and an item with its mark; of items, several lines in a row.
_CELLS = re.compile(r"[^\n]*(?:\t|\s\||\|\s)[^\n]*")
_ITEM = re.compile(r"[^\S\n]*(?:[-–—•·▪●*]\s|\(?\d{1,4}[.)]\s)[^\n]*")


def rows_of(text: str) -> list[Span]:
    """Return the rows of tables, and the items that stand line by line, with their line ends."""
    lines = list(re.finditer(r"[^\n]*(?:\n|$)", text))
    items = [_ITEM.match(line[0]) is not None for line in lines]
    beside = zip(lines, items, [False, *items], [*items[1:], False], strict=False)
    return [
        Span(*line.span())
        for line, item, before, after in beside
        if line[0].strip() and (_CELLS.match(line[0]) or (item and (before or after)))
    ]
