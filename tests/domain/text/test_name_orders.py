"""A surname that ends like a patronymic is a surname where it stands last or alone, in texts as in names."""

from uuid import uuid4

import pytest

from webapp.domain.text.name_matches import KnownNames, adjacent_pairs, name_matches
from webapp.domain.text.name_orders import family_name, name_ends, name_orders
from webapp.domain.text.words import words

SURNAMES = (
    "Грушкевник", "Бубневич", "Рубнович", "Бубневіч", "Hrushkevich", "Pavnović", "Rubnovich", "Sinagovich",
    "Stankovnević", "Rabnavich",
)  # fmt: skip


def _matched(text: str, name: str) -> list[str]:
    text_words, names = list(words(text)), KnownNames()
    assert {(order.first, order.last) for order in name_orders(name)} or not text
    for order in name_orders(name):
        names.add(order, uuid4())
    return [text[match.start : match.end] for match in name_matches(text, text_words, names)]


@pytest.mark.parametrize("surname", SURNAMES)
@pytest.mark.parametrize("name", ["Мария {}", "Степан Викторович {}", "Stepan Viktorovich {}", "{} Мария"])
def test_a_surname_that_ends_like_a_patronymic_is_the_family_name(name: str, surname: str) -> None:
    ends = name_ends(name.replace("{}", surname))
    own = name_ends(f"Мария {surname}")
    assert ends is not None
    assert own is not None
    assert own[1] in ends
    if not name.startswith("{}"):
        assert family_name(name.replace("{}", surname)) == own[1]


def test_the_father_is_not_taken_for_the_surname() -> None:
    name = "Степан Викторович Грушкевич"
    assert _matched("Вчера Степана Грушкевича задержали.", name) == ["Степана Грушкевича"]
    assert _matched("Вчера Степана Викторовича Грушкевича задержали.", name)
    assert _matched("Вчера Степана Викторовича Лужина задержали.", name) == []
    assert _matched("Pavnović, Milutin was arrested.", "Milutin Pavnović") == ["Pavnović, Milutin"]
    assert _matched("Примеров Степан Викторович задержан.", "Степан Викторович Примеров")


@pytest.mark.parametrize("name", ["Ivan “Vanya” Petrushnikov", "Ivan Petrushnikov"])
@pytest.mark.parametrize("printed", ["Ivan “Vanya” Petrushnikov", "Ivan «Vanya» Petrushnikov"])
def test_a_nickname_in_quotation_marks_stands_inside_the_name(name: str, printed: str) -> None:
    text = f"{printed} was arrested."
    assert adjacent_pairs(text, list(words(text)))
    assert _matched(text, name)[:1] == [printed] or "Vanya" not in name
