"""Bringing a text in: read, looked at, confirmed or thrown away; and handing out what was brought."""

from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import elements, errors, fields, links, main_text, post_form, send, text_of
from tests.support.intake_forms import NEW, TEXT, add, bring
from webapp.domain.sources import archive
from webapp.models import Capture, Comparison, Custody, Source, SourceVersion
from webapp.vocab.custody_log import CustodyEvent

PAGE = (
    '<!doctype html><html lang="az"><head><title>Bir xəbər</title>'
    '<link rel="canonical" href="https://example.org/xeber"></head>'
    "<body><p>Elvin Sinagov həbs edildi.</p></body></html>"
).encode()
ADDRESS = "https://example.org/report"


def sent(typed: dict[str, Any]) -> dict[str, Any]:
    """Return what is typed, with the bytes of a file as a browser takes them: anew for each time."""
    return typed | {"file": (BytesIO(typed["file"]), "a.txt")} if "file" in typed else typed


def act(client: FlaskClient, page_path: str, path: str, **said: str) -> str:
    """Press the button of a page that posts to `path`, and return where it leads."""
    page = client.get(page_path)
    (form,) = elements(page, "form", action=path)
    token = next(one.get("value", "") for one in form.iter("input") if one.get("name") == "csrf_token")
    answer = client.post(path, data={"csrf_token": token} | said)
    assert answer.status_code == 303
    return str(answer.location)


def test_a_pasted_text_is_shown_as_it_was_read_and_becomes_a_source(
    clara: FlaskClient, client: FlaskClient
) -> None:
    page = bring(clara, text=TEXT.replace("\n", "\r\n"), url=ADDRESS)
    assert text_of(elements(page, "article")[0]) == TEXT
    assert "pasted" in main_text(page)
    assert (fields(page)["title"], fields(page)["url"]) == ("Elvin Sinagov was arrested.", ADDRESS)
    saved = send(clara, page, **NEW)
    assert (saved.status_code, saved.location) == (303, "/sources/S-0001")
    assert "Now cite it for the people it names." in main_text(clara.get(saved.location))
    assert text_of(elements(client.get("/sources/S-0001"), "article")[0]).split() == TEXT.split()
    assert "S-0001 · NGO report · May 2024 · English · version 1" in main_text(client.get("/sources/S-0001"))


def test_what_a_file_says_of_itself_is_filled_in_to_be_corrected(clara: FlaskClient) -> None:
    page = bring(clara, file=(BytesIO(PAGE), "xeber.html"))
    found = fields(page)
    assert (found["title"], found["language"]) == ("Bir xəbər", "az")
    assert found["url"] == "https://example.org/xeber"
    assert "uploaded as xeber.html" in main_text(page)
    assert "Elvin Sinagov həbs edildi." in text_of(elements(page, "article")[0])


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({}, "text", "Paste a text or choose a file."),
        ({"text": "\r\n \t"}, "text", "Paste a text or choose a file."),
        ({"url": ADDRESS}, "text", "Paste a text or choose a file."),
        ({"text": "a", "file": b"b"}, "file", "Give one of the two"),
        ({"text": "a", "url": "http://["}, "url", "Write a whole address"),
        ({"text": "a", "url": "javascript:alert(1)"}, "url", "Write a whole address"),
        ({"text": "A bell\x07 rings"}, "text", "U+0007"),
        ({"shelf_mark": "x" * 100_000}, "shelf_mark", "at most 300"),
        ({"text": "a", "shelf_mark": "b\u202e"}, "shelf_mark", "invisible character (U+202E)"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field_and_what_was_typed_stays(
    session: Session, clara: FlaskClient, tmp_path: Path, typed: dict[str, Any], field: str, said: str
) -> None:
    refused = post_form(clara, "/sources/new", **sent(typed))
    assert refused.status_code == 422
    assert said in errors(refused)[field]
    assert fields(refused)["url"] == typed.get("url", "")
    if "\x07" not in typed.get("text", ""):
        assert fields(refused)["text"].split() == typed.get("text", "").split()
    assert session.scalars(select(Capture)).all() == []
    assert not list((tmp_path / "archive").rglob("*"))


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("title", " ", "This is needed."),
        ("title", "x" * 10_000, "This is 10000 characters long"),
        ("date", "31 November 2023", "There is no day 31"),
        ("url", "http://[", "Write a whole address"),
        ("archive_url", "example.org", "Write a whole address"),
        ("language", "??", "Write the language as a code"),
        ("kind", "rumour", "This is not offered any more"),
        ("publisher", "O-0001", "This is not offered any more"),
        ("reason", "", "This is needed."),
    ],
)
def test_a_wrong_description_is_said_at_its_field_and_the_text_goes_on_waiting(
    session: Session, clara: FlaskClient, field: str, typed: str, message: str
) -> None:
    refused = send(clara, bring(clara, text=TEXT), **NEW | {field: typed})
    assert refused.status_code == 422
    assert message in errors(refused)[field]
    assert text_of(elements(refused, "article")[0]) == TEXT
    if field not in ("kind", "publisher"):
        assert fields(refused)[field] == typed
    assert session.scalars(select(Source)).all() == []
    corrected = {field: NEW.get(field, "")}
    assert send(clara, refused, **corrected).location == "/sources/S-0001"


