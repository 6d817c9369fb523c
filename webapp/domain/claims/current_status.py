"""The rules of "current" beside the chronology: days held, sentences, ended terms, contradictions."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from webapp.domain.claims.recording import sources_of
from webapp.models import ChargeStep, StatusEvent
from webapp.vocab.charges import StepKind
from webapp.vocab.claims import Rank
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Held

# After these no sentence stands on the charge, until a later step sets one.
_ENDS = (StepKind.ACQUITTED, StepKind.DROPPED, StepKind.OVERTURNED, StepKind.CLEARED)



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


def term_ended(is_held: Held, term_ends_on: date | None, today: date) -> bool:
    """Tell whether a sentence has run out without a confirmed release; it never releases anybody.

    `term_ends_on` is the last day on which the term may end.
    """
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


def _when(when: PartialDate | None) -> tuple[date, date]:
    if when is None:
        return date.min, date.min
    latest = when.latest or when.earliest or date.min
    return latest, when.earliest or date.min
