"""Judging whether two records are about one person: merging them, telling them apart, taking it back."""

from dataclasses import dataclass
from functools import cache
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from webapp.domain.named_access import reading_everything
from webapp.domain.refusals import Refused, check_version
from webapp.models import Claim, EntryJudgement, Judgement, Person, Revision
from webapp.vocab.accounts import Action
from webapp.vocab.merging import MergeVerdict
from webapp.vocab.people import PublicationState
from webapp.vocab.words import N_


@dataclass(frozen=True)
class MergedRecord:
    """A record that was merged into another, and the edit that did so."""

    record: Person
    edit_id: UUID


def merge(session: Session, *, record: Person, into: Person, version: int) -> Person:
    """Merge a record into another: all claims follow, and both references lead there.

    Nothing is lost: undoing the edit gives each record its own claims back. Raises Refused, Stale.
    """
    check_version(record, version)
    if record is into:
        raise Refused("into", N_("This is the same record."))
    if PublicationState.RETIRED in (record.state, into.state):
        raise Refused("into", N_("A record that is retired is not merged; publish it first."))
    if judged_different(session, record, into):
        message = N_(
            "These were judged to be different people. Undo that first, in the history of %(record)s."
        )
        raise Refused("into", message, record=into.reference)
    with reading_everything(session):
        claims = session.scalars(select(Claim).where(Claim.person_id == record.id)).all()
        verifications = list(record.verifications)
    for claim in claims:
        claim.person = into
    for verification in verifications:
        verification.person = into
    for entry in session.scalars(select(EntryJudgement).where(EntryJudgement.bearer_id == record.id)):
        entry.bearer = into
    record.state = PublicationState.RETIRED
    session.add(Judgement(record=record, other=into, verdict=MergeVerdict.SAME))
    session.flush()
    return into


def distinguish(session: Session, *, record: Person, other: Person) -> Judgement:
    """Keep in mind that two records are about different people, once. Raises Refused."""
    if record is other:
        raise Refused("reason", N_("This is the same record."))
    known = session.scalar(select(Judgement).where(_of_pair(record, other)))
    if known is not None:
        return known
    record, other = sorted((record, other), key=lambda person: person.id)
    judgement = Judgement(record=record, other=other, verdict=MergeVerdict.DIFFERENT)
    session.add(judgement)
    session.flush()
    return judgement


def merged_into(session: Session, record: Person) -> Person | None:
    """Return the record into which a record was merged in the end, or None."""
    merged = None
    while (step := session.scalar(_step(), {"merged": (merged or record).id})) is not None:
        merged = step.other
    return merged


@cache
def _step() -> Select[Judgement]:
    into = Judgement.one_id == bindparam("merged")
    return select(Judgement).where(Judgement.verdict == MergeVerdict.SAME, into)


def merged_records(session: Session, record: Person) -> list[MergedRecord]:
    """Return the records that were merged into a record, and into those, with the edits that did it."""
    records: dict[UUID, MergedRecord] = {}
    ids = {record.id}
    while ids:
        # A judgement that was taken back and put back was made twice; the later edit is the one to undo.
        batch = {
            merged.id: MergedRecord(merged, edit)
            for merged, edit in session.execute(_mergings(), {"into": list(ids)})
        }
        records |= batch
        ids = set(batch)
    return sorted(records.values(), key=lambda merged: merged.record.reference)


@cache
def _mergings() -> Select[Person, UUID]:
    return (
        select(Person, Revision.edit_id)
        .join(Judgement, Judgement.one_id == Person.id)
        .join(Revision, and_(Revision.row_id == Judgement.id, Revision.action == Action.CREATED))
        .where(
            Judgement.verdict == MergeVerdict.SAME, Judgement.other_id.in_(bindparam("into", expanding=True))
        )
        .order_by(Revision.number)
    )


def same_people(session: Session, ids: set[UUID]) -> set[UUID]:
    """Return the records about whom these are, all that were merged with them in either direction."""
    pairs = select(Judgement.one_id, Judgement.other_id).where(Judgement.verdict == MergeVerdict.SAME)
    merged = [set(pair) for pair in session.execute(pairs)] if ids else []
    known = set(ids)
    while fresh := {record for pair in merged if pair & known for record in pair} - known:
        known |= fresh
    return known


def judged_different(session: Session, record: Person, other: Person) -> bool:
    """Tell whether two records were judged to be about different people."""
    query = select(Judgement.id).where(_of_pair(record, other), Judgement.verdict == MergeVerdict.DIFFERENT)
    return session.scalar(query) is not None


def different_pairs(session: Session, ids: set[UUID]) -> set[frozenset[UUID]]:
    """Return the pairs of records judged different of which one is among `ids`."""
    query = select(Judgement.one_id, Judgement.other_id).where(
        Judgement.verdict == MergeVerdict.DIFFERENT,
        or_(Judgement.one_id.in_(ids), Judgement.other_id.in_(ids)),
    )
    return {frozenset((record, other)) for record, other in session.execute(query)}


def _of_pair(record: Person, other: Person) -> ColumnElement[bool]:
    return or_(
        and_(Judgement.one_id == record.id, Judgement.other_id == other.id),
        and_(Judgement.one_id == other.id, Judgement.other_id == record.id),
    )
