"""A source that was read, with nothing in it to record, says so to colleagues until something is recorded."""

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import links, main_text, post_form

PAGE = "/sources/S-0001/nothing-in-it"


def test_nobody_reads_it_a_second_time_in_vain(
    session: Session, clara: FlaskClient, client: FlaskClient
) -> None:
    source = make.source(session, "A report on the weather", "It rained.")
    assert PAGE in links(clara.get("/sources/S-0001"))
    saved = post_form(clara, PAGE, nothing_in_it="y", reason="Read to the end")
    assert "nothing in it to record" in main_text(clara.get(saved.location))
    assert "read, nothing in it" in main_text(clara.get("/sources"))
    assert "Read, nothing in it" in main_text(clara.get("/sources/S-0001/history"))
    for page in ("/sources/S-0001", "/sources"):
        assert "nothing in it" not in main_text(client.get(page))

    make.status(session, make.person(session), evidence=make.evidence(session, "It rained", of=source))
    for page in ("/sources/S-0001", "/sources"):
        assert "nothing in it" not in main_text(clara.get(page))


def test_it_is_taken_back(session: Session, clara: FlaskClient) -> None:
    make.source(session, "A report on the weather", "It rained.")
    post_form(clara, PAGE, nothing_in_it="y", reason="Read to the end")
    post_form(clara, PAGE, nothing_in_it=None, reason="There is a name on page 9")
    assert "nothing in it to record" not in main_text(clara.get("/sources/S-0001"))


def test_of_what_is_cited_it_cannot_be_said(session: Session, clara: FlaskClient) -> None:
    source = make.source(session, "A report on the weather", "It rained.")
    make.status(session, make.person(session), evidence=make.evidence(session, "It rained", of=source))
    assert PAGE not in links(clara.get("/sources/S-0001"))
    refused = post_form(clara, PAGE, nothing_in_it="y", reason="Read to the end")
    assert refused.status_code == 422
    assert "Something of this source is recorded" in main_text(refused)
    assert session.get_one(type(source), source.id).nothing_in_it_on is None
