"""What all claims share: recording with a passage, citing, revising, publishing, withdrawing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload
from uuid_utils.compat import uuid7

from webapp.domain.claims.loading import every_claim, referred
from webapp.domain.input_rules import clean_line, clean_text
from webapp.domain.refusals import Refused, check_version
from webapp.domain.visibility import Reader, may_open_claim, may_see_person, may_see_source
from webapp.models import Charge, Citation, Claim, Passage, Person, PersonName, Source, SourceVersion
from webapp.vocab.claims import ClaimState, Credibility, Rank, Stance, Visibility
from webapp.vocab.words import N_

NOTE_LIMIT = 5_000

C = TypeVar("C", bound=Claim)


@dataclass(frozen=True)
class Evidence:
    """A passage, and how far it bears out the claim that is to rest on it."""

    passage: Passage
    stance: Stance = Stance.SUPPORTS
    credibility: Credibility = Credibility.CANNOT_BE_JUDGED
    note: str | None = None
    translation: str | None = None


def record(
    session: Session,
    kind: type[C],
    *,
    people: Sequence[Person],
    evidence: Evidence,
    state: ClaimState,
    visibility: Visibility,
    note: str | None,
    **said: Any,
) -> list[C]:
    """Record that one passage says the same of each of `people`, and return a claim for each.

    An equal claim gains the citation instead of a twin. It stays as far published as it was, and a note
    goes with the citation; `gained` tells the door of whom this is so. Raises Refused where nobody is named,
    where a person already has this claim with this passage or for other readers, or where the first passage
    does not support it.
    """
    if not people:
        raise Refused("people", N_("Name at least one person."))
    if evidence.stance is not Stance.SUPPORTS:
        raise Refused("stance", N_("A claim begins with a passage that supports it."))
    note = clean_text("note", note, limit=NOTE_LIMIT)
    found = []
    for person in dict.fromkeys(people):
        claim = _equal(session, kind, person, said)
        if claim is None:
            claim = kind(id=uuid7(), person=person, state=state, visibility=visibility, note=note, **said)
            session.add(claim)
            claim.lead_citation_id = _citation(claim, evidence).id
        else:
            if claim.visibility is not visibility:
                # The citation would be seen by those who see the claim, not by those it is meant for.
                message = N_("%(person)s already has exactly this, seen by others. Choose as there.")
                raise Refused("visibility", message, person=person.reference)
            cite(session, claim=claim, evidence=_noted(evidence, note if note != claim.note else None))
        found.append(claim)
    session.flush()
    return found


def gained(claims: Iterable[Claim]) -> list[Claim]:
    """Return those of the claims just recorded that were there before, and gained a citation only."""
    return [claim for claim in claims if len(claim.citations) > 1]


def cite(session: Session, *, claim: Claim, evidence: Evidence) -> Citation:
    """Add a citation to a claim. Raises Refused where the claim already cites this passage."""
    if any(citation.passage_id == evidence.passage.id for citation in claim.citations):
        message = N_("%(person)s already has exactly this, with this passage.")
        raise Refused("quote", message, person=claim.person.reference)
    citation = _citation(claim, evidence)
    session.flush()
    return citation


def uncite(session: Session, *, citation: Citation, version: int) -> None:
    """Remove a citation from a claim that keeps at least one supporting other. Raises Refused, Stale."""
    check_version(citation, version)
    claim = citation.claim
    others = [other for other in claim.citations if other is not citation and other.stance is Stance.SUPPORTS]
    if not others:
        raise Refused(
            "reason", N_("This is the last passage that supports the claim; withdraw the claim instead.")
        )
    if claim.lead_citation_id == citation.id:
        claim.lead_citation_id = others[0].id
        session.flush()
    session.delete(citation)
    session.flush()
    session.expire(claim, ["citations"])


def revise(
    session: Session,
    claim: Claim,
    *,
    version: int,
    rank: Rank,
    rank_reason: str | None,
    visibility: Visibility,
    note: str | None,
    **said: Any,
) -> None:
    """Change what a claim says; history keeps what it said before. Raises Refused, Stale."""
    check_version(claim, version)
    give_rank(claim, rank, rank_reason)
    claim.visibility, claim.note = visibility, clean_text("note", note, limit=NOTE_LIMIT)
    for name, value in said.items():
        if getattr(claim, name) != value:
            setattr(claim, name, value)
    session.flush()


def give_rank(claim: Claim, rank: Rank, rank_reason: str | None) -> None:
    """Rank a claim; any rank but normal has a reason. Raises Refused at field `rank_reason`."""
    rank_reason = clean_line("rank_reason", rank_reason, limit=1000)
    if rank is not Rank.NORMAL and rank_reason is None:
        raise Refused("rank_reason", N_("Say why this claim is ranked above or below the others."))
    claim.rank, claim.rank_reason = rank, rank_reason if rank is not Rank.NORMAL else None


def publish_claim(session: Session, *, claim: Claim, version: int) -> None:
    """Publish a claim that was a draft or in review. Raises Refused, Stale."""
    check_version(claim, version)
    if claim.state is ClaimState.WITHDRAWN:
        raise Refused("reason", N_("A withdrawn claim is not published; record it anew with its passage."))
    claim.state = ClaimState.PUBLISHED
    session.flush()


def withdraw_claim(session: Session, *, claim: Claim, version: int) -> None:
    """Withdraw a claim: it leaves every list, and its history and citations stay. Raises Refused, Stale."""
    check_version(claim, version)
    if isinstance(claim, PersonName) and not _has_other_name(session, claim):
        raise Refused("reason", N_("This is the person's only name; add the right one first."))
    if isinstance(claim, Charge) and any(step.state is not ClaimState.WITHDRAWN for step in claim.steps):
        raise Refused("reason", N_("Steps of this charge still stand; withdraw them first."))
    claim.state = ClaimState.WITHDRAWN
    session.flush()


def claim(session: Session, claim_id: UUID, *, to: Reader) -> Claim | None:
    """Return one claim with its citations, if this reader may see it; curators see withdrawn ones too."""
    query = (
        select(Claim).join(Claim.person).where(Claim.id == claim_id, may_see_person(to), may_open_claim(to))
    )
    return session.scalar(query.options(selectinload(Claim.citations)))


def citation(session: Session, citation_id: UUID, *, to: Reader) -> Citation | None:
    """Return one citation, if this reader may see its claim and its source."""
    query = (
        select(Citation)
        .join(Citation.claim)
        .join(Claim.person)
        .join(Citation.passage)
        .join(Passage.source_version)
        .join(SourceVersion.source)
        .where(Citation.id == citation_id, may_see_person(to), may_see_source(to), may_open_claim(to))
    )
    return session.scalar(query)


def waiting(session: Session, *, limit: int = 50) -> list[Claim]:
    """Return claims in draft or review, oldest first, for the people who may publish them."""
    states = (ClaimState.DRAFT, ClaimState.IN_REVIEW)
    every = every_claim()
    query = select(every).where(every.state.in_(states)).order_by(every.made_at, every.id).limit(limit)
    return list(session.scalars(query.options(selectinload(every.person), *referred())))


def sources_of(claim: Claim) -> set[Source]:
    """Return the sources of the passages that support a claim."""
    return {c.passage.source_version.source for c in claim.citations if c.stance is Stance.SUPPORTS}


def _citation(claim: Claim, evidence: Evidence) -> Citation:
    citation = Citation(
        id=uuid7(),
        passage=evidence.passage,
        stance=evidence.stance,
        credibility=evidence.credibility,
        note=clean_text("citation_note", evidence.note, limit=NOTE_LIMIT),
        translation=clean_text("translation", evidence.translation, limit=NOTE_LIMIT),
    )
    claim.citations.append(citation)
    return citation


def _noted(evidence: Evidence, note: str | None) -> Evidence:
    """Return the evidence with one more note, after the one that it has."""
    own = clean_text("citation_note", evidence.note, limit=NOTE_LIMIT)
    return replace(evidence, note="\n\n".join(filter(None, (own, note))) or None)


def _equal(session: Session, kind: type[C], person: Person, said: dict[str, Any]) -> C | None:
    """Return the person's live claim that says the same already."""
    live = select(kind).where(kind.person_id == person.id, kind.state != ClaimState.WITHDRAWN)
    for claim in session.scalars(live):
        if all(getattr(claim, name) == value for name, value in said.items()):
            return claim
    return None


def _has_other_name(session: Session, name: PersonName) -> bool:
    others = select(PersonName.id).where(
        PersonName.person_id == name.person_id,
        PersonName.id != name.id,
        PersonName.state != ClaimState.WITHDRAWN,
    )
    return session.scalar(others.limit(1)) is not None
