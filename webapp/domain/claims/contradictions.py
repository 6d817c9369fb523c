"""Claims that cannot both be true, found so that they are shown side by side and decided by a person."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import TypeVar
from uuid import UUID

from webapp.domain.claims.current_status import contradict
from webapp.models import Claim, PersonalFact, StatusEvent
from webapp.vocab.claims import Rank
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.people import FactKind

# Of these a person has one at most; of the others several can be true.
_SINGLE = (FactKind.SEX, FactKind.BIRTH_DATE, FactKind.DEATH_DATE)

C = TypeVar("C", bound=Claim)


def conflicts(
    claims: Iterable[Claim], *, uncertain: Iterable[StatusEvent | None] = ()
) -> list[tuple[Claim, ...]]:
    """Return groups of one person's claims that contradict each other and that no rank has decided.

    A group holds statuses of one date, two that are stated to dispute each other, or facts of which one at
    most is true. Deprecated claims do not count; where one of a group is preferred, the others do not; two
    preferred ones may contradict each other, and those whose order is stated do not.
    `uncertain` are status events of which nothing says which came last: a group too.
    """
    claims = [claim for claim in claims if claim.rank is not Rank.DEPRECATED]
    events = {claim.id: claim for claim in claims if isinstance(claim, StatusEvent)}
    by_date: dict[PartialDate | None, list[StatusEvent]] = {}
    for event in events.values():
        by_date.setdefault(event.since, []).append(event)

    def oppose(event: StatusEvent, other: StatusEvent) -> bool:
        return contradict(event, other) and not any(
            later in _before(earlier, events) for later, earlier in ((event, other), (other, event))
        )

    by_kind = [
        [claim for claim in claims if isinstance(claim, PersonalFact) and claim.fact is kind]
        for kind in _SINGLE
    ]
    statuses = [_opposed(rivals, oppose) for rivals in by_date.values()]
    statuses += [pair for pair in combinations(events.values(), 2) if _disputes_another_day(*pair)]
    facts = [_opposed(rivals, _differ) for rivals in by_kind]
    groups = [group for group in (*statuses, *facts) if group]
    unordered = tuple(event for event in uncertain if event is not None)
    if unordered and not any(set(unordered) <= set(group) for group in groups):
        groups.insert(0, unordered)
    return groups


def _before(event: StatusEvent, events: Mapping[UUID, StatusEvent]) -> list[StatusEvent]:
    """Return the events after which an event is stated to have come, the nearest first."""
    before: list[StatusEvent] = []
    earlier = events.get(event.after_id) if event.after_id else None
    while earlier is not None and earlier not in before:
        before.append(earlier)
        earlier = events.get(earlier.after_id) if earlier.after_id else None
    return before


def _disputes_another_day(event: StatusEvent, other: StatusEvent) -> bool:
    return event.since != other.since and contradict(event, other)


def _opposed(claims: Sequence[C], oppose: Callable[[C, C], bool]) -> tuple[C, ...]:
    """Return, of the claims that rank first, those that another of them opposes, in their order."""
    first = [claim for claim in claims if claim.rank is Rank.PREFERRED] or claims
    pairs = [pair for pair in combinations(first, 2) if oppose(*pair)]
    return tuple(claim for claim in first if any(claim in pair for pair in pairs))


def _differ(fact: PersonalFact, other: PersonalFact) -> bool:
    """Tell whether two facts exclude each other: other words, or dates without a day in common."""
    if fact.date is None or other.date is None:
        return fact.value != other.value
    return not fact.date.may_be(other.date)
