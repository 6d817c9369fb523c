"""Charges: a provision, or the offence in the source's words, or neither; and what the source calls it."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.claim_forms import CITING, newest, shows_problems
from tests.support.forms import fields, main_text, post_form
from webapp.domain.history.recording import editing
from webapp.domain.law.provisions import cited_as
from webapp.domain.retiring import retire_record
from webapp.models import Charge, Person

NEW = "/people/P-0001/charges/new"


@pytest.fixture(autouse=True)
def who(session: Session) -> Person:
    """A person to charge."""
    return make.person(session)


def test_a_charge_names_a_provision_of_a_code(session: Session, clara: FlaskClient) -> None:
    provision = make.provision(session, "206.3.2", "Smuggling")
    offered = clara.get("/choices/provisions?q=smugg").json["groups"][0]["options"]
    assert [option["text"] for option in offered] == ["206.3.2 CC AZ 2000 Smuggling"]

    answer = post_form(clara, NEW, **CITING, provision=str(provision.id))

    assert newest(session, Charge).provision_id == provision.id
    assert "206.3.2 CC AZ 2000" in main_text(clara.get(answer.location))


def test_a_charge_that_the_source_does_not_state_is_said_not_to_be_stated(clara: FlaskClient) -> None:
    answer = post_form(clara, NEW, **CITING, characterisation="fabricated")

    page = main_text(clara.get(answer.location))
    assert "Offence not stated" in page
    assert "“fabricated”, according to the source" in page


def test_a_retired_provision_is_kept_where_it_is_used_and_offered_nowhere_else(
    session: Session, clara: FlaskClient, who: Person
) -> None:
    provision = make.provision(session)
    charge = make.charge(session, who, provision=provision)
    with editing(session, by=make.account(session), reason="Repealed", at=make.AT):
        retire_record(session, provision, version=provision.version)

    assert clara.get("/choices/provisions").json["groups"] == []
    refused = post_form(clara, NEW, **CITING, provision=str(provision.id))
    assert shows_problems(refused, provision="This is not offered any more; choose another.")
    revise = f"/charges/{charge.id}/revise"
    assert fields(clara.get(revise))["provision"].startswith(cited_as(provision))
    assert post_form(clara, revise, reason="A note", note="Repealed since.").status_code == 303
    assert newest(session, Charge).provision_id == provision.id


def test_a_provision_that_nobody_offered_is_refused(clara: FlaskClient) -> None:
    answer = post_form(clara, NEW, **CITING, provision="206.3.2")

    assert answer.status_code == 422
    assert "Not saved: correct 1 field" in main_text(answer)
