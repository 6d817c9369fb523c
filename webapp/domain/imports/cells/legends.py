"""What letters and signs of a list mean by its own legend: `D = detained, R = released`."""

import re
from collections.abc import Iterator, Sequence

from webapp.domain.imports.cells.status_words import status_key
from webapp.domain.imports.table import TableRow

_PAIR = re.compile(r"(?P<sign>[^\s,;=:–—-]{1,4})\s*(?:=|\s[–—-]\s)\s*(?P<words>[^,;=\n]*[^\W\d_][^,;=\n]*)")
# As in `det. = on remand, no verdict / c.p.c. = house arrest`.
_BETWEEN_ITEMS = re.compile(r"\s+/\s+|\s*[;|\n]\s*")
_ITEM = re.compile(
    r"[\"“”«]*(?P<sign>[^\s,;=:–—]{1,7}?|=)[\"“”»]*\s*(?:=|:\s|\s[–—-]\s|(?<=[\"“”»])\s)\s*(?P<words>.*[^\W\d_].*)"
)
# As in `Status: G held by the police / T on remand / H convicted`, in which nothing stands between.
_BARE_ITEM = re.compile(r"(?P<sign>[^\W\d_]{1,4})\s+(?P<words>.*[^\W\d_].*)")
_LABEL = re.compile(r"^[^:=/]{1,40}:\s+")
_FEWEST = 3
# Above the table and below it.
_LOOKED_AT, _MOST_CELLS, _LONGEST = 15, 3, 1_000


def legend(rows: Sequence[TableRow]) -> dict[str, str]:
    """Return what each sign means that rows above or below a table tell of, by the sign as words are kept."""
    meanings: dict[str, str] = {}
    for row in (*rows[:_LOOKED_AT], *rows[-_LOOKED_AT:]):
        filled = [cell.text for cell in row.cells if cell.text]
        if len(filled) <= _MOST_CELLS:
            for match in (match for text in filled for match in _pairs(text)):
                meanings.setdefault(status_key(match["sign"]), match["words"].strip(" .") or match["words"])
    return meanings


def _pairs(text: str) -> Iterator[re.Match[str]]:
    for body in dict.fromkeys([_LABEL.sub("", text), text]) if len(text) <= _LONGEST else ():
        items = _BETWEEN_ITEMS.split(body)
        for pattern in (_ITEM, _BARE_ITEM):
            pairs = [pair for item in items if (pair := pattern.fullmatch(item.strip()))]
            if len(pairs) >= _FEWEST and len(pairs) == len(items):
                yield from pairs
                return
    yield from _PAIR.finditer(text)
