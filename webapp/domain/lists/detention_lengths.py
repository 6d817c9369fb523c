"""How long people who are held had been held on a day: as a condition, and everybody's at once."""

from collections.abc import Iterable
from datetime import date

from pyroaring import BitMap
from sqlalchemy import ColumnElement, and_, case, func, not_, or_, select
from sqlalchemy.orm import Session

from webapp.domain.read_model.facet_members import members_of_facets
from webapp.domain.read_model.facet_sets import number_of
from webapp.domain.read_model.freshness import days_before
from webapp.domain.read_model.liberty_set_keys import HELD_SINCE
from webapp.domain.read_model.liberty_spans import holds_on
from webapp.models import LibertySpan, PersonSummary
from webapp.vocab.claims import Audience
from webapp.vocab.liberty import LENGTHS, DetentionLength, Held

Condition = ColumnElement[bool]


def has_lasted(lengths: Iterable[str], day: date) -> Condition:
    """Return the condition that the detention of a span of a day had lasted one of these lengths by then."""
    return or_(*(_has_lasted(DetentionLength(value), day) for value in lengths))


def people_by_present_length(session: Session, audience: Audience, today: date) -> dict[str, BitMap]:
    """Return what `people_by_length` returns of today, from sets of people."""
    by_length: dict[str, list[BitMap]] = {}
    bounds = _bounds(today)
    for _, value, people in members_of_facets(session, audience, [HELD_SINCE]):
        by_length.setdefault(_length_since(value, bounds), []).append(people)
    # All at once: of ever more, each would be another copy of all before it.
    return {length: BitMap.union(*sets) for length, sets in by_length.items()}


def people_by_length(session: Session, audience: Audience, day: date) -> dict[str, BitMap]:
    """Return who had been held how long on a day: nobody stands under two lengths."""
    lengths = ((_within(days, day), length.value) for length, days in LENGTHS.items())
    length = case(*lengths, else_=DetentionLength.NOT_COMPUTABLE.value).label("length")
    spans = select(length, PersonSummary.reference).where(
        PersonSummary.audience == audience, LibertySpan.held == Held.YES, holds_on(day)
    )
    # A row for each length: one for each person took longer than finding them.
    held = spans.subquery()
    query = select(held.c.length, func.aggregate_strings(held.c.reference, " ")).group_by(held.c.length)
    return {
        value: BitMap([number_of(reference) for reference in references.split()])
        for value, references in session.execute(query)
    }


def _bounds(day: date) -> list[tuple[str, str, str | None]]:
    """Return of each length the last day on which it may have begun, and the first, None where any may."""
    return [
        (length.value, _days_before(day, least - 1), None if most is None else _days_before(day, most - 1))
        for length, (least, most) in LENGTHS.items()
    ]


def _days_before(day: date, days: int) -> str:
    return days_before(day, days).isoformat()


def _length_since(key: str, bounds: Iterable[tuple[str, str, str | None]]) -> str:
    """Return how long a detention of a key of HELD_SINCE has lasted; `_within` asks the same of rows."""
    earliest, _, latest = key.partition("/")
    for length, last, first in bounds:
        if "" < latest <= last and earliest and (first is None or earliest >= first):
            return length
    return DetentionLength.NOT_COMPUTABLE.value


def _has_lasted(length: DetentionLength, day: date) -> Condition:
    if length is DetentionLength.NOT_COMPUTABLE:
        return not_(or_(*(func.coalesce(_within(LENGTHS[each], day), False) for each in LENGTHS)))
    return _within(LENGTHS[length], day)


def _within(days: tuple[int, int | None], day: date) -> Condition:
    """Return the condition that a detention has lasted so many days, whenever it may have begun."""
    least, most = days
    begun = LibertySpan.held_since_latest <= days_before(day, least - 1)
    longest = LibertySpan.held_since_earliest
    return and_(begun, longest.is_not(None) if most is None else longest >= days_before(day, most - 1))
