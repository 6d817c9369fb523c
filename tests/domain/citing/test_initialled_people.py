"""Known people are found in a text where it prints initials for their given names."""

import pytest
from sqlalchemy.orm import Session

from tests import make
from webapp.domain.citing.people_mentioned import find_mentions
from webapp.domain.sources.versions import newest_version
from webapp.domain.visibility import CURATOR

PEOPLE = (
    "Turan Numunli", "Алексей Борисович Примеркин", "Вымышляев Василий Глебович", "Samirə Xəyalpərəst",
    "Jonathan Quentin Madeuper", "Ayla Numunsoy", "Aydan Numunsoy", "Оксана Казкар", "Caoimhín Ó Bréagáin",
)  # fmt: skip


def named(session: Session, text: str) -> list[tuple[str, list[str]]]:
    """What a text prints for whom, once people are known."""
    names = {make.person(session, name).reference: name for name in PEOPLE}
    version = newest_version(session, make.source(session, "A report", text))
    assert version is not None
    found = find_mentions(session, version, to=CURATOR)
    return [(each.printed, [names[person.reference] for person in each.people]) for each in found]


@pytest.mark.parametrize(
    ("text", "printed", "name"),
    [
        ("Police held T. Numunli on Monday.", "T. Numunli", PEOPLE[0]),
        ("Police held T.Numunli on Monday.", "T.Numunli", PEOPLE[0]),
        ("Dr. T. Numunli was held.", "T. Numunli", PEOPLE[0]),
        ("Задержан Т. Нумунли.", "Т. Нумунли", PEOPLE[0]),
        ("Примеркин А.Б. осуждён.", "Примеркин А.Б.", PEOPLE[1]),
        ("Суд над А. Б. Примеркиным отложен.", "А. Б. Примеркиным", PEOPLE[1]),
        ("Список: Примеркин А. Б., Казкар О.", "Примеркин А. Б.", PEOPLE[1]),
        ("В.Г. Вымышляева отпустили.", "В.Г. Вымышляева", PEOPLE[2]),
        ("1. Вымышляев В.Г.\n2. Другой Д.Д.", "Вымышляев В.Г.", PEOPLE[2]),
        ("S. Xəyalpərəstin vəkili danışıb.", "S. Xəyalpərəstin", PEOPLE[3]),
        ("J. Q. Madeuper was freed.", "J. Q. Madeuper", PEOPLE[4]),
        ("J. Madeuper was freed.", "J. Madeuper", PEOPLE[4]),
        ("Суд отпустил О. Казкар.", "О. Казкар", PEOPLE[7]),
    ],
)
def test_initials_stand_for_what_they_abbreviate(
    session: Session, text: str, printed: str, name: str
) -> None:
    assert named(session, text)[:1] == [(printed, [name])]


@pytest.mark.parametrize(
    "text",
    [
        # Another letter, another father, a middle letter of somebody else, and no initial at all.
        "Police held R. Numunli.", "Примеркин А.В. осуждён.", "В.Д. Вымышляев отпущен.",
        "J. B. Madeuper was freed.",
        "Elvin T. Numunli was held.", "Numunli was held.", "It was plan B. Numunli was held.",
        "Point T) Numunli was held.", "The U.S. Madeuper said.",
    ],
)  # fmt: skip
def test_other_letters_stand_for_others(session: Session, text: str) -> None:
    assert named(session, text) == []


def test_where_initials_may_abbreviate_several_all_of_them_are_told(session: Session) -> None:
    assert named(session, "A. Numunsoy was held.") == [("A. Numunsoy", [PEOPLE[5], PEOPLE[6]])]
