"""A status event in time: within which days it happened, whether it was only announced, whether it counts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from webapp.vocab.claims import Rank
from webapp.vocab.liberty import DEATHS, Status


@dataclass(frozen=True, kw_only=True)
class TimedEvent:
    """A status event as far as its place in time goes.

    `earliest` and `latest` are the bounds of the printed date, None where it has none. `reported_by` is the
    last day of the date of its oldest supporting source. `positions` says for each supporting source where
    the cited words begin and end in its text. `announced` is what a curator answered, None where nobody was
    asked.
    """

    claim_id: UUID
    status: Status
    reported_by: date
    earliest: date | None = None
    latest: date | None = None
    positions: Mapping[UUID, tuple[int, int]] = field(default_factory=dict)
    rank: Rank = Rank.NORMAL
    announced: bool | None = None
    after: UUID | None = None
    disputes: UUID | None = None


def is_announced(event: TimedEvent) -> bool:
    """Return whether an event was still to come when its source told of it.

    No source is brought in from the future, so that what is announced does not depend on today.
    """
    if event.announced is not None:
        return event.announced
    return event.earliest is not None and event.earliest > event.reported_by


def bounds(event: TimedEvent) -> tuple[date, date]:
    """Return the first and the last day on which an event that is no announcement may have happened.

    A text cannot report what came after it, so the interval ends with the report; without a first day it
    reaches back without end (`date.min`).
    """
    first = event.earliest or date.min
    return first, max(first, min(event.latest or date.max, event.reported_by))


def counting(events: Sequence[TimedEvent]) -> Iterator[TimedEvent]:
    """Yield the events that count: told as done, not ranked below others, and stating something."""
    live = [
        event
        for event in events
        if event.rank is not Rank.DEPRECATED
        and event.status is not Status.NOT_STATED
        and not is_announced(event)
    ]
    preferred = [event for event in live if event.rank is Rank.PREFERRED]
    for event in live:
        if event.rank is Rank.PREFERRED or not any(_outranked(event, other) for other in preferred):
            yield event


def _outranked(event: TimedEvent, preferred: TimedEvent) -> bool:
    (first, final), (begin, end) = bounds(event), bounds(preferred)
    return begin <= final and (first <= end or preferred.status in DEATHS)
