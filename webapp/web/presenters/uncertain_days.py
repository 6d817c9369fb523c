"""The days within which events happened whose order or day is not known, as shapes on one line of time."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from webapp.domain.claims.liberty_periods import timed_event
from webapp.domain.claims.timed_events import bounds
from webapp.domain.visibility import Reader
from webapp.models import StatusEvent
from webapp.vocab.dates.edtf import interval
from webapp.vocab.dates.partial_date import PartialDate

# Before an event that may have happened on any earlier day the line goes on by this part of itself.
_OPEN = 0.1


class EventDays(NamedTuple):
    """An event and its days, in words and as a stretch from `start` to `end`, in hundredths of the line."""

    event: StatusEvent
    days: PartialDate
    start: float
    end: float

    @property
    def is_day(self) -> bool:
        """Whether the event happened on one known day."""
        return self.days.is_day


class UncertainDays(NamedTuple):
    """Events on one line of time, the first to begin on top, and the days with which it begins and ends."""

    events: list[EventDays]
    begins: date
    ends: date


def uncertain_days(events: Iterable[StatusEvent], *, to: Reader) -> UncertainDays:
    """Return the line of time of events, as one reader may know their days."""
    spans = sorted(((*bounds(timed_event(event, to)), event) for event in events), key=lambda span: span[:2])
    known = [first for first, _, _ in spans if first != date.min]
    ends = max(final for _, final, _ in spans)
    begins = min([*known, *(final for _, final, _ in spans)])
    if len(known) < len(spans):
        begins -= timedelta(days=max(30, round((ends - begins).days * _OPEN)))
    length = (ends - begins).days + 1

    def place(day: date) -> float:
        return round(100 * (day - begins).days / length, 2)

    shapes = [
        EventDays(
            event,
            PartialDate.parse(interval(None if first == date.min else first, final)),
            place(max(first, begins)),
            place(final + timedelta(days=1)),
        )
        for first, final, event in spans
    ]
    return UncertainDays(shapes, begins, ends)
