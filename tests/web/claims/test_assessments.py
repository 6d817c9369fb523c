"""Assessments: who concludes that somebody is a political prisoner, by which rules and criteria."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.claim_forms import CITING, newest
from tests.support.forms import elements, fields, main_text, post_form, send
from webapp.models import Assessment, Organization, Person
from webapp.vocab.assessments import Criterion, Outcome, Scheme
from webapp.vocab.organizations import OrganizationKind

NEW = "/people/P-0001/assessments/new"


@pytest.fixture(autouse=True)
def who(session: Session) -> Person:
    """A person to assess."""
    return make.person(session)


@pytest.fixture(autouse=True)
def group(session: Session) -> Organization:
    """The organization that assesses."""
    return make.organization(session, "Invented Rights Group", OrganizationKind.NGO)


def test_criteria_are_kept_in_order_and_ticked_again_when_the_form_is_opened(
    session: Session, clara: FlaskClient
) -> None:
    typed = {"scheme": "pace_1900", "criteria": ["pace_e", "pace_a"], "outcome": "political_prisoner"}

    post_form(clara, NEW, **CITING, organization="O-0001", **typed)

    row = newest(session, Assessment)
    assert row.criteria == "pace_a pace_e"
    page = clara.get(f"/assessments/{row.id}/revise")
    ticked = [box.get("value") for box in elements(page, "input", name="criteria", checked="")]
    assert ticked == ["pace_a", "pace_e"]


def test_opening_and_saving_an_assessment_changes_nothing_but_what_was_typed(
    session: Session, clara: FlaskClient, who: Person, group: Organization
) -> None:
    criteria = (Criterion.WGAD_2, Criterion.WGAD_3)
    row = make.assessment(session, who, group, Outcome.ARBITRARY, scheme=Scheme.WGAD, criteria=criteria)

    post_form(clara, f"/assessments/{row.id}/revise", reason="The opinion's date", date="2024-06")

    session.refresh(row)
    assert (row.criteria, row.outcome, row.date.edtf) == ("wgad_2 wgad_3", Outcome.ARBITRARY, "2024-06")


def test_a_stale_edit_shows_the_criteria_by_name(
    session: Session, clara: FlaskClient, rafa: FlaskClient, who: Person, group: Organization
) -> None:
    criteria = (Criterion.WGAD_1, Criterion.WGAD_2)
    row = make.assessment(session, who, group, Outcome.ARBITRARY, scheme=Scheme.WGAD, criteria=criteria)
    opened = clara.get(f"/assessments/{row.id}/revise")
    post_form(rafa, f"/assessments/{row.id}/revise", reason="Read again", criteria=["wgad_2", "wgad_3"])

    answer = send(clara, opened, reason="Read again", criteria=["wgad_1", "wgad_5"])

    assert answer.status_code == 422
    told = "Criteria WGAD I, WGAD II WGAD II, WGAD III WGAD I, WGAD V collides yours, until you decide"
    assert told in main_text(answer)
    assert fields(answer)["criteria"] == ["wgad_1", "wgad_5"]


def test_two_organizations_that_say_the_same_in_one_passage_stand_together(
    session: Session, clara: FlaskClient
) -> None:
    make.organization(session, "Second Invented Group", OrganizationKind.NGO)
    for reference in ("O-0001", "O-0002"):
        answer = post_form(clara, NEW, **CITING, organization=reference, outcome="release_demanded")

    assert "by 2 organizations: Invented Rights Group, Second Invented Group" in main_text(
        clara.get(answer.location)
    )
