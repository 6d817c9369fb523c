"""Somebody else's list held against ours: whom each row means, where the two differ, and sums that add up."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from tests import make
from tests.support.list_rows import table_of
from webapp.domain.imports.lists import reading_of
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.reconciling.pairs import NOBODY, Judged, Reconciled, reconcile
from webapp.vocab.liberty import Status
from webapp.vocab.reconciling import PairOutcome

LIST = """Name,Status,Since,Facility,Born
Qaralamalı Turan,pardoned,2026-11-20,,1985
Nümunəli Davud,serving,,,
Kimsəyev Adil,serving,,,
Samir Nagilli,serving,November 2023,Colony No. 8,
"""


def held_against(
    session: Session,
    text: str = LIST,
    people_filter: PeopleFilter | None = None,
    answers: Mapping[int, str] | None = None,
    judged: Judged | None = None,
) -> Reconciled:
    """A list held against everybody, or those of a filter."""
    table = table_of(text)
    reading = reading_of(table, table.fields, date=None, in_spreadsheet=False)
    return reconcile(
        session, table, reading, answers=answers or {}, judged=judged or {},
        people_filter=people_filter or PeopleFilter(),
    )  # fmt: skip


def stock(session: Session) -> None:
    """Five of ours, two of one name."""
    for name in ("Turan Qaralamalı", "Davud Numunali", "Davud Nümunəli", "Samir Nagilli", "Ayla Misalli"):
        make.status(session, make.person(session, name), Status.IMPRISONED)


def test_rows_are_the_same_differ_are_theirs_alone_or_ask_and_both_sums_add_up(session: Session) -> None:
    stock(session)
    result = held_against(session)
    assert [pair.outcome for pair in result.pairs] == [
        PairOutcome.DIFFERS, PairOutcome.ASK, PairOutcome.THEIRS, PairOutcome.SAME,
    ]  # fmt: skip
    assert sum(result.counts.values()) == 4
    assert [person.name for person in result.only_ours] == ["Ayla Misalli"]
    assert result.both + result.undecided + len(result.only_ours) == result.ours == 5


def test_what_differs_is_told_cell_by_cell_and_what_one_does_not_tell_is_no_difference(
    session: Session,
) -> None:
    stock(session)
    turan, *_, samir = held_against(session).pairs
    assert [(each.field.value, each.theirs, each.ours) for each in turan.differences] == [
        ("status", "released_early", "imprisoned")
    ]
    assert not samir.differences
    other = LIST.replace("November 2023,Colony", "March 2024,Colony").replace("Samir ", "Samira ")
    (pair,) = (each for each in held_against(session, other).pairs if each.name.startswith("Samira"))
    assert pair.outcome is PairOutcome.ASK
    reference = pair.candidates[0].reference
    answered = held_against(session, other, answers={pair.row.number: reference}).pairs[-1]
    assert [(each.field.value, each.theirs, each.ours) for each in answered.differences] == [
        ("name", "Samira Nagilli", "Samir Nagilli"), ("since", "2024-03", "2023-11"),
    ]  # fmt: skip


def test_homonyms_are_never_chosen_and_an_answer_is_kept(session: Session) -> None:
    stock(session)
    davud = held_against(session).pairs[1]
    assert davud.person is None
    assert {person.name for person in davud.candidates} == {"Davud Numunali", "Davud Nümunəli"}
    other = held_against(session, answers={davud.row.number: davud.candidates[1].reference})
    assert other.pairs[1].person == davud.candidates[1]
    assert len(other.only_ours) == 2
    nobody = held_against(session, answers={davud.row.number: NOBODY})
    assert nobody.pairs[1].outcome is PairOutcome.THEIRS


def test_nobody_of_ours_is_meant_twice_beyond_doubt(session: Session) -> None:
    stock(session)
    result = held_against(session, "Samir Nagilli\nNagilli Samir\n")
    assert [pair.outcome for pair in result.pairs] == [PairOutcome.SAME, PairOutcome.ASK]


def test_the_list_is_held_against_those_of_a_filter(session: Session) -> None:
    stock(session)
    released = make.person(session, "Bahar Ornakova")
    make.status(session, released, Status.RELEASED_EARLY)
    result = held_against(session, "Bahar Ornakova\nSamir Nagilli\n", PeopleFilter(held=("yes",)))
    assert [pair.in_filter for pair in result.pairs] == [False, True]
    assert (result.both, result.ours, len(result.only_ours)) == (1, 5, 4)
