"""Terms of several charges a second time, slowly: the law on each day, and each day in prison counted off."""

from datetime import date, timedelta
from typing import Any

ONE = timedelta(days=1)
_FALLS = ("acquitted", "dropped", "overturned", "cleared")


def slow_last_day(case: dict[str, Any]) -> date | str:
    """The last day of a term of exactly known days, or the word for why there is none.

    Every day from the first step on is lived through: what is told on it changes what stands, and at the end
    of all steps what stands is counted off from the first day in prison.
    """
    standing: dict[str, dict[str, Any]] = {}
    told = sorted(case["steps"], key=lambda step: step["on"])
    day, last = date.fromisoformat(told[0]["on"]), date.fromisoformat(told[-1]["on"])
    while day <= last:
        for step in told:
            if date.fromisoformat(step["on"]) == day:
                _tell(standing, step)
        day += ONE
    months, days = 0, 0
    served = {charge: term for charge, term in standing.items() if not term["suspended"]}
    if not served:
        return "suspended" if standing else "no_term"
    if any(term["life"] for term in served.values()):
        return "without_end"
    terms = [term for term in served.values() if term["joined"] != "absorbed"] or list(served.values())
    words = [term["joined"] for term in terms]
    if "total" in words:
        terms = [term for term in terms if term["joined"] == "total"]
    elif len(terms) > 1:
        stated = {word for word in words if word}
        if len(stated) != 1 or words.count(None) > 1:
            return "several"
    if "consecutive" in words and "total" not in words:
        months, days = sum(term["months"] for term in terms), sum(term["days"] for term in terms)
    else:
        longest = max(terms, key=lambda term: (term["months"], term["days"]))
        months, days = longest["months"], longest["days"]
    return _walked(date.fromisoformat(case["held"]), months, days)


def _tell(standing: dict[str, dict[str, Any]], step: dict[str, Any]) -> None:
    charge, kind = step["charge"], step["step"]
    if kind in _FALLS:
        standing.pop(charge, None)
    elif kind == "convicted":
        standing[charge] = {
            "months": _months(step), "days": step.get("days", 0), "joined": step.get("joined"),
            "suspended": step.get("suspended", False), "life": step.get("life", False),
        }  # fmt: skip
    elif charge in standing:
        term = standing[charge]
        if kind == "suspended":
            term["suspended"] = True
        elif kind == "suspension_revoked":
            term["suspended"] = False
        elif step.get("by"):
            sign = 1 if kind == "increased" else -1
            term["months"] += sign * _months(step)
            term["days"] += sign * step.get("days", 0)
        elif kind in ("reduced", "increased", "commuted"):
            term.update(months=_months(step), days=step.get("days", 0), life=False)


def _months(step: dict[str, Any]) -> int:
    return 12 * int(step.get("years", 0)) + int(step.get("months", 0))


def _walked(first: date, months: int, days: int) -> date:
    """Walk day by day: a month is over on the day before the same day of the next one, or at its end."""
    day, over = first, 0
    while over < months:
        day += ONE
        over += day.day == first.day or (day.day == 1 and first.day > (day - ONE).day)
    for _ in range(days):
        day += ONE
    return day - ONE
