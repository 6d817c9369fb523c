"""Who is meant by what was typed: one person and no other, or a refusal that says who it may be."""

import pytest
from sqlalchemy.orm import Session

from tests import make
from webapp.domain.citing.typed_people import names_with_references, people_named
from webapp.domain.history.recording import editing
from webapp.domain.people.people import retire_person
from webapp.domain.refusals import Refused
from webapp.domain.visibility import CURATOR
from webapp.models import Person
from webapp.vocab.claims import Visibility


@pytest.fixture
def people(session: Session) -> list[Person]:
    """Three people, of whom two share a family name."""
    names = ("Elvin Sinagov", "Ayla Numunali", "Davud Numunali")
    return [make.person(session, name) for name in names]


def meant(session: Session, typed: str) -> list[str]:
    """Return the references of those whom a line means."""
    return [person.reference for person in people_named(session, typed, to=CURATOR)]


@pytest.mark.parametrize(
    ("typed", "references"),
    [
        ("", []),
        (" , ;\n", []),
        ("Elvin Sinagov", ["P-0001"]),
        ("sinagov elvin", ["P-0001"]),
        ("Элвин Синагов", ["P-0001"]),
        ("ElvinSinagov", ["P-0001"]),
        ("Sinagov", ["P-0001"]),
        ("p3", ["P-0003"]),
        ("P-0003 P-0001", ["P-0003", "P-0001"]),
        ("Ayla Numunali, P-0001; Davud Numunali", ["P-0002", "P-0001", "P-0003"]),
        ("Elvin Sinagov, P-0001, Sinagov (P-0001)", ["P-0001"]),
        ("(P-0002)", ["P-0002"]),
    ],
)
def test_references_and_names_in_any_spelling_mean_one_person_each(
    session: Session, people: list[Person], typed: str, references: list[str]
) -> None:
    assert meant(session, typed) == references


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Numunali", "P-0002 Ayla Numunali (Not stated), P-0003 Davud Numunali (Not stated)"),
        ("Elv", "Nobody here is called “Elv”"),
        ("Elvin Numunali", "Nobody here is called “Elvin Numunali”"),
        ("P-0009", "There is no person P-0009."),
        ("Elvin Sinagov, Nobody Known", "Nobody here is called “Nobody Known”"),
        ("Ayla Numunali (P-0001)", "P-0001 is not called “Ayla Numunali”"),
        ("!?", "Nobody here is called “!?”"),
        ("P-0001\0", "Nobody here is called"),
        ("Elvin Sinagov (S-0001)", "Nobody here is called"),
    ],
)
def test_whoever_is_not_there_or_not_the_only_one_is_not_taken_for_another(
    session: Session, people: list[Person], typed: str, told: str
) -> None:
    with pytest.raises(Refused) as refused:
        meant(session, typed)
    assert refused.value.field == "people"
    assert told in refused.value.translated()


def test_what_tells_namesakes_apart_is_said_in_the_language_of_the_page(
    session: Session, people: list[Person]
) -> None:
    with pytest.raises(Refused) as refused:
        meant(session, "Numunali")
    in_german = refused.value.translated(lambda text: "keine Angabe" if text == "Not stated" else text)
    assert "P-0002 Ayla Numunali (keine Angabe)" in in_german


def test_of_many_namesakes_the_first_few_are_told(session: Session) -> None:
    for number in range(8):
        make.person(session, "Elvin Sinagov", evidence=make.evidence(session, f"Sinagov {number}"))
    with pytest.raises(Refused) as refused:
        meant(session, "Sinagov")
    told = str(refused.value)
    assert told.count("Elvin Sinagov") == 6
    assert "…" in told


def test_what_a_person_is_called_by_means_that_person(session: Session, people: list[Person]) -> None:
    comma = make.person(session, "Farid, Tajrubali (the younger)", evidence=make.evidence(session, "Farid"))
    words = names_with_references(session, [*people, comma], to=CURATOR)
    assert words[:2] == ["Elvin Sinagov (P-0001)", "Ayla Numunali (P-0002)"]
    assert meant(session, ", ".join(words)) == ["P-0001", "P-0002", "P-0003", "P-0004"]


def test_of_whom_only_a_restricted_name_is_known_the_reference_is_told(session: Session) -> None:
    hidden = make.person(session, visibility=Visibility.RESTRICTED)
    assert names_with_references(session, [hidden], to=CURATOR) == ["P-0001"]
    assert meant(session, "P-0001") == ["P-0001"]


def test_a_retired_record_is_meant_by_its_reference_alone(session: Session, people: list[Person]) -> None:
    with editing(session, by=make.account(session), reason="A double", at=make.AT):
        retire_person(session, people[2], version=people[2].version)
    assert meant(session, "Numunali") == ["P-0002"]
    assert meant(session, "P-0003") == ["P-0003"]


def test_more_than_a_hundred_people_are_too_many_at_once(session: Session, people: list[Person]) -> None:
    assert meant(session, "P-0001 " * 100) == ["P-0001"]
    with pytest.raises(Refused):
        meant(session, "P-0001 " * 101)
