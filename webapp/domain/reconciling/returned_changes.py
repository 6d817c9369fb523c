"""What changed cells of our own export say: claims to be, each of the columns that go together."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.claims.assessments import AssessmentContent
from webapp.domain.claims.charges import ChargeContent
from webapp.domain.imports.cells import sentences
from webapp.domain.imports.cells.status_words import guessed_status
from webapp.domain.imports.headers import plain
from webapp.domain.imports.reading import ListReading
from webapp.domain.imports.statements import CellContent, RowReader
from webapp.domain.imports.table import Cell, TableRow
from webapp.domain.law.provisions import cited_as, read_number
from webapp.domain.organizations.organizations import organization_named
from webapp.domain.read_model.csv_words import OFFENCE_NOT_STATED, TERM_OF
from webapp.domain.reconciling.returned_export import ChangedCell, ReturnedRow, as_exported, cell_values
from webapp.domain.refusals import Refused
from webapp.domain.text.quote_location import Span
from webapp.models import Provision
from webapp.vocab.assessments import Outcome, Scheme
from webapp.vocab.imports import ListField
from webapp.vocab.liberty import Status
from webapp.vocab.reconciling import ReturnOutcome
from webapp.vocab.words import N_

# These three are one claim.
_STATUS = {
    "status": ListField.STATUS, "status_since_edtf": ListField.SINCE, "status_place": ListField.PLACE,
}  # fmt: skip
_FIELDS = {
    "name": ListField.NAME, "other_names": ListField.OTHER_NAME, "sex": ListField.SEX,
    "born": ListField.BORN, "occupation": ListField.OCCUPATION, "organizations": ListField.ORGANIZATION,
}  # fmt: skip
_SEVERAL = ("other_names", "occupation", "organizations", "charges", "sentence", "assessments")
_JUDGED = re.compile(r"(?P<outcome>.+?) \((?P<by>.+)\)")
_CHARACTERISED = re.compile(r"(?P<charge>.+?) \((?P<words>.+)\)")


@dataclass(frozen=True)
class StatedChange:
    """Changed cells of a row that say one thing: what that is, or why it cannot be recorded.

    `left_out` are values of ours that the file has no more; they stay, since a file takes nothing away.
    """

    row: ReturnedRow
    cells: tuple[ChangedCell, ...]
    contents: tuple[CellContent, ...] = ()
    left_out: tuple[str, ...] = ()
    refused: Refused | None = None

    @property
    def key(self) -> str:
        """What a form means the change by: the row's number and the first of its columns."""
        return f"{self.row.row.number}-{self.cells[0].column}"


def stated_changes(session: Session, row: ReturnedRow) -> Iterator[StatedChange]:
    """Yield what the changed cells of a row say; those of columns that follow from others say nothing."""
    cells = [cell for cell in row.cells if not cell.is_derived]
    if row.outcome is ReturnOutcome.STALE:
        # What was filled in here since the export was empty there, and nobody emptied it.
        cells = [cell for cell in cells if cell.theirs]
    if status := tuple(cell for cell in cells if cell.column in _STATUS):
        yield _change(row, status, lambda _: _read(session, *_status_cells(row, status)))
    for cell in cells:
        if cell.column not in _STATUS:
            yield _change(row, (cell,), _reader(session, cell.column))


def _change(
    row: ReturnedRow, cells: tuple[ChangedCell, ...], read: Callable[[str], list[CellContent]]
) -> StatedChange:
    first = cells[0]
    several = len(cells) == 1 and first.column in _SEVERAL
    theirs, ours = (cell_values(first.theirs), cell_values(first.ours)) if several else ([first.theirs], [])
    added, left_out = _missing(first.column, theirs, ours), _missing(first.column, ours, theirs)
    try:
        if not (any(added) or any(cell.theirs for cell in cells[1:])):
            message = N_("A file takes nothing away. Withdraw the claim at the person, and say why.")
            raise Refused("value", message)
        contents = tuple(content for value in added for content in read(value))
    except Refused as refused:
        return StatedChange(row, cells, left_out=tuple(left_out), refused=refused)
    return StatedChange(row, cells, contents, tuple(left_out))


