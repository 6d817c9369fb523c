"""Claims that cannot both be true are found, so that a person decides between them and nobody else."""

import pytest

from tests.support.history_text import event, fact, paper
from webapp.domain.claims.contradictions import conflicts
from webapp.domain.claims.liberty_periods import liberty_periods
from webapp.domain.visibility import PUBLIC
from webapp.vocab.claims import Rank
from webapp.vocab.liberty import Status
from webapp.vocab.people import FactKind


def test_two_sources_that_tell_one_date_differently_contradict_each_other() -> None:
    arrested = event(Status.ARRESTED, "2023-11-20")
    free = event(Status.AT_LIBERTY, "2023-11-20")
    assert conflicts([arrested, free]) == [(arrested, free)]
    assert set(liberty_periods([arrested, free], to=PUBLIC)[-1].possible) == {arrested, free}


def test_what_one_source_tells_of_one_date_is_a_story_and_no_contradiction() -> None:
    by = paper()
    told = [event(Status.ARRESTED, "2023-11-20", by=by), event(Status.AT_LIBERTY, "2023-11-20", by=by)]
    assert conflicts(told) == []
    assert liberty_periods(told, to=PUBLIC)[-1].event is told[-1]


def test_events_of_unknown_order_wait_for_a_decision_as_contradictions_do() -> None:
    arrested, free = event(Status.ARRESTED, "2023"), event(Status.AT_LIBERTY, "2023-11-20")
    other = event(Status.ARRESTED, "2023-02-01")
    uncertain = liberty_periods([arrested, free, other], to=PUBLIC)[-1].possible
    assert conflicts([arrested, free, other]) == []
    assert conflicts([arrested, free, other], uncertain=uncertain) == [uncertain]


def test_two_sources_that_say_the_same_agree() -> None:
    assert conflicts([event(Status.ARRESTED, "2023-11-20"), event(Status.ARRESTED, "2023-11-20")]) == []


@pytest.mark.parametrize(
    ("one", "other"), [("2023-11-20", "2023-11-21"), ("2023-11", "2023-11-20"), (None, None)]
)
def test_a_status_of_another_date_or_of_none_contradicts_nothing(one: str | None, other: str | None) -> None:
    assert conflicts([event(Status.ARRESTED, one), event(Status.AT_LIBERTY, other)]) == []


@pytest.mark.parametrize("rank", [Rank.PREFERRED, Rank.DEPRECATED])
def test_a_rank_decides_between_statuses(rank: Rank) -> None:
    told = [event(Status.ARRESTED, "2023-11-20"), event(Status.AT_LIBERTY, "2023-11-20", rank=rank)]
    assert conflicts(told) == []


def test_two_deprecated_statuses_are_not_worth_a_question() -> None:
    told = [event(status, "2023-11-20", rank=Rank.DEPRECATED) for status in (Status.ARRESTED, Status.EXILED)]
    assert conflicts(told) == []


def test_of_three_statuses_all_that_contradict_another_are_shown_together() -> None:
    by = paper()
    arrested = event(Status.ARRESTED, "2023-11-20", by=by)
    free = event(Status.AT_LIBERTY, "2023-11-20", by=by)
    exiled = event(Status.EXILED, "2023-11-20")
    assert conflicts([arrested, free]) == []
    assert conflicts([arrested, free, exiled]) == [(arrested, free, exiled)]


def test_contradictions_of_several_dates_are_groups_of_their_own() -> None:
    told = [event(status, day) for day in ("2023", "2024") for status in (Status.ARRESTED, Status.EXILED)]
    assert conflicts(told) == [tuple(told[:2]), tuple(told[2:])]


def test_one_preferred_decides_among_all_statuses_of_its_date() -> None:
    told = [event(status, "2023-11-20") for status in (Status.ARRESTED, Status.AT_LIBERTY)]
    preferred = event(Status.EXILED, "2023-11-20", rank=Rank.PREFERRED)
    assert conflicts([*told, preferred]) == []


def test_two_that_are_both_preferred_are_still_a_question() -> None:
    told = [event(s, "2023-11-20", rank=Rank.PREFERRED) for s in (Status.ARRESTED, Status.EXILED)]
    assert conflicts([*told, event(Status.WANTED, "2023-11-20")]) == [tuple(told)]
    facts = [fact(FactKind.SEX, sex, rank=Rank.PREFERRED) for sex in ("female", "male")]
    assert conflicts(facts) == [tuple(facts)]


def test_a_person_has_one_sex() -> None:
    one, other = fact(FactKind.SEX, "female"), fact(FactKind.SEX, "male")
    assert conflicts([one, other]) == [(one, other)]
    assert conflicts([one, fact(FactKind.SEX, "female")]) == []


@pytest.mark.parametrize("kind", [FactKind.BIRTH_DATE, FactKind.DEATH_DATE])
def test_a_person_is_born_and_dies_on_one_day(kind: FactKind) -> None:
    one, other = fact(kind, date="1980-05-01"), fact(kind, date="1981")
    assert conflicts([one, other]) == [(one, other)]


@pytest.mark.parametrize("other", ["1980-05-01", "1980-05", "1980~", "198X", "../1980-05-01", "1980/.."])
def test_dates_with_a_day_in_common_do_not_contradict_each_other(other: str) -> None:
    born = FactKind.BIRTH_DATE
    assert conflicts([fact(born, date="1980-05-01"), fact(born, date=other)]) == []
    assert conflicts([fact(born, date=other), fact(born, date="1980-05-01")]) == []


@pytest.mark.parametrize("other", ["../1980-04-30", "1980-05-02/.."])
def test_open_dates_contradict_a_day_that_they_leave_out(other: str) -> None:
    born = FactKind.BIRTH_DATE
    assert len(conflicts([fact(born, date="1980-05-01"), fact(born, date=other)])) == 1
    assert len(conflicts([fact(born, date=other), fact(born, date="1980-05-01")])) == 1


@pytest.mark.parametrize("kind", [FactKind.NATIONALITY, FactKind.OCCUPATION, FactKind.RESIDENCE])
def test_of_what_can_be_several_nothing_contradicts(kind: FactKind) -> None:
    assert conflicts([fact(kind, "one"), fact(kind, "other")]) == []


@pytest.mark.parametrize("rank", [Rank.PREFERRED, Rank.DEPRECATED])
def test_a_rank_decides_between_facts(rank: Rank) -> None:
    assert conflicts([fact(FactKind.SEX, "female"), fact(FactKind.SEX, "male", rank=rank)]) == []
