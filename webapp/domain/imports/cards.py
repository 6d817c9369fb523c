"""Record cards one below the other, each with its labels in a first column, as the rows of a table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from webapp.domain.imports.headers import known_words, names_a_column, names_a_name, plain
from webapp.domain.imports.table import Cell, TableRow, TextRows
from webapp.domain.text.quote_location import Span

# As in `Name: Bahar Misallı`.
_LABEL = re.compile(r"\s*(?P<label>[^:：]{1,60}?)\s*[:：]\s*(?P<value>.*)", re.DOTALL)
_FEWEST_CARDS, _MOSTLY = 2, 0.6


def cards_in(rows: Sequence[TableRow]) -> tuple[TableRow, list[TableRow]] | None:
    """Return the labels of cards as a header, and each card as a row; None where rows are no cards."""
    if isinstance(rows, TextRows):
        return None
    lines = [_parted(row) for row in rows]
    first = next((place for place, line in enumerate(lines) if _is_known(line)), len(lines))
    lines = lines[first:]
    names = [line for line in lines if names_a_name(line.cell(0).text)]
    known = sum(map(_is_known, lines))
    if len(names) < _FEWEST_CARDS or known < _MOSTLY * len(lines) or not all(map(_is_line, lines)):
        return None
    if any(names_a_column(line.cell(1).text) for line in names):
        # A table of two columns, of which the header comes again.
        return None
    cards = list(_cards(lines))
    labels = {plain(line.cell(0).text): line.cell(0) for card in reversed(cards) for line in reversed(card)}
    order = list(dict.fromkeys(plain(line.cell(0).text) for card in cards for line in card))
    header = replace(lines[0], cells=tuple(labels[label] for label in order))
    return header, [_as_row(card, order) for card in cards]


def _parted(row: TableRow) -> TableRow:
    """Return a line of a card with its label in a cell of its own."""
    filled = [cell for cell in row.cells if cell.text]
    match = _LABEL.fullmatch(filled[0].text) if len(filled) == 1 else None
    if match is None or len(filled[0].text) != filled[0].span.end - filled[0].span.start:
        first = row.cell(0)
        return replace(row, cells=(first._replace(text=first.text.rstrip(" :：")), *row.cells[1:]))
    start = filled[0].span.start
    cells = (
        Cell(match[part], Span(start + match.start(part), start + match.end(part)))
        for part in ("label", "value")
    )
    return replace(row, cells=tuple(cells))


def _is_line(line: TableRow) -> bool:
    """Tell whether a row has a label and what stands beside it, and no more."""
    return not any(cell.text for cell in line.cells[2:])


def _is_known(line: TableRow) -> bool:
    label = line.cell(0).text
    return bool(label) and (names_a_column(label) or plain(label) in known_words("remarks"))


def _cards(lines: Sequence[TableRow]) -> Iterator[list[TableRow]]:
    """Yield the lines of each card: one begins where the label of the first line comes again."""
    card = list[TableRow]()
    for line in lines:
        if card and plain(line.cell(0).text) == plain(lines[0].cell(0).text):
            yield card
            card = []
        card.append(line)
    yield card


def _as_row(card: Sequence[TableRow], labels: Sequence[str]) -> TableRow:
    """Return a card as a row; what it has twice is one cell from the first to the last."""
    end = card[-1].span.end
    cells = []
    for label in labels:
        own = [line.cell(1) for line in card if plain(line.cell(0).text) == label and line.cell(1).text]
        text, span = "; ".join(cell.text for cell in own), Span(end, end)
        span = Span(own[0].span.start, own[-1].span.end) if own else span
        cells.append(Cell(text, span))
    marks = tuple(mark for line in card for mark in line.marks)
    return TableRow(card[0].number, tuple(cells), Span(card[0].span.start, end), marks)