@pytest.mark.parametrize("twin", [{"text": f" {TEXT}\r\n"}, {"file": f"\ufeff{TEXT}".encode("utf-16")}])
def test_what_is_here_already_is_offered_instead(
    session: Session, clara: FlaskClient, twin: dict[str, Any]
) -> None:
    make.source(session, "The first of two", TEXT)
    refused = post_form(clara, "/sources/new", **sent(twin), url=ADDRESS)
    assert refused.status_code == 422
    assert "This is here already S-0001: The first of two. Nothing was added" in main_text(refused)
    assert "/sources/S-0001" in links(refused)
    assert fields(refused)["url"] == ADDRESS
    assert session.scalars(select(Capture)).all() == []


def test_a_text_that_became_a_source_while_it_waited_is_not_confirmed(
    session: Session, clara: FlaskClient
) -> None:
    page = bring(clara, text=TEXT)
    make.source(session, "The faster", TEXT)
    refused = send(clara, page, **NEW)
    assert refused.status_code == 422
    assert "This text is already here as S-0001." in main_text(refused)
    assert len(session.scalars(select(Source)).all()) == 1
    shown = clara.get(page.request.path)
    assert "This is here already as S-0001: The faster. It cannot be added again" in main_text(shown)


def test_confirming_twice_makes_one_source(session: Session, clara: FlaskClient) -> None:
    page = bring(clara, text=TEXT)
    assert send(clara, page, **NEW).location == "/sources/S-0001"
    assert send(clara, page, **NEW).location == "/sources/new"
    assert len(session.scalars(select(Source)).all()) == 1


def test_a_text_that_was_typed_and_not_sent_comes_back(clara: FlaskClient) -> None:
    opened = fields(clara.get("/sources/new"))["opened"]
    typed = {"csrf_token": token(clara), "opened": opened, "text": "Half a text", "url": ADDRESS}
    assert clara.post("/drafts", data=typed).status_code == 200
    taken_up = clara.get("/sources/new", query_string={"draft": opened.partition("#")[2]})
    assert (fields(taken_up)["text"], fields(taken_up)["url"]) == ("Half a text", ADDRESS)
    assert send(clara, taken_up).status_code == 303
    assert "Half a text" not in main_text(clara.get("/drafts"))
    assert links(clara.get("/drafts")) == []


def test_at_a_known_address_one_adds_a_version(session: Session, clara: FlaskClient) -> None:
    make.source(session, "The first wording", "One.", url=ADDRESS)
    page = bring(clara, text="Two.", url="http://www.example.org/report/?utm_source=x#top")
    assert "This address is here already: S-0001: The first wording." in main_text(page)
    at = page.request.path
    assert act(clara, at, f"{at}/version", reference="S-0001") == at
    version = clara.get(at)
    assert "Confirm a new version of S-0001: The first wording" in main_text(version)
    assert send(clara, version).location == "/sources/S-0001"
    assert [one.text for one in session.scalars(select(SourceVersion).order_by(SourceVersion.number))] == [
        "One.", "Two.",
    ]  # fmt: skip
    assert clara.get("/sources/S-0001?version=1").status_code == 200


def test_at_a_known_address_one_may_add_another_document_by_saying_so(
    session: Session, clara: FlaskClient
) -> None:
    make.source(session, "A front page", "One.", url=ADDRESS)
    page = bring(clara, text="Two.", url=ADDRESS)
    refused = send(clara, page, **NEW)
    assert refused.status_code == 422
    assert errors(refused)["url"].startswith("S-0001 has this address.")
    assert fields(refused)["title"] == NEW["title"]
    assert send(clara, refused, another="y").location == "/sources/S-0002"


def test_an_address_that_is_corrected_on_the_way_is_looked_up_too(
    session: Session, clara: FlaskClient
) -> None:
    make.source(session, "A front page", "One.", url=ADDRESS)
    page = bring(clara, text="Two.")
    assert "another" not in fields(page)
    refused = send(clara, page, **NEW, url=ADDRESS)
    assert refused.status_code == 422
    assert "This address is here already: S-0001: A front page." in main_text(refused)
    assert send(clara, refused, another="y").location == "/sources/S-0002"


