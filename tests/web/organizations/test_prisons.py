"""The page of a place of detention: who was last told to be there, how to write and visit; as CSV."""

import csv
from io import StringIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import links, main_text, post_form
from webapp.models import Organization
from webapp.vocab.claims import Visibility
from webapp.vocab.liberty import Status
from webapp.vocab.organizations import OrganizationFactKind, OrganizationKind


@pytest.fixture
def prison(session: Session) -> Organization:
    """A prison with two people, one of whom was let go, and its address."""
    prison = make.organization(session, "Example Prison", OrganizationKind.PRISON)
    elvin, ayla = make.person(session), make.person(session, "Ayla Numunali")
    for who in (elvin, ayla):
        make.status(session, who, Status.IMPRISONED, "2024", place=prison)
    make.status(session, ayla, Status.RELEASED_SERVED, "2025")
    address = OrganizationFactKind.LETTER_ADDRESS
    printed = make.evidence(session, "Küçə 1, 1000 Nümunə")
    make.organization_fact(session, prison, "Küçə 1\n1000 Nümunə", address, printed, language="az")
    session.commit()
    return prison


def test_it_says_who_was_last_told_to_be_there_now_and_as_of_a_day(
    client: FlaskClient, prison: Organization
) -> None:
    body = main_text(client.get("/organizations/O-0001"))
    assert "1 person was last told to be there" in body
    assert body.count("last told to be there") == 2
    said = main_text(client.get("/organizations/O-0001/held"))
    assert said.index("1 person last told to be in Example Prison") < said.index("Elvin Sinagov")
    assert "Ayla Numunali P-0002" not in said
    assert "“Elvin Sinagov" in said or "was arrested in November 2023.” in context" in said
    assert "Address for letters Küçə 1 1000 Nümunə" in said
    then = client.get("/organizations/O-0001/held?on=2024-12-31&q=Numu")
    assert "2 people last told to be in" in main_text(then)
    assert "Ayla Numunali P-0002" in main_text(then)
    assert "P-0001" not in main_text(then)
    assert "/organizations/O-0001/held.csv?on=2024-12-31&q=Numu" in links(then)


def test_the_same_as_csv_each_with_the_words_that_say_so(client: FlaskClient, prison: Organization) -> None:
    answer = client.get("/organizations/o-1/held.csv?on=2024-12-31")
    rows = list(csv.DictReader(StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"), newline="")))
    assert [row["reference"] for row in rows] == ["P-0002", "P-0001"]
    assert {row["there_since_edtf"] for row in rows} == {"2024"}
    assert all(row["quote"] in make.TEXT and "/citations/" in row["citation_url"] for row in rows)
    empty = client.get("/organizations/O-0001/held.csv?on=2020-01-01").get_data(as_text=True)
    assert len(empty.splitlines()) == 1


def test_a_day_to_come_or_none_is_refused_where_it_was_typed(
    client: FlaskClient, prison: Organization
) -> None:
    for day in ("9999-01-01", "yesterday"):
        assert client.get(f"/organizations/O-0001/held?on={day}").status_code == 422
        assert client.get(f"/organizations/O-0001/held.csv?on={day}").status_code == 400
    for odd in ("%00", "x" * 500):
        assert client.get(f"/organizations/O-0001/held?q={odd}&after={odd}&sort={odd}").status_code == 200


def test_a_curator_adds_a_rule_with_its_words_corrects_and_removes_it(
    clara: FlaskClient, session: Session, prison: Organization
) -> None:
    visits = make.source(session, "A leaflet", "Visits are on Mondays.")
    session.commit()
    rule = {"kind": "visits", "text": "On Mondays.", "source": visits.reference, "reason": "Read"}
    without = post_form(clara, "/organizations/O-0001/facts/new", **rule)
    assert without.status_code == 422
    assert "Choose a passage, or paste the words" in main_text(without)
    added = post_form(
        clara, "/organizations/O-0001/facts/new", **rule, quote="Visits are on Mondays"
    )
    assert added.headers["Location"] == "/organizations/O-0001"
    page = clara.get("/organizations/O-0001")
    assert "Visits On Mondays." in main_text(page)
    assert "Visits: Example Prison" in main_text(clara.get(f"/sources/{visits.reference}"))
    revise = next(link for link in links(page) if link.endswith("/revise") and "-facts/" in link and
                  "On Mondays." in clara.get(link).get_data(as_text=True))  # fmt: skip
    assert post_form(clara, revise, text="On Mondays only.", until="2025", reason="New").status_code == 303
    assert "until 2025" in main_text(clara.get("/organizations/O-0001"))
    assert "On Mondays only." in main_text(clara.get("/organizations/O-0001/history"))
    assert post_form(clara, revise.replace("/revise", "/remove"), reason="A slip").status_code == 303
    assert "Mondays" not in main_text(clara.get("/organizations/O-0001"))


def test_files_for_programs_hold_the_address_of_a_public_source_alone(
    client: FlaskClient, session: Session, prison: Organization
) -> None:
    closed = make.source(session, "A closed note", "A secret door.", visibility=Visibility.RESTRICTED)
    secret = make.evidence(session, "secret", of=closed)
    make.organization_fact(session, prison, "A secret door.", given=secret)
    make.affiliation(session, make.person(session, "Bahar Misalli"), prison)
    session.commit()
    (fact,) = client.get("/api/v1/organizations/O-0001").json["facts"]  # type: ignore[index]
    assert (fact["kind"], fact["text"], fact["language"]) == ("letter_address", "Küçə 1\n1000 Nümunə", "az")
    assert fact["exact"].startswith("Küçə 1")
    assert '"address": ["Küçə 1, 1000 Nümunə"]' in client.get("/people.ftm.json").get_data(as_text=True)
