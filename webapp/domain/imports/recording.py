"""Writing the rows of a list: claims that rest on its cells, and people whom we did not have."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from uuid import UUID

from sqlalchemy.orm import Session
from uuid_utils.compat import uuid7

from webapp.domain.claims.charge_steps import ChargeStepContent
from webapp.domain.claims.charges import ChargeContent
from webapp.domain.claims.content import Content
from webapp.domain.claims.new_claims import new_citation, new_claim
from webapp.domain.claims.recording import Evidence
from webapp.domain.history.new_rows import write_new
from webapp.domain.imports.cells.terms import StatedSentence
from webapp.domain.imports.rows import ListRow
from webapp.domain.imports.statements import CellStatement
from webapp.domain.people.people import new_person
from webapp.domain.references import next_references
from webapp.domain.sources import source_parts
from webapp.domain.sources.passages import fix_passages
from webapp.domain.text.quote_location import Span
from webapp.models import Charge, ChargeStep, NewRows, Passage, Person, SourceVersion
from webapp.vocab.charges import Amount, StepKind
from webapp.vocab.claims import ClaimState

# Rows that are written together: of five hundred a third more memory was taken, and no less time.
_AT_ONCE = 200


@dataclass
class RecordedList:
    """How many rows were written, how many of somebody new, and how many claims were made or cited."""

    rows: int = 0
    new: int = 0
    claims: int = 0


def record_rows(
    session: Session, version: SourceVersion, rows: Iterable[ListRow], *, state: ClaimState
) -> RecordedList:
    """Record what rows say; those that are asked about, refused or recorded already are left out.

    The same claims as one by one, written many at once. Raises Refused where a claim is refused; the door
    then throws everything away.
    """
    source_parts.keep(session, version)
    recorded = RecordedList()
    for part in parts(rows):
        references = iter(next_references(session, "P", sum(row.person is None for row in part)))
        write_new(session, new_rows(session, version, part, references, recorded, state))
    return recorded


def parts(rows: Iterable[ListRow]) -> Iterator[list[ListRow]]:
    """Yield the rows that there is something to record of, so many at a time as are written together."""
    to_write = (row for row in rows if row.to_write)
    while part := list(islice(to_write, _AT_ONCE)):
        yield part


def new_rows(
    session: Session,
    version: SourceVersion,
    part: Sequence[ListRow],
    references: Iterator[str],
    recorded: RecordedList,
    state: ClaimState,
    earlier: Mapping[Span, Passage] = MappingProxyType({}),
    new_key: Callable[[], UUID] = uuid7,
) -> NewRows:
    """Return what the rows of a part become, and count it. `earlier` are passages that wait to be written."""
    rows = NewRows(new_key)
    spans = (span for row in part for span in _spans(row) if span not in earlier)
    passages = {**earlier, **fix_passages(session, version, spans, rows)}
    for row in part:
        person = row.person or new_person(rows, next(references), state=state)
        recorded.new += row.person is None
        recorded.claims += _record(rows, row, person, passages, state)
    recorded.rows += len(part)
    return rows


def _spans(row: ListRow) -> Iterator[Span]:
    for statement in [*row.news, *(statement for statement, _ in row.known)]:
        yield statement.cell.span


def _record(
    rows: NewRows, row: ListRow, person: Person, passages: Mapping[Span, Passage], state: ClaimState
) -> int:
    """Record what one row says of its person, and return how many claims were made or gained a passage."""
    charges: dict[int, list[Charge]] = {}
    for statement, claim in sorted(row.known, key=lambda known: isinstance(known[1], ChargeStep)):
        if isinstance(claim, Charge | ChargeStep):
            charge = claim.charge if isinstance(claim, ChargeStep) else claim
            charges.setdefault(statement.line, []).append(charge)
    for statement, recorded in row.known:
        new_citation(rows, recorded, Evidence(passages[statement.cell.span]))
    for statement in row.news:
        evidence = Evidence(passages[statement.cell.span])
        own = charges.setdefault(statement.line, [])
        if isinstance(statement.content, StatedSentence) and not own:
            bare = ChargeContent(provision=None, offence=None, characterisation=None)
            own.append(_charge(new_claim(rows, bare, person=person, evidence=evidence, state=state)))
        content = _content(statement, own)
        claim = new_claim(rows, content, person=person, evidence=evidence, state=state)
        if isinstance(claim, Charge):
            own.append(claim)
    return len(row.known) + len(row.news)


def _charge(claim: object) -> Charge:
    assert isinstance(claim, Charge)
    return claim


def _content(statement: CellStatement, charges: list[Charge]) -> Content:
    """Return the content of the claim that a statement becomes.

    Where a row has several charges and one term, no source says which of them it is for: the first.
    """
    if not isinstance(statement.content, StatedSentence):
        return statement.content
    return convicted(statement.content, charges[0])


def convicted(sentence: StatedSentence, charge: Charge) -> ChargeStepContent:
    """Return the step of a charge that a stated sentence is."""
    return ChargeStepContent(
        charge=charge, step=sentence.step, date=None, court=sentence.court, from_provision=None,
        to_provision=None, sentence=sentence.kind, years=sentence.years, months=sentence.months,
        days=sentence.days, suspended=sentence.suspended, fine_amount=None, fine_currency=None,
        amount=Amount.TOTAL if sentence.step in (StepKind.REDUCED, StepKind.INCREASED) else None,
        basis=sentence.basis,
    )  # fmt: skip
