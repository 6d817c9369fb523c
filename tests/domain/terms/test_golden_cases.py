"""Golden cases under invented codes, and random histories: the end is the one that counting days gives."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.terms.cases_of_codes import codes, fast_end
from tests.domain.terms.day_by_day import slow_end

CODES = codes()
CASES = [(code, case | {"rules": code["rules"]}) for code in CODES for case in code["cases"]]


def test_there_are_several_hundred_cases_of_four_codes() -> None:
    assert len(CODES) >= 4
    assert len(CASES) >= 300


@pytest.mark.parametrize("code", CODES, ids=lambda code: code["code"])
def test_each_end_is_the_one_stated_and_the_one_counted_day_by_day(code: dict[str, Any]) -> None:
    for number, case in enumerate(code["cases"]):
        case = case | {"rules": code["rules"]}
        stated = tuple(date.fromisoformat(day) for day in case["ends"])
        end = fast_end(case)
        assert (end.earliest, end.latest) == stated, f"{code['code']} {number}"
        assert slow_end(case) == stated, f"{code['code']} {number}"


def test_every_part_of_every_case_rests_on_a_claim_or_says_that_it_is_assumed() -> None:
    for _, case in CASES:
        end = fast_end(case)
        assert end.parts[-1].end == (end.earliest, end.latest)
        assert all(part.claim_id is not None or part.assumed for part in end.parts)
        assert all(part.rule is not None or part.assumed for part in end.parts if part.restraint)




def spans(first: date) -> st.SearchStrategy[list[str]]:
    """Up to four days, of which the first lies within two years of a day."""
    return st.tuples(st.integers(0, 700), st.integers(0, 3)).map(
        lambda drawn: [(first + timedelta(days=days)).isoformat() for days in (drawn[0], sum(drawn))]
    )


# A sentence is cut after it was imposed.
CUT_ON = spans(date(2023, 1, 1))
LENGTH = st.fixed_dictionaries({
    "years": st.integers(0, 2), "months": st.integers(1, 11), "days": st.integers(0, 40),
})  # fmt: skip
CUT = st.one_of(
    st.fixed_dictionaries({
        "step": st.just("remainder_reduced"), "when": CUT_ON,
        "fraction": st.sampled_from(["1/2", "1/3", "3/4"]),
    }),
    st.fixed_dictionaries({"step": st.just("remainder_reduced"), "when": CUT_ON, "length": LENGTH}),
    st.fixed_dictionaries({
        "step": st.sampled_from(["remainder_remitted", "replaced"]), "when": CUT_ON,
    }),
)  # fmt: skip


@settings(deadline=None, max_examples=30)
@given(
    begins=spans(date(2021, 6, 1)), convicted=spans(date(2021, 1, 1)), length=LENGTH,
    cuts=st.lists(CUT, max_size=2),
    rules=st.sampled_from([code["rules"] for code in CODES]),
    restraint=st.sampled_from(["pretrial_detention", "house_arrest", "arrested", "imprisoned"]),
)  # fmt: skip
def test_the_end_of_any_history_is_the_one_counted_day_by_day(
    begins: list[str], convicted: list[str], length: dict[str, int], cuts: list[dict[str, Any]],
    rules: list[dict[str, Any]], restraint: str,
) -> None:  # fmt: skip
    case = {
        "custody": [{"restraint": restraint, "begins": begins}], "convicted": convicted, "length": length,
        "cuts": sorted(cuts, key=lambda cut: cut["when"][::-1]), "rules": rules, "regime": "general",
    }  # fmt: skip
    end = fast_end(case)
    assert (end.earliest, end.latest) == slow_end(case)
