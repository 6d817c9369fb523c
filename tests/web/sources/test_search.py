"""The page that searches the texts: open to everybody, forgiving, and one step from the place in the text."""

import fcntl
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.engines import on_sqlite
from tests.support.forms import elements, links, main_text, text_of
from webapp.domain.sources.search import PAGE
from webapp.vocab.claims import Visibility
from webapp.web.views.sources import search


def marks(client: FlaskClient, path: str) -> list[str]:
    """Return the words that a page marks."""
    return [text_of(mark) for mark in elements(client.get(path), "mark")]


def test_a_visitor_finds_words_and_opens_the_reader_at_their_place(
    session: Session, client: FlaskClient
) -> None:
    make.source(session)
    page = client.get("/sources/search?q=Синагов")
    assert "1 source with “Синагов”" in main_text(page)
    described = "An Invented Declaration S-0001 · Statement · 22 November 2026 (uncertain) · 1 place"
    assert described in main_text(page)
    assert marks(client, "/sources/search?q=Синагов") == ["Sinagov"]
    start = make.TEXT.index("Sinagov")
    place = f"/sources/S-0001?start={start}&end={start + 7}"
    assert f"{place}#open" in links(page)
    opened = client.get(place)
    assert elements(opened, "span", id="open")
    assert "Sinagov" in [text_of(mark) for mark in elements(opened, "mark")]


def test_the_search_is_offered_on_the_list_and_keeps_what_was_typed(
    session: Session, client: FlaskClient
) -> None:
    make.source(session)
    for path in ("/sources", "/sources/search"):
        (form,) = elements(client.get(path), "form", action="/sources/search")
        assert form.get("method", "get") == "get"
    asked = "“in prison” Ornakov"
    page = client.get("/sources/search", query_string={"q": asked})
    assert elements(page, "input", name="q", id="words")[0].get("value") == asked
    assert marks(client, "/sources/search?q=“in prison” Ornakov") == ["Ornakov", "in prison"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type a word or two"),
        ("?!", "Type a word or two"),
        ("\x00", "Type a word or two"),
        ("a", "Type a word or two"),
        ("nobody-wrote-this", "No text holds all of this"),
        ("xyz" * 1700, "No text holds all of this"),
        ("<script>alert(1)</script>", "No text holds all of this"),
        ("Sinagov\x00", "1 source"),
        ("Sinagov " * 600, "1 source"),
    ],
)
def test_whatever_is_typed_there_is_an_answer(
    session: Session, client: FlaskClient, typed: str, said: str
) -> None:
    make.source(session)
    page = client.get("/sources/search", query_string={"q": typed})
    assert page.status_code == 200
    assert said in main_text(page)


@pytest.mark.parametrize("page", ["0", "-1", "2", "99999", "9" * 400, "x", "٣", ""])
def test_a_page_that_is_not_there_is_empty_or_the_first(
    session: Session, client: FlaskClient, page: str
) -> None:
    make.source(session)
    answer = client.get("/sources/search", query_string={"q": "Sinagov", "page": page})
    assert answer.status_code == 200
    assert "1 source" in main_text(answer)


def test_more_matches_are_on_the_next_page(session: Session, client: FlaskClient) -> None:
    with make.single_edit(session):
        for number in range(PAGE + 1):
            make.source(session, f"Note {number}", f"Note {number} on Ayla Numunali.")
    first = client.get("/sources/search?q=ayla numunali")
    assert f"1–{PAGE} of {PAGE + 1}" in main_text(first)
    (following,) = (link for link in links(first) if "page=2" in link)
    assert "Note 0 S-0001" in main_text(client.get(following))
    assert "/sources/search?q=ayla+numunali&page=1" in links(client.get(following))


def test_the_page_asks_the_database_no_more_for_many_hits_than_the_texts_themselves(
    session: Session, client: FlaskClient, queries
) -> None:
    make.source(session, "Note", "A note on Ayla Numunali.")
    one = queries("/sources/search?q=numunali")
    for number in range(5):
        make.source(session, f"Note {number}", f"Note {number} on Ayla Numunali.")
    assert queries("/sources/search?q=numunali") == one + 5 * 2


def test_what_is_not_public_is_found_by_curators_alone(
    session: Session, client: FlaskClient, nemo: FlaskClient, clara: FlaskClient
) -> None:
    make.source(session, visibility=Visibility.INTERNAL)
    for browser, said in ((client, "No text"), (nemo, "No text"), (clara, "1 source")):
        assert said in main_text(browser.get("/sources/search?q=Sinagov"))


def test_a_text_in_an_older_version_is_opened_there(session: Session, client: FlaskClient) -> None:
    source = make.source(session)
    make.version(session, source, "Nobody was taken.")
    page = client.get("/sources/search?q=Sinagov")
    assert "version 1, not the newest" in main_text(page)
    assert any("version=1" in link and "start=" in link for link in links(page))


@on_sqlite
def test_strangers_search_by_turns_and_whoever_works_here_need_not_wait(
    session: Session, client: FlaskClient, clara: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.source(session)
    monkeypatch.setattr(search, "_PATIENCE", 0)
    places = [(tmp_path / f".searching-{number}.lock").open("w") for number in (1, 2)]
    for place in places:
        fcntl.flock(place, fcntl.LOCK_EX)
    answer = client.get("/sources/search?q=Синагов")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert marks(clara, "/sources/search?q=Синагов") == ["Sinagov"]
    places[0].close()
    assert marks(client, "/sources/search?q=Синагов") == ["Sinagov"]
    places[1].close()
