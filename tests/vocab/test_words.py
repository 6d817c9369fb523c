"""Every word of every list can be stored, shown, explained and traced to where it comes from."""

import re
from importlib import import_module
from itertools import chain
from pkgutil import walk_packages

import pytest
from sqlalchemy import inspect

from webapp import vocab
from webapp.models import Claim
from webapp.vocab.accounts import Role, allows
from webapp.vocab.assessments import Criterion, Outcome
from webapp.vocab.claims import ClaimKind, Credibility
from webapp.vocab.liberty import HELD, NOT_HELD, Cause, Held, Status, held
from webapp.vocab.people import Script, direction, script_of
from webapp.vocab.sources import Reliability
from webapp.vocab.words import Word

for module in walk_packages(vocab.__path__, "webapp.vocab."):
    import_module(module.name)
LISTS = Word.__subclasses__()
WORDS = list(chain.from_iterable(LISTS))


def test_there_are_as_many_lists_as_the_floor_names() -> None:
    assert len(LISTS) >= 24


@pytest.mark.parametrize("word", WORDS, ids=lambda word: f"{type(word).__name__}.{word}")
def test_every_word_is_labelled_defined_and_traced(word: Word) -> None:
    for text in (word.label, word.definition, word.origin):
        assert text
        assert text == " ".join(text.split())
    assert word.definition.endswith(".")


@pytest.mark.parametrize(
    "word", [word for word in WORDS if "micro-thesaur" in word.origin], ids=lambda word: f"{word}"
)
def test_a_code_of_huridocs_stands_beside_the_list_that_it_is_of(word: Word) -> None:
    listed = r"(wider than )?(HURIDOCS )?micro-thesaurus (4|5|25|29|3[01236])( \([a-z ]+\))?"
    for codes in word.origin.split("; "):
        if "thesaur" in codes:
            assert re.fullmatch(rf"{listed}, \d{{2,8}}( and \d{{6,8}})?", codes)


@pytest.mark.parametrize("word", WORDS, ids=lambda word: f"{type(word).__name__}.{word}")
def test_a_word_is_found_again_by_what_was_stored(word: Word) -> None:
    assert str(word) == word.value == word
    assert type(word)(word.value) is word
    assert re.fullmatch("[A-Za-z0-9_]{1,40}", word.value)


@pytest.mark.parametrize("words", LISTS, ids=lambda words: words.__name__)
def test_no_list_says_one_thing_twice(words: type[Word]) -> None:
    assert len(words.__members__) == len({word.value for word in words})
    assert len(list(words)) == len({word.label for word in words})
    assert len(list(words)) == len({word.definition for word in words})


@pytest.mark.parametrize("words", LISTS, ids=lambda words: words.__name__)
def test_a_word_that_is_not_on_the_list_is_refused(words: type[Word]) -> None:
    with pytest.raises(ValueError, match="is not a valid"):
        words("no such word")


def test_the_statuses_are_those_of_the_domain() -> None:
    statuses = (
        "at_liberty wanted arrested administrative_detention pretrial_detention house_arrest travel_ban "
        "imprisoned psychiatric_detention enforced_disappearance released_pending_trial released_served "
        "released_early escaped exiled died_in_custody died_after_release executed not_stated"
    )
    assert " ".join(Status) == statuses


def test_seven_statuses_count_as_held() -> None:
    assert {status.value for status in HELD} == {
        "arrested", "administrative_detention", "pretrial_detention", "house_arrest", "imprisoned",
        "psychiatric_detention", "enforced_disappearance",
    }


def test_every_status_is_held_or_not_held_or_not_stated() -> None:
    assert HELD | NOT_HELD | {Status.NOT_STATED} == set(Status)
    assert len(HELD) + len(NOT_HELD) + 1 == len(Status)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (Status.HOUSE_ARREST, Held.YES),
        (Status.TRAVEL_BAN, Held.NO),
        (Status.EXILED, Held.NO),
        (Status.DIED_IN_CUSTODY, Held.NO),
        (Status.NOT_STATED, Held.NOT_STATED),
        (None, Held.NOT_STATED),
    ],
)
def test_held_says_no_more_than_the_status(status: Status | None, expected: Held) -> None:
    assert held(status) is expected


def test_a_cause_of_release_may_be_unknown() -> None:
    assert Cause("unknown") is Cause.UNKNOWN


def test_every_claim_kind_is_named_like_its_table() -> None:
    tables = {kind.polymorphic_identity: kind.local_table for kind in inspect(Claim).self_and_descendants}
    assert {kind: str(tables[kind]) for kind in ClaimKind} == {kind: kind.value for kind in ClaimKind}
    assert set(tables) - set(ClaimKind) <= {None}


def test_grades_run_from_best_to_not_judged() -> None:
    assert "".join(Credibility) == "123456"
    assert "".join(Reliability) == "ABCDEF"
    assert "Cannot be judged" in Credibility("6").label
    assert "Cannot be judged" in Reliability("F").label


def test_criteria_are_the_five_of_pace_and_the_five_of_the_working_group() -> None:
    assert [criterion.value for criterion in Criterion] == [
        *(f"pace_{letter}" for letter in "abcde"), *(f"wgad_{number}" for number in range(1, 6)),
    ]


def test_solidarity_and_a_demand_for_release_are_told_apart_from_a_judgement() -> None:
    assert {"release_demanded", "subject_of_solidarity", "political_prisoner"} <= set(Outcome)


def test_each_role_may_do_what_the_roles_before_it_may() -> None:
    rising = [Role.READER, Role.CURATOR, Role.REVIEWER, Role.ADMIN]
    assert [[allows(role, needed) for needed in rising] for role in rising] == [
        [True, False, False, False],
        [True, True, False, False],
        [True, True, True, False],
        [True, True, True, True],
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Elvin Sinaqov", "Latn"),
        ("Əlvin Sınaqov", "Latn"),
        ("Эльвин Сынагов", "Cyrl"),
        ("الوین", "Arab"),
        ("Էլվին", "Armn"),
        ("ელვინ", "Geor"),
        ("Έλβιν", "Grek"),
        ("אלווין", "Hebr"),
        ("山田", "Hani"),
        ("山田たろう", "Jpan"),
        ("エルビン", "Jpan"),
        ("金엘빈", "Kore"),
        ("Ｅｌｖｉｎ", "Latn"),
        ("Эльвин S.", "Cyrl"),
        ("", "Zyyy"),
        ("123 – ?", "Zyyy"),
    ],
)
def test_the_script_of_a_name_is_guessed_from_its_letters(text: str, expected: str) -> None:
    assert script_of(text) is Script(expected)


def test_arabic_and_hebrew_run_from_right_to_left() -> None:
    assert {direction(script) for script in (Script.ARAB, Script.HEBR)} == {"rtl"}
    assert {direction(script) for script in (Script.LATN, Script.CYRL, Script.ZYYY)} == {"ltr"}
