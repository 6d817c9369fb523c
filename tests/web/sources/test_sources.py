"""Pages of sources: the list, the reader, adding, describing, attaching a text, citing from here."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import elements, errors, fields, links, main_text, post_form, send, text_of
from tests.support.intake_forms import TEXT, add
from webapp.vocab.sources import SourceKind

LOST = "Nobody knows where Farid Tajrubali is.\n"


def article(client: FlaskClient, path: str = "/sources/S-0001") -> str:
    """Return exactly the text that a source's page shows."""
    return text_of(elements(client.get(path), "article")[0])


def test_a_source_that_was_added_is_on_the_list_and_everybody_reads_it(
    clara: FlaskClient, client: FlaskClient
) -> None:
    add(clara, url="https://example.org/report")
    assert article(client).split() == TEXT.split()
    assert "https://example.org/report" in links(client.get("/sources/S-0001"))
    listed = main_text(client.get("/sources"))
    assert "S-0001 NGO report not stated May 2024 English F: cannot be judged archived 0" in listed
    assert "An Invented Report S-0001" in listed


@pytest.mark.parametrize(
    "pasted", [LOST, LOST.rstrip("\n"), LOST + "\n\n", "\ufeff" + LOST.replace("\n", "\r\n")]
)
def test_the_very_text_that_was_cited_can_be_attached(
    session: Session, clara: FlaskClient, client: FlaskClient, pasted: str
) -> None:
    make.cited_source(session, text=LOST)
    assert "/sources/S-0001/attach" in links(clara.get("/sources/S-0001"))
    saved = post_form(clara, "/sources/S-0001/attach", text=pasted, reason="Found it")
    assert saved.status_code == 303
    assert article(client) == LOST


def test_another_text_is_not_attached_and_stays_typed(session: Session, clara: FlaskClient) -> None:
    make.cited_source(session, text=LOST)
    refused = post_form(clara, "/sources/S-0001/attach", text="Everybody knows.", reason="Found it")
    assert refused.status_code == 422
    assert errors(refused)["text"].startswith("This is another text")
    assert fields(refused)["text"] == "Everybody knows."
    assert "not archived here" in main_text(clara.get("/sources/S-0001"))


def test_a_description_is_corrected_and_the_text_stays(
    session: Session, clara: FlaskClient, client: FlaskClient
) -> None:
    make.source(session)
    form = clara.get("/sources/S-0001/revise")
    assert "text" not in fields(form)
    assert fields(form)["date"] == "2026-11-22?"
    saved = send(clara, form, title="Its right title", date="", reliability="B", reason="Its title page")
    assert saved.status_code == 303
    told = main_text(client.get("/sources/S-0001"))
    assert "undated" in told
    assert "Its right title" in told
    assert "B Usually reliable" in told
    assert article(client) == make.TEXT


def test_a_retired_source_is_offered_no_longer_and_can_still_be_read(
    session: Session, clara: FlaskClient, client: FlaskClient
) -> None:
    make.source(session)
    assert post_form(clara, "/sources/S-0001/retire", reason="A double").status_code == 303
    assert "S-0001" not in main_text(clara.get("/people/new"))
    assert "Retired" in main_text(client.get("/sources/S-0001"))
    assert article(client) == make.TEXT


def test_a_stale_edit_of_a_source_is_refused_and_shows_both_sides(
    session: Session, clara: FlaskClient, rafa: FlaskClient
) -> None:
    make.source(session)
    opened = clara.get("/sources/S-0001/revise")
    post_form(rafa, "/sources/S-0001/revise", kind=SourceKind.BOOK.value, reason="It is a book")
    stale = send(clara, opened, title="Another title", reason="Its title")
    assert stale.status_code == 422
    told = main_text(stale)
    assert "Rafa changed this while you were typing" in told
    assert "Kind Statement Book Statement theirs, taken over" in told
    assert (fields(stale)["title"], fields(stale)["kind"]) == ("Another title", "book")
    assert send(clara, stale).status_code == 303
    shown = main_text(clara.get("/sources/S-0001"))
    assert "Another title" in shown
    assert "Book" in shown


@pytest.mark.parametrize("path", ["new", "S-0001/revise", "S-0001/retire", "S-0001/attach", "S-0001/cite"])
def test_only_curators_change_and_cite_sources(
    session: Session, client: FlaskClient, nemo: FlaskClient, path: str
) -> None:
    make.source(session)
    assert client.get(f"/sources/{path}").location.startswith("/sign-in?next=")
    assert nemo.get(f"/sources/{path}").status_code == 403
    assert "Correct" not in main_text(nemo.get("/sources/S-0001"))


@pytest.mark.parametrize("reference", ["S-0002", "O-0001", "S-0", "nothing", "S-0001%00"])
def test_a_source_that_is_not_there_is_not_found(
    session: Session, clara: FlaskClient, reference: str
) -> None:
    make.source(session)
    for rest in ("", "/revise", "/retire", "/attach", "/cite?noun=charges"):
        assert clara.get(f"/sources/{reference}{rest}").status_code == 404


def test_pages_of_sources_that_only_show_take_no_form(session: Session, clara: FlaskClient) -> None:
    make.source(session)
    token = elements(clara.get("/sources/new"), "input", name="csrf_token")[0].get("value")
    for path in ("/sources", "/sources/S-0001", "/sources/S-0001/selection"):
        assert clara.post(path, data={"csrf_token": token}).status_code == 405
    assert clara.post("/sources/new", data={"text": TEXT}).status_code == 400


def test_the_list_of_sources_comes_in_pages_and_is_searched_by_title(
    session: Session, client: FlaskClient
) -> None:
    with make.single_edit(session):
        for number in range(26):
            make.described_source(session, f"Invented bulletin {number:02}")
    make.described_source(session, "Вымышленная газета")
    page = client.get("/sources")
    assert "27 sources" in main_text(page)
    assert "Invented bulletin 02" in main_text(page)
    assert "Invented bulletin 01" not in main_text(page)
    (following,) = [link for link in links(page) if "after=" in link]
    assert "Invented bulletin 01" in main_text(client.get(following))
    assert "1 source" in main_text(client.get("/sources?q=vymyshlennaya"))
    assert "26 sources" in main_text(client.get("/sources?q=bulletin"))
    assert "/sources/search?q=nowhere" in links(client.get("/sources?q=nowhere"))


def test_sources_are_sorted_by_title_and_by_date_from_page_to_page(
    client: FlaskClient, session: Session
) -> None:
    days = {"b": "2024-01-05", "a": None, "c": "2023-01-05"}
    for number, (title, day) in enumerate(days.items()):
        make.source(session, f"{title} report", f"Text {number}.", date=day)
    with make.single_edit(session):
        for number in range(30):
            make.source(session, f"letter {number:02}", f"Letter {number}.", date="2022")
    session.commit()

    def titles(address: str) -> list[str]:
        page = client.get(address)
        return [text_of(link).strip() for link in elements(page, "a") if link.get("class") == "name"]

    assert titles("/sources?sort=title")[:2] == ["a report", "b report"]
    assert titles("/sources?sort=-date")[:3] == ["b report", "c report", "letter 29"]
    (following,) = elements(client.get("/sources?sort=-date"), "a", rel="next")
    assert "sort=-date" in following.get("href", "")
    assert titles(following.get("href", ""))[-1] == "a report"
    (heading,) = [th for th in elements(client.get("/sources?sort=-date"), "th") if th.get("aria-sort")]
    assert (heading.get("aria-sort"), text_of(heading).strip()) == ("descending", "Date")
    assert client.get("/sources?sort=nothing&sort=%00").status_code == 200
