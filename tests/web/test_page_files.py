"""What a page asks for beside itself: one style sheet, and the scripts of what stands on it."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import make
from tests.support.html import parsed

FORM = ["search_shortcut", "untouched_forms", "leave_warning", "submit_once", "drafts", "session_end"]
SELECTING = ["text_selection", "place_links", "keyboard_caret", "citing_form", "desk_height", "namesakes"]


def scripts(page: TestResponse) -> list[str]:
    """Return the names of the scripts that a page loads."""
    addresses = [script.get("src", "") for script in parsed(page.text).iter("script")]
    return [address.removeprefix("/static/js/").removesuffix(".js") for address in addresses]


@pytest.mark.parametrize(
    "path", ["/", "/people", "/people/P-0001", "/sources", "/sources/S-0001", "/organizations", "/law"]
)
def test_a_page_to_read_asks_for_one_sheet_and_one_script(
    session: Session, client: FlaskClient, path: str
) -> None:
    make.status(session, make.person(session))
    page = client.get(path)
    assert page.status_code == 200
    links = [(link.get("rel"), link.get("href")) for link in parsed(page.text).iter("link")]
    assert [address for relation, address in links if relation == "stylesheet"] == ["/static/habeas.css"]
    assert set(scripts(page)) <= {"search_shortcut", "print_buttons"}


def test_a_form_loads_what_forms_need(session: Session, client: FlaskClient, clara: FlaskClient) -> None:
    make.person(session)
    assert scripts(client.get("/sign-in")) == ["search_shortcut", "submit_once", "password_shown"]
    assert scripts(clara.get("/organizations/new")) == [*FORM, "combobox"]
    assert scripts(clara.get("/people/P-0001/statuses/new")) == [
        "search_shortcut", "date_hint", *FORM[1:], "combobox", "source_choice",
    ]  # fmt: skip


def test_the_scripts_of_selecting_load_where_words_are_selected(session: Session, clara: FlaskClient) -> None:
    make.status(session, make.person(session))
    assert [name for name in scripts(clara.get("/sources/S-0001")) if name in SELECTING] == SELECTING
    assert not set(scripts(clara.get("/sources"))) & set(SELECTING)
