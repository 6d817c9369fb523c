"""The pages of saved searches: named by curators, opened by everybody."""

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import errors, links, main_text, post_form
from webapp.vocab.liberty import Status


def test_a_search_is_saved_from_the_list_and_opened_by_everybody(
    clara: FlaskClient, client: FlaskClient, session: Session
) -> None:
    assert "No search is saved yet" in main_text(client.get("/searches"))
    make.status(session, make.person(session), Status.ARRESTED, "2024-05-03")
    address = next(link for link in links(clara.get("/people?held=yes")) if link.startswith("/searches/new"))
    made = post_form(clara, address, title="Held <now>")
    assert (made.status_code, made.location) == (303, "/searches#held-now")
    page = client.get("/searches")
    assert "Held <now>" in main_text(page)
    assert "Held 1" in main_text(page)
    led = client.get("/searches/held-now")
    assert (led.status_code, led.location) == (303, "/people?held=yes")
    assert "Held <now>" in main_text(client.get("/people?held=yes"))
    file = client.get("/searches/held-now.csv")
    assert file.status_code == 200
    assert file.headers["Content-Disposition"] == 'attachment; filename="held-now.csv"'
    assert file.data == client.get("/people.csv?held=yes").data
    assert file.data.count(b"\r\n") == 2
    assert not any(link.startswith("/searches/new") for link in links(client.get("/people?held=yes")))


def test_a_search_is_renamed_retired_and_its_address_stays(
    clara: FlaskClient, client: FlaskClient, session: Session
) -> None:
    make.saved_search(session, "Held", "held=yes")
    assert post_form(clara, "/searches/held/revise", title="In prison", reason="One").status_code == 303
    assert "In prison" in main_text(client.get("/searches"))
    assert "was Held now In prison" in main_text(clara.get("/searches/held/history"))
    assert post_form(clara, "/searches/held/retire", reason="Not used").location == "/searches"
    assert "In prison" not in main_text(client.get("/searches"))
    assert client.get("/searches/held").location == "/people?held=yes"
    assert client.get("/searches/nothing").status_code == 404


def test_what_cannot_be_saved_is_said_at_the_field(clara: FlaskClient, session: Session) -> None:
    make.saved_search(session, "Held", "held=yes")
    assert "title" in errors(post_form(clara, "/searches/new", title="Held"))
    assert "query" in errors(post_form(clara, "/searches/new", title="Other", query="held=perhaps"))
    assert clara.get("/searches/new?held=perhaps").status_code == 400
