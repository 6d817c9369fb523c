"""The search of the header: everything that is called so, in groups; a reference leads to its record."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import links, main_text
from webapp.vocab.claims import Visibility
from webapp.vocab.organizations import OrganizationKind


@pytest.fixture(autouse=True)
def _stock(session: Session) -> None:
    make.person(session, "Elvin Sinagov")
    make.organization(session, "Sinagov Committee", OrganizationKind.NGO)
    make.source(session, "Letters on Sinagov", "Letters.")
    make.provision(session, "206.3.2", "Smuggling")
    make.court_case(session, number="1(004)-212")


def test_people_sources_and_organizations_of_a_name_stand_in_groups(client: FlaskClient) -> None:
    page = client.get("/search?q=sinagov")
    assert {"/people/P-0001", "/organizations/O-0001", "/sources/S-0002"} <= set(links(page))
    words = main_text(page)
    assert words.index("1 person Elvin Sinagov") < words.index("Letters on Sinagov")
    assert words.index("Letters on Sinagov") < words.index("Sinagov Committee")


def test_an_article_of_law_is_found_by_its_number_and_by_its_title(client: FlaskClient) -> None:
    for typed in ("206.3", "smuggling"):
        assert "206.3.2 CC AZ 2000" in main_text(client.get("/search", query_string={"q": typed}))


def test_a_case_comes_by_its_name_and_by_its_number(client: FlaskClient) -> None:
    for typed in ("couriers", "(004)-212"):
        assert "/cases/K-0001" in links(client.get("/search", query_string={"q": typed}))


@pytest.mark.parametrize(
    "address", ["/people/P-0001", "/sources/S-0002", "/organizations/O-0001", "/cases/K-0001"]
)
def test_a_reference_leads_to_its_record(clara: FlaskClient, address: str) -> None:
    reference = address.rpartition("/")[2]
    for typed in (reference, reference.lower().replace("-000", "")):
        assert clara.get("/search", query_string={"q": typed}).location == address


def test_nobody_finds_what_they_may_not_see(
    client: FlaskClient, clara: FlaskClient, session: Session
) -> None:
    make.source(session, "Sinagov, an internal note", "A note.", visibility=Visibility.INTERNAL)
    hidden = make.court_case(session, "The second case of Sinagov", number="2")
    make.hearing(session, make.person(session), case=hidden, visibility=Visibility.INTERNAL)
    for words in ("an internal note", "The second case"):
        assert words in main_text(clara.get("/search?q=sinagov"))
        assert words not in main_text(client.get("/search?q=sinagov"))
    assert client.get("/search?q=S-0003").status_code == 200


@pytest.mark.parametrize("typed", ["", "   ", "zzyzx", "\0", "%", "'", "x" * 5000])
def test_whatever_is_typed_is_answered(client: FlaskClient, typed: str) -> None:
    assert client.get("/search", query_string={"q": typed}).status_code == 200
