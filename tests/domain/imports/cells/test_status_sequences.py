"""Cells that tell of a status in several clauses: what is so now is read where nothing leaves it open."""

import pytest
from sqlalchemy.orm import Session

from tests.support.engines import on_sqlite
from tests.support.list_rows import rows_of, statuses_of
from webapp.domain.imports.cells.status_sequences import last_status, status_sequence
from webapp.domain.imports.cells.status_words import guessed_status
from webapp.vocab.imports import RowOutcome
from webapp.vocab.liberty import Status


@pytest.mark.parametrize(("text", "told"), [
    ("Arrested March 2016 in Vientiane. Tried behind closed doors; serving.",
     [("arrested", "March 2016"), ("imprisoned", "")]),
    ("On remand from 31 July 2022; convicted 2023. Royal pardon; walked out 26 May 2024.",
     [("pretrial_detention", "31 July 2022"), ("released_early", "26 May 2024")]),
    ("задержан 3.05.2021; под домашним арестом с 5.05.2021; осуждён 2022; вышел 1.02.2024",
     [("arrested", "3.05.2021"), ("house_arrest", "5.05.2021"), ("at_liberty", "1.02.2024")]),
    ("cəzasını çəkib, 28.09.2024 çıxıb", [("released_served", "28.09.2024")]),
    ("Serving. Taken 2 Nov 2015", [("arrested", "2 Nov 2015"), ("imprisoned", "")]),
])  # fmt: skip
def test_the_last_clause_is_how_things_are(text: str, told: list[tuple[str, str]]) -> None:
    assert [(each.status.value, each.day) for each in status_sequence(text)] == told


@pytest.mark.parametrize("text", [
    "released 3 May 2021; taken again, we hear", "released 3 May 2021; arrested 1 April 2020",
    "arrested 2020; wife released 2021", "serving; released", "хатняя хімія, хатні арышт",
    "released 3 May 2021; release revoked", "pretrial detention, serving",
])  # fmt: skip
def test_nothing_is_told_where_the_end_is_not_understood_or_the_order_is_open(text: str) -> None:
    assert status_sequence(text) == ()
    assert last_status(text) is None


@on_sqlite
def test_of_a_cell_with_several_days_each_status_has_its_own(session: Session) -> None:
    cell = "Arrested 2 July 2022; released on bail 9 August 2022; pardoned 1 May 2024."
    (row,) = rows_of(session, f'Name;What we know\nBir Sınaqov;"{cell}"\n')
    assert row.outcome is RowOutcome.NEW
    assert statuses_of(row) == [
        ("arrested", "2022-07-02"), ("released_pending_trial", "2022-08-09"),
        ("released_early", "2024-05-01"),
    ]  # fmt: skip


def test_of_two_words_in_one_cell_the_more_exact_is_the_status() -> None:
    for words, status in {
        "adli kontrolle tahliye, yurt dışı yasağı": Status.RELEASED_PENDING_TRIAL,
        "mühacirətdə, axtarışdadır": Status.EXILED, "réfugiée à Uydurma, recherchée": Status.EXILED,
        "escaped while being taken to hospital; still at large": Status.ESCAPED,
        "həbsdədir, məhkəmə gözləyir": Status.PRETRIAL_DETENTION, "həbsdədir, istintaq gedir":
        Status.PRETRIAL_DETENTION, "libertad bajo fianza, juicio pendiente": Status.RELEASED_PENDING_TRIAL,
        "tahliyesinden üç hafta sonra vefat etti": Status.DIED_AFTER_RELEASE,
        "зниклий: забрали військові РФ, РФ не підтверджує": Status.ENFORCED_DISAPPEARANCE,
        "yenidən saxlanılıb, vəkil buraxılmır": Status.ARRESTED, "libre, cumplió la sanción":
        Status.RELEASED_SERVED,
    }.items():  # fmt: skip
        assert guessed_status(words) is status, words
    # An arrest of which nobody denies anything is none of those; nor is a trial that goes on clear.
    for words in ("taken by police officers", "həbsdədir (məhkəmə)", "həbsdədir, məhkəməsi gedir"):
        assert guessed_status(words) is not Status.ENFORCED_DISAPPEARANCE, words
        assert last_status(words) in (None, Status.ARRESTED), words
