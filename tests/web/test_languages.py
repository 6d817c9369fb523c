"""A catalogue of translations is all that a further language needs."""

from pathlib import Path

import pytest
from flask import render_template_string
from flask.testing import FlaskClient
from flask_babel import ngettext

from tests.web.conftest import settings_of
from webapp.web.app import create_app

HEBREW = """msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\nPlural-Forms: nplurals=2; plural=n != 1;\\n"

msgid "Skip to the content"
msgstr "דלג לתוכן"

msgid "Sign in"
msgstr "כניסה"
"""
BRAZILIAN = HEBREW.replace("כניסה", "Entrar")


@pytest.fixture
def visitor(tmp_path: Path) -> FlaskClient:
    """The browser of a visitor to a site that has a Hebrew and a Brazilian catalogue."""
    for language, catalogue in {"he": HEBREW, "pt_BR": BRAZILIAN}.items():
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "messages.po").write_text(catalogue, encoding="utf-8")
    return create_app(settings_of("sqlite://", tmp_path), catalogues=tmp_path).test_client()


@pytest.mark.parametrize(
    ("preferred", "shown", "direction", "words"),
    [
        ("he, en;q=0.5", "he", "rtl", "כניסה"),
        ("pt-BR", "pt-BR", "ltr", "Entrar"),
        ("en", "en", "ltr", "Sign in"),
        ("fr", "en", "ltr", "Sign in"),
    ],
)
def test_a_page_is_in_the_language_that_the_browser_prefers(
    visitor: FlaskClient, preferred: str, shown: str, direction: str, words: str
) -> None:
    answer = visitor.get("/sign-in", headers={"Accept-Language": preferred})
    assert f'<html lang="{shown}" dir="{direction}">' in answer.text
    assert f"<h1>{words}</h1>" in answer.text
    # What the catalogue lacks stays English.
    assert "Password" in answer.text


@pytest.mark.parametrize(("preferred", "words"), [("en", "12,345 people"), ("pt-BR", "12.345 people")])
def test_a_number_of_thousands_is_written_as_readers_of_the_language_do(
    visitor: FlaskClient, preferred: str, words: str
) -> None:
    with visitor.application.test_request_context(headers={"Accept-Language": preferred}):
        template = "{{ ngettext('%(num)s person', '%(num)s people', 12345) }}"
        assert render_template_string(template) == words
        assert ngettext("%(num)s person", "%(num)s people", 12345) == words
        assert ngettext("%(num)s year", "%(num)s years", 10**30) == f"{10**30} years"


def test_a_cache_keeps_the_languages_apart(visitor: FlaskClient) -> None:
    assert {"Accept-Language", "Cookie"} <= visitor.get("/sign-in").vary.as_set(preserve_casing=True)


def test_with_english_alone_no_answer_depends_on_the_language(tmp_path: Path) -> None:
    english = create_app(settings_of("sqlite://", tmp_path), catalogues=tmp_path / "none").test_client()
    assert "Accept-Language" not in english.get("/sign-in").headers["Vary"]
