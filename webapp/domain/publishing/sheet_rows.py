"""The rows of a worksheet as XML (ECMA-376, part 1, section 18.3.1), some hundred at once."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain, compress
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
# What stands for the number of a line in the form of a row.
_LINE = "\0"
_LETTERS = [xl_col_to_name(place) for place in range(len(LIST_COLUMNS))]
# What a cell says in other signs: of XML, of those that XML cannot hold, and blanks where it begins or ends.
_WRITTEN_OTHERWISE = ("&", "<", ">", "_x", "\n ", " \n")
_CODE = re.compile(r"_(x[0-9a-fA-F]{4}_)")
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")

# A cell that leads to an address, and the address.
Link = tuple[str, str]


class CellStyles(NamedTuple):
    """The numbers of the formats in which links and days are shown."""

    link: int
    day: int


def fitting(cell: str) -> str:
    """Return a text, cut where it is longer than a cell may be."""
    return cell if len(cell) <= _LONGEST_CELL else cell[: _LONGEST_CELL - 1] + "\N{HORIZONTAL ELLIPSIS}"


def sheet_rows(
    values_by_column: Sequence[Sequence[str]], number: int, styles: CellStyles, links: list[Link]
) -> bytes:
    """Return rows of the list, of which `number` stand above them; adds the cells that are links to `links`.

    By the library, which writes cell by cell whatever one may hold, they took ten times as long.
    """
    first = _FIRST_LINE + number
    lines = [str(line) for line in range(first, first + len(values_by_column[0]))]
    columns = [
        _column(column, letter, values, styles)
        for column, letter, values in zip(LIST_COLUMNS, _LETTERS, values_by_column, strict=True)
        if any(values)
    ]
    links += _links(values_by_column, lines[: max(0, _MOST_LINKED_ROWS - number)])
    return "".join(_written(columns, lines)).encode()


def _column(
    column: ListColumn, letter: str, values: Sequence[str], styles: CellStyles
) -> tuple[str, Sequence[str]]:
    """Return the form of a column's cells, and what each that is not empty has in the place of `%s`."""
    cell = f'<c r="{letter}{_LINE}"'
    if column.type == "integer":
        return f"{cell}><v>%s</v></c>", values
    if column.type == "date":
        return f"{cell} %s</c>", [_day(value, styles) if value else "" for value in values]
    style = f' s="{styles.link}"' if column.link else ""
    if _are_plain(values):
        return f'{cell}{style} t="inlineStr"><is><t>%s</t></is></c>', values
    texts = [_text(value) if value else "" for value in values]
    return f'{cell}{style} t="inlineStr"><is>%s</is></c>', texts


def _written(columns: Sequence[tuple[str, Sequence[str]]], lines: Sequence[str]) -> Iterator[str]:
    """Yield each row, of the cells that are not empty; many rows have the same."""
    forms, values_by_column = zip(*columns, strict=True)
    form_by_filled = dict[tuple[bool, ...], list[str]]()
    for line, values in zip(lines, zip(*values_by_column, strict=True), strict=True):
        filled = tuple(map(bool, values))
        form = form_by_filled.get(filled)
        if form is None:
            form = f'<row r="{_LINE}">{"".join(compress(forms, filled))}</row>'.split(_LINE)
            form_by_filled[filled] = form
        yield line.join(form) % tuple(filter(None, values))


@lru_cache(maxsize=10_000)
def _day(value: str, styles: CellStyles) -> str:
    if value < _FIRST_DAY:
        return f't="inlineStr"><is>{_text(value)}</is>'
    return f's="{styles.day}"><v>{date.fromisoformat(value).toordinal() - _BEFORE_FIRST}</v>'


def _are_plain(values: Sequence[str]) -> bool:
    """Tell whether texts are written as they are; most columns of some hundred rows are such."""
    # Line by line: a cell may hold whatever else parts two, and one of several lines is none that is plain.
    together = "\n".join(values)
    signs = together.replace("\n", "")
    return (
        signs.isprintable()
        and len(together) - len(signs) == len(values) - 1
        and together == together.strip(" ")
        and not any(sign in together for sign in _WRITTEN_OTHERWISE)
        and (len(together) <= _LONGEST_CELL or max(map(len, values)) <= _LONGEST_CELL)
    )


def _text(value: str) -> str:
    value = _CODE.sub(r"_x005F_\1", fitting(value))
    value = _NOT_XML.sub(lambda sign: f"_x{ord(sign[0]):04X}_", value)
    kept = ' xml:space="preserve"' if value != value.strip() else ""
    return f"<t{kept}>{escape(value)}</t>"


def _links(values_by_column: Sequence[Sequence[str]], lines: Sequence[str]) -> list[Link]:
    linked = [
        [(f"{letter}{line}", value) for line, value in zip(lines, values, strict=False)]
        for column, letter, values in zip(LIST_COLUMNS, _LETTERS, values_by_column, strict=True)
        if column.link
    ]
    links = chain.from_iterable(zip(*linked, strict=True))
    return [link for link in links if 0 < len(link[1]) < _LONGEST_LINK]
