"""Judging whether two records are about one person: merging them, telling them apart, taking it back."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from webapp.domain.refusals import Refused, check_version
from webapp.models import Claim, Judgement, Person, Revision
from webapp.vocab.accounts import Action
from webapp.vocab.merging import MergeVerdict
from webapp.vocab.people import PublicationState
from webapp.vocab.words import N_


@dataclass(frozen=True)
class Merged:
    """A record that was merged into another, and the edit that did so."""

    record: Person
    edit_id: UUID


def merge(session: Session, *, who: Person, into: Person, version: int) -> Person:
    """Merge the record of `who` into that of `into`: all claims follow, and both references lead there.

    Nothing is lost: undoing the edit gives each record its own claims back. Raises Refused, Stale.
    """
    check_version(who, version)
    if who is into:
        raise Refused("into", N_("This is the same record."))
    if PublicationState.RETIRED in (who.state, into.state):
        raise Refused("into", N_("A record that is retired is not merged; publish it first."))
    if judged_different(session, who, into):
        message = N_(
            "These were judged to be different people. Undo that first, in the history of %(record)s."
        )
        raise Refused("into", message, record=into.reference)
    for claim in session.scalars(select(Claim).where(Claim.person_id == who.id)):
        claim.person = into
    who.state = PublicationState.RETIRED
    session.add(Judgement(one=who, other=into, verdict=MergeVerdict.SAME))
    session.flush()
    return into


def distinguish(session: Session, *, one: Person, other: Person) -> Judgement:
    """Keep in mind that two records are about different people, once. Raises Refused."""
    if one is other:
        raise Refused("reason", N_("This is the same record."))
    known = session.scalar(select(Judgement).where(_of_pair(one, other)))
    if known is not None:
        return known
    one, other = sorted((one, other), key=lambda person: person.id)
    made = Judgement(one=one, other=other, verdict=MergeVerdict.DIFFERENT)
    session.add(made)
    session.flush()
    return made


def merged_into(session: Session, who: Person) -> Person | None:
    """Return the record into which a record was merged in the end, or None."""
    into = select(Judgement).where(Judgement.verdict == MergeVerdict.SAME)
    found = None
    while (step := session.scalar(into.where(Judgement.one_id == (found or who).id))) is not None:
        found = step.other
    return found


def merged(session: Session, who: Person) -> list[Merged]:
    """Return the records that were merged into a record, and into those, with the edits that did it."""
    query = (
        select(Person, Revision.edit_id)
        .join(Judgement, Judgement.one_id == Person.id)
        .join(Revision, and_(Revision.row_id == Judgement.id, Revision.action == Action.CREATED))
        .where(Judgement.verdict == MergeVerdict.SAME)
        .order_by(Revision.number)
    )
    found: dict[UUID, Merged] = {}
    ids = {who.id}
    while ids:
        # A judgement that was taken back and put back was made twice; the later edit is the one to undo.
        some = {
            one.id: Merged(one, edit)
            for one, edit in session.execute(query.where(Judgement.other_id.in_(ids)))
        }
        found |= some
        ids = set(some)
    return sorted(found.values(), key=lambda one: one.record.reference)


def judged_different(session: Session, one: Person, other: Person) -> bool:
    """Tell whether two records were judged to be about different people."""
    query = select(Judgement.id).where(_of_pair(one, other), Judgement.verdict == MergeVerdict.DIFFERENT)
    return session.scalar(query) is not None


def told_apart(session: Session, ids: set[UUID]) -> set[frozenset[UUID]]:
    """Return the pairs of records judged different of which one is among `ids`."""
    query = select(Judgement.one_id, Judgement.other_id).where(
        Judgement.verdict == MergeVerdict.DIFFERENT,
        or_(Judgement.one_id.in_(ids), Judgement.other_id.in_(ids)),
    )
    return {frozenset((one, other)) for one, other in session.execute(query)}


def _of_pair(one: Person, other: Person) -> ColumnElement[bool]:
    return or_(
        and_(Judgement.one_id == one.id, Judgement.other_id == other.id),
        and_(Judgement.one_id == other.id, Judgement.other_id == one.id),
    )
