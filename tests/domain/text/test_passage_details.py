"""What a passage prints beside a status: day, place and charge, in several languages."""

from itertools import product

import pytest

from webapp.domain.text.passage_details import PassageDetails, details_of
from webapp.domain.text.quote_location import Span
from webapp.vocab.dates.in_text import dates_in_text

DAYS = {
    "5 May 2021": "2021-05-05", "May 5, 2021": "2021-05-05", "05.11.2023": "2023-11-05",
    "2019-12-26": "2019-12-26", "August 2014": "2014-08", "25/11/2023": "2023-11-25",
    "14-Mar-2025": "2025-03-14", "Sept. 3, 2019": "2019-09-03",
}  # fmt: skip
TOWNS = ["Nowhere", "New Sampletown", "Numunabad", "Ust-Example"]
PRISONS = [
    "Penal Colony No. 17", "Sampletown Prison", "Kurdaxana Pre-trial Detention Facility", "Colony 4",
    "Numun Remand Centre",
]  # fmt: skip
CHARGES = ["illegal border crossing", "high treason", "smuggling", "hooliganism and resisting the police"]


@pytest.mark.parametrize(("day", "place"), list(product(DAYS, TOWNS + PRISONS)))
def test_day_place_and_charge_are_read_from_a_sentence(day: str, place: str) -> None:
    for charge in CHARGES:
        sentence = f"Elvin Sinagov, a courier, was arrested on {day} in {place}, and charged with {charge}."
        details = details_of(sentence, sentence.index("arrested"))
        assert details.since is not None
        assert (details.since.edtf, details.place_words, details.offence) == (DAYS[day], place, charge)


@pytest.mark.parametrize(
    ("sentence", "since", "place", "offence"),
    [
        ("Айла Нумунели задержана 7 октября 2023 года в Нумунске по обвинению в измене.",
         "2023-10-07", "Нумунске", "измене"),
        ("Она содержится в СИЗО № 1 с 2020 года.", "2020", "СИЗО № 1", None),
        ("Elvin Sınaqov 20 noyabr 2023-cü ildə qaçaqmalçılıq ittihamı ilə həbs edilib.",
         "2023-11-20", None, "qaçaqmalçılıq"),
        ("Ahmet Örnek 12 Mart 2024 tarihinde terör propagandası suçlamasıyla tutuklandı.",
         "2024-03-12", None, "terör propagandası"),
        ("Davud Ejemplo fue detenido el 5 de mayo de 2021 en Pueblo, acusado de sedición.",
         "2021-05-05", "Pueblo", "sedición"),
        ("Davud Exemple fut arrêté le 1er août 2014 à Ville, accusé d'espionnage.",
         "2014-08-01", "Ville", "espionnage"),
        ("Er wurde am 14. März 2025 wegen Hochverrats verhaftet.", "2025-03-14", None, "Hochverrats"),
        ("Девід Прикладенко затриманий 14 березня 2025 року за підозрою у шпигунстві.",
         "2025-03-14", None, "шпигунстві"),
    ],
)  # fmt: skip
def test_they_are_read_in_other_languages(
    sentence: str, since: str, place: str | None, offence: str | None
) -> None:
    details = details_of(sentence, len(sentence) // 3)
    assert details.since is not None
    assert (details.since.edtf, details.place_words, details.offence) == (since, place, offence)


@pytest.mark.parametrize(
    "sentence",
    [
        "He is in prison.",
        "They were arrested on 5 May 2021 and released on 6 June 2022.",
        "Ayla Numunali, born on 4 May 1990, is in prison.",
        "She was held on 05/11/2023.",
        "He was held in Nowhere and in Numunabad.",
        "One is charged with smuggling, the other is accused of treason.",
    ],
)
def test_where_it_is_not_clear_nothing_is_read(sentence: str) -> None:
    assert details_of(sentence, 3) == PassageDetails()


def test_a_day_of_another_sentence_is_not_that_of_the_status() -> None:
    text = "The report came out on 3 March 2020. Elvin Sinagov was arrested on 5 May 2021."
    details = details_of(text, text.index("arrested"))
    assert details.since is not None
    assert details.since.edtf == "2021-05-05"


def test_the_name_of_a_person_is_no_place() -> None:
    text = "The poems appeared in Elvin Sinagov and he was jailed."
    start = text.index("Elvin")
    assert details_of(text, text.index("jailed")).place_words == "Elvin Sinagov"
    assert details_of(text, text.index("jailed"), [Span(start, start + 13)]).place_words is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("By the News Desk, 14 March 2025", ["2025-03-14"]),
        ("2017-12-26 09:45", ["2017-12-26"]),
        ("2017-12-26T09:45Z", ["2017-12-26"]),
        ("07.10.2023 в 01:19", ["2023-10-07"]),
        ("From 3 to 5 people, on 5 of May 2021, 30 more", ["2021-05-05"]),
        ("١٤ مارس ٢٠٢٥ و 14 كانون الثاني 2025", ["2025-03-14", "2025-01-14"]),
        ("2017年12月26日", ["2017-12-26"]),
        ("2025 წლის 14 მარტი", ["2025-03-14"]),
        ("Article 2021 of the code; he has 1900 friends", []),
        ("in 2021, в 2020 году, 2019-cu ildə", ["2021", "2020", "2019"]),
        ("1 сакавіка 2023", ["2023-03-01"]),
    ],
)
def test_dates_of_a_text_are_found_where_they_are_printed(text: str, days: list[str]) -> None:
    assert [printed.date.edtf for printed in dates_in_text(text)] == days
    for printed in dates_in_text(text):
        assert text[printed.start].isalnum()
        assert text[printed.end - 1].isalnum()