def test_what_waits_is_listed_for_who_brought_it_and_for_administrators(
    session: Session, clara: FlaskClient, rafa: FlaskClient, ada: FlaskClient
) -> None:
    at = bring(clara, text=TEXT).request.path
    bring(clara, text="Another text.")
    assert "2 texts wait for you to confirm them" in main_text(clara.get("/sources/new"))
    assert at in links(clara.get("/sources/new"))
    assert at in links(ada.get("/sources/new"))
    assert "Clara" in main_text(ada.get(at))
    assert "wait" not in main_text(rafa.get("/sources/new"))
    for answer in (rafa.get(at), rafa.post(at, data={"csrf_token": token(rafa)} | NEW)):
        assert (answer.status_code, answer.location) == (303, "/sources/new")
    assert TEXT not in main_text(rafa.get("/sources/new"))
    assert len(session.scalars(select(Capture)).all()) == 2


def token(client: FlaskClient) -> str:
    """Return the token that a form of this browser sends."""
    return elements(client.get("/sources/new"), "input", name="csrf_token")[0].get("value", "")


RUSSIAN = "Эльвин Синагов арестован."


def offered(page: Any) -> dict[str, str]:
    """Return the encodings that a page offers, each with the letters as they come out in it."""
    rows = elements(page, "tr")
    return {next(row.iter("button")).get("value", ""): text_of(next(row.iter("bdi"))) for row in rows}


def read_again(client: FlaskClient, page: Any, **choice: str) -> Any:
    """Read what a page shows again in another way, and return the page that follows."""
    path = f"{page.request.path}/read-again"
    answer = client.post(path, data={"csrf_token": token(client)} | choice)
    assert (answer.status_code, answer.location) == (303, page.request.path)
    return client.get(page.request.path)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", RUSSIAN.encode("koi8-r")),
        ("a.html", f"<meta charset=windows-1252><p>{RUSSIAN}</p>".encode("koi8-r")),
    ],
)
def test_an_encoding_is_chosen_by_hand_with_the_letters_of_each_likely_one(
    session: Session, clara: FlaskClient, name: str, data: bytes
) -> None:
    page = bring(clara, file=(BytesIO(data), name), url=ADDRESS)
    assert offered(page)["koi8-u"] == RUSSIAN
    wrong = read_again(clara, page, encoding="cp1251")
    assert text_of(elements(wrong, "article")[0]) == RUSSIAN.encode("koi8-r").decode("cp1251")
    assert "cp1251, chosen by hand" in main_text(wrong)
    right = read_again(clara, wrong, encoding="koi8-u")
    assert text_of(elements(right, "article")[0]) == RUSSIAN
    assert fields(right)["url"] == ADDRESS
    saved = send(clara, right, **NEW)
    assert saved.status_code == 303
    version = session.scalars(select(SourceVersion)).one()
    assert (version.text, version.bytes_sha256) == (RUSSIAN, sha256(data).hexdigest())


@pytest.mark.parametrize("encoding", ["rot13", "\0", "utf-7"])
def test_what_is_no_encoding_is_refused_and_leaves_what_was_read(clara: FlaskClient, encoding: str) -> None:
    page = bring(clara, file=(BytesIO(RUSSIAN.encode("cp1251")), "a.txt"))
    again = read_again(clara, page, encoding=encoding)
    assert "Choose one of those that are offered." in again.get_data(as_text=True)
    assert text_of(elements(again, "article")[0]) == RUSSIAN


def test_nobody_is_asked_about_the_encoding_of_a_text_that_gives_no_cause(clara: FlaskClient) -> None:
    page = bring(clara, file=(BytesIO(RUSSIAN.encode()), "a.txt"))
    assert "in another way" not in main_text(page)


def test_what_is_thrown_away_is_gone_with_its_file(
    session: Session, clara: FlaskClient, tmp_path: Path
) -> None:
    at = bring(clara, text=TEXT).request.path
    assert any(file.is_file() for file in (tmp_path / "archive").rglob("*"))
    assert act(clara, at, f"{at}/discard") == "/sources/new"
    assert "Discarded." in main_text(clara.get("/sources/new"))
    assert not any(file.is_file() for file in (tmp_path / "archive").rglob("*"))
    gone = clara.get(at)
    assert gone.location == "/sources/new"
    assert "That text is not waiting for you" in main_text(clara.get(gone.location))


