"""What letters and signs of a list mean by its own legend: `D = detained, R = released`."""

import re
from collections.abc import Sequence

from webapp.domain.imports.cells.status_words import status_key
from webapp.domain.imports.table import TableRow

_PAIR = re.compile(r"(?P<sign>[^\s,;=:–—-]{1,4})\s*(?:=|\s[–—-]\s)\s*(?P<words>[^,;=\n]*[^\W\d_][^,;=\n]*)")
# Above the table and below it.
_LOOKED_AT, _MOST_CELLS = 15, 3


def legend(rows: Sequence[TableRow]) -> dict[str, str]:
    """Return what each sign means that rows above or below a table tell of, by the sign as words are kept."""
    meanings: dict[str, str] = {}
    for row in (*rows[:_LOOKED_AT], *rows[-_LOOKED_AT:]):
        filled = [cell.text for cell in row.cells if cell.text]
        if len(filled) <= _MOST_CELLS:
            for match in (match for text in filled for match in _PAIR.finditer(text)):
                meanings.setdefault(status_key(match["sign"]), match["words"].strip(" .()"))
    return meanings
