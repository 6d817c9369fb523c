"""Our own export come back: rows that are as recorded, changed, stale or unknown, cell by cell."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.domain.imports.cells import values
from webapp.domain.imports.cells.dates import read_date
from webapp.domain.imports.cells.status_words import guessed_status
from webapp.domain.imports.lists import ListTable
from webapp.domain.imports.table import TableRow
from webapp.domain.publishing.people_columns import LIST_COLUMNS, CellContext
from webapp.domain.read_model.csv_words import SEPARATOR, TERM_OF
from webapp.domain.refusals import Refused
from webapp.domain.text.formula_escape import unescaped
from webapp.domain.visibility import INTERNAL, PUBLIC, Reader
from webapp.models import PersonSummary
from webapp.vocab.reconciling import ReturnOutcome
from webapp.vocab.words import N_

STATED = (
    "name", "other_names", "sex", "born", "occupation", "organizations", "status", "status_since_edtf",
    "status_place", "charges", "sentence", "assessments",
)  # fmt: skip
"""The columns that tell what sources state; all others follow from these, and are never typed."""
EVIDENCE = ("evidence_source", "evidence_quote")
"""Columns that somebody adds, to say what shows the changed cells of a row: a source, and its words."""
# What stands where a letter was, and what may have stood there.
_LOST, _LOSABLE = re.compile(r"[?\ufffd]"), re.compile(r"(?:[^\x00-\x7f]|\?)+")
# These differ from day to day, or with the address of the site.
_PASSING = ("days_held", "status_detail", "citation_url", "record_url")
Cells = Mapping[str, str]


class ChangedCell(NamedTuple):
    """A cell that is not as recorded; one of a column that `is_derived` cannot be brought in."""

    column: str
    theirs: str
    ours: str
    is_derived: bool


@dataclass(frozen=True)
class ReturnedRow:
    """A row of an export with how it stands to the record: which cells differ, and both versions.

    `columns` are all its cells as the file has them, not escaped, by the names of their columns.
    """

    row: TableRow
    reference: str
    name: str
    outcome: ReturnOutcome
    cells: tuple[ChangedCell, ...] = ()
    version: str = ""
    ours: str = ""
    columns: Cells = field(default_factory=dict)


def returned_rows(
    session: Session, table: ListTable, *, today: date, public_url: str
) -> list[ReturnedRow]:
    """Return how each row of an export of ours stands to what is recorded today; nothing is written.

    Raises Refused at `text` for a file that was saved without letters which the record has.
    """
    assert table.header is not None
    columns = [cell.text for cell in table.header.cells]
    rows = [
        (row, {name: row.cell(place).text for place, name in enumerate(columns)})
        # The sheet that says what our workbook is follows the people, in two columns.
        for row in takewhile(lambda row: len(row.cells) > 2, table.rows)
    ]
    references = [cells.get("reference", "") for _, cells in rows]
    recorded = [
        dict(_recorded(session, references, to=reader, today=today, public_url=public_url))
        for reader in (PUBLIC, INTERNAL)
    ]
    returned = [
        min(
            (_returned(row, cells, people.get(cells.get("reference", ""))) for people in recorded),
            key=lambda returned: (returned.outcome is ReturnOutcome.UNKNOWN, len(returned.cells)),
        )
        for row, cells in rows
    ]
    _refuse_lost_letters(returned)
    return returned


def _refuse_lost_letters(rows: Iterable[ReturnedRow]) -> None:
    for cell in (cell for row in rows for cell in row.cells):
        if _LOST.search(cell.theirs) and not cell.ours.isascii() and _ascii(cell.theirs) == _ascii(cell.ours):
            message = N_(
                "Letters were lost when this file was saved: it has “%(theirs)s” for “%(ours)s”. Save it as a"
                " workbook, or as CSV in UTF-8."
            )
            raise Refused("text", message, theirs=cell.theirs[:60], ours=cell.ours[:60])


def _ascii(cell: str) -> str:
    """Return a cell with one sign for all letters that an old encoding may lack, however many there are."""
    return _LOSABLE.sub("?", cell)


def _recorded(
    session: Session, references: list[str], *, to: Reader, today: date, public_url: str
) -> Iterator[tuple[str, Cells]]:
    """Yield by reference the cells of people as an export of today has them, not escaped."""
    context = CellContext(PersonSummary, today, public_url)
    query = select(*(column.expression(context) for column in LIST_COLUMNS)).select_from(PersonSummary)
    query = query.where(PersonSummary.audience == to.audience)
    for batch in batches(references):
        for row in session.execute(query.where(PersonSummary.reference.in_(batch))):
            cells = dict(zip((column.name for column in LIST_COLUMNS), map(str, row), strict=True))
            yield cells["reference"], cells


def _returned(row: TableRow, printed: Cells, ours: Cells | None) -> ReturnedRow:
    # A workbook of ours has no escapes, a CSV has them.
    cells = {
        name: cell if ours and cell == ours.get(name) else unescaped(cell) for name, cell in printed.items()
    }
    reference, name = cells.get("reference", ""), cells.get("name", "")
    if ours is None:
        return ReturnedRow(row, reference, name, ReturnOutcome.UNKNOWN)
    version = cells.get("version", "")
    is_older = version != ours["version"]
    changed = tuple(
        ChangedCell(column, cells[column], ours[column], column not in STATED)
        for column in ours
        if column in cells
        and column not in ("version", *_PASSING)
        # Of an older version it cannot be told whether somebody typed what follows from other columns.
        and not (is_older and column not in STATED)
        and _differ(column, cells[column], ours[column])
    )
    outcome = _outcome(changed, is_older=is_older)
    return ReturnedRow(row, reference, name, outcome, changed, version, ours["version"], cells)


def _outcome(changed: tuple[ChangedCell, ...], *, is_older: bool) -> ReturnOutcome:
    if changed and is_older:
        return ReturnOutcome.STALE
    if any(cell.is_derived for cell in changed):
        return ReturnOutcome.DERIVED
    return ReturnOutcome.CHANGED if changed else ReturnOutcome.UNCHANGED


def cell_values(cell: str) -> list[str]:
    """Return the values of a cell, each with single spaces, which is all that spreadsheets and texts keep."""
    parts = (" ".join(part.split()) for part in cell.split(SEPARATOR.strip()))
    return [part for part in parts if part]


def as_exported(column: str, value: str) -> str:
    """Return a value as an export has it, whatever other way of writing it somebody chose."""
    try:
        match column:
            case "status":
                return status.value if (status := guessed_status(value)) else value
            case "born" | "status_since_edtf":
                return read_date(value, in_spreadsheet=True).edtf
            case "sex":
                return values.read_sex(value).value
            case "sentence":
                return value.removeprefix(TERM_OF)
    except Refused:
        pass
    return value


def _differ(column: str, theirs: str, ours: str) -> bool:
    if "\t" in ours and "".join(theirs.split()) == "".join(ours.split()):
        # Who saves it as .ods loses the tab of a quotation from a list.
        return False
    first, second = ({as_exported(column, value) for value in cell_values(cell)} for cell in (theirs, ours))
    return first != second
