"""What all claims share: recording with a passage, citing, revising, publishing, withdrawing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload
from uuid_utils.compat import uuid7

from webapp.domain.claims.content import Content
from webapp.domain.claims.kinds import KINDS, Kind, kind_of
from webapp.domain.claims.loading import every_claim, load_referred
from webapp.domain.input_rules import clean_line, clean_text
from webapp.domain.refusals import Refused, check_version
from webapp.domain.visibility import Reader, may_open_claim, may_see_person, may_see_source
from webapp.models import Citation, Claim, Passage, Person, Source, SourceVersion
from webapp.vocab.claims import ClaimState, Credibility, Rank, Stance, Visibility
from webapp.vocab.words import N_

NOTE_LIMIT = 5_000
_UNPUBLISHED = (ClaimState.DRAFT, ClaimState.IN_REVIEW)

C = TypeVar("C", bound=Claim)


@dataclass(frozen=True)
class Evidence:
    """A passage, and how far it bears out the claim that is to rest on it."""

    passage: Passage
    stance: Stance = Stance.SUPPORTS
    credibility: Credibility = Credibility.CANNOT_BE_JUDGED
    note: str | None = None
    translation: str | None = None

    def checked(self) -> dict[str, Any]:
        """Return the attributes of the citation, cleaned. Raises Refused."""
        return vars(self) | {
            "note": clean_text("citation_note", self.note, limit=NOTE_LIMIT),
            "translation": clean_text("translation", self.translation, limit=NOTE_LIMIT),
        }


def add(
    session: Session,
    content: Content,
    *,
    people: Sequence[Person] = (),
    evidence: Evidence,
    state: ClaimState,
    visibility: Visibility | None,
    note: str | None,
) -> list[Claim]:
    """Record that one passage says the same of each of `people`, and return a claim for each.

    `people` are left out where the content tells them, and `visibility` where it shall be the usual one of
    the kind. An equal claim gains the citation instead of a twin. It stays as far published as it was, and a
    note goes with the citation; `gained` tells the door of whom this is so. Raises Refused where the content
    is, where nobody is named, where a person already has this claim with this passage or for other readers,
    or where the first passage does not support it.
    """
    kind = kind_of(content)
    if kind.people_of is not None:
        people = kind.people_of(content)
    columns = content.checked()
    if not people:
        raise Refused("people", N_("Name at least one person."))
    if evidence.stance is not Stance.SUPPORTS:
        raise Refused("stance", N_("A claim begins with a passage that supports it."))
    visibility = visibility or kind.usual_visibility(content)
    note = clean_text("note", note, limit=NOTE_LIMIT)
    claims = []
    for person in dict.fromkeys(people):
        claim = next(equal_claims(session, kind.model, person, columns), None)
        if claim is None:
            known = {"state": state, "visibility": visibility, "note": note}
            claim = _new_claim(session, kind, columns, person, evidence, known)
        else:
            _cite_again(session, claim, evidence, visibility, note)
        claims.append(claim)
    session.flush()
    return claims


def _new_claim(
    session: Session,
    kind: Kind,
    columns: Mapping[str, Any],
    person: Person,
    evidence: Evidence,
    known: Mapping[str, Any],
) -> Claim:
    claim = kind.model(id=uuid7(), person=person, **known, **columns)
    session.add(claim)
    claim.lead_citation_id = _add_citation(claim, evidence).id
    return claim


def equal_claims(
    session: Session, model: type[C], person: Person, columns: Mapping[str, Any]
) -> Iterator[C]:
    """Yield the claims of one kind on a person, but for withdrawn ones, that say exactly this already."""
    claims = select(model).where(model.person_id == person.id, model.state != ClaimState.WITHDRAWN)
    for claim in session.scalars(claims).all():
        if all(getattr(claim, name) == value for name, value in columns.items()):
            yield claim


def gained(claims: Iterable[Claim]) -> list[Claim]:
    """Return those of the claims just recorded that were there before, and gained a citation only."""
    return [claim for claim in claims if len(claim.citations) > 1]


def cite(session: Session, *, claim: Claim, evidence: Evidence) -> Citation:
    """Add a citation to a claim. Raises Refused where the claim already cites this passage."""
    if any(citation.passage_id == evidence.passage.id for citation in claim.citations):
        message = N_("%(person)s already has exactly this, with this passage.")
        raise Refused("quote", message, person=claim.person.reference)
    citation = _add_citation(claim, evidence)
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
    claim: C,
    content: Content,
    *,
    version: int,
    rank: Rank,
    rank_reason: str | None,
    visibility: Visibility,
    note: str | None,
) -> C:
    """Change what a claim says; history keeps what it said before. Raises Refused, Stale."""
    columns = content.checked()
    check_version(claim, version)
    give_rank(claim, rank, rank_reason)
    claim.visibility, claim.note = visibility, clean_text("note", note, limit=NOTE_LIMIT)
    if visibility is not Visibility.RESTRICTED:
        claim.named_accounts = None
    for name, value in columns.items():
        if getattr(claim, name) != value:
            setattr(claim, name, value)
    session.flush()
    return claim


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
    withdraw_claims(session, [claim])


def withdraw_claims(session: Session, claims: Iterable[Claim]) -> None:
    """Withdraw claims as they stand, in this order, and write that together. Raises Refused, Stale."""
    for claim in claims:
        if check := KINDS[claim.kind].check_withdrawal:
            # It looks at what else is recorded of the person.
            session.flush()
            check(session, claim)
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
    every = every_claim()
    query = select(every).where(every.state.in_(_UNPUBLISHED)).order_by(every.made_at, every.id).limit(limit)
    claims = list(session.scalars(query.options(selectinload(every.person))))
    load_referred(session, claims)
    return claims


def waiting_count(session: Session) -> int:
    """Return how many claims are in draft or review."""
    return session.scalar(select(func.count(Claim.id)).where(Claim.state.in_(_UNPUBLISHED))) or 0


def sources_of(claim: Claim) -> set[Source]:
    """Return the sources of the passages that support a claim."""
    return {c.passage.source_version.source for c in claim.citations if c.stance is Stance.SUPPORTS}


def _add_citation(claim: Claim, evidence: Evidence) -> Citation:
    """Return a new citation of a passage that the claim does not cite yet; the caller flushes."""
    citation = Citation(id=uuid7(), **evidence.checked())
    claim.citations.append(citation)
    return citation


def _cite_again(
    session: Session, claim: Claim, evidence: Evidence, visibility: Visibility, note: str | None
) -> None:
    if claim.visibility is not visibility:
        # The citation would be seen by those who see the claim, not by those it is meant for.
        message = N_("%(person)s already has exactly this, seen by others. Choose as there.")
        raise Refused("visibility", message, person=claim.person.reference)
    cite(session, claim=claim, evidence=_noted(evidence, note if note != claim.note else None))


def _noted(evidence: Evidence, note: str | None) -> Evidence:
    """Return the evidence with one more note, after the one that it has."""
    own = clean_text("citation_note", evidence.note, limit=NOTE_LIMIT)
    return replace(evidence, note="\n\n".join(filter(None, (own, note))) or None)
