"""Claims by rank: those not deprecated, preferred ones first; the name that comes first."""

from collections.abc import Iterable
from typing import TypeVar

from webapp.models import Claim, PersonName
from webapp.vocab.claims import Rank
from webapp.vocab.people import NameKind

C = TypeVar("C", bound=Claim)


def ranked_claims(claims: Iterable[Claim], kind: type[C]) -> list[C]:
    """Return the claims of one kind that are not deprecated, preferred ones first."""
    counting = [claim for claim in claims if isinstance(claim, kind) and claim.rank is not Rank.DEPRECATED]
    return sorted(counting, key=lambda claim: claim.rank is not Rank.PREFERRED)


def main_name(claims: Iterable[Claim]) -> PersonName | None:
    """Return the name to print first: a main name where there is one, preferred before normal."""
    names = ranked_claims(claims, PersonName)
    return next((name for name in names if name.name_kind is NameKind.MAIN), names[0] if names else None)
