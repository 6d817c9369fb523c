"""Pages of sources: the list, the reader, adding, describing, attaching a text, citing from here."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.web.posting import elements, errors, fields, links, main_text, post_form, send, text_of
from webapp.vocab.sources import SourceKind

NEW = {
    "title": "An Invented Report",
    "kind": "ngo_report",
    "language": "en",
    "date": "May 2024",
    "text": "Elvin Sinagov was arrested.\nAyla Numunali was not.",
    "reason": "First reading",
}
LOST = "Nobody knows where Farid Tajrubali is.\n"


def article(client: FlaskClient, path: str = "/sources/S-0001") -> str:
    """Return exactly the text that a source's page shows."""
    return text_of(elements(client.get(path), "article")[0])


def test_a_curator_adds_a_source_and_everybody_reads_it(clara: FlaskClient, client: FlaskClient) -> None:
    saved = post_form(clara, "/sources/new", **NEW, url="https://example.org/report")
    assert saved.status_code == 303
    assert saved.location == "/sources/S-0001"
    assert article(client) == NEW["text"]
    told = main_text(client.get("/sources/S-0001"))
    assert "S-0001 · NGO report · May 2024 · English · version 1, archived" in told
    assert "https://example.org/report" in links(client.get("/sources/S-0001"))
    assert "An Invented Report S-0001 NGO report not stated May 2024 English F archived 0" in main_text(
        client.get("/sources")
    )


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


def test_the_same_text_is_not_added_twice(session: Session, clara: FlaskClient) -> None:
    make.source(session, text=NEW["text"])
    refused = post_form(clara, "/sources/new", **NEW)
    assert refused.status_code == 422
    assert errors(refused) == {"text": "This text is already here as S-0001."}
    assert fields(refused)["title"] == NEW["title"]


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("title", " ", "This is needed."),
        ("title", "x" * 10_000, "This is 10000 characters long"),
        ("text", "\n \n", "There is no text."),
        ("text", "A bell\x07 rings", "There is a character that cannot be stored (U+0007)"),
        ("date", "31 November 2023", "There is no day 31"),
        ("date", "2024/2023", "“2024/2023” ends before it begins."),
        ("url", "http://[", "Write a whole address"),
        ("url", "javascript:alert(1)", "Write a whole address"),
        ("archive_url", "example.org", "Write a whole address"),
        ("language", "??", "Write the language as a code"),
        ("kind", "rumour", "This is not offered any more"),
        ("publisher", "O-0001", "This is not offered any more"),
        ("reason", "", "This is needed."),
    ],
)
def test_what_cannot_be_saved_is_said_at_its_field_and_nothing_is_saved(
    clara: FlaskClient, field: str, typed: str, message: str
) -> None:
    refused = post_form(clara, "/sources/new", **{**NEW, field: typed})
    assert refused.status_code == 422
    assert message in errors(refused)[field]
    assert fields(refused)["authors"] == ""
    if field not in ("kind", "publisher", "text"):
        assert fields(refused)[field] == typed
    assert "There is no source yet" in main_text(clara.get("/sources"))


def test_a_text_of_more_than_four_million_bytes_is_too_large(clara: FlaskClient) -> None:
    opened = clara.get("/sources/new")
    answer = send(clara, opened, **{**NEW, "text": "x" * 5_000_000})
    assert answer.status_code == 413
    assert "This is too large" in main_text(answer)


def test_a_description_is_corrected_and_the_text_stays(
    session: Session, clara: FlaskClient, client: FlaskClient
) -> None:
    make.source(session)
    form = clara.get("/sources/S-0001/revise")
    assert "text" not in fields(form)
    assert fields(form)["date"] == "2023-12-16?"
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
    assert "Kind Book Statement" in told
    assert fields(stale)["title"] == "Another title"
    assert send(clara, stale).status_code == 303


def test_from_a_source_one_comes_to_the_form_of_a_claim_with_the_source_chosen(
    session: Session, clara: FlaskClient
) -> None:
    make.person(session)
    for asked in ("P-0001", "p1", "Sinagov"):
        answer = clara.get("/sources/S-0001/cite", query_string={"person": asked, "noun": "charges"})
        assert answer.location == "/people/P-0001/charges/new?source=S-0001"
    assert fields(clara.get("/people/P-0001/charges/new?source=S-0001"))["source"] == "S-0001"
    make.person(session, "Elvin Sinagov", evidence=make.evidence(session, "chair"))
    answer = clara.get("/sources/S-0001/cite", query_string={"person": "Sinagov", "noun": "charges"})
    assert answer.location == "/people?q=Sinagov"
    assert clara.get("/sources/S-0001/cite?person=P-0001&noun=nonsense").status_code == 404


@pytest.mark.parametrize("path", ["new", "S-0001/revise", "S-0001/retire", "S-0001/attach", "S-0001/cite"])
def test_only_curators_change_and_cite_sources(
    session: Session, client: FlaskClient, nemo: FlaskClient, path: str
) -> None:
    make.source(session)
    assert client.get(f"/sources/{path}").location.startswith("/sign-in?next=")
    assert nemo.get(f"/sources/{path}").status_code == 403
    assert "Revise" not in main_text(nemo.get("/sources/S-0001"))


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
    for path in ("/sources", "/sources/S-0001", "/sources/S-0001/cite"):
        assert clara.post(path, data={"csrf_token": token}).status_code == 405
    assert clara.post("/sources/new", data=NEW).status_code == 400
