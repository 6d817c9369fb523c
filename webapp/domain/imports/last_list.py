"""The last list of the same publisher: who came since then, who left, and of whom cells changed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from webapp.domain.imports.cells.names import name_cell, names_nobody
from webapp.domain.imports.cells.values import read_name
from webapp.domain.imports.headers import plain
from webapp.domain.imports.lists import ListTable, is_list, list_table
from webapp.domain.imports.rows import named_here
from webapp.domain.imports.table import TableRow
from webapp.domain.refusals import Refused
from webapp.domain.text.name_folding import name_tokens
from webapp.models import Person, Source, SourceVersion
from webapp.vocab.imports import NAME_PARTS, ListField
from webapp.vocab.people import PublicationState

# Lists of one publisher that are looked through for the last one.
_MOST_SOURCES = 20
MOST_SHOWN = 100
"""Of each kind of difference, how many are told by name."""


class LeftPerson(NamedTuple):
    """A name that is on the last list and not on this one, and whom of ours it was recorded of."""

    name: str
    person: Person | None


class ReprintedCell(NamedTuple):
    """A cell that both lists have in a column of one name, and print differently."""

    header: str
    before: str
    now: str


class ChangedEntry(NamedTuple):
    """Somebody on both lists of whom cells changed."""

    name: str
    cells: list[ReprintedCell]


@dataclass
class SinceLastList:
    """What differs from the last list; `unclear` counts names that one of the two prints twice."""

    last: SourceVersion
    came: list[str] = field(default_factory=list)
    left: list[LeftPerson] = field(default_factory=list)
    changed: list[ChangedEntry] = field(default_factory=list)
    unclear: int = 0

    def as_plain(self) -> dict[str, Any]:
        """Return how many came, left and changed, and the first of them, as JSON has them."""
        left = [(each.name, each.person and each.person.reference) for each in self.left[:MOST_SHOWN]]
        return {
            "last": str(self.last.id),
            "counts": {"came": len(self.came), "left": len(self.left), "changed": len(self.changed)},
            "came": self.came[:MOST_SHOWN],
            "left": left,
            "changed": [(each.name, each.cells) for each in self.changed[:MOST_SHOWN]],
            "unclear": self.unclear,
        }


def since_last_list(session: Session, version: SourceVersion, table: ListTable) -> SinceLastList | None:
    """Return what differs from the last list of the same publisher; None where there is none.

    Who left is told and nothing more: to leave a list is no release.
    """
    for last in _earlier(session, version):
        try:
            last_table = list_table(last)
        except Refused:
            continue
        if (now := _names(table)) and (before := _names(last_table)):
            return _difference(session, SinceLastList(last), (table, now), (last_table, before))
    return None


def _difference(
    session: Session,
    result: SinceLastList,
    here: tuple[ListTable, dict[int, str]],
    there: tuple[ListTable, dict[int, str]],
) -> SinceLastList:
    rows, last_rows = (_by_name(*each) for each in (here, there))
    twice = {name for each in (rows, last_rows) for name, found in each.items() if len(found) > 1}
    result.unclear = len(twice)
    columns, last_columns = _headers(here[0]), _headers(there[0])
    for name in (rows.keys() | last_rows.keys()) - twice:
        ((row, printed),) = rows.get(name, [(None, "")])
        ((last_row, last_printed),) = last_rows.get(name, [(None, "")])
        if last_row is None:
            result.came.append(printed)
        elif row is None:
            result.left.append(LeftPerson(last_printed, named_here(session, result.last, last_row.span)))
        elif cells := list(_changed(here[0], columns, row, last_columns, last_row)):
            result.changed.append(ChangedEntry(printed, cells))
    for entries in (result.came, result.left, result.changed):
        entries.sort()
    return result


def _earlier(session: Session, version: SourceVersion) -> Iterator[SourceVersion]:
    """Yield earlier versions of a source, then the lists of its publisher before it, the newest first."""
    source = version.source
    query = select(SourceVersion).join(SourceVersion.source).options(undefer(SourceVersion.text))
    own = query.where(SourceVersion.source_id == source.id, SourceVersion.number < version.number)
    yield from session.scalars(own.order_by(SourceVersion.number.desc()))
    if source.publisher_id is None:
        return
    others = query.where(
        Source.publisher_id == source.publisher_id, Source.id != source.id,
        Source.state == PublicationState.PUBLISHED,
    )  # fmt: skip
    found = session.scalars(others.order_by(SourceVersion.retrieved_at.desc()).limit(_MOST_SOURCES))
    earlier = [each for each in found if _day(each) < _day(version) and is_list(each)]
    yield from sorted(earlier, key=_day, reverse=True)


def _day(version: SourceVersion) -> tuple[str, str]:
    """Return when a list was of, as it sorts; one without a date after its reference."""
    date = version.source.date
    latest = (date.latest or date.earliest) if date else None
    return (latest.isoformat() if latest else "", version.source.reference)


def _names(table: ListTable) -> dict[int, str]:
    """Return the name of each row by its number, of a heading or a total none.

    Nothing where no column seems to hold names.
    """
    fields = table.fields
    rows = (row for row in table.rows if not names_nobody(row, fields))
    cells = ((row.number, name_cell(row, fields)) for row in rows)
    return {number: name for number, cell in cells if cell and (name := read_name(cell.text))}


def _by_name(
    table: ListTable, names: dict[int, str]
) -> dict[frozenset[str], list[tuple[TableRow | None, str]]]:
    rows: dict[frozenset[str], list[tuple[TableRow | None, str]]] = {}
    for row in table.rows:
        if name := names.get(row.number):
            rows.setdefault(frozenset(name_tokens(name).tokens), []).append((row, name))
    return rows


def _changed(
    table: ListTable, columns: dict[str, int], row: TableRow, last_columns: dict[str, int], last_row: TableRow
) -> Iterator[ReprintedCell]:
    for header, place in columns.items():
        if header not in last_columns:
            continue
        before, now = last_row.cell(last_columns[header]).text, row.cell(place).text
        if plain(before) != plain(now):
            assert table.header is not None
            yield ReprintedCell(table.header.cell(place).text, before, now)


# The number of a row says nothing of a person.
_NUMBERS = frozenset({"", "no", "nr", "n", "number", "№"})
_NAMES = frozenset({ListField.NAME, *NAME_PARTS, ListField.REFERENCE})
# Rows by which a column is told to number them, and how many of their numbers follow one another.
_LOOKED_AT, _MOSTLY = 200, 0.8


def _headers(table: ListTable) -> dict[str, int]:
    """Return the names of columns, each once, with their places; none of names and of the numbers of rows."""
    headers = [plain(table.header.cell(place).text) if table.header else "" for place in range(table.width)]
    counts, fields = Counter(headers), table.fields
    return {
        header: place for place, header in enumerate(headers)
        if counts[header] == 1 and header not in _NUMBERS and fields[place] not in _NAMES
        and not (fields[place] is ListField.NOTHING and _numbers_rows(table, place))
    }  # fmt: skip


def _numbers_rows(table: ListTable, column: int) -> bool:
    """Tell whether a column numbers the rows, whatever its header says: its numbers follow one another."""
    cells = (row.cell(column).text for row in table.rows[:_LOOKED_AT])
    numbers = [int(cell) for cell in cells if cell.isdecimal() and len(cell) < len("10000")]
    following = sum(second - first == 1 for first, second in pairwise(numbers))
    return len(numbers) > 1 and following >= _MOSTLY * (len(numbers) - 1)
