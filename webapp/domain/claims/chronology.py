"""What came after what: on each day, which status events may have been the last to happen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import combinations
from uuid import UUID

from webapp.domain.claims.event_order import Timeline
from webapp.domain.claims.timed_events import TimedEvent
from webapp.vocab.liberty import DEATHS, Held, held


class Uncertainty(StrEnum):
    """Why a day has no certain answer."""

    DAY = "day_unknown"
    ORDER = "order_unknown"
    DISPUTE = "disputed"


@dataclass(frozen=True)
class Stretch:
    """A run of days, `begins` to the day before `ends`, on which the same events may have been the last.

    `last` holds their ids, the likeliest at the end; None among them means that perhaps none had happened
    yet. `since` is the first and the last day on which the present detention may have begun, where the
    person is held, `date.min` standing for no first day; `why` says what leaves an uncertain answer so.
    """

    begins: date
    ends: date
    held: Held
    last: tuple[UUID | None, ...]
    since: tuple[date, date] | None = None
    why: Uncertainty | None = None

    @property
    def held_since(self) -> tuple[date | None, date] | None:
        """The same as `since`, with None for no first day."""
        if self.since is None:
            return None
        first, final = self.since
        return None if first == date.min else first, final


def stretches(events: Iterable[TimedEvent]) -> list[Stretch]:
    """Return what may be said of a person's liberty on every day of the calendar, without a gap.

    Announced and deprecated events and those that state nothing do not count, nor do those that overlap a
    preferred one. An answer is `uncertain` only where the orders that remain possible give different ones.
    """
    line = Timeline(events)
    days = sorted({date.min, *line.first, *line.final})
    stretches: list[Stretch] = []
    for begins, ends in zip(days, [*days[1:], date.max], strict=True):
        stretch = _stretch(line, begins, ends)
        if stretches and replace(stretches[-1], begins=begins, ends=ends) == stretch:
            stretch = replace(stretch, begins=stretches.pop().begins)
        if begins < ends:
            stretches.append(stretch)
    return stretches


def _stretch(line: Timeline, begins: date, ends: date) -> Stretch:
    last = line.possibly_last(begins)
    answer = _answer(line, begins, last)
    return Stretch(
        begins,
        ends,
        answer,
        tuple(None if index is None else line.events[index].claim_id for index in last),
        _held_since(line, begins) if answer is Held.YES else None,
        _why(line, last) if answer is Held.UNCERTAIN else None,
    )


def _answer(line: Timeline, day: date, last: Sequence[int | None]) -> Held:
    answers = {_answer_of(line, day, index) for index in last}
    if len(answers) > 1 or any(index is not None and _follows_death(line, index) for index in last):
        return Held.UNCERTAIN
    return answers.pop()


def _follows_death(line: Timeline, index: int) -> bool:
    """Return whether an event comes after a death that no rank has put below or above it."""
    event = line.events[index]
    earlier = [line.events[other] for other in line.before[index]]
    return event.status not in DEATHS and any(
        other.status in DEATHS and other.rank is event.rank for other in earlier
    )


def _answer_of(line: Timeline, day: date, index: int | None) -> Held:
    # Before the bound of an event that has no first day, nothing is stated of it.
    if index is None or (line.first[index] == date.min and day < line.final[index]):
        return Held.NOT_STATED
    return held(line.events[index].status)


def _why(line: Timeline, last: Sequence[int | None]) -> Uncertainty:
    indexes = [index for index in last if index is not None]
    pairs = list(combinations(indexes, 2))
    if any(_follows_death(line, index) for index in indexes) or any(
        frozenset(pair) in line.disputed or _of_same_date(line.events, pair) for pair in pairs
    ):
        return Uncertainty.DISPUTE
    before = line.before
    unordered = any(left not in before[right] and right not in before[left] for left, right in pairs)
    return Uncertainty.ORDER if unordered else Uncertainty.DAY


def _of_same_date(events: Sequence[TimedEvent], pair: tuple[int, int]) -> bool:
    """Return whether two events have one date and no source in common: the sources disagree."""
    left, right = (events[index] for index in pair)
    return (
        left.earliest is not None
        and (left.earliest, left.latest) == (right.earliest, right.latest)
        and not left.positions.keys() & right.positions.keys()
    )


def _held_since(line: Timeline, day: date) -> tuple[date, date]:
    """Return within which days the detention began that goes on by a day, on which the person is held."""
    begun = [index for index, first in enumerate(line.first) if first <= day]
    free = [index for index in begun if held(line.events[index].status) is not Held.YES]
    after = [
        index
        for index in begun
        if index not in free and not any(index in line.before[other] for other in free)
    ]
    certain = [index for index in after if all(other in line.before[index] for other in free)] or after
    earliest = max([min(line.first[index] for index in after), *(line.first[index] for index in free)])
    return earliest, max(earliest, min(min(line.final[index] for index in certain), day))
