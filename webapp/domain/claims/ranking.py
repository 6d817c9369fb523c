"""Ranks: which of several claims is to be believed first, decided by a person and with a reason."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from webapp.domain.claims.recording import give_rank
from webapp.domain.refusals import Refused, check_version
from webapp.models import Claim, PersonName
from webapp.vocab.claims import ClaimState, Rank
from webapp.vocab.people import NameKind
from webapp.vocab.words import N_

C = TypeVar("C", bound=Claim)
R = TypeVar("R", bound=Any)


def ranked_claims(claims: Iterable[Claim], kind: type[C]) -> list[C]:
    """Return the claims of one kind that are not deprecated, preferred ones first."""
    return in_rank_order(claim for claim in claims if isinstance(claim, kind))


def in_rank_order(claims: Iterable[R]) -> list[R]:
    """Return claims of one kind, or rows of such, that are not deprecated, preferred ones first."""
    counting = [claim for claim in claims if claim.rank is not Rank.DEPRECATED]
    return sorted(counting, key=lambda claim: claim.rank is not Rank.PREFERRED)


def main_name(claims: Iterable[Claim]) -> PersonName | None:
    """Return the name to print first: a main name where there is one, preferred before normal."""
    return first_name(ranked_claims(claims, PersonName))


def first_name(names: Sequence[R]) -> R | None:
    """Return of names in the order of their ranks, or of rows of such, the one to print first."""
    return next((name for name in names if name.name_kind is NameKind.MAIN), names[0] if names else None)


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
