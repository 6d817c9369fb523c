"""Spellings of a name: their script and direction, and the languages they are written in."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.claim_forms import CITING, newest, shows_problems
from tests.support.forms import elements, main_text, post_form, text_of
from webapp.models import PersonName

NEW = "/people/P-0001/names/new"


@pytest.fixture(autouse=True)
def _who(session: Session) -> None:
    make.person(session)


@pytest.mark.parametrize(
    ("text", "language", "script", "direction"),
    [
        ("Əlvin Sınaqov", "az", "Latn", "ltr"),
        ("Эльвин Синагов", "ru", "Cyrl", "ltr"),
        ("الوین سیناقوف", "azb", "Arab", "rtl"),
    ],
)
def test_a_name_is_printed_in_its_own_script_language_and_direction(
    text: str, language: str, script: str, direction: str, session: Session, clara: FlaskClient
) -> None:
    answer = post_form(clara, NEW, **CITING, text=text, name_kind="transliteration", language=language)

    assert newest(session, PersonName).script == script
    printed = elements(clara.get(answer.location), "bdi", lang=language, dir=direction)
    assert text in [text_of(element) for element in printed]


def test_a_letter_and_its_accent_typed_apart_are_stored_as_one(session: Session, clara: FlaskClient) -> None:
    post_form(clara, NEW, **CITING, text="  Elvin   S\u0131nago\u0306v ", name_kind="alias")

    assert newest(session, PersonName).text == "Elvin S\u0131nag\u014fv"


def test_a_name_needs_its_text_and_its_language_is_a_code(clara: FlaskClient) -> None:
    answer = post_form(clara, NEW, **CITING, text=" ")
    assert answer.status_code == 422
    assert shows_problems(answer, text="This is needed.")

    answer = post_form(clara, NEW, **CITING, text="Elvin", language="Azerbaijani language")
    assert answer.status_code == 422
    assert shows_problems(answer, language="Write the language as a code")


def test_a_printed_form_stands_beside_the_name(rafa: FlaskClient, client: FlaskClient) -> None:
    post_form(rafa, NEW, **CITING, text="ElvinSinagov", name_kind="as_printed")

    assert "printed as “ElvinSinagov”" in main_text(client.get("/people/P-0001"))
