"""The page of lengths states its rules, obeys the list's filter, and opens the people behind each number."""

import csv
import io

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import links, main_text
from webapp.vocab.claims import ClaimState
from webapp.vocab.liberty import Status
from webapp.vocab.organizations import OrganizationKind
from webapp.vocab.statistics import Duration, Grouping

PAGE = "/statistics/durations"


@pytest.fixture
def before_court(session: Session) -> None:
    """Elvin and Ayla, held and heard by one judge; Bahar, held as a draft says."""
    judge = make.organization(session, "Jasmin <Hakimli>", OrganizationKind.OFFICIAL)
    for name in ("Elvin Sinagov", "Ayla Numunali"):
        person = make.person(session, name)
        make.status(session, person, Status.PRETRIAL_DETENTION, "2024-05-03")
        make.hearing(session, person, judge=judge)
    make.status(session, make.person(session, "Bahar Misalli"), Status.IMPRISONED, state=ClaimState.DRAFT)
    session.commit()


def test_each_number_leads_to_its_people(client: FlaskClient, before_court: None) -> None:
    assert PAGE in links(client.get("/statistics"))
    page = client.get(f"{PAGE}?by=judge&as_of=2024-05-12")
    text = main_text(page)
    assert "up to 12 May 2024" in text
    assert "Jasmin <Hakimli> 2 10 10 10 20" in text
    assert Duration.REMAND.definition in text
    assert Grouping.JUDGE.definition in text
    (address,) = [link for link in links(page) if link.startswith(f"{PAGE}/remand?") and ".csv" not in link]
    people = client.get(address)
    assert "2 people, 20 days." in main_text(people)
    assert {"/people/P-0001", "/people/P-0002"} <= set(links(people))
    assert client.get(f"{PAGE}/remand?by=judge&value=O-0099").status_code == 404
    assert client.get(f"{PAGE}/remand?by=judge").location == f"{PAGE}#duration-remand"


def test_the_filter_goes_along(client: FlaskClient, before_court: None) -> None:
    assert f"{PAGE}?q=ayla" in links(client.get("/statistics?q=ayla"))
    page = client.get(f"{PAGE}?q=ayla&by=judge&as_of=2024-05-12")
    assert "Jasmin <Hakimli> 1 10 10 10 10" in main_text(page)
    (address,) = [link for link in links(page) if link.startswith(f"{PAGE}/remand?")]
    assert "1 person, 10 days. Filter:" in main_text(client.get(address))


@pytest.mark.parametrize("duration", Duration)
@pytest.mark.parametrize("by", Grouping)
def test_each_length_is_a_table_too(
    client: FlaskClient, before_court: None, duration: Duration, by: Grouping
) -> None:
    answer = client.get(f"{PAGE}/{duration.value}.csv?by={by.value}&as_of=2024-05-12")
    assert answer.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))
    assert bool(rows) == (duration in (Duration.REMAND, Duration.PRISONER_DAYS))
    for row in rows:
        people = main_text(client.get(row["members_url"].removeprefix("http://localhost")))
        assert f"{row['people']} people, {row['total']} days" in people


def test_what_is_no_length_or_no_group_is_told_so(client: FlaskClient, before_court: None) -> None:
    for path in (f"{PAGE}/wealth.csv", f"{PAGE}/wealth?by=court&value=x"):
        assert client.get(path).status_code == 404
    assert client.get(f"{PAGE}?by=mood").status_code == 400
    assert client.get(f"{PAGE}?by=court&as_of=9999-12-31").status_code == 200


def test_drafts_count_for_those_who_work_here_only(
    client: FlaskClient, clara: FlaskClient, before_court: None
) -> None:
    address = f"{PAGE}/held.csv"
    assert clara.get(address).data == client.get(address).data
    assert client.get(f"{address}?audience=internal").status_code == 403
    assert b"Everybody,3," in clara.get(f"{address}?audience=internal").data
    assert "Bahar" not in main_text(client.get(f"{PAGE}/held?value=everybody"))
    assert "Bahar Misalli" in main_text(clara.get(f"{PAGE}/held?value=everybody"))
