"""Calendars as files: iCalendar (RFC 5545) with the properties of calendars of RFC 7986."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

MEDIA_TYPE = "text/calendar"
_PRODUCT = "-//Habeas//What is due//EN"
_REFRESH = "PT6H"
_OCTETS = 75
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True, kw_only=True)
class CalendarEvent:
    """One entry: all day where no hour is stated; an hour is by the clocks of the place, in no time zone."""

    uid: str
    day: date
    hour: str | None
    summary: str
    description: str
    url: str
    sequence: int
    changed_at: datetime
    cancelled: bool
    tentative: bool


def calendar_file(events: Iterable[CalendarEvent], *, name: str, url: str, language: str) -> Iterator[bytes]:
    """Yield a calendar in lines of at most 75 octets, each ended by CR LF."""
    head = [
        ("BEGIN", "VCALENDAR"), ("VERSION", "2.0"), ("PRODID", _PRODUCT), ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"), (f"NAME;LANGUAGE={language}", _text(name)), ("X-WR-CALNAME", _text(name)),
        ("URL", url), ("REFRESH-INTERVAL;VALUE=DURATION", _REFRESH), ("X-PUBLISHED-TTL", _REFRESH),
    ]  # fmt: skip
    yield _lines(head)
    for event in events:
        yield _lines(_properties(event))
    yield _lines([("END", "VCALENDAR")])


def _properties(event: CalendarEvent) -> list[tuple[str, str]]:
    status = "CANCELLED" if event.cancelled else "TENTATIVE" if event.tentative else "CONFIRMED"
    changed = f"{event.changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return [
        ("BEGIN", "VEVENT"), ("UID", event.uid), ("DTSTAMP", changed), ("LAST-MODIFIED", changed),
        ("SEQUENCE", str(event.sequence)), *_when(event), ("SUMMARY", _text(event.summary)),
        *([("DESCRIPTION", _text(event.description))] if event.description else []), ("URL", event.url),
        ("STATUS", status), ("TRANSP", "TRANSPARENT"), ("CLASS", "CONFIDENTIAL"), ("END", "VEVENT"),
    ]  # fmt: skip


def _when(event: CalendarEvent) -> list[tuple[str, str]]:
    if event.hour:
        return [("DTSTART", f"{_day(event.day)}T{event.hour.replace(':', '')}00")]
    # The end of an event is the first day that no longer belongs to it.
    ends = event.day + timedelta(days=1)
    return [("DTSTART;VALUE=DATE", _day(event.day)), ("DTEND;VALUE=DATE", _day(ends))]


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(value: str) -> str:
    return value.translate(_ESCAPED)


def _lines(properties: Iterable[tuple[str, str]]) -> bytes:
    return b"".join(_folded(f"{name}:{value}".encode()) for name, value in properties)


def _folded(line: bytes) -> bytes:
    """Return a line in pieces of at most 75 octets, none of which cuts a letter in two."""
    pieces, room = [], _OCTETS
    while len(line) > room:
        cut = room
        while line[cut] & 0xC0 == 0x80:
            cut -= 1
        pieces.append(line[:cut])
        # The blank that begins a further piece counts too.
        line, room = line[cut:], _OCTETS - 1
    return b"\r\n ".join([*pieces, line]) + b"\r\n"
