"""Lengths of terms in years, months and days, and the last day of one that begins on a day."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_LAST_YEAR = 9998
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Length:
    """So many years, months and days."""

    years: int = 0
    months: int = 0
    days: int = 0

    def __bool__(self) -> bool:
        return bool(self.years or self.months or self.days)

    @property
    def in_months(self) -> int:
        """Years and months together, in months."""
        return self.years * 12 + self.months

    def changed(self, other: "Length", sign: int) -> "Length":
        """Return this length with another one added (sign 1) or taken off (sign -1)."""
        months, days = self.in_months + sign * other.in_months, self.days + sign * other.days
        return Length(0, months, days)


def last_day(begin: date, length: Length) -> date | None:
    """Return the last day of a term that begins on a day; None where it lies beyond the calendar.

    A term of one month from the 31st ends with the month, as a court counts it.
    """
    month = begin.month - 1 + length.in_months
    year = begin.year + month // 12
    if not 1 <= year <= _LAST_YEAR:
        return None
    first = date(year, month % 12 + 1, 1)
    day = min(begin.day - 1, monthrange(year, first.month)[1])
    try:
        return first + timedelta(days=day - 1 + length.days)
    except OverflowError:
        return None


def sooner(last: date, length: Length) -> date:
    """Return the last day of a term that is made shorter by a length at its end."""
    after = last + DAY
    month = after.month - 1 - length.in_months
    year = after.year + month // 12
    if year < 1:
        return date.min
    day = min(after.day, monthrange(year, month % 12 + 1)[1])
    return date(year, month % 12 + 1, day) - timedelta(days=length.days + 1)
