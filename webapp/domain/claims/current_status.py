"""The one definition of "current": status, held or not, since when, days held, when the term ends."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from webapp.domain.claims.recording import sources_of
from webapp.models import ChargeStep, StatusEvent
from webapp.vocab.charges import SentenceKind, StepKind
from webapp.vocab.claims import Rank
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Held, Status, held

# After these no sentence stands on the charge, until a later step sets one.
_ENDS = (StepKind.ACQUITTED, StepKind.DROPPED, StepKind.OVERTURNED)


@dataclass(frozen=True)
class CurrentStatus:
    """What is known of a person's liberty, as the claims of one audience tell it.

    `held_since` is the day on which the present uninterrupted detention began, where a source gives the
    day; `contradicted_by` are events that another source dates alike and that say something else.
    """

    status: Status
    held: Held
    event: StatusEvent | None = None
    held_since: date | None = None
    contradicted_by: tuple[StatusEvent, ...] = ()


def current_status(events: Iterable[StatusEvent]) -> CurrentStatus:
    """Derive the current status from status events.

    Deprecated events do not count. The latest event by date counts; of events that are not certainly later
    than a preferred one, the preferred one counts. Undated events come before all dated ones; what remains
    equal goes by the order of recording, which for one text is the order of its telling.
    """
    ordered = in_order(event for event in events if event.rank is not Rank.DEPRECATED)
    if not ordered:
        return CurrentStatus(Status.NOT_STATED, Held.NOT_STATED)
    event = _decisive(ordered)
    others = tuple(other for other in ordered if contradict(event, other))
    return CurrentStatus(
        status=event.status,
        held=held(event.status),
        event=event,
        held_since=_held_since(ordered[: ordered.index(event) + 1]),
        contradicted_by=others,
    )


def in_order(events: Iterable[StatusEvent]) -> list[StatusEvent]:
    """Return events from the earliest to the latest."""
    return sorted(events, key=lambda event: (*_when(event.since), event.made_at, event.id))


def steps_in_order(steps: Iterable[ChargeStep]) -> list[ChargeStep]:
    """Return steps of a charge from the earliest to the latest, undated ones first."""
    return sorted(steps, key=lambda step: (*_when(step.date), step.made_at, step.id))


def contradict(event: StatusEvent, other: StatusEvent) -> bool:
    """Tell whether two sources give the same date and different statuses, with neither ranked above."""
    if event is other or event.status is other.status or event.rank is not other.rank:
        return False
    if event.since is None or event.since != other.since:
        return False
    return sources_of(event).isdisjoint(sources_of(other))


def held_somewhere(event: StatusEvent | None) -> str:
    """Return where an event took the person, by the place's name or in the source's words; else nothing."""
    if event is None:
        return ""
    return (event.place.name if event.place else event.place_words) or ""


def days_held(held_since: date | None, today: date) -> int | None:
    """Return the days of the present detention, its first day counted; None where it cannot be computed."""
    return None if held_since is None or held_since > today else (today - held_since).days + 1


def term_ended(is_held: Held, term_ends_on: date | None, today: date) -> bool:
    """Tell whether a sentence has run out without a confirmed release; it never releases anybody."""
    return is_held is Held.YES and term_ends_on is not None and term_ends_on < today


def sentences(steps: Iterable[ChargeStep]) -> list[ChargeStep]:
    """Return the step that sets the sentence of each charge that stands convicted."""
    by_charge: dict[Any, list[ChargeStep]] = {}
    for step in steps:
        if step.rank is not Rank.DEPRECATED:
            by_charge.setdefault(step.charge_id, []).append(step)
    decisive = []
    for history in by_charge.values():
        history = steps_in_order(history)
        ends = [place for place, step in enumerate(history, start=1) if step.step in _ENDS]
        decisive += [step for step in history[max(ends, default=0) :] if step.sentence is not None][-1:]
    return decisive


def term_ends_on(steps: Iterable[ChargeStep], held_since: date | None) -> date | None:
    """Return the last day of the longest term that is being served, where its first day is known.

    A term runs from the first day of the detention, or else from the day of the conviction. Life, death and
    suspended sentences have no such day; beside a term whose end nobody can tell, no other is the longest.
    """
    ends = []
    for step in sentences(steps):
        if step.sentence in (SentenceKind.LIFE, SentenceKind.DEATH):
            return None
        if step.sentence is SentenceKind.TERM and not step.suspended:
            ends.append(_ends_on(step, held_since))
    known = [end for end in ends if end is not None]
    return max(known) if known and len(known) == len(ends) else None


def _decisive(events: Sequence[StatusEvent]) -> StatusEvent:
    preferred = [event for event in events if event.rank is Rank.PREFERRED]
    if not preferred:
        return events[-1]
    best = preferred[-1]
    return next((event for event in reversed(events) if _is_certainly_later(event, best)), best)


def _is_certainly_later(event: StatusEvent, other: StatusEvent) -> bool:
    begin = event.since.earliest if event.since is not None else None
    end = other.since.latest if other.since is not None else None
    return begin is not None and end is not None and begin > end


def _held_since(events: Sequence[StatusEvent]) -> date | None:
    first: StatusEvent | None = None
    for event in reversed(events):
        if held(event.status) is not Held.YES:
            break
        first = event
    if first is None or first.since is None or not first.since.is_day:
        return None
    return first.since.earliest


def _when(when: PartialDate | None) -> tuple[date, date]:
    if when is None:
        return date.min, date.min
    latest = when.latest or when.earliest or date.min
    return latest, when.earliest or date.min


def _ends_on(step: ChargeStep, held_since: date | None) -> date | None:
    convicted = step.date.earliest if step.date is not None and step.date.is_day else None
    begin = held_since or convicted
    if begin is None or not (step.years or step.months or step.days):
        return None
    return _last_day(begin, step.years or 0, step.months or 0, step.days or 0)


def _last_day(begin: date, years: int, months: int, days: int) -> date | None:
    month = begin.month - 1 + months
    year = begin.year + years + month // 12
    if year > 9998:
        return None
    first = date(year, month % 12 + 1, 1)
    # A term of one month from the 31st ends with the month, as a court counts it.
    day = min(begin.day - 1, monthrange(year, first.month)[1])
    try:
        return first + timedelta(days=day - 1 + days)
    except OverflowError:
        return None
