"""A partial date says what the source says: exact EDTF, bounds that hold, nothing invented."""

import re
from datetime import date
from typing import Any

import edtf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.vocab.partial_dates import INTERVALS, SINGLE, VALID, outcome
from webapp.vocab.dates.partial_date import BadDate, PartialDate


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-11", date(2023, 11, 1), date(2023, 11, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-11-20", date(2023, 11, 20), date(2023, 11, 20)),
        ("2023-11~", date(2023, 11, 1), date(2023, 11, 30)),
        ("2023-12-16?", date(2023, 12, 16), date(2023, 12, 16)),
        ("2023%", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-XX", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-11-XX", date(2023, 11, 1), date(2023, 11, 30)),
        ("202X", date(2020, 1, 1), date(2029, 12, 31)),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
        ("2023-11-20/2024-06-20", date(2023, 11, 20), date(2024, 6, 20)),
        ("2023-10?/2023-12", date(2023, 10, 1), date(2023, 12, 31)),
        ("2023-11/2023", date(2023, 11, 1), date(2023, 12, 31)),
        ("2023-11-20/..", date(2023, 11, 20), None),
        ("../2023", None, date(2023, 12, 31)),
    ],
)
def test_a_date_is_bounded_by_what_it_may_mean(text: str, earliest: date | None, latest: date | None) -> None:
    found = PartialDate.parse(text)
    assert (found.edtf, found.earliest, found.latest) == (text, earliest, latest)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Enter a date"),
        ("  ", "Enter a date"),
        ("November 2023", "is not a date"),
        (" 2023", "is not a date"),
        ("23", "is not a date"),
        ("2023-1", "is not a date"),
        ("2023-11-20T10:00", "is not a date"),
        ("2023-11-20?~", "is not a date"),
        ("20X3", "is not a date"),
        ("-2023", "is not a date"),
        ("٢٠٢٣", "is not a date"),
        ("2023-13", "no month 13"),
        ("2023-00", "no month 00"),
        ("2023-25", "no month 25"),
        ("2023-02-29", "no day 29 in 2023-02, which has 28 days"),
        ("2023-04-31", "no day 31"),
        ("2023-04-00", "no day 00"),
        ("0000", "no year 0000"),
        ("000X", "no year 0000"),
        ("00XX-XX", "no year 0000"),
        ("2023-XX-20", "a day without a month"),
        ("202X-11", "a month without a year"),
        ("2024/2023", "ends before it begins"),
        ("2023-11-20/2023-11-19", "ends before it begins"),
        ("../..", "says nothing"),
        ("2023/", "lacks an end"),
        ("/2023", "lacks an end"),
        ("2021/2022/2023", "too many ends"),
        ("2" * 10_000, "too long"),
    ],
)
def test_what_is_no_date_is_refused_in_plain_words(text: str, says: str) -> None:
    with pytest.raises(BadDate, match=says) as refused:
        PartialDate.parse(text)
    assert len(str(refused.value)) < 200


def test_a_refusal_is_told_in_the_language_of_the_page() -> None:
    with pytest.raises(BadDate) as refused:
        PartialDate.parse("2024/2023")
    assert refused.value.message(lambda text: text.replace("ends before it begins", "bitir")) == (
        "“2024/2023” bitir."
    )


@given(VALID)
def test_every_valid_date_is_kept_to_the_letter_and_in_order(text: str) -> None:
    found = PartialDate.parse(text)
    assert found.edtf == str(found) == text
    assert PartialDate.parse(found.edtf) == found
    assert found.earliest or found.latest
    if found.earliest and found.latest:
        assert found.earliest <= found.latest
    assert found.uncertain == any(mark in text for mark in "?%")
    assert found.approximate == any(mark in text for mark in "~%")
    assert found.is_day == (found.earliest == found.latest)


def _day(moment: Any) -> date:
    return date(*moment[:3])


@given(SINGLE | INTERVALS.filter(lambda text: ".." not in text))
@settings(deadline=None)
def test_the_bounds_are_those_of_another_implementation(text: str) -> None:
    # edtf 5.0 answers open intervals with a float and is not asked about them; it knows no qualified season.
    found, oracle = PartialDate.parse(text), edtf.parse_edtf(re.sub(r"(-2[1-4])[~?%]", r"\1", text))
    assert (found.earliest, found.latest) == (_day(oracle.lower_strict()), _day(oracle.upper_strict()))


@given(st.text() | st.text(alphabet="0123456789X-/.?~%", max_size=25))
@example("2023-11-20/")
@example("9999-12-31/0001-01-01")
@example("²⁰²³")
def test_whatever_is_parsed_is_a_date_or_refused(text: str) -> None:
    found = outcome(PartialDate.parse, text)
    assert str(found) if isinstance(found, BadDate) else found.edtf == text


@pytest.mark.parametrize("values", [("", date(2023, 1, 1), None), ("2023", None, None)])
def test_a_date_that_says_nothing_cannot_be_made(values: tuple[str, date | None, date | None]) -> None:
    with pytest.raises(ValueError, match="says something"):
        PartialDate(*values)
