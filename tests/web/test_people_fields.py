"""A person is chosen by typing a name: offered with what tells namesakes apart, never chosen in silence."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import make
from tests.support.claim_forms import CITING
from tests.support.forms import elements, errors, fields, main_text, post_form, send
from webapp.models import Person, StatusEvent
from webapp.vocab.liberty import Status

OFFERED = "/choices/people"
NEW = "/people/P-0001/statuses/new"
STATUS = CITING | {"status": "arrested"}


def offered(client: FlaskClient, address: str) -> list[tuple[str, str]]:
    """The text and the detail of each person whom an address offers, in their order."""
    groups = client.get(address).json["groups"]
    return [(option["text"], option["detail"]) for group in groups for option in group["options"]]


@pytest.fixture
def namesakes(session: Session) -> list[Person]:
    """Two people of one name, told apart by what is known of them, after somebody else."""
    make.person(session, "Ayla Numunali")
    people = [make.person(session, "Elvin Sinagov") for _ in range(2)]
    make.status(session, people[0], status=Status.IMPRISONED)
    make.status(session, people[1], status=Status.AT_LIBERTY)
    return people


def test_people_are_offered_by_the_beginning_of_a_name_with_what_tells_them_apart(
    clara: FlaskClient, namesakes: list[Person]
) -> None:
    for typed in ("elv", "sinagov elvin", "Эльвин Синагов"):
        assert offered(clara, f"{OFFERED}?q={typed}") == [
            ("Elvin Sinagov (P-0002)", "Imprisoned"),
            ("Elvin Sinagov (P-0003)", "At liberty"),
        ]
    assert offered(clara, f"{OFFERED}?q=p3") == [("Elvin Sinagov (P-0003)", "At liberty")]
    assert offered(clara, f"{OFFERED}?q=nobody+of+ours") == []


def test_before_anything_is_typed_those_named_in_the_source_or_recorded_last_are_offered(
    clara: FlaskClient, session: Session, namesakes: list[Person]
) -> None:
    assert [text for text, _ in offered(clara, OFFERED)][:2] == [
        "Elvin Sinagov (P-0003)", "Elvin Sinagov (P-0002)",
    ]  # fmt: skip
    source = make.source(session, "A report on Ayla", "Ayla Numunali was seen.")
    assert [text for text, _ in offered(clara, f"{OFFERED}?source={source.reference}")] == [
        "Ayla Numunali (P-0001)"
    ]


def test_no_reader_is_offered_people(nemo: FlaskClient, namesakes: list[Person]) -> None:
    assert nemo.get(OFFERED).status_code == 403


def test_a_name_that_several_bear_is_asked_about_and_the_answer_takes_its_place(
    clara: FlaskClient, session: Session, namesakes: list[Person]
) -> None:
    asked = post_form(clara, NEW, **STATUS, people="Ayla Numunali, Elvin Sinagov")
    assert "people" in errors(asked)
    assert "Elvin Sinagov (P-0002) Imprisoned" in main_text(asked)
    assert session.scalar(select(func.count(StatusEvent.id))) == 2

    saved = send(clara, asked, people=["Ayla Numunali, Elvin Sinagov", "P-0003"])

    assert saved.status_code == 303
    told_of = select(Person.reference).join(StatusEvent, StatusEvent.person_id == Person.id)
    assert sorted(session.scalars(told_of)) == ["P-0001", "P-0002", "P-0003", "P-0003"]


def test_an_answer_that_the_name_cannot_mean_is_not_taken(
    clara: FlaskClient, namesakes: list[Person]
) -> None:
    asked = post_form(clara, NEW, **STATUS, people="Elvin Sinagov")
    again = send(clara, asked, people=["Elvin Sinagov", "P-0001"])
    assert "people" in errors(again)
    assert fields(again)["people"] == "Elvin Sinagov"


def test_a_record_is_merged_into_one_that_is_named_and_asked_about_where_several_are(
    rafa: FlaskClient, namesakes: list[Person]
) -> None:
    path = "/people/P-0001/merge"
    asked = post_form(rafa, path, into="Elvin Sinagov", reason="One person")
    assert errors(asked) == {"into": "Which one is meant? Choose it, or type its reference."}
    part = post_form(rafa, path, into="Elvin", reason="One person")
    assert "Elvin Sinagov (P-0003) At liberty" in main_text(part)
    written_over = post_form(rafa, path, into="Ayla Numunali (P-0002)", reason="One person")
    assert "P-0002 is not called “Ayla Numunali”" in errors(written_over)["into"]

    assert send(rafa, asked, into=["Elvin Sinagov", "P-0003"]).location == "/people/P-0003"


def test_a_row_of_a_list_that_names_nobody_of_ours_is_said_to_be_somebody(
    clara: FlaskClient, namesakes: list[Person]
) -> None:
    compared = post_form(clara, "/compare", text="Name\nA. Unheard-of")
    inputs = (each.get("name", "") for each in elements(compared, "input"))
    row = next(name for name in inputs if name.startswith("typed-row"))
    unclear = send(clara, compared, **{row: "Elvin Sinagov"})
    assert "may be any of these" in errors(unclear)[row]

    certain = send(clara, unclear, **{row: "Ayla Numunali"})

    assert "P-0001" in main_text(certain)
    assert not elements(certain, "input", name=row)
