"""What people type for an instant: a day, or a day and a time, in UTC unless they say otherwise."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import NamedTuple

from webapp.vocab.dates.edtf import LONGEST, BadDate, clip
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.words import N_

_WITH_TIME = re.compile(
    r"(?P<day>.*?\d)(?:T|,? )(?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?:\.(?P<part>\d{1,6}))?)?"
    r" ?(?:Z|UTC|(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>\d{2}))?",
    re.IGNORECASE,
)
_DAY = timedelta(days=1)


class InstantRange(NamedTuple):
    """The first and the last microsecond that an instant may mean at the precision at which it is given."""

    first: datetime
    last: datetime


def read_instant(text: str) -> InstantRange:
    """Return what a typed day or instant means, in UTC; raises BadDate.

    The day is written as everywhere, `2026-11-22` or `22 November 2026`; the time after it as `14:05`, up to
    `14:05:33.120000`, with `Z`, `UTC` or an offset such as `+04:00` (ISO 8601) or nothing.
    """
    normalized = " ".join(text.split())
    if len(normalized) > LONGEST:
        raise BadDate(N_("“{text}” is too long for a date."), text=clip(text))
    match = _WITH_TIME.fullmatch(normalized)
    day = _day(match["day"] if match else normalized, text)
    if match is None:
        first = datetime.combine(day, time.min, UTC)
        return InstantRange(first, first + (_DAY - datetime.resolution))
    try:
        first = datetime.combine(day, _time(match), _zone(match)).astimezone(UTC)
    except (OverflowError, ValueError):
        message = N_("“{text}” is no time of day. Write for example 22 November 2026 14:05.")
        raise BadDate(message, text=clip(text)) from None
    if match["part"]:
        return InstantRange(first, first)
    length = timedelta(seconds=1) if match["second"] else timedelta(minutes=1)
    return InstantRange(first, first + (length - datetime.resolution))


def read_day(text: str) -> date:
    """Return the single day that somebody typed, as a date is written everywhere; raises BadDate."""
    return _day(text, text)


def _day(part: str, text: str) -> date:
    try:
        day = PartialDate.read(part)
    except BadDate as bad:
        # What is wrong with a day is worth saying; examples of less than a day are not.
        if "text" not in bad.values:
            raise
        day = None
    if day is None or not day.is_day or day.earliest is None or day.uncertain or day.approximate:
        raise BadDate(N_("“{text}” is no single day. Write for example 22 November 2026."), text=clip(text))
    return day.earliest


def _time(match: re.Match[str]) -> time:
    part = (match["part"] or "").ljust(6, "0")
    return time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0), int(part))


def _zone(match: re.Match[str]) -> timezone:
    if match["sign"] is None:
        return UTC
    offset = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"]))
    return timezone(-offset if match["sign"] == "-" else offset)
