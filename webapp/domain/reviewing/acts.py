"""What is done in review: accept, return with a note, send in, take back, correct what is published."""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy.orm import Session

from webapp.domain.accounts.home_rules import is_self_reviewed
from webapp.domain.claims import recording
from webapp.domain.claims.content import Content
from webapp.domain.refusals import Refused, check_version
from webapp.domain.reviewing.wording import last_wordings
from webapp.models import Account, Claim, PersonName
from webapp.vocab.claims import ClaimState, Rank, Visibility
from webapp.vocab.people import PublicationState
from webapp.vocab.words import N_

C = TypeVar("C", bound=Claim)
Chosen = Sequence[tuple[Claim, int]]


def accept(session: Session, chosen: Chosen, *, by: Account) -> None:
    """Publish claims, each with the version that was looked at; with a name, the record of a new person.

    Raises Refused where one of them is the own of who accepts, and this home wants somebody else to; Stale.
    """
    claims = [claim for claim, _ in chosen]
    own = own_claims(session, claims, of=by)
    if own:
        message = N_("This is your own; somebody else accepts it here.")
        raise Refused("reason", message)
    for claim, version in chosen:
        recording.publish_claim(session, claim=claim, version=version)
        if isinstance(claim, PersonName) and claim.person.state is PublicationState.DRAFT:
            claim.person.state = PublicationState.PUBLISHED
    session.flush()


def own_claims(session: Session, claims: Sequence[Claim], *, of: Account) -> set[Claim]:
    """Return those of the claims that an account may not accept here, because the wording is its own."""
    if is_self_reviewed(session):
        return set()
    wordings = last_wordings(session, claims)
    return {claim for claim in claims if wordings[claim.id].by_id == of.id}


def move(session: Session, chosen: Chosen, *, to: ClaimState) -> None:
    """Return claims in review as drafts, or send drafts to review. Raises Refused, Stale."""
    begin = ClaimState.IN_REVIEW if to is ClaimState.DRAFT else ClaimState.DRAFT
    for claim, version in chosen:
        check_version(claim, version)
        if claim.state is not begin:
            raise Refused("reason", N_("This was decided meanwhile; look at it again."))
        claim.state = to
    session.flush()


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
    """Change what a claim says; what was published goes to review again where this home wants two people.

    Raises Refused, Stale.
    """
    check_version(claim, version)
    new = content.checked() | {"visibility": visibility, "note": note or None}
    changed = any(getattr(claim, name) != value for name, value in new.items())
    if changed and claim.state is ClaimState.PUBLISHED and not is_self_reviewed(session):
        # Before what it says: nothing that was not accepted is ever written as published.
        claim.state = ClaimState.IN_REVIEW
    return recording.revise(
        session, claim, content, version=version, rank=rank, rank_reason=rank_reason, visibility=visibility,
        note=note,
    )  # fmt: skip
