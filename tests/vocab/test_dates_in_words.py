"""A date in words is as exact as the date, in every language, and can be typed back."""

import re

import pytest
from babel.dates import format_date
from hypothesis import given

from tests.vocab.partial_dates import PLAIN, VALID
from webapp.vocab.dates.in_words import in_words, understood
from webapp.vocab.dates.partial_date import PartialDate

EXAMPLES = [
    ("2023", "2023", "some time in 2023"),
    ("2023-11", "November 2023", "some time in November 2023"),
    ("2023-11-20", "20 November 2023", "on 20 November 2023"),
    ("2023-06~", "about June 2023", "about June 2023"),
    ("2023?", "2023 (uncertain)", "some time in 2023, uncertain"),
    ("2023-12-16?", "16 December 2023 (uncertain)", "on 16 December 2023, uncertain"),
    ("2023%", "about 2023 (uncertain)", "about 2023, uncertain"),
    ("2023-XX", "2023", "some time in 2023, month not stated"),
    ("2023-11-XX", "November 2023", "some time in November 2023, day not stated"),
    ("2023-XX-XX", "2023", "some time in 2023, month and day not stated"),
    ("202X", "the 2020s", "some time in the 2020s"),
    ("200X", "2000–2009", "between 2000 and 2009"),
    ("20XX", "2000–2099", "between 2000 and 2099"),
    ("2022/2023", "between 2022 and 2023", "between 2022 and 2023"),
    ("2023-10/2023-12", "between October and December 2023", "between October and December 2023"),
    (
        "2023-10?/2023-12?",
        "between October and December 2023 (uncertain)",
        "between October and December 2023, uncertain",
    ),
    ("2023-11-05/2023-11-12", "between 5 and 12 November 2023", "between 5 and 12 November 2023"),
    (
        "2023-11-05/2023-12-12",
        "between 5 November and 12 December 2023",
        "between 5 November and 12 December 2023",
    ),
    (
        "2023-11/2024-06-20",
        "between November 2023 and 20 June 2024",
        "between November 2023 and 20 June 2024",
    ),
    (
        "../2023-12-16?",
        "on or before 16 December 2023 (uncertain)",
        "on or before 16 December 2023, uncertain",
    ),
    ("2022-03-01/..", "from 1 March 2022 on", "from 1 March 2022 on"),
]


@pytest.mark.parametrize(("edtf", "short", "full"), EXAMPLES)
def test_a_date_is_said_at_the_precision_it_has(edtf: str, short: str, full: str) -> None:
    found = PartialDate.parse(edtf)
    assert (in_words(found), understood(found)) == (short, full)


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("az", ["20 noyabr 2023", "noyabr 2023", "5 [and] 12 noyabr 2023"]),
        ("tr", ["20 Kasım 2023", "Kasım 2023", "5 [and] 12 Kasım 2023"]),
        ("ru", ["20 ноября 2023 г.", "ноябрь 2023 г.", "5 [and] 12 ноября 2023 г."]),
        ("hu", ["2023. november 20.", "2023. november", "2023. november 5. [and] 2023. november 12."]),
        (
            "es",
            [
                "20 de noviembre de 2023",
                "noviembre de 2023",
                "5 de noviembre de 2023 [and] 12 de noviembre de 2023",
            ],
        ),
    ],
)
def test_dates_follow_the_language_of_the_page(locale: str, expected: list[str]) -> None:
    def translated(text: str) -> str:
        return "{start} [and] {end}" if text == "between {start} and {end}" else text

    dates = [PartialDate.parse(text) for text in ("2023-11-20", "2023-11", "2023-11-05/2023-11-12")]
    said = [in_words(found, locale=locale, gettext=translated) for found in dates]
    # CLDR puts spaces that do not break where a line should not.
    assert [" ".join(words.split()) for words in said] == expected


def test_a_page_in_one_language_leaves_the_months_of_another_alone() -> None:
    format_date(PartialDate.parse("2023-11-20").earliest, "LLLL", locale="az")
    assert in_words(PartialDate.parse("2023-11"), locale="tr") == "Kasım 2023"
    assert PartialDate.read("Kasım 2023").edtf == "2023-11"


def test_every_fixed_word_is_translated() -> None:
    def silent(text: str) -> str:
        return re.sub(r"\b[a-z]+\b(?!})|(?<=})s", "", text)

    for edtf, _, _ in EXAMPLES:
        for say in (in_words, understood):
            assert not re.search("[a-z]", say(PartialDate.parse(edtf), locale="ru", gettext=silent))


@given(VALID)
def test_no_day_is_invented(edtf: str) -> None:
    known = set(re.findall(r"-(\d\d)(?=[?~%/]|$)(?<=-\d\d-\d\d)", edtf))
    years = r"\b\d{4}s?\b"
    for words in (in_words(PartialDate.parse(edtf)), understood(PartialDate.parse(edtf))):
        days = {number.zfill(2) for number in re.findall(r"\d+", re.sub(years, "", words))}
        assert days <= known


@given(VALID)
def test_what_a_date_was_understood_as_can_be_typed_back(edtf: str) -> None:
    found = PartialDate.parse(edtf)
    again = PartialDate.read(understood(found))
    assert (again.earliest, again.latest, again.uncertain) == (found.earliest, found.latest, found.uncertain)


@given(PLAIN)
def test_few_words_lose_nothing(edtf: str) -> None:
    assert PartialDate.read(in_words(PartialDate.parse(edtf))).edtf == edtf
