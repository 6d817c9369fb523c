"""From an age on a day follows when somebody was born, and no day more or less."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.people.ages import born_within
from webapp.vocab.dates.edtf import interval
from webapp.vocab.dates.partial_date import PartialDate

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("age", "age_on", "born"),
    [
        (36, "2023-12-16", "1986-12-17/1987-12-16"),
        (36, "2023-12-16?", "1986-12-17?/1987-12-16?"),
        (36, "2023-12~", "1986-12-02~/1987-12-31~"),
        (36, "2023", "1986-01-02/1987-12-31"),
        (36, "2023-12-16/..", "1986-12-17/.."),
        (36, "../2023-12-16", "../1987-12-16"),
        (36, "2023-12-31", "1987"),
        (0, "2024-02-29", "2023-03-01/2024-02-29"),
        (1, "2024-02-29", "2022-03-01/2023-02-28"),
        (1, "2025-02-28", "2023-03-01/2024-02-28"),
        (1, "2025-03-01", "2023-03-02/2024-03-01"),
        (100, "2000-02-29", "1899-03-01/1900-02-28"),
    ],
)
def test_the_days_of_birth_of_an_age(age: int, age_on: str, born: str) -> None:
    assert born_within(age, PartialDate.parse(age_on)).edtf == born


@given(birth=DAYS, lived=st.integers(0, 130 * 365), vague=st.integers(0, 400), within=st.integers(0, 400))
def test_whoever_was_born_within_these_days_was_of_that_age_and_nobody_else(
    birth: date, lived: int, vague: int, within: int
) -> None:
    day = birth + timedelta(days=lived)
    first = day - timedelta(days=min(vague, within))
    final = first + timedelta(days=max(vague, within))
    age = _age(birth, day)
    born = born_within(age, PartialDate.parse(interval(first, final)))

    assert born.earliest <= birth <= born.latest
    assert _age(born.earliest, first) == _age(born.latest, final) == age
    assert _age(born.earliest - timedelta(days=1), first) == age + 1
    assert _age(born.latest + timedelta(days=1), final) == age - 1


def _age(birth: date, day: date) -> int:
    """Return how many birthdays somebody has had by a day."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
