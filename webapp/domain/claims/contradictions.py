"""Claims that cannot both be true, found so that they are shown side by side and decided by a person."""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import TypeVar

from webapp.domain.claims.current_status import contradict
from webapp.models import Claim, PersonalFact, StatusEvent
from webapp.vocab.claims import Rank
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.people import FactKind

# Of these a person has one at most; of the others several can be true.
_SINGLE = (FactKind.SEX, FactKind.BIRTH_DATE, FactKind.DEATH_DATE)

C = TypeVar("C", bound=Claim)


def conflicts(claims: Iterable[Claim]) -> list[tuple[Claim, ...]]:
    """Return groups of one person's claims that contradict each other and that no rank has decided.

    A group holds statuses of one date, or facts of which one at most is true. Deprecated claims do not
    count; where one of a group is preferred, the others do not; two preferred ones may contradict each other.
    """
    claims = [claim for claim in claims if claim.rank is not Rank.DEPRECATED]
    by_date: dict[PartialDate | None, list[StatusEvent]] = {}
    for claim in claims:
        if isinstance(claim, StatusEvent):
            by_date.setdefault(claim.since, []).append(claim)
    by_kind = [
        [claim for claim in claims if isinstance(claim, PersonalFact) and claim.fact is kind]
        for kind in _SINGLE
    ]
    statuses = [_opposed(events, contradict) for events in by_date.values()]
    facts = [_opposed(told, _differ) for told in by_kind]
    return [group for group in (*statuses, *facts) if group]


def _opposed(told: Sequence[C], oppose: Callable[[C, C], bool]) -> tuple[C, ...]:
    """Return, of the claims that rank first, those that another of them opposes, in their order."""
    first = [claim for claim in told if claim.rank is Rank.PREFERRED] or told
    pairs = [pair for pair in combinations(first, 2) if oppose(*pair)]
    return tuple(claim for claim in first if any(claim in pair for pair in pairs))


def _differ(one: PersonalFact, other: PersonalFact) -> bool:
    """Tell whether two facts exclude each other: other words, or dates without a day in common."""
    if one.date is None or other.date is None:
        return one.value != other.value
    return not (
        (one.date.latest is None or other.date.earliest is None or other.date.earliest <= one.date.latest)
        and (other.date.latest is None or one.date.earliest is None or one.date.earliest <= other.date.latest)
    )
