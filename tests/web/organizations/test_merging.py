"""The page on which two records of one organization are merged, and how they are parted again."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import errors, links, main_text, post_form

MERGE = "/organizations/O-0002/merge"


@pytest.fixture(autouse=True)
def twins(session: Session) -> None:
    """A union recorded twice; Elvin belongs to the second record."""
    make.organization(session, "Union of Invented Couriers")
    other = make.organization(session, "Союз выдуманных курьеров")
    make.affiliation(session, make.person(session, "Elvin Sinagov"), other)
    session.commit()


def test_records_are_merged_followed_everywhere_and_parted_again(
    rafa: FlaskClient, client: FlaskClient
) -> None:
    assert MERGE in links(rafa.get("/organizations/O-0002"))
    looked = post_form(rafa, MERGE, into="O-0001", look="y")
    assert "Union of Invented Couriers" in main_text(looked)
    merged = post_form(rafa, MERGE, into="O-0001", reason="One letter names both")
    assert (merged.status_code, merged.location) == (303, "/organizations/O-0001")
    led = client.get("/organizations/O-0002")
    assert (led.status_code, led.location) == (303, "/organizations/O-0001")
    assert "1 organization" in main_text(client.get("/organizations"))
    assert "1 person" in main_text(client.get("/people?organization=O-0002"))
    for table in ("/organizations.csv", "/people.csv"):
        rows = client.get(table).get_data(as_text=True)
        assert "Union of Invented Couriers" in rows, table
        assert "O-0002" not in rows, table
    assert client.get("/api/v1/organizations/O-0002").get_json()["reference"] == "O-0001"
    page = rafa.get("/organizations/O-0001")
    assert "also recorded as O-0002" in main_text(page)
    assert "Союз выдуманных курьеров" in main_text(page)
    assert "Merged into" in main_text(rafa.get("/organizations/O-0002/history"))
    undo = next(link for link in links(page) if link.startswith("/edits/"))
    assert post_form(rafa, undo).status_code == 303
    assert "2 organizations" in main_text(client.get("/organizations"))
    assert client.get("/organizations/O-0002").status_code == 200
    assert "also recorded" not in main_text(rafa.get("/organizations/O-0001"))


def test_what_cannot_be_merged_is_said_at_the_field(rafa: FlaskClient) -> None:
    for into in ("", "O-0099", "Union", "O-0002", "P-0001", "<b>", "\0"):
        assert "into" in errors(post_form(rafa, MERGE, into=into, reason="One"))


def test_only_reviewers_merge(clara: FlaskClient, client: FlaskClient) -> None:
    assert clara.get(MERGE).status_code == 403
    assert client.get(MERGE).status_code == 303
    assert MERGE not in links(clara.get("/organizations/O-0002"))


def test_a_change_of_name_is_recorded_with_its_day_and_words(rafa: FlaskClient, client: FlaskClient) -> None:
    renamed = post_form(
        rafa, "/organizations/O-0001/names/new", text="Riders United", kind="main", since="3 May 2023",
        source="S-0001", quote=make.TEXT.split(".")[0], reason="The union says so",
    )  # fmt: skip
    assert renamed.status_code == 303
    page = main_text(client.get("/organizations/O-0001"))
    assert page.count("Riders United") >= 2
    assert "since 3 May 2023" in page
    refused = post_form(
        rafa, "/organizations/O-0001/names/new", text="Riders", kind="main", since="2024", reason="No words"
    )
    assert "quote" in errors(refused)
