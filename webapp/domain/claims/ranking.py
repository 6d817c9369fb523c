"""Ranks: which of several claims is to be believed first, decided by a person and with a reason."""

from sqlalchemy.orm import Session

from webapp.domain.claims.recording import give_rank
from webapp.domain.refusals import Refused, check_version
from webapp.models import Claim
from webapp.vocab.claims import ClaimState, Rank
from webapp.vocab.words import N_


def rank_claim(session: Session, claim: Claim, *, version: int, rank: Rank, rank_reason: str | None) -> Claim:
    """Prefer a claim, deprecate it, or rank it as normal again; what it says stays. Raises Refused, Stale.

    Ranks as Wikibase has them: nothing is deleted, and readers are told why.
    """
    check_version(claim, version)
    if claim.state is ClaimState.WITHDRAWN:
        raise Refused("rank", N_("A withdrawn claim counts for nothing, whatever its rank."))
    give_rank(claim, rank, rank_reason)
    session.flush()
    return claim
