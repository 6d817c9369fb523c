"""A note to colleagues stays on a person's record, for those who keep it and for nobody else."""

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import fields, main_text, post_form


def test_a_note_stands_on_the_record_for_colleagues_alone(
    session: Session, clara: FlaskClient, nemo: FlaskClient, client: FlaskClient
) -> None:
    make.person(session, "Elvin Sinagov")
    saved = post_form(clara, "/people/P-0001/note", note="Ask the sister first.", reason="She rang")
    assert "To colleagues: Ask the sister first." in main_text(clara.get(saved.location))
    assert "Note to colleagues" in main_text(clara.get("/people/P-0001/history"))
    assert "Notes to colleagues Elvin Sinagov Ask the sister first." in main_text(clara.get("/"))
    for path in ("/", "/people/P-0001", "/people.csv", "/people/P-0001.jsonld", "/api/v1/people/P-0001"):
        for browser in (client, nemo):
            assert "sister" not in browser.get(path).text, path


def test_a_note_is_taken_away_again(session: Session, clara: FlaskClient) -> None:
    make.person(session, "Elvin Sinagov")
    post_form(clara, "/people/P-0001/note", note="Ask the sister first.", reason="She rang")
    assert fields(clara.get("/people/P-0001/note"))["note"] == "Ask the sister first."
    post_form(clara, "/people/P-0001/note", note="", reason="Done")
    for path in ("/", "/people/P-0001"):
        assert "sister" not in main_text(clara.get(path))
