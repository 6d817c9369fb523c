"""The end of a term as worked out by hand: what it says, on what it rests, and where there is none."""

from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest

from webapp.domain.terms.end_of_term import end_of_term
from webapp.domain.terms.facts import Detention, TermEnd, TermStep
from webapp.domain.terms.lengths import Length
from webapp.vocab.charges import Amount, Joined, SentenceKind, StepKind
from webapp.vocab.liberty import Status
from webapp.vocab.terms import NoEnd, TermPart

HELD = "2023-11-20"


def step(kind: StepKind, day: str | None, number: int = 1, *, charge: int = 1, **other: Any) -> TermStep:
    """A step of a charge on a day; years make it a prison term, unless it changes one."""
    when = (date.fromisoformat(day), date.fromisoformat(day)) if day else (None, None)
    length = Length(other.pop("years", 0), other.pop("months", 0), other.pop("days", 0))
    if length and other.get("amount") in (None, Amount.TOTAL):
        other.setdefault("sentence", SentenceKind.TERM)
    return TermStep(
        claim_id=UUID(int=number), charge_id=UUID(int=charge), step=kind, when=when, length=length, **other
    )


def convicted(years: int, day: str | None = "2024-02-01", **other: Any) -> TermStep:
    """A judgment of so many years."""
    return step(StepKind.CONVICTED, day, **{"years": years} | other)


def halved(day: str, number: int = 2, **other: Any) -> TermStep:
    """A decree that halves the remainder."""
    return step(
        StepKind.REMAINDER_REDUCED, day, number, amount=Amount.FRACTION, fraction=Fraction(1, 2), **other
    )


def ends(*steps: TermStep, held: str | None = HELD) -> TermEnd:
    """The end of the term of somebody held since a day, on remand at first."""
    begins = (date.fromisoformat(held), date.fromisoformat(held)) if held else (None, None)
    custody = [Detention(claim_id=UUID(int=99), restraint=Status.PRETRIAL_DETENTION, begins=begins)]
    return end_of_term(steps, custody if held else [])


def test_a_halved_remainder_ends_on_one_of_two_days_and_says_on_what_each_part_rests() -> None:
    end = ends(convicted(9), halved("2024-05-25"))
    assert (end.earliest, end.latest) == (date(2028, 8, 21), date(2028, 8, 22))
    assert [(part.part, part.claim_id, part.assumed) for part in end.parts] == [
        (TermPart.IMPOSED, UUID(int=1), False),
        (TermPart.BEGINS, UUID(int=99), False),
        (TermPart.COUNTED, UUID(int=99), True),
        (TermPart.CHANGED, UUID(int=2), False),
    ]
    assert [part.end for part in end.parts[:3]] == [(date(2032, 11, 19), date(2032, 11, 19))] * 3


def test_while_a_sentence_was_for_life_its_working_names_no_end() -> None:
    raised = step(StepKind.INCREASED, "2024-03-01", 2, amount=Amount.TOTAL, sentence=SentenceKind.LIFE)
    lowered = step(StepKind.COMMUTED, "2025-03-01", 3, years=15, amount=Amount.TOTAL)
    end = ends(convicted(9), raised, lowered)
    assert (end.earliest, end.latest) == (date(2038, 11, 19),) * 2
    imposed = [part.end for part in end.parts if part.part is TermPart.IMPOSED]
    assert imposed == [(date(2032, 11, 19),) * 2, None, (date(2038, 11, 19),) * 2]
    life = step(StepKind.CONVICTED, "2024-02-01", sentence=SentenceKind.LIFE)
    assert ends(life, lowered).parts[0].end is None


@pytest.mark.parametrize(
    ("change", "last"),
    [
        (step(StepKind.REDUCED, "2024-06-01", 2, years=7, amount=Amount.TOTAL), "2030-11-19"),
        (step(StepKind.REDUCED, "2024-06-01", 2, years=1, months=6, amount=Amount.DIFFERENCE), "2031-05-19"),
        (step(StepKind.INCREASED, "2024-06-01", 2, months=6, amount=Amount.DIFFERENCE), "2033-05-19"),
        (step(StepKind.REMAINDER_REDUCED, "2024-06-01", 2, years=1, amount=Amount.DIFFERENCE), "2031-11-19"),
        (step(StepKind.REMAINDER_REDUCED, "2032-06-01", 2, years=1, amount=Amount.DIFFERENCE), "2032-06-01"),
        (step(StepKind.REMAINDER_REMITTED, "2024-06-01", 2), "2024-06-01"),
        (step(StepKind.REMAINDER_REMITTED, "2034-06-01", 2), "2032-11-19"),
        (step(StepKind.REPLACED, "2025-06-01", 2), "2025-06-01"),
        (step(StepKind.DEMANDED, "2024-01-20", 2, years=12), "2032-11-19"),
        (step(StepKind.UPHELD, "2024-06-01", 2), "2032-11-19"),
        (step(StepKind.CONVICTED, "2025-06-01", 2, years=5), "2028-11-19"),
    ],
)
def test_a_step_moves_the_end(change: TermStep, last: str) -> None:
    end = ends(convicted(9), change)
    assert (end.earliest, end.latest) == (date.fromisoformat(last),) * 2


