"""Strategies that draw valid EDTF of the shapes that Habeas takes."""

from collections.abc import Callable
from datetime import date

from hypothesis import strategies as st

from webapp.vocab.dates.partial_date import BadDate, PartialDate

MARKS = st.sampled_from(["", "", "~", "?", "%"])
# Years before 1000 are valid and never printed with four digits in words.
_DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31))


@st.composite
def plain_dates(draw: st.DrawFn) -> str:
    """Draw a year, a season, a month or a day, with a qualifier or without."""
    day = draw(_DAYS).isoformat()
    # Winter, 24, lies in two years; the other implementation lets it end with the first.
    season = day[:5] + draw(st.sampled_from(["21", "22", "23"]))
    return draw(st.sampled_from([day[:4], season, day[:7], day])) + draw(MARKS)


@st.composite
def open_dates(draw: st.DrawFn) -> str:
    """Draw a date whose last digits are left open, as in 202X or 2023-XX."""
    day = draw(_DAYS).isoformat()
    known, unknown = draw(
        st.sampled_from([(3, "X"), (2, "XX"), (4, "-XX"), (4, "-XX-XX"), (7, "-XX")])
    )
    return day[:known] + unknown


def _earliest(text: str) -> date:
    return PartialDate.parse(text).earliest or date.min


@st.composite
def intervals(draw: st.DrawFn) -> str:
    """Draw two dates in order, or one with an open end."""
    first, second = sorted([draw(plain_dates()), draw(plain_dates())], key=_earliest)
    return draw(st.sampled_from([f"{first}/{second}", f"{first}/..", f"../{first}"]))


PLAIN = plain_dates()
SINGLE = plain_dates() | open_dates()
INTERVALS = intervals()
VALID = SINGLE | INTERVALS


def outcome(make: Callable[[str], PartialDate], text: str) -> PartialDate | BadDate:
    """Return what `make` makes of `text`, or its refusal; every other error goes through."""
    try:
        return make(text)
    except BadDate as refused:
        return refused
