"""A person's part in an organization: which one, in which role, from when to when."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.claim_forms import CITING, counts, newest, shows_problems
from tests.support.forms import fields, links, main_text, post_form
from webapp.domain.history.recording import editing
from webapp.domain.retiring import retire_record
from webapp.models import Affiliation, Organization, Person
from webapp.vocab.organizations import AffiliationRole

NEW = "/people/P-0001/affiliations/new"


@pytest.fixture(autouse=True)
def who(session: Session) -> Person:
    """A person to belong somewhere."""
    return make.person(session)


@pytest.fixture(autouse=True)
def union(session: Session) -> Organization:
    """The union of the invented declaration."""
    return make.organization(session)


def test_a_part_is_shown_with_its_role_and_time_and_leads_to_the_organization(clara: FlaskClient) -> None:
    typed = {"role": "leader", "occupation": "courier", "since": "2020", "until": "2023"}

    answer = post_form(clara, NEW, **CITING, organization="O-0001", **typed)

    page = clara.get(answer.location)
    assert "Union of Invented Couriers Leader, Courier since 2020 until 2023" in main_text(page)
    assert "/organizations/O-0001" in links(page)


def test_a_role_that_the_source_does_not_state_is_not_guessed(session: Session, clara: FlaskClient) -> None:
    post_form(clara, NEW, **CITING, organization="O-0001")

    assert newest(session, Affiliation).role is AffiliationRole.NOT_STATED


def test_what_ends_before_it_begins_is_refused(session: Session, clara: FlaskClient) -> None:
    before = counts(session)

    answer = post_form(clara, NEW, **CITING, organization="O-0001", since="2023", until="2020")

    assert answer.status_code == 422
    assert shows_problems(answer, until="This ends before it begins.")
    assert counts(session) == before


def test_an_organization_that_is_not_offered_is_refused(session: Session, clara: FlaskClient) -> None:
    before = counts(session)

    answer = post_form(clara, NEW, **CITING, organization="O-0099")

    assert answer.status_code == 422
    assert shows_problems(answer, organization="")
    assert "Not saved: correct 1 field" in main_text(answer)
    assert counts(session) == before


def test_a_retired_organization_is_kept_where_it_is_named_and_offered_nowhere_else(
    session: Session, clara: FlaskClient, who: Person, union: Organization
) -> None:
    part = make.affiliation(session, who, union)
    with editing(session, by=make.account(session), reason="Dissolved", at=make.AT):
        retire_record(session, union, version=union.version)

    assert "O-0001" not in clara.get(NEW).get_data(as_text=True)
    revise = f"/affiliations/{part.id}/revise"
    assert fields(clara.get(revise))["organization"] == f"{union.name} (O-0001)"
    assert post_form(clara, revise, reason="A note", role="founder").status_code == 303
    assert newest(session, Affiliation).organization_id == union.id
