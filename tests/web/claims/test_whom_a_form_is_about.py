"""A form says whom it is about, before anything is typed: a wrong one would be the wrong detainee."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import main_text
from webapp.vocab.liberty import Status

FORMS = (
    "/people/{person}/statuses/new", "/people/{person}/charges/new", "/people/{person}/facts/new",
    "/claims/{claim}/revise", "/claims/{claim}/withdraw", "/claims/{claim}/rank", "/claims/{claim}/cite",
    "/people/{person}/revise", "/people/{person}/retire", "/people/{person}/merge", "/people/{person}/verify",
    "/people/{person}/history",
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_name_and_reference_stand_in_title_and_on_the_page(
    rafa: FlaskClient, session: Session, form: str
) -> None:
    person = make.person(session, "Elvin Sinagov")
    claim = make.status(session, person, Status.IMPRISONED, "2024-05-03")
    session.commit()
    page = rafa.get(form.format(person=person.reference, claim=claim.id), follow_redirects=True)
    assert page.status_code == 200
    title = re.search(r"<title>(.*?)</title>", page.text, re.DOTALL)
    assert title is not None
    assert person.reference in title[1]
    text = main_text(page)
    assert "Elvin Sinagov" in text[:400]
    assert person.reference in text[:400]
    # The words of the newest passage and how old they are; history has nothing to mistake.
    assert form.endswith("history") or ("as last told on" in text and make.ARRESTED in text)


def test_a_claim_form_shows_what_is_known_now(clara: FlaskClient, session: Session) -> None:
    person = make.person(session, "Elvin Sinagov")
    make.status(session, person, Status.IMPRISONED, "2024-05-03")
    session.commit()
    page = clara.get(f"/people/{person.reference}/statuses/new")
    assert "<title>Update status: Elvin Sinagov · P-0001" in page.text
    text = main_text(page)
    heading, status, question = "Update status: Elvin Sinagov", "Imprisoned", "Evidence"
    assert text.index(heading) < text.index(status) < text.index(question)
    assert make.ARRESTED in text
