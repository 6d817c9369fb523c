"""Our own list as somebody edits it: rows with other cells or columns, and the text that comes back."""

import csv
import io

from tests import make
from webapp.domain.imports.lists import ListTable, is_own_export, table_in
from webapp.domain.text.canonical_text import canonical

Rows = list[list[str]]


def edited(rows: Rows, row: int, **cells: str) -> Rows:
    """The rows with other cells in one of them; a column that is not there is added."""
    header = rows[0] + [name for name in cells if name not in rows[0]]
    wide = [each + [""] * (len(header) - len(each)) for each in rows[1:]]
    wide[row - 1] = [cells.get(name, cell) for name, cell in zip(header, wide[row - 1], strict=True)]
    return [header, *wide]


def text_of(rows: Rows) -> str:
    """The rows as the file that is brought back."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    return file.getvalue()


def table_of(rows: Rows) -> ListTable:
    """The rows as they are read of that file."""
    table = table_in(canonical("text", text_of(rows)).text, make.AT.date())
    assert is_own_export(table)
    return table
