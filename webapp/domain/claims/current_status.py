"""The rules of "current" beside the chronology: days held, sentences, when a term ends, contradictions."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from webapp.domain.claims.recording import sources_of
from webapp.models import ChargeStep, StatusEvent
from webapp.vocab.charges import SentenceKind, StepKind
from webapp.vocab.claims import Rank
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Held

# After these no sentence stands on the charge, until a later step sets one.
_ENDS = (StepKind.ACQUITTED, StepKind.DROPPED, StepKind.OVERTURNED, StepKind.CLEARED)

# After these the last day is another one, or there is none.
_MOVES = (
    StepKind.REDUCED, StepKind.INCREASED, StepKind.COMMUTED, StepKind.REMAINDER_REDUCED, StepKind.REPLACED,
    StepKind.REMAINDER_REMITTED, StepKind.SUSPENDED, StepKind.SUSPENSION_REVOKED,
)  # fmt: skip


def in_order(events: Iterable[StatusEvent]) -> list[StatusEvent]:
    """Return events from the earliest to the latest, each after the one that it is stated to follow."""
    ordered = sorted(events, key=lambda event: (*_when(event.since), event.made_at, event.id))
    places = {event.id: place for place, event in enumerate(ordered)}
    for event in list(ordered):
        earlier = places.get(event.after_id) if event.after_id else None
        if earlier is not None and places[event.id] < earlier:
            ordered.insert(earlier, ordered.pop(places[event.id]))
            places = {event.id: place for place, event in enumerate(ordered)}
    return ordered


def steps_in_order(steps: Iterable[ChargeStep]) -> list[ChargeStep]:
    """Return steps of a charge from the earliest to the latest, undated ones first."""
    return sorted(steps, key=lambda step: (*_when(step.date), step.made_at, step.id))


def contradict(event: StatusEvent, other: StatusEvent) -> bool:
    """Tell whether two sources give the same date and different statuses, with neither ranked above.

    Two events of which it is stated that both cannot be true contradict each other whatever they tell.
    """
    if event is other or event.rank is not other.rank:
        return False
    if event.disputes_id == other.id or other.disputes_id == event.id:
        return True
    if event.status is other.status:
        return False
    if event.since is None or event.since != other.since:
        return False
    return sources_of(event).isdisjoint(sources_of(other))


def held_somewhere(event: StatusEvent | None) -> str:
    """Return where an event took the person, by the place's name or in the source's words; else nothing."""
    if event is None:
        return ""
    return (event.place.name if event.place else event.place_words) or ""


def days_held(held_since: tuple[date | None, date] | None, today: date) -> tuple[int | None, int] | None:
    """Return the most and the least days that the present detention has lasted, its first day counted.

    The most is None where nothing bounds it; None where nobody is held.
    """
    if held_since is None or held_since[1] > today:
        return None
    earliest, latest = held_since
    return None if earliest is None else (today - earliest).days + 1, (today - latest).days + 1


def exact_day(held_since: tuple[date | None, date] | None) -> date | None:
    """Return the day on which the present detention began, where it is known to the day."""
    return held_since[1] if held_since and held_since[0] == held_since[1] else None


def term_ended(is_held: Held, term_ends_on: date | None, today: date) -> bool:
    """Tell whether a sentence has run out without a confirmed release; it never releases anybody."""
    return is_held is Held.YES and term_ends_on is not None and term_ends_on < today


def sentences(steps: Iterable[ChargeStep]) -> list[ChargeStep]:
    """Return the step that sets the sentence of each charge that stands convicted."""
    by_charge: dict[Any, list[ChargeStep]] = {}
    for step in steps:
        if step.rank is not Rank.DEPRECATED and step.step is not StepKind.DEMANDED:
            by_charge.setdefault(step.charge_id, []).append(step)
    decisive = []
    for history in by_charge.values():
        history = steps_in_order(history)
        ends = [place for place, step in enumerate(history, start=1) if step.step in _ENDS]
        decisive += [step for step in history[max(ends, default=0) :] if step.sentence is not None][-1:]
    return decisive


def term_ends_on(steps: Iterable[ChargeStep], held_since: date | None) -> date | None:
    """Return the last day of the term that is being served, where its first day is known.

    A term runs from the first day of the detention, or else from the day of the conviction. Life, death and
    suspended sentences have no such day. Of several terms no source states the total: no end is computed.
    """
    steps, ends = list(steps), []
    if any(step.step in _MOVES and step.rank is not Rank.DEPRECATED for step in steps):
        return None
    for step in sentences(steps):
        if step.sentence in (SentenceKind.LIFE, SentenceKind.DEATH):
            return None
        if step.sentence is SentenceKind.TERM and not step.suspended:
            ends.append(_ends_on(step, held_since))
    return ends[0] if len(ends) == 1 else None


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
