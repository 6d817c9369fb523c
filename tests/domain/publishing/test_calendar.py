"""The bytes of a calendar: what RFC 5545 and 7986 ask for, read back by another library."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from webapp.domain.publishing.calendar import CalendarEvent, calendar_file

AT = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)


def event(**other: object) -> CalendarEvent:
    """An entry of one day, with these things otherwise."""
    known = {
        "uid": "hearing-1", "day": date(2026, 12, 9), "hour": None, "summary": "Hearing", "description": "",
        "url": "https://habeas.example/due", "sequence": 0, "changed_at": AT, "cancelled": False,
        "tentative": False,
    }  # fmt: skip
    return CalendarEvent(**known | other)  # type: ignore[arg-type]


def written(*events: CalendarEvent) -> bytes:
    """The file of some entries."""
    return b"".join(calendar_file(events, name="What is due", url="https://habeas.example", language="en"))


def test_a_day_without_an_hour_is_all_day_and_ends_before_the_next() -> None:
    (read,) = Calendar.from_ical(written(event())).walk("VEVENT")
    assert (read.decoded("DTSTART"), read.decoded("DTEND")) == (date(2026, 12, 9), date(2026, 12, 10))
    assert b"DTSTART;VALUE=DATE:20261209\r\nDTEND;VALUE=DATE:20261210\r\n" in written(event())


def test_an_hour_is_that_of_the_clocks_of_the_place() -> None:
    assert b"DTSTART:20261209T103000\r\n" in written(event(hour="10:30"))
    assert b"DTEND" not in written(event(hour="10:30"))


@pytest.mark.parametrize("summary", ["Xəyalova, \\ Şəhla; “Büro”\nzwei" * 9, "x" * 300, "ə" * 200, ""])
def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut(summary: str) -> None:
    data = written(event(summary=summary, description=summary))
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()
    assert b"\n" not in data.replace(b"\r\n", b"")
    (read,) = Calendar.from_ical(data).walk("VEVENT")
    assert str(read["SUMMARY"]) == summary


def test_what_is_cancelled_or_only_computed_says_so_and_a_calendar_says_when_to_ask_again() -> None:
    data = written(event(cancelled=True, sequence=3), event(uid="term-1", tentative=True))
    cancelled, computed = Calendar.from_ical(data).walk("VEVENT")
    assert (cancelled["STATUS"], cancelled["SEQUENCE"], computed["STATUS"]) == ("CANCELLED", 3, "TENTATIVE")
    for line in (b"REFRESH-INTERVAL;VALUE=DURATION:PT6H", b"X-PUBLISHED-TTL:PT6H", b"NAME;LANGUAGE=en:What"):
        assert line in data
