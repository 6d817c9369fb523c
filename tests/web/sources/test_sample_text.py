"""Somebody new, who has no text to cite from, is offered an invented one."""

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import fields, links, send

OFFER = "/sources/new?sample=yes"


def test_an_invented_text_is_offered_until_some_text_is_here(clara: FlaskClient, session: Session) -> None:
    assert OFFER in links(clara.get("/"))
    source = make.described_source(session)
    assert OFFER in links(clara.get(f"/sources/{source.reference}"))

    offered = clara.get(OFFER)
    assert "Elvin Sinagov" in fields(offered)["text"]
    assert "Elvin Sinagov" not in clara.get("/sources/new").text
    confirm = clara.get(send(clara, offered).location)
    desk = send(clara, confirm, kind="ngo_report")

    page = clara.get(desk.location)
    assert "Elvin Sinagov" in page.text.partition("Possibly new people")[2]
    make.person(session)
    assert OFFER not in links(clara.get("/"))
