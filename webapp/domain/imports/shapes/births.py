"""A birth or an age that stands beside a name in its cell, in a column of its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from webapp.domain.imports.cells.dates import OF_BIRTH
from webapp.domain.imports.cells.status_days import ON
from webapp.domain.imports.cells.values import is_age, read_age, says_nothing
from webapp.domain.imports.columns import guessed_fields
from webapp.domain.imports.headers import known_words, plain, tells_of_births
from webapp.domain.imports.shapes.added_columns import WITHIN_NAMES, width_of, with_cells
from webapp.domain.imports.table import Cell, TableRow, column_texts
from webapp.domain.text.quote_location import Span
from webapp.vocab.imports import ListField

# As in `Bahar Misallı, 1985`, `Bahar Misallı (12.12.1971)` and `Bahar Misallı - b. 1990`.
_BESIDE_NAME = re.compile(
    r"(?P<name>.*[^\W\d_.][.*†‡¹²³)]*)(?:\s*[,;\n]\s*|\s*[(\[]\s*|\s[-–—]\s)(?P<beside>[^,;()\[\]\n]+?)\s*[)\]]?",
    re.DOTALL,
)
_BORN_ON = re.compile(
    r"(?:\d{1,2}[./-]\d{1,2}[./-])?(?P<year>(?:19|20)\d\d)|(?P<iso>(?:19|20)\d\d)-\d\d-\d\d"
)
_LONGEST = 200
# Of so many names most have a year beside them, which are births where they are spread so wide.
_DESCRIBING = (ListField.NOTHING, ListField.OCCUPATION)
_FEWEST_STATED = 2
_FEWEST, _SPREAD, _YOUNGEST = 3, 15, 14


def with_births_apart(
    header: TableRow, rows: list[TableRow], latest_year: int
) -> tuple[TableRow, list[TableRow]]:
    """Return a header and its rows with a birth or an age that stands beside a name in a column of its own.

    A year alone is a birth where the header says so, or where most names have one and these are spread wide,
    long before the last year of which the list can tell.
    """
    fields = guessed_fields(header, width_of(header, rows))
    if ListField.NAME in fields:
        column = fields.index(ListField.NAME)
        header, rows = _with_births_of(column, header, rows, latest_year)
    others = [column for column, field in enumerate(fields) if field in _DESCRIBING]
    if {*WITHIN_NAMES} & {*guessed_fields(header, width_of(header, rows))}:
        return header, rows
    texts = {column: column_texts(rows, column) for column in others}
    column = next((column for column in others if _tell_of_births(texts[column], latest_year)), -1)
    if column < 0:
        return header, rows
    return _with_births_of(column, header, rows, latest_year, any_year=True)


def _tell_of_births(texts: Sequence[str], latest_year: int) -> bool:
    """Tell whether most cells that describe people have a birth or an age beside what somebody is."""
    cells = [Cell(text, Span(0, len(text))) for text in texts if text]
    births, stated = (
        sum(_parted(cell, any_year=any_year)[1] is not None for cell in cells) for any_year in (True, False)
    )
    is_stated = stated >= _FEWEST_STATED or _are_births(texts, latest_year)
    return is_stated and births >= max(_FEWEST, len(cells) // 2)


def _with_births_of(
    column: int, header: TableRow, rows: list[TableRow], latest_year: int, *, any_year: bool = False
) -> tuple[TableRow, list[TableRow]]:
    """Return a header and its rows with what stands beside the words of a column in one of its own."""
    width = width_of(header, rows)
    fields = guessed_fields(header, width)
    names = column_texts(rows, column)
    any_year = any_year or tells_of_births(header.cell(column).text) or _are_births(names, latest_year)
    parts = [_parted(row.cell(column), any_year=any_year) for row in rows]
    places = {field: fields.index(field) for field in WITHIN_NAMES if field in fields}
    cells = list(header.cells)
    for field in dict.fromkeys(field for _, field, _ in parts if field and field not in places):
        cells += [header.cell(len(cells))] * (width - len(cells))
        cells.append(Cell(WITHIN_NAMES[field], header.span))
        places[field] = len(cells) - 1
    apart = [
        _apart(row, column, name, places[field], beside) if field else row
        for row, (name, field, beside) in zip(rows, parts, strict=True)
    ]
    return replace(header, cells=tuple(cells)), apart


def _apart(row: TableRow, column: int, name: Cell, place: int, beside: Cell) -> TableRow:
    """Return a row with what stands beside a name in its own column, unless that says something else."""
    own = row.cell(place).text
    if not own:
        return with_cells(row, {column: name, place: beside})
    figures = re.findall(r"\d+", beside.text)
    return with_cells(row, {column: name}) if figures and all(each in own for each in figures) else row


def _parted(cell: Cell, *, any_year: bool) -> tuple[Cell, ListField | None, Cell]:
    """Return a cell of a name without a birth or an age, which of them it has, and the cell of that."""
    match = _beside_name(cell.text)
    # A cell with doubled quotation marks is longer in its text than as it is read.
    if match is None or len(cell.text) != cell.span.end - cell.span.start:
        return cell, None, cell
    beside, start = match["beside"], cell.span.start
    bare = _without_birth_words(beside)
    stated = len(bare) < len(beside) or OF_BIRTH.search(beside) is not None
    at = start + match.start("beside") + len(beside) - len(bare)
    name = Cell(match["name"], Span(start, start + match.end("name")))
    stated = stated and (says_nothing(bare) or any(map(str.isdigit, bare)))
    if stated or (any_year and (says_nothing(bare) or _BORN_ON.fullmatch(bare))):
        return name, ListField.BORN, Cell(bare, Span(at, at + len(bare)))
    has_figure = any(map(str.isdigit, bare))
    if (has_figure and is_age(bare)) or (any_year and read_age(bare).isdecimal()):
        return name, ListField.AGE, Cell(bare, Span(at, at + len(bare)))
    return cell, None, cell


def _beside_name(text: str) -> re.Match[str] | None:
    """Return a name and what stands beside it; nothing of a long cell, which is none and would take long."""
    return _BESIDE_NAME.fullmatch(text) if len(text) <= _LONGEST else None


def _without_birth_words(text: str) -> str:
    """Return what follows the words for a birth, as in `born on 3 May 1980`."""
    known, words = known_words("beside_a_date"), text.split()
    # As in `р. н. 1980`.
    lengths = (length for length in (2, 1) if known.get(plain(" ".join(words[:length]))) == "birth")
    if (length := next(lengths, 0)) == 0:
        return text
    rest = text.split(maxsplit=length)[length] if len(words) > length else ""
    first = plain(rest.split(maxsplit=1)[0]) if rest else ""
    return rest.split(maxsplit=1)[1] if first in ON and " " in rest else rest


def _are_births(names: Sequence[str], latest_year: int) -> bool:
    years = list(_years_beside(names))
    is_wide = bool(years) and max(years) <= latest_year - _YOUNGEST and max(years) - min(years) >= _SPREAD
    return is_wide and len(years) >= _FEWEST


def _years_beside(names: Sequence[str]) -> Iterator[int]:
    for match in filter(None, map(_beside_name, names)):
        if born := _BORN_ON.fullmatch(match["beside"]):
            yield int(born["year"] or born["iso"])
