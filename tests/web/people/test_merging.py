"""The pages on which records are merged, told apart, and separated again."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import errors, links, main_text, post_form
from webapp.models import Person
from webapp.vocab.liberty import Status


@pytest.fixture
def twins(session: Session) -> tuple[Person, Person]:
    """Elvin, recorded twice; the second record says that he is held."""
    one = make.person(session, "Elvin Sinagov")
    other = make.person(session, "Эльвин Синагов")
    make.status(session, other, Status.ARRESTED, "2024-05-03")
    session.commit()
    return one, other


def test_duplicates_are_found_merged_and_separated_again(
    rafa: FlaskClient, client: FlaskClient, twins: tuple[Person, Person]
) -> None:
    found = rafa.get("/duplicates")
    assert "Эльвин Синагов" in main_text(found)
    address = "/people/P-0002/merge?into=P-0001"
    assert address in links(found)
    assert "Names" not in errors(rafa.get(address))
    made = post_form(rafa, address, reason="One letter names both")
    assert (made.status_code, made.location) == (303, "/people/P-0001")
    assert "Nobody" not in main_text(client.get("/people"))
    assert "1 person" in main_text(client.get("/people"))
    led = client.get("/people/P-0002")
    assert (led.status_code, led.location) == (303, "/people/P-0001")
    page = rafa.get("/people/P-0001")
    assert "also recorded as P-0002" in main_text(page)
    undo = next(link for link in links(page) if link.startswith("/edits/"))
    assert "No more" not in main_text(rafa.get(undo))
    assert post_form(rafa, undo).status_code == 303
    assert "2 people" in main_text(client.get("/people"))
    assert client.get("/people/P-0002").status_code == 200
    assert "also recorded" not in main_text(rafa.get("/people/P-0001"))


def test_addresses_below_a_merged_record_go_on_working(
    rafa: FlaskClient, client: FlaskClient, twins: tuple[Person, Person]
) -> None:
    post_form(rafa, "/people/P-0002/merge?into=P-0001", reason="One")
    for path in ("", "/dossier", ".jsonld"):
        assert client.get(f"/people/P-0002{path}", follow_redirects=True).status_code == 200
    for path in ("/statuses/new", "/verify", "/history", "/merge", "?known_on=2026-11-22"):
        assert rafa.get(f"/people/P-0002{path}", follow_redirects=True).status_code == 200
    assert "merged" in main_text(rafa.get("/people/P-0002/history")).lower() or "Judgement" in main_text(
        rafa.get("/people/P-0001/history")
    )
    for known in ("soon", "9999-01-01", "2019-01-01", "\0"):
        assert client.get("/people/P-0002", query_string={"known_on": known}).status_code == 303


def test_what_cannot_be_merged_is_said_at_the_field(
    rafa: FlaskClient, session: Session, twins: tuple[Person, Person]
) -> None:
    for into in ("", "P-0099", "Elvin", "P-0002", "<b>"):
        assert "into" in errors(post_form(rafa, "/people/P-0002/merge", into=into, reason="One"))
    looked = post_form(rafa, "/people/P-0002/merge", into="P-0001", look="y")
    assert looked.status_code == 200
    assert "Elvin Sinagov" in main_text(looked)
    session.expire_all()
    assert twins[1].claims


def test_different_people_are_not_offered_again(
    clara: FlaskClient, rafa: FlaskClient, twins: tuple[Person, Person]
) -> None:
    found = clara.get("/duplicates")
    apart = next(link for link in links(found) if "/different/" in link)
    assert not any("/merge" in link for link in links(found))
    assert post_form(clara, apart, reason="Born twenty years apart").location == "/duplicates"
    assert "No two names are so alike" in main_text(clara.get("/duplicates"))
    refused = post_form(rafa, "/people/P-0002/merge", into="P-0001", reason="One")
    assert "different people" in errors(refused)["into"]
    assert clara.get("/people/P-0001/different/P-0001").status_code == 404


def test_nobody_is_recorded_and_nothing_is_a_duplicate(clara: FlaskClient) -> None:
    assert "No two names are so alike" in main_text(clara.get("/duplicates"))
    for after in ("\0", "ü", "zzzz", "9" * 300):
        assert clara.get("/duplicates", query_string={"after": after}).status_code == 200


def test_only_reviewers_merge(clara: FlaskClient, client: FlaskClient, twins: tuple[Person, Person]) -> None:
    assert clara.get("/people/P-0002/merge").status_code == 403
    assert client.get("/duplicates").status_code == 303
    assert client.get("/people/P-0002/merge").status_code == 303
