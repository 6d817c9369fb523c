"""Our own export come back: rows that are as recorded, changed, stale or unknown, cell by cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.domain.imports.lists import ListTable
from webapp.domain.imports.table import TableRow
from webapp.domain.publishing.people_columns import LIST_COLUMNS, CellContext
from webapp.domain.text.formula_escape import unescaped
from webapp.domain.visibility import INTERNAL, PUBLIC, Reader
from webapp.models import PersonSummary
from webapp.vocab.reconciling import ReturnOutcome

STATED = (
    "name", "other_names", "sex", "born", "occupation", "organizations", "status", "status_since_edtf",
    "status_place", "charges", "sentence", "assessments",
)  # fmt: skip
"""The columns that tell what sources state; all others follow from these, and are never typed."""
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
    """A row of an export with how it stands to the record: which cells differ, and both versions."""

    row: TableRow
    reference: str
    name: str
    outcome: ReturnOutcome
    cells: tuple[ChangedCell, ...] = ()
    version: str = ""
    ours: str = ""


def returned_rows(
    session: Session, table: ListTable, *, today: date, public_url: str
) -> list[ReturnedRow]:
    """Return how each row of an export of ours stands to what is recorded today; nothing is written."""
    assert table.header is not None
    columns = [cell.text for cell in table.header.cells]
    rows = [
        (row, {name: unescaped(row.cell(place).text) for place, name in enumerate(columns)})
        for row in table.rows
    ]
    references = [cells.get("reference", "") for _, cells in rows]
    recorded = [
        dict(_recorded(session, references, to=reader, today=today, public_url=public_url))
        for reader in (PUBLIC, INTERNAL)
    ]
    return [
        min(
            (_returned(row, cells, people.get(cells.get("reference", ""))) for people in recorded),
            key=lambda returned: (returned.outcome is ReturnOutcome.UNKNOWN, len(returned.cells)),
        )
        for row, cells in rows
    ]


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


def _returned(row: TableRow, cells: Cells, ours: Cells | None) -> ReturnedRow:
    reference, name = cells.get("reference", ""), cells.get("name", "")
    if ours is None:
        return ReturnedRow(row, reference, name, ReturnOutcome.UNKNOWN)
    changed = tuple(
        ChangedCell(column, cells[column], ours[column], column not in STATED)
        for column in ours
        if column in cells and column not in ("version", *_PASSING) and _differ(cells[column], ours[column])
    )
    version = cells.get("version", "")
    outcome = _outcome(changed, version, ours)
    return ReturnedRow(row, reference, name, outcome, changed, version, ours["version"])


def _outcome(changed: tuple[ChangedCell, ...], version: str, ours: Cells) -> ReturnOutcome:
    if changed and version != ours["version"]:
        return ReturnOutcome.STALE
    if any(cell.is_derived for cell in changed):
        return ReturnOutcome.DERIVED
    return ReturnOutcome.CHANGED if changed else ReturnOutcome.UNCHANGED


def _differ(theirs: str, ours: str) -> bool:
    """Tell whether two cells differ in more than white space, which spreadsheets and texts do not keep."""
    return " ".join(theirs.split()) != " ".join(ours.split())
