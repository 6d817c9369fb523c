"""Ill-treatment: what was done, to whom, and by whom as the source alleges."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.claim_forms import CITING, shows_problems
from tests.support.forms import main_text, post_form
from webapp.models import Treatment
from webapp.vocab.organizations import OrganizationKind

NEW = "/people/P-0001/treatments/new"


@pytest.fixture(autouse=True)
def _who(session: Session) -> None:
    make.person(session)


def test_whoever_is_said_to_have_done_it_is_named_as_alleged(session: Session, clara: FlaskClient) -> None:
    police = make.organization(session, "Sampletown Police", OrganizationKind.POLICE)

    answer = post_form(clara, NEW, **CITING, act="torture", date="2023?", perpetrator=police.reference)

    page = main_text(clara.get(answer.location))
    assert "Torture 2023 (uncertain) allegedly by Sampletown Police" in page


@pytest.mark.parametrize("words", ["probably paid by the Sampletown clan", "They", "the police torture"])
def test_the_words_of_the_source_are_quoted_and_become_no_name(
    session: Session, clara: FlaskClient, words: str
) -> None:
    police = make.organization(session, "Sampletown Police", OrganizationKind.POLICE)
    quoted = f"by whom, in the source's words: “{words}”"

    post_form(clara, NEW, **CITING, act="torture", perpetrator_words=words)
    page = main_text(clara.get("/people/P-0001"))
    assert f"Torture {quoted}" in page
    assert "allegedly" not in page

    post_form(clara, NEW, **CITING, act="raid", perpetrator=police.reference, perpetrator_words=words)
    assert f"Raid allegedly by Sampletown Police {quoted}" in main_text(clara.get("/people/P-0001"))


def test_where_it_happened_is_told_in_the_words_of_the_source(clara: FlaskClient) -> None:
    post_form(clara, NEW, **CITING, act="torture", date="2023?", place_words="Sampletown")
    page = main_text(clara.get("/people/P-0001"))
    assert "Torture 2023 (uncertain) where, in the source's words: “Sampletown”" in page


def test_one_passage_tells_of_the_same_act_against_several_people(
    session: Session, clara: FlaskClient
) -> None:
    make.person(session, "Ceyhun Ornakov")

    post_form(clara, NEW, **CITING, act="raid", people="P-0001, P-0002")

    acts = session.scalars(select(Treatment)).all()
    assert {(row.act.value, row.person.reference) for row in acts} == {("raid", "P-0001"), ("raid", "P-0002")}


def test_words_for_the_perpetrator_stay_on_one_line(clara: FlaskClient) -> None:
    answer = post_form(clara, NEW, **CITING, act="threats", perpetrator_words="two\tguards\x07")

    assert answer.status_code == 422
    assert shows_problems(answer, perpetrator_words="a character that cannot be stored (U+0007)")
