"""Instants as people type them: a day, or a day and a time, each as long as it is precise, in UTC."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.vocab.dates.edtf import BadDate
from webapp.vocab.dates.typed_instant import read_instant


@pytest.mark.parametrize(
    ("typed", "first", "seconds"),
    [
        ("2026-11-22", "2026-11-22T00:00:00+00:00", 86_400),
        ("22 November 2026", "2026-11-22T00:00:00+00:00", 86_400),
        ("  22.11.2026 ", "2026-11-22T00:00:00+00:00", 86_400),
        ("22 November 2026, 14:05 UTC", "2026-11-22T14:05:00+00:00", 60),
        ("22.11.2026 4:05", "2026-11-22T04:05:00+00:00", 60),
        ("2026-11-22T14:05:33Z", "2026-11-22T14:05:33+00:00", 1),
        ("2026-11-22T01:05+04:00", "2026-11-21T21:05:00+00:00", 60),
        ("2026-11-22 14:05 -0330", "2026-11-22T17:35:00+00:00", 60),
        ("9999-12-31T23:59", "9999-12-31T23:59:00+00:00", 60),
    ],
)
def test_a_day_or_time_is_as_long_as_it_is_precise(typed: str, first: str, seconds: int) -> None:
    read = read_instant(typed)
    assert read.first == datetime.fromisoformat(first)
    assert read.last - read.first == timedelta(seconds=seconds) - timedelta(microseconds=1)


OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=OFFSETS)  # noqa: DTZ001


@given(INSTANTS)
def test_every_instant_is_read_back_to_the_microsecond(at: datetime) -> None:
    written = at.replace(microsecond=at.microsecond or 1)
    assert read_instant(written.isoformat()) == (written, written)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("yesterday", "is no single day"),
        ("2026", "is no single day"),
        ("2026-11", "is no single day"),
        ("2026-11-22?", "is no single day"),
        ("about 22 November 2026", "is no single day"),
        ("2026-11-20/2026-11-22", "is no single day"),
        ("", "is no single day|Enter a date"),
        ("-1", "is no single day"),
        ("\0", "is no single day"),
        ("2026-11-22 14:05+04:00 UTC", "is no single day"),
        ("31 November 2026", "There is no day 31"),
        ("2026-11-22 25:00", "is no time of day"),
        ("2026-11-22 14:60", "is no time of day"),
        ("2026-11-22 14:05 +99:00", "is no time of day"),
        ("0001-01-01 00:00 +14:00", "is no time of day"),
        ("x" * 500, "too long"),
    ],
)
def test_what_is_no_day_or_instant_is_refused_in_plain_words(typed: str, said: str) -> None:
    with pytest.raises(BadDate, match=said):
        read_instant(typed)
