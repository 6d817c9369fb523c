"""Choosing a record among thousands: by name or reference, asked where several fit, added where none does."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import make
from tests.support.claim_forms import CITING, newest
from tests.support.forms import elements, errors, fields, main_text, post_form, send
from webapp.models import Organization, Person, Source, StatusEvent
from webapp.vocab.organizations import OrganizationKind

COURT, PRISON = OrganizationKind.COURT, OrganizationKind.PRISON
NEW = "/people/P-0001/statuses/new"
STATUS = CITING | {"status": "arrested"}
OFFERED = "/choices/organizations"


@pytest.fixture(autouse=True)
def person(session: Session) -> Person:
    """A person of whom a status is recorded."""
    return make.person(session)


def texts(client: FlaskClient, address: str) -> list[str]:
    """The texts of all options that an address offers, in their order."""
    return [option["text"] for group in client.get(address).json["groups"] for option in group["options"]]


@pytest.mark.parametrize("typed", ["Court of Nowhere (O-0001)", "O-0001", "o1", "court of  NOWHERE"])
def test_what_means_one_organization_is_taken(clara: FlaskClient, session: Session, typed: str) -> None:
    court = make.organization(session, "Court of Nowhere", COURT)
    make.organization(session, "Court of Nowhere and Elsewhere", COURT)
    assert post_form(clara, NEW, **STATUS, authority=typed).status_code == 303
    assert newest(session, StatusEvent).authority_id == court.id


def test_part_of_a_name_is_asked_about_and_the_answer_is_taken(clara: FlaskClient, session: Session) -> None:
    make.organization(session, "Court of Nowhere", COURT)
    other = make.organization(session, "Court of Elsewhere", COURT)
    asked = post_form(clara, NEW, **STATUS, authority="court of")
    assert errors(asked) == {"authority": "Which one is meant? Choose it, or type its reference."}
    assert fields(asked)["authority"] == "court of"
    assert "Court of Elsewhere (O-0002) Court" in main_text(asked)
    assert send(clara, asked, authority=["court of", other.reference]).status_code == 303
    assert newest(session, StatusEvent).authority_id == other.id


def test_an_answer_to_other_words_is_not_taken(clara: FlaskClient, session: Session) -> None:
    make.organization(session, "Court of Nowhere", COURT)
    other = make.organization(session, "Prison of Elsewhere", PRISON)
    asked = post_form(clara, NEW, **STATUS, authority="court of")
    again = send(clara, asked, authority=["court of", other.reference])
    assert "authority" in errors(again)


def test_an_organization_is_added_in_the_form_that_names_it(clara: FlaskClient, session: Session) -> None:
    asked = post_form(clara, NEW, **STATUS, place="Prison No. 9")
    assert errors(asked) == {"place": "Nothing recorded here is called so."}
    assert send(clara, asked, place=["Prison No. 9", "new:prison"]).status_code == 303
    place = newest(session, StatusEvent).place
    assert (place.name, place.kind, place.reference) == ("Prison No. 9", PRISON, "O-0001")


def test_nothing_is_added_where_the_form_is_refused(clara: FlaskClient, session: Session) -> None:
    asked = post_form(clara, NEW, **STATUS | {"quote": "not a word of it"}, place="Prison No. 9")
    refused = send(clara, asked, place=["Prison No. 9", "new:prison"])
    assert list(errors(refused)) == ["quote"]
    assert fields(refused)["place"] == ["Prison No. 9", "new:prison"]
    assert session.scalar(select(func.count(Organization.id))) == 0


def test_a_publisher_is_added_with_its_source(clara: FlaskClient, session: Session) -> None:
    asked = post_form(clara, "/sources/S-0001/revise", publisher="The Invented Herald", reason="Read")
    assert send(clara, asked, publisher=["The Invented Herald", "new:media"]).status_code == 303
    session.expire_all()
    assert session.scalars(select(Source)).one().publisher.name == "The Invented Herald"


def test_kinds_of_the_field_come_first_and_what_was_named_last_before_anything_is_typed(
    clara: FlaskClient, session: Session, person: Person
) -> None:
    make.organization(session, "A committee for courts", OrganizationKind.NGO)
    make.organization(session, "The Court of Nowhere", COURT)
    used = make.organization(session, "The Prison of Nowhere", PRISON)
    make.status(session, person, place=used)
    assert texts(clara, f"{OFFERED}?q=court&kind=court")[0] == "The Court of Nowhere (O-0002)"
    assert texts(clara, OFFERED)[0] == "The Prison of Nowhere (O-0003)"


def test_no_answer_and_no_form_holds_more_than_fifty(clara: FlaskClient, session: Session) -> None:
    with make.single_edit(session):
        for number in range(60):
            make.organization(session, f"Court number {number}", COURT)
    answer = clara.get(f"{OFFERED}?q=court&kind=court&kind=prison").json
    assert sum(len(group["options"]) for group in answer["groups"]) + len(answer["new"]) <= 50
    page = clara.get(NEW)
    assert "Court number 7" not in page.text
    assert all(len(list(select.iter("option"))) <= 50 for select in elements(page, "select"))


def test_a_source_is_offered_by_words_of_its_title(clara: FlaskClient, session: Session) -> None:
    make.source(session, "Declaration of ten committees", "The text of it.")
    assert texts(clara, "/choices/sources?q=ten+comm") == ["S-0002 · Declaration of ten committees"]
    asked = post_form(clara, NEW, **STATUS | {"source": "committees"})
    assert "S-0002 · Declaration of ten committees" in main_text(asked)
    assert session.scalar(select(func.count(StatusEvent.id))) == 0
