"""A name whose passage does not print it in any spelling is refused once."""

import pytest

from webapp.domain.people.printed_names import prints_name


@pytest.mark.parametrize(
    ("passage", "name"),
    [
        ("Elvin Sınaqovun barəsində həbs qətimkan tədbiri seçilib.", "Elvin Sınaqov"),
        ("Sinagov was arrested.", "Elvin Sınaqov"), ("Эльвина Синагова задержали.", "Elvin Sınaqov"),
        ("T. Numunli was arrested.", "Turan Numunli"), ("#AylaNumunali is free", "Ayla Nümunəli"),
        ("اعتقل سالم المثالي أمس.", "Salim al-Mithali"), ("刘小溪被捕。", "Liu Xiaoxi"),
        ("Liu Xiaoxi was jailed.", "刘小溪"), ("Elvin Davud oğlu həbs edilib.", "Elvin Sınaqov"),
        ("Elvin was arrested.", "Elvin Sınaqov"), ("Police held Sinagov Monday.", "Elvin Sınaqov"),
        ("elvin sinagov was arrested", "Elvin Sınaqov"),
        ("Elvin, Davud and Rauf were held.", "Elvin Sınaqov"),
        ("Прохора Фомича задержали.", "Прохор Фомич Выдумкин"), ("Ali was held.", "Ali Vahid"),
        ("علیرضا پورنمونه بازداشت شد.", "Alireza Pournemouneh"), ("Qo'chqor was held.", "Qo‘chqor To‘xlibov"),
    ],
)  # fmt: skip
def test_a_name_in_another_spelling_is_printed(passage: str, name: str) -> None:
    assert prints_name(passage, name)


@pytest.mark.parametrize(
    ("passage", "name"),
    [
        ("He was arrested on 5 May.", "Elvin Sınaqov"), ("Elvin Sınaqov was arrested.", "Davud Numunali"),
        ("اعتقل سالم المثالي أمس.", "Davud Ornakov"), ("刘小溪被捕。", "Wang Jiashe"),
        ("", "Elvin Sınaqov"),
        # Somebody else of that given name, and words of few letters.
        ("Elvin Numunali was arrested.", "Elvin Sınaqov"), ("Прохора Ложкина задержали.", "Прохор Выдумкин"),
        ("Mustafa al-Hakawati was arrested.", "Mustafa al-Zaif"),
        ("Jean-Luc Other sat there.", "Jean Fauxbourg"),
        ("All prisoners were released.", "Ali Vahid"), ("It is an old tale.", "Ed Tal"),
        ("The roses may bloom in the lead.", "Rose May"),
    ],
)  # fmt: skip
def test_a_name_of_which_the_passage_has_no_word_is_not(passage: str, name: str) -> None:
    assert not prints_name(passage, name)
