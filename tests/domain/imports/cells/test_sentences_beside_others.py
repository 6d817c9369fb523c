"""Sentences beside which a cell says more: the term is read, and the row says that the cell says more."""

import pytest
from sqlalchemy.orm import Session

from tests.support.engines import on_sqlite
from tests.support.list_rows import rows_of
from webapp.domain.imports.cells.sentences import stated_sentences
from webapp.domain.refusals import Refused
from webapp.vocab.charges import SentenceKind


@pytest.mark.parametrize(("text", "years", "months", "suspended"), [
    ("5 years (18 months suspended)", 3, 6, False), ("12 il (şərti 2 il)", 10, None, False),
    ("3 года (1 год условно)", 2, None, False), ("7 лет и штраф 500 000 руб.", 7, None, False),
    ("10 years and 74 lashes", 10, None, False), ("6 years, 74 lashes, 2 years travel ban", 6, None, False),
    ("13 years + 1 year restriction of liberty", 13, None, False), ("штраф і 1 рік умовно", 1, None, True),
    ("2 года условно с испытательным сроком 3 года", 2, None, True),
    ("2 years, suspended for 3 years", 2, None, True), ("18 months, suspended 2 years", None, 18, True),
    ("3 il şərti, 2 il sınaq müddəti", 3, None, True),
    ("有期徒刑15年，剥夺政治权利5年", 15, None, False),
    ("8 ans + 3 ans de résidence surveillée", 8, None, False),
    ("13 р. с/р\n(вирок 12.04.2023)", 13, None, False),
    ("15 iyun 2025, Sınaq Ağır Cinayətlər Məhkəməsi – 9 il", 9, None, False),
    ("Мосгорсуд, 12.03.2021: 5 лет", 5, None, False), ("5 años (Tribunal 3º de Control)", 5, None, False),
    ("12 years, pardoned on 26 December 2024", 12, None, False),
])  # fmt: skip
def test_the_term_to_be_served_is_read_and_the_rest_left_out(
    text: str, years: int | None, months: int | None, suspended: bool
) -> None:
    (sentence,) = stated_sentences(text)
    assert (sentence.years, sentence.months, sentence.suspended) == (years, months, suspended)
    assert sentence.leaves_out


def test_beside_a_sentence_for_life_no_other_term_matters() -> None:
    for text in ("life; nationality revoked", "müebbet + 15 yıl", "life and 20 years"):
        assert [each.kind for each in stated_sentences(text)] == [SentenceKind.LIFE], text


@pytest.mark.parametrize("text", [
    "3 years, 6 months suspended", "5 years, suspended 2 years", "6 months to 1 year", "life; commuted",
    "5 years; the court replaced the rest", "5 years, the court suspended it",
    "6 лет, суд заменил на принудительные работы", "5 years (suspended 5 years)",
    "2 гады + 1 год", "death (commuted to life)",
])  # fmt: skip
def test_what_may_be_two_terms_or_none_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        list(stated_sentences(text))


@on_sqlite
def test_a_row_names_the_cell_that_says_more_than_its_term(session: Session) -> None:
    text = "Name;Sentence\nBir Sınaqov;5 years and a fine of 300\nIki Sınaqov;5 years\n"
    first, second = rows_of(session, text)
    assert [cell.text for cell in first.unrecorded] == ["5 years and a fine of 300"]
    assert second.unrecorded == []


def test_what_is_served_in_a_prison_of_cells_is_part_of_the_term() -> None:
    (sentence,) = stated_sentences("18 р. (6 р. тюрми)")
    assert sentence.years == 18


def test_a_cell_of_which_each_part_says_so_states_no_sentence() -> None:
    assert list(stated_sentences("Приговора нет, следствие")) == []


def test_work_with_internment_is_one_punishment() -> None:
    (sentence,) = stated_sentences("4 años de trabajo correccional con internamiento")
    assert (sentence.kind, sentence.years) == (SentenceKind.LABOUR, 4)
