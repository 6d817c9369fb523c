"""What an official ruled: the hearings they had a part in, and how many rulings came to what."""

from dataclasses import dataclass
from datetime import date
from itertools import chain

from webapp.domain.claims.by_person import NamedClaim
from webapp.domain.courts.rulings import ruling_counts
from webapp.domain.organizations.organizations import OrganizationClaims
from webapp.vocab.charges import Ruling

_JUDGES = ("judge", "second_judge", "third_judge")


@dataclass(frozen=True)
class OfficialRulings:
    """The hearings of an official, the newest first, and the numbers of those in which they judged."""

    hearings: list[NamedClaim]
    counts: dict[Ruling, int]
    total: int


def rulings(involved: OrganizationClaims) -> OfficialRulings:
    """Return the hearings in which an official had a part, as far as the reader may see."""
    parts = involved.claims["hearings"]
    judged = list(chain.from_iterable(parts[part] for part in _JUDGES))
    counts, total = ruling_counts(named.claim for named in judged)
    every = {named.claim.id: named for named in (*judged, *parts["prosecutor"])}
    return OfficialRulings(sorted(every.values(), key=_day, reverse=True), counts, total)


def _day(named: NamedClaim) -> date:
    return (named.claim.date and named.claim.date.latest) or date.min
