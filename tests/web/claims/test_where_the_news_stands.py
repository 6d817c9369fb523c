"""A new status begins with the text in which the news stands; every way leads to its desk with the person."""

from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import make
from tests.support.forms import elements, errors, fields, links, main_text, send
from webapp.models import Capture, Source

NEW = "/people/P-0001/statuses/new"
TEXT = "An invented report.\n\nElvin Sinagov was released on 3 May 2024."


def test_a_new_text_leads_to_its_desk_with_the_person_filled_in(clara: FlaskClient, session: Session) -> None:
    make.person(session, "Elvin Sinagov")
    brought = _bring(clara, text=TEXT)
    confirm = clara.get(brought.location)
    assert "Elvin Sinagov (P-0001)" in main_text(confirm)
    saved = send(clara, confirm, title="An invented report", kind="press_article")

    assert saved.location == "/sources/S-0002?people=P-0001"
    (people,) = elements(clara.get(saved.location), "input", name="people")
    assert people.get("value") == "Elvin Sinagov (P-0001)"


def test_a_text_that_is_here_is_opened_by_its_reference_or_by_words_of_its_title(
    clara: FlaskClient, session: Session
) -> None:
    make.person(session)
    make.source(session, "Report on letters", "Letters.")
    make.source(session, "Report on visits", "Visits.")
    for typed in ("S-0002", "report on letters"):
        opened = clara.get("/people/P-0001/desk", query_string={"source": typed})
        assert opened.location == "/sources/S-0002?people=P-0001"

    several = clara.get("/people/P-0001/desk?source=report+on")
    offered = links(clara.get(several.location))

    assert {f"/sources/{reference}?people=P-0001" for reference in ("S-0002", "S-0003")} <= set(offered)
    assert "No source is called so." in main_text(clara.get(f"{NEW}?news=nothing+of+it"))


def test_the_whole_form_stays_below_the_question(clara: FlaskClient, session: Session) -> None:
    make.person(session)
    assert {"source", "quote", "status", "since", "reason"} <= fields(clara.get(NEW)).keys()


def _bring(client: FlaskClient, **typed: str) -> TestResponse:
    """Send the question of a new status with a new text, as typed."""
    page = client.get(NEW)
    (form,) = [form for form in elements(page, "form") if form.get("id") == "news-new"]
    token = next(field.get("value") for field in form.iter("input"))
    return client.post(form.get("action"), data={"csrf_token": token, **typed})


def test_a_text_of_which_the_kind_is_said_is_added_at_once_and_can_be_undone(
    clara: FlaskClient, session: Session
) -> None:
    make.person(session, "Elvin Sinagov")

    added = _bring(clara, text=TEXT, kind="press_article", date="4 May 2024")

    assert added.location == "/sources/S-0002?people=P-0001"
    source = session.scalars(select(Source).where(Source.reference == "S-0002")).one()
    assert (source.title, source.kind) == ("An invented report.", "press_article")
    assert source.date is not None
    assert source.date.edtf == "2024-05-04"
    page = clara.get(added.location)
    assert "Added as S-0002. Now cite it for the people it names." in main_text(page)
    undo = next(link for link in links(page) if "/undo" in link)
    assert send(clara, clara.get(undo), reason="Not what it seemed").status_code == 303
    assert "Retired" in main_text(clara.get("/sources/S-0002"))
    assert session.scalar(select(func.count(Capture.id))) == 0


def test_what_was_read_is_looked_at_first_where_somebody_wants_to_or_has_to(
    clara: FlaskClient, session: Session
) -> None:
    make.person(session)

    asked = _bring(clara, text=TEXT, kind="press_article", date="4 May 2024", check="1")
    shown = clara.get(asked.location)
    assert (fields(shown)["kind"], fields(shown)["date"]) == ("press_article", "2024-05-04")

    make.source(session, "Report on visits", "Visits.", url="https://example.org/visits")
    same_address = _bring(clara, text=f"{TEXT} Again.", kind="press_article", url="https://example.org/visits")
    assert "This address is here already" in main_text(clara.get(same_address.location))


def test_a_date_that_cannot_be_read_is_said_at_its_field_and_the_text_stays(
    clara: FlaskClient, session: Session
) -> None:
    make.person(session)
    refused = _bring(clara, text=TEXT, kind="press_article", date="soon")
    assert refused.status_code == 422
    assert "date" in errors(refused)
    assert fields(refused)["text"].endswith("3 May 2024.")
    again = send(clara, refused, date="")
    assert again.location == "/sources/S-0002?people=P-0001"
