"""A new status begins with the text in which the news stands; every way leads to its desk with the person."""

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import elements, fields, links, main_text, send

NEW = "/people/P-0001/statuses/new"
TEXT = "An invented report.\n\nElvin Sinagov was released on 3 May 2024."


def test_a_new_text_leads_to_its_desk_with_the_person_filled_in(clara: FlaskClient, session: Session) -> None:
    make.person(session, "Elvin Sinagov")
    page = clara.get(NEW)
    (form,) = [form for form in elements(page, "form") if form.get("id") == "news-new"]
    token = next(field.get("value") for field in form.iter("input"))

    brought = clara.post(form.get("action"), data={"csrf_token": token, "text": TEXT})
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
