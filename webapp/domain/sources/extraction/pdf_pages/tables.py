"""A PDF's page with the rows of its table told apart: each on a line of its own, its cells by tabs."""

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile
from operator import attrgetter
from typing import NamedTuple

from webapp.domain.sources.extraction.pdf_pages.lines import Line
from webapp.domain.sources.extraction.pdf_pages.right_to_left import line_as_read

# In points: lines on one height, edges at one place; and how many rows make a table.
_SAME_LINE, _SAME_EDGE, _FEWEST = 2.0, 3.0, 3
_PART_OF_LINE = 0.7
# What one reader gives as printed and another spelled out: hyphens, letters that are joined.
_SPELLED_OUT = str.maketrans({
    **dict.fromkeys("‐\u00ad", "-"),
    **{joined: unicodedata.normalize("NFKC", joined) for joined in map(chr, range(0xFB00, 0xFB07))},
})  # fmt: skip
# Of the words of a page, the share that may be parted otherwise than in its own order.
_OTHER_WORDS = 0.02


class _Placed(NamedTuple):
    line: Line
    column: int


def table_text(lines: Sequence[Line], text: str) -> str | None:
    """Return the text of a page that holds a table; None where it holds none, or letters would be lost.

    The lines are in the order in which the file draws them: cell by cell, row by row. A row begins where the
    first column is come back to; lines of running text in columns come back to none.
    """
    edges = _edges(lines)
    if len(edges) < 2:
        return None
    placed = [_Placed(line, _column(line, edges)) for line in lines]
    first, last = _longest_run(placed)
    rows = _rows(placed[first:last])
    if len(rows) < _FEWEST or sum(len({cell.column for cell in row}) > 1 for row in rows) < _FEWEST:
        return None
    printed = [_row(row, len(edges)) for row in rows]
    found = "\n".join([*map(line_as_read, lines[:first]), *printed, *map(line_as_read, lines[last:])])
    return found if _same_letters(found, text) else None


def _edges(lines: Sequence[Line]) -> list[float]:
    """Return the places at which cells begin: those of lines that stand beside others, in several rows."""
    by_height = sorted(lines, key=attrgetter("baseline"))
    lefts: list[float] = []
    for line in lines:
        # Cells of two lines and of one, in the middle of a row, stand half a line apart.
        apart = max(_SAME_LINE, _PART_OF_LINE * line.height)
        first = bisect_left(by_height, line.baseline - apart, key=attrgetter("baseline"))
        last = bisect_left(by_height, line.baseline + apart, key=attrgetter("baseline"))
        if any(other.left > line.right or other.right < line.left for other in by_height[first:last]):
            lefts.append(line.left)
    edges: list[float] = []
    for left in sorted(lefts):
        around = sum(abs(left - other) <= _SAME_EDGE for other in lefts)
        if around >= _FEWEST and (not edges or left - edges[-1] > 2 * _SAME_EDGE):
            edges.append(left)
    return edges


def _column(line: Line, edges: Sequence[float]) -> int:
    """Return the number of the column in which a line begins; -1 for none."""
    return next((number for number, edge in enumerate(edges) if abs(line.left - edge) <= _SAME_EDGE), -1)


def _longest_run(placed: Sequence[_Placed]) -> tuple[int, int]:
    """Return where the longest run of lines begins and ends that all begin at the edges."""
    best = (0, 0)
    start = 0
    for place in range(len(placed) + 1):
        if place == len(placed) or placed[place].column < 0:
            best = max(best, (start, place), key=lambda run: run[1] - run[0])
            start = place + 1
    return best


def _above(placed: Sequence[_Placed]) -> int:
    """Return how many lines stand above a row at the edge of its first column, as paragraphs and titles do.

    Where no cell stands beside them, all.
    """
    beside = next((each.line for each in placed if each.column > 0), None)
    top = beside.baseline + _SAME_LINE if beside else float("-inf")
    return sum(1 for _ in takewhile(lambda each: each.line.baseline > top, placed))


def _rows(placed: Sequence[_Placed]) -> list[list[_Placed]]:
    """Return the rows of a table: each begins in the first column, after a line of another one.

    No row stands beside the one before it, as a column of running text beside another does.
    """
    rows: list[list[_Placed]] = []
    for each in placed:
        before = rows[-1][-1] if rows else None
        if before is None or (each.column == 0 and before.column > 0):
            rows.append([each])
        else:
            rows[-1].append(each)
    return rows


def _row(row: Sequence[_Placed], columns: int) -> str:
    above = _above(row)
    cells: list[list[str]] = [[] for _ in range(columns)]
    for line, column in row[above:]:
        cells[column].append(line_as_read(line))
    printed = [*(line_as_read(line) for line, _ in row[:above]), "\t".join(map(_cell, cells)).rstrip("\t")]
    return "\n".join(filter(None, printed))


def _cell(lines: Sequence[str]) -> str:
    """Return the lines of a cell as one; a hyphen at the end of a line stays."""
    cell = ""
    for line in lines:
        cell += ("" if not cell or cell.endswith("-") else " ") + line.strip()
    return cell


def _same_letters(found: str, text: str) -> bool:
    """Tell whether two readings of a page hold the same letters, and all but the same words."""
    words, others = (Counter(each.translate(_SPELLED_OUT).split()) for each in (found, text))
    if Counter("".join(words.elements())) != Counter("".join(others.elements())):
        return False
    return (words - others).total() <= max(2, _OTHER_WORDS * others.total())
