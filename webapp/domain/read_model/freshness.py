"""How fresh the last word on a status is: whether a source or a confirmation spoke of it within its rule."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, or_

from webapp.domain.claims.liberty_periods import LibertyPeriod
from webapp.models import LibertySpan, PersonSummary
from webapp.vocab.verification import DAYS_TO_VERIFY, Freshness

# The day on which somebody was last heard of who never was.
NEVER = date.min


def freshness(period: LibertyPeriod, heard_on: date) -> Iterator[tuple[date, Freshness | None]]:
    """Yield from which day on the word on a period is how fresh: at its beginning, and where that changes.

    `heard_on` is the day as of which it was last heard of. None stands for a status that needs no verifying.
    """
    days = DAYS_TO_VERIFY.get(period.status)
    if days is None or heard_on == NEVER:
        yield period.begins, None if days is None else Freshness.UNDATED
        return
    stale_from = heard_on + timedelta(days=days + 1)
    if period.begins < stale_from:
        yield period.begins, Freshness.RECENT
    if stale_from < period.ends:
        yield max(period.begins, stale_from), Freshness.STALE


def is_stale(table: type[PersonSummary] | type[LibertySpan], day: date) -> ColumnElement[bool]:
    """Return the condition that the word on a status, in a row of a day, is not `recent` on that day.

    A status for which there is no rule never wants to be verified.
    """
    late = [
        and_(table.status == status, table.heard_on < days_before(day, days))
        for status, days in DAYS_TO_VERIFY.items()
    ]
    return or_(*late)


def is_overdue(row: PersonSummary | LibertySpan, day: date) -> bool:
    """Tell of a row of a day what `is_stale` asks of a table: whether its status wants to be verified."""
    days = DAYS_TO_VERIFY.get(row.status)
    return days is not None and row.heard_on < days_before(day, days)


def heard_on(last_word_on: date | None, last_verified_on: date | None) -> date:
    """Return the later day of the last word and the last confirmation, or NEVER."""
    return max(last_word_on or NEVER, last_verified_on or NEVER)


def days_before(day: date, days: int) -> date:
    """Return the day so many days before another one; the first of the calendar where there is none."""
    return date.fromordinal(max(1, day.toordinal() - days))
