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
        ("Liu Xiaoxi was jailed.", "刘小溪"),
        ("علیرضا پورنمونه بازداشت شد.", "Alireza Pournemouneh"), ("Qo'chqor was held.", "Qo‘chqor To‘xlibov"),
    ],
)  # fmt: skip
def test_a_name_in_another_spelling_is_printed(passage: str, name: str) -> None:
    assert prints_name(passage, name)


@pytest.mark.parametrize(
    ("passage", "name"),
    [
        ("He was arrested on 5 May.", "Elvin Sınaqov"), ("Elvin Sınaqov was arrested.", "Davud Numunali"),
        ("اعتقل سالم المثالي أمس.", "Davud Ornakov"), ("刘小溪被捕。", "Wang Jiashe"), ("", "Elvin Sınaqov"),
    ],
)  # fmt: skip
def test_a_name_of_which_the_passage_has_no_word_is_not(passage: str, name: str) -> None:
    assert not prints_name(passage, name)