def test_what_is_not_online_is_added_by_its_shelf_mark_and_gets_its_text_later(
    session: Session, clara: FlaskClient, client: FlaskClient
) -> None:
    staged = post_form(clara, "/sources/new", shelf_mark="Archive 5, file 12, p. 3")
    form = clara.get(staged.location)
    assert fields(form)["shelf_mark"] == "Archive 5, file 12, p. 3"
    assert errors(send(clara, form, **NEW, shelf_mark=""))["shelf_mark"] == "This is needed."
    assert send(clara, form, **NEW).location == "/sources/S-0001"
    shown = clara.get("/sources/S-0001")
    assert "Nothing can be cited from this source yet" in main_text(shown)
    assert "/sources/S-0001/versions/new" in links(shown)
    assert "Archive 5, file 12, p. 3" in main_text(client.get("/sources/S-0001"))
    assert clara.get("/sources/S-0001/attach").status_code == 404

    page = bring(clara, "/sources/S-0001/versions/new", text=TEXT)
    assert send(clara, page).location == "/sources/S-0001"
    assert "version 1" in main_text(client.get("/sources/S-0001"))
    assert "Nothing can be cited" not in main_text(clara.get("/sources/S-0001"))


def test_a_new_version_is_compared_with_what_is_cited_from_the_old(
    session: Session, clara: FlaskClient
) -> None:
    make.person(session, evidence=make.evidence(session, of=make.source(session)))
    page = bring(clara, "/sources/S-0001/versions/new", text=f"Corrected. {make.TEXT}")
    saved = send(clara, page, reason="The paper corrected itself")
    assert saved.location == "/sources/S-0001/versions/2"
    assert clara.get(saved.location).status_code == 200
    (compared,) = session.scalars(select(Comparison))
    assert compared.source_version.number == 2


def test_a_version_that_says_the_same_is_refused(session: Session, clara: FlaskClient) -> None:
    make.source(session, "A letter", TEXT)
    refused = post_form(clara, "/sources/S-0001/versions/new", text=f"{TEXT}\r\n")
    assert refused.status_code == 422
    assert "This is here already S-0001: A letter." in main_text(refused)


def test_the_original_is_handed_out_untouched_as_a_file_and_that_is_logged(
    session: Session, clara: FlaskClient
) -> None:
    send(clara, bring(clara, file=(BytesIO(PAGE), "../x.html")), **NEW, url="")
    path = "/sources/S-0001/versions/1/original"
    assert clara.get(path).status_code == 405
    (form,) = elements(clara.get("/sources/S-0001"), "form", action=path)
    csrf = next(one.get("value") for one in form.iter("input"))
    answer = clara.post(path, data={"csrf_token": csrf})
    assert answer.status_code == 200
    assert answer.data == PAGE
    assert answer.headers["Content-Disposition"] == 'attachment; filename="S-0001-v1.html"'
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.mimetype == "application/octet-stream"
    events = session.scalars(select(Custody.event).order_by(Custody.at, Custody.id)).all()
    assert events == [CustodyEvent.COLLECTED, CustodyEvent.EXTRACTED, CustodyEvent.OPENED]


def test_who_handled_a_text_is_told_to_curators_and_to_nobody_else(
    session: Session, clara: FlaskClient, nemo: FlaskClient, client: FlaskClient
) -> None:
    add(clara)
    told = main_text(clara.get("/sources/S-0001"))
    assert "Custody log" in told
    assert "Collected 1 Clara pasted" in told
    assert sha256(TEXT.encode()).hexdigest() in told
    for other in (nemo, client):
        told = main_text(other.get("/sources/S-0001"))
        assert "Clara" not in told
        assert "Download" not in told
        assert sha256(TEXT.encode()).hexdigest() in told


@pytest.mark.parametrize("number", [1, 2, 99])
def test_an_original_that_is_not_here_is_not_found_in_plain_words(
    session: Session, clara: FlaskClient, tmp_path: Path, number: int
) -> None:
    which = make.source(session)
    send(clara, bring(clara, f"/sources/{which.reference}/versions/new", text="Two."))
    session.refresh(which)
    archive.path(tmp_path / "archive", which.versions[1].bytes_sha256 or "").unlink()
    answer = clara.post(f"/sources/S-0001/versions/{number}/original", data={"csrf_token": token(clara)})
    assert answer.status_code == 404
    if number < 3:
        assert "The original is not here" in main_text(answer)
    assert CustodyEvent.OPENED not in session.scalars(select(Custody.event)).all()


@pytest.mark.parametrize(
    "path", ["/sources/new", "/sources/new/without-text", "/sources/S-0001/versions/new"]
)
def test_only_curators_bring_texts_in(
    session: Session, client: FlaskClient, nemo: FlaskClient, path: str
) -> None:
    make.source(session)
    assert client.get(path).location.startswith("/sign-in?next=")
    assert nemo.get(path).status_code == 403
