"""What came after what among a person's status events: certain dates, stated orders, and the rules."""

from collections.abc import Container, Iterable, Sequence
from datetime import date
from functools import cached_property
from itertools import combinations, permutations

from webapp.domain.claims.timed_events import TimedEvent, bounds, counting
from webapp.vocab.liberty import DEATHS, ENDINGS, HELD, Status

Edge = tuple[int, int]
ORDER = "order-2"
"""The name of the rules of this module, kept with what is derived by them: to be changed with them."""


class Timeline:
    """Events that count, the first and final day of each, and which come before which (`before[index]`)."""

    def __init__(self, events: Iterable[TimedEvent]) -> None:
        self.events = list(counting(list(events)))
        self.first = [bounds(event)[0] for event in self.events]
        self.final = [bounds(event)[1] for event in self.events]
        self.before: list[set[int]] = [set() for _ in self.events]
        first, final = list(self.first), list(self.final)
        for edges in (self._dated(), self._stated(), *_rules(self.events, first, final, self.disputed)):
            _add(self.before, edges)
        order = sorted(range(len(self.events)), key=lambda index: len(self.before[index]))
        for index in order:
            self.first[index] = max([first[index], *(self.first[other] for other in self.before[index])])
        for index in reversed(order):
            for other in self.before[index]:
                self.final[other] = min(self.final[other], self.final[index])

    @cached_property
    def disputed(self) -> set[frozenset[int]]:
        """The pairs of which a curator states that both cannot be true."""
        places = {event.claim_id: index for index, event in enumerate(self.events)}
        return {
            frozenset((index, places[event.disputes]))
            for index, event in enumerate(self.events)
            if event.disputes in places
        }

    def likelihood(self, index: int) -> tuple[date, date, int]:
        """Return the key by which one of several possible events is the likelier last one."""
        return self.final[index], self.first[index], index

    def possibly_last(self, day: date) -> list[int | None]:
        """Return the events that may have been the last to happen by a day; None where perhaps none had."""
        last: list[int | None] = [None] if all(final > day for final in self.final) else []
        events = range(len(self.events))
        happened = [index for index in events if self.final[index] <= day]
        possible = sorted(
            (index for index in events if self.first[index] <= day),
            key=lambda index: (index in happened, *self.likelihood(index)),
        )
        for index in possible:
            latest = min(day, self.final[index])
            if all(
                self.first[other] <= latest and index not in self.before[other]
                for other in happened
                if other != index
            ):
                last.append(index)
        return last

    def _dated(self) -> set[Edge]:
        pairs = permutations(range(len(self.events)), 2)
        return {(left, right) for left, right in pairs if self.final[left] < self.first[right]}

    def _stated(self) -> set[Edge]:
        places = {event.claim_id: index for index, event in enumerate(self.events)}
        return {
            (places[event.after], index)
            for index, event in enumerate(self.events)
            if event.after in places
        }


def in_likely_order(events: Iterable[TimedEvent]) -> list[TimedEvent]:
    """Return the events that count in one order that the rules allow, the likeliest."""
    line = Timeline(events)
    order: list[int] = []
    left = set(range(len(line.events)))
    while left:
        ready = [index for index in left if line.before[index].isdisjoint(left)]
        order.append(min(ready, key=line.likelihood))
        left.remove(order[-1])
    return [line.events[index] for index in order]


def _rules(
    events: Sequence[TimedEvent],
    first: Sequence[date],
    final: Sequence[date],
    disputed: Container[frozenset[int]],
) -> tuple[set[Edge], ...]:
    """Return what the rules (a) to (e) say of events that no date puts in order, the strongest rule first."""
    pairs = [
        (left, right)
        for left, right in combinations(range(len(events)), 2)
        if first[left] <= final[right] and first[right] <= final[left]
        if frozenset((left, right)) not in disputed
    ]
    days = list(zip(first, final, strict=True))
    equal = {(left, right) for left, right in pairs if days[left] == days[right]}
    retold = {pair: edge for pair in pairs if (edge := _order_of_telling(events, pair))}
    deaths = {
        (left, right) if events[right].status in DEATHS else (right, left)
        for left, right in pairs
        if (events[left].status in DEATHS) is not (events[right].status in DEATHS)
    }
    detentions = [index for index, event in enumerate(events) if event.status in HELD]
    endings = [index for index, event in enumerate(events) if event.status in ENDINGS]
    single = {(detentions[0], endings[0])} if len(detentions) == len(endings) == 1 else set()
    differing = {tuple(sorted(pair)) for pair in set(pairs) - equal}
    return (
        deaths,
        {edge for pair, edge in retold.items() if pair in equal},
        {edge for edge in single if tuple(sorted(edge)) in differing},
        {edge for pair in retold for edge in (pair, pair[::-1]) if _leads_to(events, edge)},
        {edge for pair, edge in retold.items() if pair not in equal},
    )


def _leads_to(events: Sequence[TimedEvent], edge: Edge) -> bool:
    """Tell whether an arrest with a day leads to a custody that the same source tells without one.

    A table has its columns in any order: `serving`, arrested on `27 March 2019`.
    """
    arrest, custody = (events[index] for index in edge)
    is_undated = custody.earliest is custody.latest is None
    is_arrest = arrest.status is Status.ARRESTED and arrest.earliest is not None
    return is_arrest and is_undated and custody.status in HELD - {Status.ARRESTED}


def _order_of_telling(events: Sequence[TimedEvent], pair: Edge) -> Edge | None:
    """Return two events in the order in which every source of both tells of them; None where none does."""
    left, right = (events[index].positions for index in pair)
    shared = [source for source in left if source in right and left[source] != right[source]]
    directions = {left[source] < right[source] for source in shared}
    if len(directions) != 1:
        return None
    return pair if directions.pop() else (pair[1], pair[0])


def _add(before: list[set[int]], edges: set[Edge]) -> None:
    """Add to the order what does not contradict it; edges that contradict one another are left out."""
    edges = {(left, right) for left, right in edges if right not in before[left]}
    if not edges:
        return
    tentative = _closed(before, edges)
    kept = {(left, right) for left, right in edges if right not in tentative[left]}
    before[:] = tentative if kept == edges else _closed(before, kept)


def _closed(before: Sequence[set[int]], edges: Iterable[Edge]) -> list[set[int]]:
    """Return the transitive closure of an order and more edges (Warshall), each event's earlier ones."""
    # As bits of a number: somebody may have hundreds of events, and each pair of them an edge.
    earlier = [sum(1 << index for index in indexes) for indexes in before]
    for left, right in edges:
        earlier[right] |= 1 << left
    for middle in range(len(earlier)):
        reached = earlier[middle]
        earlier = [bits | reached if bits >> middle & 1 else bits for bits in earlier]
    return [{index for index in range(len(before)) if bits >> index & 1} for bits in earlier]