def _missing(column: str, cell: list[str], others: list[str]) -> list[str]:
    """Return the values of a cell that another version of it has not."""
    known = {as_exported(column, value) for value in others}
    return [value for value in cell if as_exported(column, value) not in known]


def _reader(session: Session, column: str) -> Callable[[str], list[CellContent]]:
    match column:
        case "charges":
            return lambda value: [_charge(session, value)]
        case "sentence":
            return lambda value: [sentences.read_sentence(value.removeprefix(TERM_OF))]
        case "assessments":
            return lambda value: [_assessment(session, value)]
    return lambda value: _read(session, {_FIELDS[column]: value}, {})


def _read(
    session: Session, cells: Mapping[ListField, str], statuses: Mapping[str, Status | None]
) -> list[CellContent]:
    """Return what cells say, read as the cells of any list."""
    # Where a cell stands in the file does not matter: the file is no evidence.
    nowhere = Span(0, 0)
    row = TableRow(1, tuple(Cell(text, nowhere) for text in cells.values()), nowhere)
    reading = ListReading(tuple(cells), statuses=statuses, in_spreadsheet=True)
    read = RowReader(session, reading).read(row)
    if read.problems:
        raise read.problems[0].refused
    return [statement.content for statement in read.statements]


def _status_cells(
    row: ReturnedRow, cells: tuple[ChangedCell, ...]
) -> tuple[dict[ListField, str], dict[str, Status | None]]:
    """Return a status with its day and place, and what its word means.

    The day and place of the old status are none of a new one; where the status stays, the row says all three.
    """
    changed = {cell.column for cell in cells}
    stated = {
        field: row.columns.get(column, "")
        for column, field in _STATUS.items()
        if column in changed or "status" not in changed
    }
    word = row.columns.get("status", "")
    status = guessed_status(word)
    if status in (None, Status.NOT_STATED):
        codes = ", ".join(code for code in Status if code is not Status.NOT_STATED)
        raise Refused("value", N_("Write one status of these: %(words)s."), words=codes)
    return {ListField.STATUS: word, **stated}, {plain(word): status}


def _charge(session: Session, value: str) -> ChargeContent:
    if value == OFFENCE_NOT_STATED:
        return ChargeContent(provision=None, offence=None, characterisation=None)
    if provision := _provision(session, value):
        return ChargeContent(provision=provision, offence=None, characterisation=None)
    parts = _CHARACTERISED.fullmatch(value)
    if parts and (provision := _provision(session, parts["charge"])):
        return ChargeContent(provision=provision, offence=None, characterisation=parts["words"])
    return ChargeContent(provision=None, offence=value, characterisation=None)


def _provision(session: Session, value: str) -> Provision | None:
    """Return the provision that is cited so, or the only one of this number."""
    number, _, code = value.partition(" ")
    try:
        number = str(read_number(number))
    except Refused:
        return None
    same = session.scalars(select(Provision).where(Provision.number == number)).all()
    provisions = [provision for provision in same if not code or cited_as(provision) == f"{number} {code}"]
    return provisions[0] if len(provisions) == 1 else None


def _assessment(session: Session, value: str) -> AssessmentContent:
    parts = _JUDGED.fullmatch(value)
    known = {plain(words): outcome for outcome in Outcome for words in (outcome.value, outcome.label)}
    outcome = known.get(plain(parts["outcome"])) if parts else None
    if parts is None or outcome is None:
        message = N_("Write an outcome and who says so, as in “listed (Organization)”. Outcomes: %(words)s.")
        raise Refused("value", message, words=", ".join(Outcome))
    organization = organization_named(session, parts["by"])
    if organization is None:
        raise Refused("value", N_("No organization of this name is recorded. Add it first."))
    return AssessmentContent(
        organization=organization, scheme=Scheme.OWN_LIST, criteria=(), outcome=outcome, list_group=None,
        date=None,
    )  # fmt: skip
