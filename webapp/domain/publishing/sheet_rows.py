"""The rows of a worksheet as XML (ECMA-376, part 1, section 18.3.1), some hundred at once."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple
from xml.sax.saxutils import escape

from xlsxwriter.utility import xl_col_to_name

from webapp.domain.publishing.people_columns import LIST_COLUMNS, ListColumn

# What a cell and a sheet of the format can hold (ECMA-376 as Excel reads it).
_LONGEST_CELL = 32_767
# A sheet may have 65,530 links; two a row.
_MOST_LINKED_ROWS = 32_000
_LONGEST_LINK = 2_000
# A sheet counts days from here on, this one being the 61st; an earlier one stays a text.
_FIRST_DAY = "1900-03-01"
_BEFORE_FIRST = date(1899, 12, 30).toordinal()
# The line below the header.
_FIRST_LINE = 2
_LETTERS = [xl_col_to_name(place) for place in range(len(LIST_COLUMNS))]
# What a cell says in other signs: of XML, of those that XML cannot hold, and blanks where it begins or ends.
_WRITTEN_OTHERWISE = ("&", "<", ">", "_x", "| ", " |")
_CODE = re.compile(r"_(x[0-9a-fA-F]{4}_)")
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


class Link(NamedTuple):
    """A cell that leads to an address."""

    cell: str
    address: str


class CellStyles(NamedTuple):
    """The numbers of the formats in which links and days are shown."""

    link: int
    day: int


def fitting(cell: str) -> str:
    """Return a text, cut where it is longer than a cell may be."""
    return cell if len(cell) <= _LONGEST_CELL else cell[: _LONGEST_CELL - 1] + "\N{HORIZONTAL ELLIPSIS}"


def sheet_rows(rows: Sequence[Sequence[str]], number: int, styles: CellStyles, links: list[Link]) -> bytes:
    """Return rows of the list, of which `number` stand above them; adds the cells that are links to `links`.

    By the library, which writes cell by cell whatever one may hold, they took five times as long.
    """
    lines = range(_FIRST_LINE + number, _FIRST_LINE + number + len(rows))
    columns = [
        _cells(column, letter, values, lines, styles)
        for column, letter, values in zip(LIST_COLUMNS, _LETTERS, zip(*rows, strict=True), strict=True)
    ]
    links += _links(rows, lines)
    cells = map("".join, zip(*columns, strict=True))
    return "".join(f'<row r="{line}">{row}</row>' for line, row in zip(lines, cells, strict=True)).encode()


def _cells(
    column: ListColumn, letter: str, values: Sequence[str], lines: Sequence[int], styles: CellStyles
) -> list[str]:
    if column.type == "integer":
        return [
            f'<c r="{letter}{line}"><v>{int(value)}</v></c>' if value else ""
            for line, value in zip(lines, values, strict=True)
        ]
    style = f' s="{styles.link}"' if column.link else ""
    texts = [
        f'<c r="{letter}{line}"{style} t="inlineStr"><is>{text}</is></c>' if text else ""
        for line, text in zip(lines, _texts(values), strict=True)
    ]
    if column.type == "date":
        return [
            f'<c r="{letter}{line}" s="{styles.day}"><v>{_day_number(value)}</v></c>'
            if value >= _FIRST_DAY else text
            for line, value, text in zip(lines, values, texts, strict=True)
        ]  # fmt: skip
    return texts


def _day_number(value: str) -> int:
    return date.fromisoformat(value).toordinal() - _BEFORE_FIRST


def _texts(values: Sequence[str]) -> Iterable[str]:
    """Return texts as elements; most columns of some hundred rows hold nothing that is written otherwise."""
    together = "|".join(values)
    if (
        not together.isprintable()
        or together != together.strip()
        or any(sign in together for sign in _WRITTEN_OTHERWISE)
    ):
        return (_text(value) if value else "" for value in values)
    if len(together) > _LONGEST_CELL:
        values = [fitting(value) for value in values]
    return (f"<t>{value}</t>" if value else "" for value in values)


def _text(value: str) -> str:
    value = _CODE.sub(r"_x005F_\1", fitting(value))
    value = _NOT_XML.sub(lambda sign: f"_x{ord(sign[0]):04X}_", value)
    kept = ' xml:space="preserve"' if value != value.strip() else ""
    return f"<t{kept}>{escape(value)}</t>"


def _links(rows: Sequence[Sequence[str]], lines: Sequence[int]) -> Iterator[Link]:
    linked = [place for place, column in enumerate(LIST_COLUMNS) if column.link]
    for line, row in zip(lines, rows, strict=True):
        if line < _FIRST_LINE + _MOST_LINKED_ROWS:
            for place in linked:
                if row[place] and len(row[place]) < _LONGEST_LINK:
                    yield Link(f"{_LETTERS[place]}{line}", row[place])
