"""A prison term is read from the words of a text, in several languages, and only where there is just one."""

import pytest

from webapp.domain.text.prison_terms import PrisonTerm, read_term, term_words


@pytest.mark.parametrize(
    ("passage", "words", "term"),
    [
        ("Elvin Sinagov was sentenced to nine years in prison.", "nine years", (9, None, None)),
        ("He got a prison term of 7 years 6 months.", "7 years 6 months", (7, 6, None)),
        ("A court jailed her for seven and a half years.", "seven and a half years", (7, 6, None)),
        ("He was given a nine-year prison sentence.", "nine-year", (9, None, None)),
        ("She served fifteen days of administrative detention.", "fifteen days", (None, None, 15)),
        ("Суд приговорил его к девяти годам лишения свободы.", "девяти годам", (9, None, None)),
        ("Он приговорен к 7 годам и 6 месяцам колонии.", "7 годам и 6 месяцам", (7, 6, None)),
        ("O, 9 il 6 ay azadlıqdan məhrum edilib.", "9 il 6 ay", (9, 6, None)),
        ("Məhkəmə onu doqquz il müddətinə azadlıqdan məhrum edib.", "doqquz il", (9, None, None)),
        ("Mahkeme yedi yıl altı ay hapis cezası verdi.", "yedi yıl altı ay", (7, 6, None)),
        ("Fue condenado a nueve años de prisión.", "nueve años", (9, None, None)),
        ("Il a été condamné à neuf ans de prison.", "neuf ans", (9, None, None)),
        ("Er wurde zu neun Jahren Haft verurteilt.", "neun Jahren", (9, None, None)),
        ("Його засудили до дев'яти років позбавлення волі.", "дев'яти років", (9, None, None)),
        ("حكم عليه بالسجن 9 سنوات.", "9 سنوات", (9, None, None)),
        ("او به ۹ سال حبس محکوم شد.", "۹ سال", (9, None, None)),
        ("He was sentenced to life imprisonment.", "life imprisonment", "life"),
        ("Он отбывает пожизненное заключение.", "пожизненное", "life"),
    ],
)
def test_the_one_term_that_a_passage_prints_is_read(passage: str, words: str | None, term: object) -> None:
    assert term_words(passage) == words
    if words is not None:
        assert read_term(words) == (PrisonTerm(life=True) if term == "life" else PrisonTerm(*term))


@pytest.mark.parametrize(
    "passage",
    [
        "Elvin Sinagov, 45 years old, was sentenced.",
        "He was arrested two years ago and is in prison.",
        "The prosecutor asked for nine years in prison.",
        "He faces up to nine years in prison.",
        "Ему грозит до девяти лет лишения свободы.",
        "Onu 9 ilədək həbs gözləyir.",
        "One was jailed for nine years, the other for seven years.",
        "She worked there for nine years.",
        "In prison since 5 May 2021.",
        "",
    ],
)
def test_where_it_is_no_term_or_several_none_is_read(passage: str) -> None:
    assert term_words(passage) is None


@pytest.mark.parametrize(
    "words", ["", "nine", "nine years five years", "long years", "nine years or so", "0 years"]
)
def test_what_is_no_term_is_not_read_as_one(words: str) -> None:
    assert read_term(words) is None
