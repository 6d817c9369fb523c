"""Writing changed cells of our own export as claims, each resting on words of a source, never on the file."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.domain.claims.charges import ChargeContent
from webapp.domain.claims.content import Content
from webapp.domain.claims.new_claims import new_citation, new_claim
from webapp.domain.claims.recording import Evidence
from webapp.domain.history.edits import editors_after
from webapp.domain.history.new_rows import write_new
from webapp.domain.imports.cells.terms import StatedSentence
from webapp.domain.imports.lists import ListTable
from webapp.domain.imports.recorded import recorded_claims, says
from webapp.domain.imports.recording import convicted
from webapp.domain.imports.statements import CellContent
from webapp.domain.reconciling.returned_changes import StatedChange, stated_changes
from webapp.domain.reconciling.returned_evidence import EvidenceReader, refuse_own_export
from webapp.domain.reconciling.returned_export import EVIDENCE, ReturnedRow, returned_rows
from webapp.domain.refusals import Refused
from webapp.domain.sources.quoted_evidence import Quotation, QuotedEvidence, fixed
from webapp.models import Charge, Claim, NewRows, Passage, Person
from webapp.vocab.claims import ClaimState
from webapp.vocab.reconciling import ReturnOutcome
from webapp.vocab.words import N_


@dataclass(frozen=True)
class WritableChange:
    """What changed cells say, with the words of a source that the file gives for it, if it gives any.

    `is_recorded` is true where claims say so already, beside what the list shows first.
    """

    change: StatedChange
    person: Person | None = None
    quotation: Quotation | None = None
    refused: Refused | None = None
    is_recorded: bool = False

    @property
    def is_ready(self) -> bool:
        """Whether it is written without any further question."""
        settled = self.change.row.outcome is not ReturnOutcome.STALE and not self.is_recorded
        return settled and self.refused is None and self.quotation is not None


@dataclass
class RecordedChanges:
    """How many changes were written, and of how many people."""

    changes: int
    people: int


def writable_changes(session: Session, rows: Iterable[ReturnedRow]) -> list[WritableChange]:
    """Return what the changed cells of an export say, and what can be recorded of it."""
    changes = [change for row in rows for change in stated_changes(session, row)]
    people = _people(session, {change.row.reference for change in changes})
    claims = recorded_claims(session, [person.id for person in people.values()])
    reader = EvidenceReader(session)
    return [_writable(change, people.get(change.row.reference), claims, reader) for change in changes]


def record_changes(
    session: Session,
    *,
    table: ListTable,
    today: date,
    public_url: str,
    chosen: Collection[str],
    evidence: QuotedEvidence | None,
    seen: int,
    state: ClaimState,
) -> RecordedChanges:
    """Record the chosen changes of an export of ours, all of them or none, each on words of a source.

    They rest on the words that the file gives, and where it gives none, on `evidence`. `seen` is the newest
    revision when somebody looked. Raises Refused where neither shows a change, where a person was changed
    since, and where nothing is left to be written.
    """
    rows = returned_rows(session, table, today=today, public_url=public_url)
    changes = [each for each in writable_changes(session, rows) if each.change.key in chosen]
    if not changes:
        raise Refused("cells", N_("Tick what is to be written."))
    for each in changes:
        if each.refused is not None:
            raise each.refused
    if bare := sorted({each.change.row.reference for each in changes if each.quotation is None}):
        _check_evidence(evidence, bare)
    people = {each.person.id: each.person for each in changes if each.person is not None}
    if changed := editors_after(session, people.values(), seen):
        references = ", ".join(people[person_id].reference for person_id in changed)
        message = N_("Somebody changed %(people)s since you looked; nothing was saved. Look, and save again.")
        raise Refused("cells", message, people=references)
    return _record(session, changes, evidence, recorded_claims(session, people), state)


def _check_evidence(evidence: QuotedEvidence | None, references: Sequence[str]) -> None:
    """Raise Refused where no words are given for changes of which the file gives none, or words of ours."""
    if evidence is None:
        message = N_(
            "Nothing shows the changes of %(people)s. Choose a source and paste its words, or give both in"
            " the columns %(source)s and %(quote)s of the file."
        )
        people = ", ".join(references[:10]) + (", …" if len(references) > 10 else "")
        raise Refused("quote", message, people=people, source=EVIDENCE[0], quote=EVIDENCE[1])
    words = evidence.quotation
    refuse_own_export(words.source_version if isinstance(words, Passage) else words.version)


def _people(session: Session, references: Iterable[str]) -> dict[str, Person]:
    people: dict[str, Person] = {}
    for few in batches(sorted(references)):
        found = session.scalars(select(Person).where(Person.reference.in_(few)))
        people |= {person.reference: person for person in found}
    return people


def _writable(
    change: StatedChange, person: Person | None, claims: dict[UUID, list[Claim]], reader: EvidenceReader
) -> WritableChange:
    known = claims.get(person.id, []) if person else []
    try:
        if change.refused is not None:
            raise change.refused
        if any(isinstance(content, StatedSentence) for content in change.contents):
            _charge_for_sentence(known)
        quotation = reader.quotation(change.row)
    except Refused as refused:
        return WritableChange(change, person, refused=refused)
    is_recorded = all(any(says(claim, content) for claim in known) for content in change.contents)
    return WritableChange(change, person, quotation, is_recorded=is_recorded)


def _charge_for_sentence(claims: Iterable[Claim]) -> Charge | None:
    """Return the charge that a sentence is for; None where none is recorded. Raises Refused for several."""
    charges = [claim for claim in claims if isinstance(claim, Charge)]
    if len(charges) > 1:
        message = N_("There are several charges. Record the sentence at the charge that it is for.")
        raise Refused("value", message)
    return charges[0] if charges else None


def _record(
    session: Session,
    changes: Iterable[WritableChange],
    evidence: QuotedEvidence | None,
    claims: dict[UUID, list[Claim]],
    state: ClaimState,
) -> RecordedChanges:
    common: Evidence | None = fixed(session, evidence)
    writer, written = _Writer(state), list[WritableChange]()
    for each in changes:
        assert each.person is not None
        known = claims.setdefault(each.person.id, [])
        basis = Evidence(fixed(session, each.quotation)) if each.quotation else common
        assert basis is not None
        news = [writer.record(content, each.person, known, basis) for content in each.change.contents]
        if any(news):
            written.append(each)
    if not written:
        message = N_("There is nothing to write: all of it is recorded from these words already.")
        raise Refused("cells", message)
    write_new(session, writer.rows)
    return RecordedChanges(len(written), len({each.change.row.reference for each in written}))


class _Writer:
    """Makes the rows of one batch; the same is not made twice, where two cells or rows of a file say it."""

    def __init__(self, state: ClaimState) -> None:
        self.rows, self._state = NewRows(), state
        self._cited = set[tuple[UUID, UUID]]()

    def record(
        self, content: CellContent, person: Person, known: list[Claim], evidence: Evidence
    ) -> bool:
        """Make what a cell says a claim, or a further passage of one; tell whether either was needed."""
        same = next((claim for claim in known if says(claim, content)), None)
        if same is None:
            if isinstance(content, StatedSentence):
                content = convicted(content, self._charge(person, known, evidence))
            self._claim(content, person, known, evidence)
            return True
        key = (same.id, evidence.passage.id)
        if key in self._cited or key[1] in {citation.passage_id for citation in same.citations}:
            return False
        self._cited.add(key)
        new_citation(self.rows, same, evidence)
        return True

    def _charge(self, person: Person, known: list[Claim], evidence: Evidence) -> Charge:
        """Return the charge of a sentence: the one that is recorded, or a bare one."""
        charge = _charge_for_sentence(known)
        if charge is None:
            bare = ChargeContent(provision=None, offence=None, characterisation=None)
            claim = self._claim(bare, person, known, evidence)
            assert isinstance(claim, Charge)
            return claim
        return charge

    def _claim(self, content: Content, person: Person, known: list[Claim], evidence: Evidence) -> Claim:
        claim = new_claim(self.rows, content, person=person, evidence=evidence, state=self._state)
        known.append(claim)
        return claim
