"""Cells of a web page's tables that reach over several rows: whose column they keep in the rows below."""

from selectolax.lexbor import LexborNode

_MOST_ROWS, _MOST_COLUMNS = 65_534, 200


class SpannedColumns:
    """The tables that stand around a place of a page, the innermost last: their columns taken from above."""

    def __init__(self) -> None:
        self._tables: list[dict[int, int]] = []
        self._columns: list[int] = []

    def begin_table(self) -> None:
        """Begin a table, within the others."""
        self._tables.append({})
        self._columns.append(0)

    def end_table(self) -> None:
        """End the innermost table."""
        if self._tables:
            self._tables.pop()
            self._columns.pop()

    def begin_row(self) -> None:
        """Begin a row: each cell that reaches into it reaches one row less."""
        if self._tables:
            self._columns[-1] = 0

    def end_row(self) -> None:
        """End a row."""
        if self._tables:
            taken = self._tables[-1]
            self._tables[-1] = {column: rows - 1 for column, rows in taken.items() if rows > 1}

    def begin_cell(self, cell: LexborNode) -> int:
        """Begin a cell, and return how many columns before it are taken by cells that began above."""
        if not self._tables:
            return 0
        taken, column = self._tables[-1], self._columns[-1]
        before = column
        while column in taken:
            column += 1
        width, rows = _span(cell, "colspan", _MOST_COLUMNS), _span(cell, "rowspan", _MOST_ROWS)
        if rows > 1:
            # Counted with the row in which it begins, at whose end one is taken off.
            taken |= dict.fromkeys(range(column, min(column + width, _MOST_COLUMNS)), rows)
        self._columns[-1] = column + width
        return column - before


def _span(cell: LexborNode, name: str, most: int) -> int:
    typed = (cell.attributes.get(name) or "").strip()
    return min(max(int(typed), 1), most) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
