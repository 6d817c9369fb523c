"""One way in which everything may have happened to the day, and the last day of the term then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor

from webapp.domain.terms.facts import TermStep
from webapp.domain.terms.lengths import DAY, Length, last_day, sooner
from webapp.vocab.charges import Amount, StepKind

Stretch = tuple[date, date | None, Fraction]
"""From a day until the day before another, or on and on, and how many days of the term each day is worth."""


@dataclass(frozen=True)
class Scenario:
    """Stretches in custody in order, the last one lasting, and the days of the cuts, in order.

    `begins` is the first day of the last detention: the term's years and months are counted from there.
    """

    stretches: Sequence[Stretch]
    begins: date
    cuts: Sequence[tuple[TermStep, date]]


def end_in(scenario: Scenario, length: Length) -> tuple[date, date] | None:
    """Return the first and the last day on which the term may end; None beyond the calendar.

    Even where every day is known there may be two: on the day of a decree a day more or less is left, as one
    counts, and half a day is rounded up or down.
    """
    nominal = last_day(scenario.begins, length)
    if nominal is None:
        return None
    end = _served_on((nominal - scenario.begins).days + 1, scenario.stretches)
    if end is None:
        return None
    first = final = end
    for step, day in scenario.cuts:
        # Before the detention began nothing was served: all of the term was left.
        day = max(day, scenario.begins - DAY)
        first, final = _cut(step, first, day)[0], _cut(step, final, day)[1]
    return first, final


def _served_on(need: int, stretches: Sequence[Stretch]) -> date | None:
    """Return the day on which so many days are served."""
    left = Fraction(need)
    for begins, ends, worth in stretches:
        if left <= 0:
            return begins - DAY
        if worth and (ends is None or left / worth <= (ends - begins).days):
            try:
                return begins + (ceil(left / worth) - 1) * DAY
            except OverflowError:
                return None
        if ends is not None:
            left -= worth * (ends - begins).days
    return None


def _cut(step: TermStep, end: date, day: date) -> tuple[date, date]:
    """Return the first and the last day on which a term ends of which the remainder was cut on a day."""
    if end <= day:
        return end, end
    if step.step in (StepKind.REMAINDER_REMITTED, StepKind.REPLACED):
        return day, day
    if step.amount is Amount.FRACTION and step.fraction is not None:
        stays = 1 - step.fraction
        counted_from_the_day = day + (floor(((end - day).days + 1) * stays) - 1) * DAY
        return max(counted_from_the_day, day - DAY), day + ceil((end - day).days * stays) * DAY
    shorter = max(sooner(end, step.length), day)
    return shorter, shorter
