"""When somebody was born whose age a source gives: an interval, derived and stored nowhere."""

from calendar import isleap
from datetime import date, timedelta
from typing import NamedTuple

from webapp.domain.visibility import Reader, visible_citations
from webapp.models import PersonalFact
from webapp.vocab.claims import Stance
from webapp.vocab.dates.edtf import interval
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.people import FactKind


class DerivedBirth(NamedTuple):
    """Within which days somebody was born, and of which date the age is from which that follows."""

    born: PartialDate
    age_on: PartialDate


def derived_birth(fact: PersonalFact, *, to: Reader) -> DerivedBirth | None:
    """Return what follows from a fact for the day of birth; None where it is no age, or has no date.

    An age without a date of its own is of the date of its oldest dated source.
    """
    if fact.fact is not FactKind.AGE or fact.value is None:
        return None
    age, age_on = int(fact.value), fact.date or _source_date(fact, to)
    if age_on is None or (age_on.earliest or age_on.latest or date.min).year <= age + 1:
        return None
    return DerivedBirth(born_within(age, age_on), age_on)


def born_within(age: int, age_on: PartialDate) -> PartialDate:
    """Return the days of birth of somebody who is `age` full years old on a day of `age_on`.

    An end on which `age_on` is open stays open, and where it may be wrong or only about right, so may these.
    """
    first = _birthday(age + 1, age_on.earliest) + timedelta(days=1) if age_on.earliest else None
    last = _birthday(age, age_on.latest) if age_on.latest else None
    mark = {(True, False): "?", (False, True): "~", (True, True): "%"}.get(
        (age_on.uncertain, age_on.approximate), ""
    )
    ends = (end if end == ".." else f"{end}{mark}" for end in interval(first, last).split("/"))
    return PartialDate.parse("/".join(ends))


def _birthday(age: int, day: date) -> date:
    """Return the last day of birth of those who are `age` years old on a day."""
    # Whoever was born on 29 February is a year older on 1 March of a common year.
    year = day.year - age
    leaps = (day.month, day.day) == (2, 29) and not isleap(year)
    return date(year, 2, 28) if leaps else day.replace(year=year)


def _source_date(fact: PersonalFact, to: Reader) -> PartialDate | None:
    dates = [
        citation.passage.source_version.source.date
        for citation in visible_citations(fact, to=to)
        if citation.stance is Stance.SUPPORTS
    ]
    return min((each for each in dates if each), key=lambda each: each.latest or date.max, default=None)