def test_life_commuted_to_a_term_ends_as_that_term() -> None:
    life = step(StepKind.CONVICTED, "2024-02-01", sentence=SentenceKind.LIFE)
    assert ends(life).missing is NoEnd.WITHOUT_END
    commuted = step(StepKind.COMMUTED, "2025-02-01", 2, years=20, amount=Amount.TOTAL)
    assert ends(life, commuted).latest == date(2043, 11, 19)


def test_a_suspended_term_has_no_end_until_the_suspension_is_revoked() -> None:
    steps = [convicted(2), step(StepKind.SUSPENDED, "2024-05-01", 2)]
    assert ends(*steps).missing is NoEnd.SUSPENDED
    steps.append(step(StepKind.SUSPENSION_REVOKED, "2025-01-01", 3))
    assert ends(*steps, held="2025-01-01").latest == date(2026, 12, 31)
    assert ends(convicted(2, suspended=True)).missing is NoEnd.SUSPENDED


@pytest.mark.parametrize("kind", [StepKind.CLEARED, StepKind.OVERTURNED, StepKind.ACQUITTED])
def test_nothing_of_a_term_is_left_when_its_conviction_falls(kind: StepKind) -> None:
    assert ends(convicted(9), step(kind, "2024-06-01", 2)).missing is NoEnd.NO_TERM


@pytest.mark.parametrize(
    ("joined", "last"),
    [
        ((None, None), None),
        ((None, Joined.CONCURRENT), "2028-11-19"),
        ((Joined.CONCURRENT, Joined.CONCURRENT), "2028-11-19"),
        ((None, Joined.CONSECUTIVE), "2030-11-19"),
        ((Joined.ABSORBED, None), "2028-11-19"),
        ((Joined.ABSORBED, Joined.ABSORBED), "2028-11-19"),
        ((Joined.CONSECUTIVE, Joined.CONSECUTIVE), "2030-11-19"),
        ((None, Joined.TOTAL), "2028-11-19"),
        ((Joined.TOTAL, None), "2025-11-19"),
        ((Joined.TOTAL, Joined.TOTAL), None),
        ((Joined.CONCURRENT, Joined.CONSECUTIVE), None),
    ],
)
def test_several_terms_end_only_where_the_judgment_says_how_they_stand_to_each_other(
    joined: tuple[Joined | None, Joined | None], last: str | None
) -> None:
    end = ends(convicted(2, joined=joined[0]), convicted(5, joined=joined[1], charge=2, number=2))
    assert end.latest == (date.fromisoformat(last) if last else None)
    assert end.missing is (None if last else NoEnd.SEVERAL)


def test_a_later_total_takes_in_what_was_before_it_and_what_comes_after_it_says_how_it_stands() -> None:
    first = [convicted(6, joined=Joined.TOTAL), convicted(2, charge=2, number=2)]
    assert ends(*first).latest == date(2029, 11, 19)
    new_total = convicted(8, "2025-02-01", joined=Joined.TOTAL, charge=3, number=3)
    assert ends(*first, new_total).latest == date(2031, 11, 19)
    assert ends(new_total, *first).latest == date(2031, 11, 19)
    assert ends(*first, halved("2024-05-25", 4), new_total).missing is NoEnd.UNCLEAR
    for joined, last in (
        (None, None), (Joined.CONSECUTIVE, "2033-11-19"), (Joined.CONCURRENT, "2029-11-19"),
        (Joined.ABSORBED, "2029-11-19"),
    ):  # fmt: skip
        end = ends(*first, convicted(4, "2025-02-01", joined=joined, charge=3, number=3))
        assert end.latest == (last and date.fromisoformat(last))
        assert end.missing is (None if last else NoEnd.SEVERAL)


def test_a_decree_told_of_both_charges_counts_once() -> None:
    other = convicted(4, joined=Joined.CONCURRENT, charge=2, number=3)
    both = [convicted(9, joined=Joined.CONCURRENT), other]
    end = ends(*both, halved("2024-05-25"), halved("2024-05-25", 4, charge=2))
    assert (end.earliest, end.latest) == (date(2028, 8, 21), date(2028, 8, 22))


def test_what_is_not_known_gives_no_end_and_says_why() -> None:
    assert ends(convicted(0, sentence=SentenceKind.TERM)).missing is NoEnd.NO_LENGTH
    assert ends(convicted(9, None), held=None).missing is NoEnd.NO_BEGINNING
    undated = step(StepKind.REMAINDER_REDUCED, None, 2, amount=Amount.FRACTION, fraction=Fraction(1, 2))
    assert ends(convicted(9), undated).missing is NoEnd.UNDATED
    reduced = step(StepKind.REDUCED, "2025-01-01", 3, years=7, amount=Amount.TOTAL)
    assert ends(convicted(9), halved("2024-05-25"), reduced).missing is NoEnd.UNCLEAR
    assert ends(convicted(8500)).missing is NoEnd.BEYOND


def test_an_imprecise_beginning_gives_an_interval_and_an_open_one_only_its_last_day() -> None:
    begins = (date(2023, 11, 1), date(2023, 11, 30))
    held = Detention(claim_id=UUID(int=99), restraint=Status.IMPRISONED, begins=begins)
    end = end_of_term([convicted(1)], [held])
    assert (end.earliest, end.latest) == (date(2024, 10, 31), date(2024, 11, 29))
    some_day = Detention(claim_id=UUID(int=99), restraint=Status.IMPRISONED, begins=(None, begins[1]))
    end = end_of_term([convicted(1)], [some_day])
    assert (end.earliest, end.latest) == (None, date(2024, 11, 29))
