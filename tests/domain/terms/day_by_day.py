"""The end of a term a second time, slowly: every possible day of everything, and every day counted off."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from typing import Any

from webapp.vocab.charges import StepKind

ONE = timedelta(days=1)


def slow_end(case: dict[str, Any]) -> tuple[date, date]:
    """The first and the last day on which the one term of a case ends, trying every day that is possible."""
    spans = list(dict.fromkeys(_spans(case)))
    ways = [dict(zip(spans, days, strict=True)) for days in product(*map(_every_day, spans))]
    ends = [end for way in ways for end in _ends(case, way)]
    return min(ends), max(ends)


def _spans(case: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for stretch in case["custody"]:
        yield tuple(stretch["begins"])
        if "ends" in stretch:
            yield tuple(stretch["ends"])
    yield tuple(case["convicted"])
    for cut in case["cuts"]:
        yield tuple(cut["when"])


def _every_day(span: tuple[str, str]) -> list[date]:
    first, final = map(date.fromisoformat, span)
    return [first + n * ONE for n in range((final - first).days + 1)]


def _ends(case: dict[str, Any], on: dict[tuple[str, str], date]) -> Iterator[date]:
    judged = on[tuple(case["convicted"])]
    stretches, reached = [], date.min
    for stretch in case["custody"]:
        first = max(on[tuple(stretch["begins"])], reached)
        final = max(on[tuple(stretch["ends"])], first) if "ends" in stretch else None
        stretches.append((first, final, stretch["restraint"]))
        reached = final or first
    if not stretches or stretches[-1][1] is not None:
        stretches.append((max(judged, reached), None, "imprisoned"))
    place = len(stretches) - 1
    while place and _follows_at_once(case, place):
        place -= 1
    begins = stretches[place][0]
    end = _count_off(case, stretches, judged, _days_of_term(begins, case["length"]))
    yield from _cut_off(case, on, begins, [end])


def _follows_at_once(case: dict[str, Any], place: int) -> bool:
    custody = case["custody"]
    begins = custody[place]["begins"] if place < len(custody) else case["convicted"]
    return bool(custody[place - 1].get("ends") == begins)


def _days_of_term(begins: date, length: dict[str, int]) -> int:
    """How many days a term of so many months and days has from a day on: walked day by day."""
    day, months, count = begins, 0, 0
    wanted = length.get("years", 0) * 12 + length.get("months", 0)
    while months < wanted:
        day += ONE
        count += 1
        due = begins.day == day.day or (day.day == 1 and begins.day > (day - ONE).day)
        months += due
    return count + length.get("days", 0)


def _count_off(
    case: dict[str, Any], stretches: Sequence[tuple[date, date | None, str]], judged: date, need: int
) -> date:
    """Count every day in custody for what it is worth, in twelfths of a day, until the term is served."""
    served, rules = 0, _rules(case)
    for first, final, restraint in stretches:
        day = first
        if served >= 12 * need:
            return day - ONE
        while final is None or day < final:
            served += _worth(rules.get(restraint, ()), day) if day < judged else 12
            if served >= 12 * need:
                return day
            day += ONE
    raise AssertionError("The last stretch lasts.")


def _rules(case: dict[str, Any]) -> dict[str, list[tuple[date, date, int]]]:
    rules: dict[str, list[tuple[date, date, int]]] = {}
    for rule in case["rules"]:
        if rule.get("regime") in (None, case.get("regime")):
            since = date.fromisoformat(rule.get("since", "0001-01-01"))
            until = date.fromisoformat(rule.get("until", "9999-12-31"))
            rules.setdefault(rule["restraint"], []).append((since, until, int(12 * Fraction(rule["days"]))))
    return rules


def _worth(rules: Iterable[tuple[date, date, int]], day: date) -> int:
    return next((worth for since, until, worth in rules if since <= day <= until), 12)


def _cut_off(
    case: dict[str, Any], on: dict[tuple[str, str], date], begins: date, ends: list[date]
) -> Iterator[date]:
    earlier = date.min
    for cut in case["cuts"]:
        earlier = max(on[tuple(cut["when"])], earlier)
        day = max(earlier, begins - ONE)
        ends = [shorter for end in ends for shorter in _shorter(cut, end, day)]
    yield from ends


def _shorter(cut: dict[str, Any], end: date, day: date) -> Iterator[date]:
    """Count off what is left, from the day of the cut or from the one after it, rounded up and down."""
    if end <= day:
        yield end
    elif cut["step"] != StepKind.REMAINDER_REDUCED:
        yield day
    elif "fraction" in cut:
        share = 1 - Fraction(cut["fraction"])
        for served_until in (day - ONE, day):
            # In parts of a day, which are whole numbers: fractions would take nine tenths of the time.
            last, parts = served_until, 0
            while last < end:
                last += ONE
                parts += share.numerator
            whole, rest = divmod(parts, share.denominator)
            yield max(served_until + whole * ONE, day - ONE)
            yield max(served_until + (whole + bool(rest)) * ONE, day - ONE)
    else:
        yield max(_walked_back(end, cut["length"]), day)


def _walked_back(end: date, length: dict[str, int]) -> date:
    """Walk back from the day after the end, month by month on the same day of it, then day by day."""
    after = end + ONE
    year, month = after.year, after.month
    for _ in range(length.get("years", 0) * 12 + length.get("months", 0)):
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    day = after.day
    while True:
        try:
            walked = date(year, month, day)
            break
        except ValueError:
            day -= 1
    for _ in range(length.get("days", 0) + 1):
        walked -= ONE
    return walked
