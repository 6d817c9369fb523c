"""Words of cells that say in another way what others say: ages, sums of terms, appeals, trials that go on."""

import pytest
from sqlalchemy.orm import Session

from tests.support.engines import on_sqlite
from tests.support.list_rows import rows_of
from webapp.domain.claims.charges import ChargeContent
from webapp.domain.claims.statuses import StatusContent
from webapp.domain.imports.cells.sentences import stated_sentences
from webapp.domain.imports.cells.status_days import status_and_day
from webapp.domain.imports.cells.status_sequences import last_status
from webapp.domain.imports.cells.values import is_age, is_rough_age, read_age
from webapp.domain.refusals import Refused
from webapp.vocab.liberty import Status


def lengths(text: str) -> list[tuple[int, int, bool]]:
    """The years and months of each sentence that a cell states, and whether it leaves something out."""
    return [(each.years or 0, each.months or 0, each.leaves_out) for each in stated_sentences(text)]


def test_an_age_may_stand_in_words() -> None:
    for text, age in {
        "thirty-four": "34", "vingt-huit ans": "28", "тридцать два года": "32", "vierunddreißig Jahre": "34",
        "quatre-vingt-deux ans": "82", "otuz dörd yaş": "34", "двадцять п'ять років": "25", "27 y.o.": "27",
    }.items():  # fmt: skip
        assert (read_age(text), is_age(text)) == (age, True), text
    for text in ("in his forties", "35-40", "the 30s"):
        assert (is_rough_age(text), is_age(text)) == (True, False), text
    for text in ("forty thieves", "May", "twenty thirty"):
        assert (read_age(text).isdecimal(), is_rough_age(text)) == (False, False), text


def test_a_term_may_stand_in_words_of_two_parts() -> None:
    for text, length in {
        "twenty-five years": (25, 0), "dix-huit mois": (0, 18), "двадцать пять лет": (25, 0),
        "3 гады і 6 месяцаў калоніі": (3, 6), "3 lata i 6 miesięcy": (3, 6), "zweieinhalb Jahre": (2, 6),
        "سنتان": (2, 0),
    }.items():  # fmt: skip
        assert [each[:2] for each in lengths(text)] == [length], text


def test_a_sum_or_what_was_asked_for_in_brackets_is_no_term() -> None:
    assert lengths("6 years (4 + 2)") == [(6, 0, True)]
    assert lengths("7 лет (прокурор просил 9)") == [(7, 0, True)]
    for text in ("2 гады + 1 год", "5 years (3 years more)", "5 years (appeal seeks acquittal)"):
        with pytest.raises(Refused):
            lengths(text)


def test_an_appeal_leaves_somebody_held_and_a_trial_that_goes_on_leaves_nobody_free() -> None:
    for words, status in {
        "sentenced; appeal pending": Status.IMPRISONED, "осуждён, ждёт апелляции": Status.IMPRISONED,
        "condamné, appel rejeté": Status.IMPRISONED, "acquitted on appeal": Status.AT_LIBERTY,
        "tahliye edildi, davası sürüyor": Status.RELEASED_PENDING_TRIAL, "released": Status.AT_LIBERTY,
        "дом. арест": Status.HOUSE_ARREST,
    }.items():  # fmt: skip
        assert last_status(words) is status, words


@on_sqlite
def test_words_for_being_in_prison_are_the_name_of_none(session: Session) -> None:
    text = "Name;Status\nBir Sınaqov;In prison\nIki Misallı;Pre-trial detention\nÜç Örnəkov;serving, ИК-2\n"
    places = [
        [each.content.place_words for each in row.news if isinstance(each.content, StatusContent)]
        for row in rows_of(session, text)
    ]
    assert places == [[None], [None], ["ИК-2"]]


@pytest.mark.parametrize(("words", "status", "day"), [
    ("مختفٍ قسرياً منذ 12 مارس 2018", Status.ENFORCED_DISAPPEARANCE, "12 مارس 2018"),
    ("توفي في السجن بتاريخ 23 أبريل 2020", Status.DIED_IN_CUSTODY, "23 أبريل 2020"),
    ("أفرج عنها في 10/02/2021 وممنوعة من السفر", Status.TRAVEL_BAN, "10/02/2021"),
    ("ułaskawiona w maju 2021", Status.RELEASED_EARLY, "maju 2021"),
    ("DCD en détention 03/2021", Status.DIED_IN_CUSTODY, "03/2021"),
    ("умер 7 января 2021 в больнице ФСИН", Status.DIED_IN_CUSTODY, "7 января 2021"),
])  # fmt: skip
def test_words_and_their_day_are_known_in_the_ways_that_lists_write_them(
    words: str, status: Status, day: str
) -> None:
    beside, printed = status_and_day(words)
    assert (last_status(beside), printed) == (status, day)


@on_sqlite
def test_what_stands_beside_a_name_or_an_article_is_no_part_of_it(session: Session) -> None:
    text = (
        "ФИО;Дата рождения;Статья;Текущее местонахождение;Адрес для писем\n"
        "Выдуманов Пётр Ильич (1990 г. р.);1990;Art. 117, 2015 Code;ИК-2;450000, Sınaq\n"
        "Cap. (Ej.) Darío Muestrario;1991;228, 318;ИК-3;\n"
    )
    first, second = rows_of(session, text)
    assert (first.name, second.name) == ("Выдуманов Пётр Ильич", "Darío Muestrario")
    # An address for letters is no second place.
    assert not first.questions
    charges = [each.content.offence for each in first.news if isinstance(each.content, ChargeContent)]
    assert charges == ["Art. 117, 2015 Code"]
