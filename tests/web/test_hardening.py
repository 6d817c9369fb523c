"""What somebody who means harm, or clicks twice, cannot bring about in the pages."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import make
from tests.support.claim_forms import CITING, newest
from tests.support.forms import errors, post_form
from webapp.models import Person, StatusEvent
from webapp.vocab.claims import ClaimState, Visibility


@pytest.mark.parametrize("key", ["after", "before"])
def test_a_nul_in_the_key_of_a_page_breaks_nothing(session: Session, client: FlaskClient, key: str) -> None:
    make.person(session)
    assert client.get(f"/people?{key}=%00").status_code < 500


def test_the_same_new_person_sent_twice_becomes_one(session: Session, clara: FlaskClient) -> None:
    make.source(session)
    typed = CITING | {"text": "Elvin Sinagov", "state": "in_review"}
    first = post_form(clara, "/people/new", **typed)
    second = post_form(clara, "/people/new", **typed)
    assert first.status_code == 303
    assert second.status_code == 422
    assert "P-0001" in errors(second)["text"]
    assert session.scalar(select(func.count(Person.id))) == 1


def test_a_citation_is_closed_where_the_record_of_its_person_is(
    session: Session, client: FlaskClient
) -> None:
    who = make.person(session, state=ClaimState.PUBLISHED, visibility=Visibility.INTERNAL)
    event = make.status(session, who)
    assert client.get(f"/people/{who.reference}").status_code == 404
    assert client.get(f"/citations/{event.lead_citation_id}").status_code == 404


def test_what_is_meant_for_few_does_not_join_what_all_may_see(session: Session, clara: FlaskClient) -> None:
    who = make.person(session)
    told = make.status(session, who, evidence=make.evidence(session, make.RELEASED))
    page = post_form(
        clara,
        f"/people/{who.reference}/statuses/new",
        **CITING | {"status": "arrested", "since": "2023-11", "visibility": "restricted"},
    )
    assert page.status_code == 422
    assert re.search(r"already", errors(page)["visibility"])
    assert newest(session, StatusEvent).id == told.id
    assert len(told.citations) == 1
