"""Dates of other calendars are recognised and turned into the days that they mean."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.vocab.dates.other_calendars import is_plausible, readings
from webapp.vocab.dates.partial_date import PartialDate

# Days that are known from almanacs and from history.
KNOWN = [
    ("1400-01-01", "Solar Hijri calendar", "2021-03-21"),
    ("1399/01/01", "Solar Hijri calendar", "2020-03-20"),
    ("۱۴۰۱/۰۶/۲۳", "Solar Hijri calendar", "2022-09-14"),
    ("14 Aban 1402", "Solar Hijri calendar", "2023-11-05"),
    ("۲۲ بهمن ۱۳۵۷", "Solar Hijri calendar", "1979-02-11"),
    ("24 Asad 1400", "Solar Hijri calendar", "2021-08-15"),
    ("Mizan 1401", "Solar Hijri calendar", "2022-09-23/2022-10-22"),
    ("1 Ramadan 1444", "Hijri calendar", "2023-03-22/2023-03-24"),
    ("12 Rabi I 1445", "Hijri calendar", "2023-09-26/2023-09-28"),
    ("22 May 2557", "Buddhist calendar", "2014-05-22"),
    ("2566", "Buddhist calendar", "2023-01-01/2023-12-31"),
    ("5 มกราคม 2566", "Buddhist calendar", "2023-01-05"),
]


@pytest.mark.parametrize(("text", "calendar", "edtf"), KNOWN)
def test_a_date_of_another_calendar_means_this_day(text: str, calendar: str, edtf: str) -> None:
    assert (calendar, edtf) in [(reading.calendar, reading.date.edtf) for reading in readings(text)]


@given(st.dates(date(1930, 1, 1), date(2090, 1, 1)))
def test_every_day_of_the_thai_calendar_is_that_day_543_years_before(day: date) -> None:
    text = f"{day.day}/{day.month}/{day.year + 543}"
    assert day.isoformat() in [reading.date.edtf for reading in readings(text)]


# Each asks three times for the readings of a text in every language.
@settings(max_examples=30)
@given(st.integers(1310, 1460), st.integers(1, 12), st.integers(1, 29))
def test_the_days_of_the_solar_calendar_follow_each_other(year: int, month: int, day: int) -> None:
    def gregorian(text: str) -> date:
        (reading,) = [each for each in readings(text) if each.calendar == "Solar Hijri calendar"]
        assert reading.date.earliest is not None
        return reading.date.earliest

    first, later = gregorian(f"{year}-{month:02d}-01"), gregorian(f"{year}-{month:02d}-{day:02d}")
    assert later - first == timedelta(days=day - 1)
    # The year begins at the equinox of March.
    assert date(year + 621, 3, 19) <= gregorian(f"{year}-01-01") <= date(year + 621, 3, 22)


@pytest.mark.parametrize(
    "text", ["1402-13-01", "1402-07-31", "31 Esfand 1402", "soon", "", "0202", "2202", "9" * 500]
)
def test_what_is_no_date_of_another_calendar_has_no_reading(text: str) -> None:
    assert "Solar Hijri calendar" not in [reading.calendar for reading in readings(text)]


@pytest.mark.parametrize(
    "edtf", ["1401-06-23", "0202-05-01", "2202", "2566-01-05", "1899-12-31", "1402/1403", "../2566"]
)
def test_a_year_out_of_reach_is_not_plausible(edtf: str) -> None:
    assert not is_plausible(PartialDate.parse(edtf))


@pytest.mark.parametrize(
    "edtf", ["1900-01-01", "2023", "2023-11?", "../2023-12-16", "2024-05-03/..", "2099-12-31"]
)
def test_a_year_within_reach_is_plausible(edtf: str) -> None:
    assert is_plausible(PartialDate.parse(edtf))
