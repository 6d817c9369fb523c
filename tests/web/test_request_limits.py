"""Hostile files, sent as a browser sends them: refused in plain words or taken safely, and never an error."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pypdf import PdfWriter
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.forms import elements, errors, fields, main_text, post_form, text_of
from tests.support.intake_forms import bring, upload
from webapp.domain.sources.extraction.extracted_text import FILE_LIMIT
from webapp.models import Capture

ADDRESS = "https://example.org/report"


def locked_pdf() -> bytes:
    """A PDF of one empty page that opens with a password."""
    writer, packed = PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(packed)
    return packed.getvalue()


def bomb() -> bytes:
    """A Word document that is small until it is unpacked."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        with file.open("word/document.xml", "w") as part:
            for _ in range(80):
                part.write(bytes(1_000_000))
    return packed.getvalue()


def kept(folder: Path) -> list[Path]:
    """Return every file below a folder that is not the database's."""
    return [file for file in folder.rglob("*") if file.is_file() and not file.name.startswith("habeas.")]


REFUSED = {
    "empty": (b"", "empty.pdf", "empty"),
    "blank": (b" \r\n\t", "blank.txt", "text"),
    "locked": (locked_pdf(), "locked.pdf", "password"),
    "bomb": (bomb(), "bomb.docx", "Unpacked"),
    "cut short": (locked_pdf()[:120], "cut.pdf", ""),
    "program": (b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 40, "letter.txt", ""),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(500), "scan.pdf", "picture"),
    "too large": (bytes(FILE_LIMIT + 1), "large.txt", "million bytes"),
}


@pytest.mark.parametrize("which", REFUSED)
def test_what_cannot_be_read_is_refused_at_the_field_with_a_reason(
    session: Session, clara: FlaskClient, tmp_path: Path, which: str
) -> None:
    data, name, said = REFUSED[which]
    answer = upload(clara, data, name, url=ADDRESS)
    assert answer.status_code == 422
    assert said in errors(answer)["file"]
    assert "Choose the file again" in main_text(answer)
    assert fields(answer)["url"] == ADDRESS
    assert session.scalars(select(Capture)).all() == []
    assert kept(tmp_path) == []


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd", "..\\..\\boot.ini", "/etc/cron.d/x", "a\x00b.txt", "x" * 5000,
        "x" * 5000 + ".txt", ".", "..", "con", "<script>alert(1)</script>.txt", "\u202etxt.exe",
        '"; filename="y', "report.pdf", "%2e%2e%2fx", "🚲.txt",
    ],
)  # fmt: skip
def test_a_name_is_no_more_than_words(
    session: Session, clara: FlaskClient, tmp_path: Path, name: str
) -> None:
    staged = upload(clara, b"Elvin Sinagov was arrested.", name)
    assert staged.status_code == 303
    page = clara.get(staged.location)
    assert text_of(elements(page, "article")[0]) == "Elvin Sinagov was arrested."
    how = session.scalars(select(Capture.how)).one()
    assert how.startswith("uploaded as ")
    assert len(how) <= 120
    assert not {"/", "\\", "\x00"} & set(how)
    (file,) = kept(tmp_path)
    assert file.parent.parent.parent in (tmp_path, tmp_path / "archive")
    assert (
        file.name.startswith(session.scalars(select(Capture.bytes_sha256)).one()[:2]) or len(file.name) >= 60
    )


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("Сын сказал: её арестовали в Баку.".encode("cp1251"), "letter.txt"),
        ("Elvin Sinağov tutuklandı, şimdi cezaevinde.".encode("cp1254"), "haber.txt"),
        ("Elvin Sinagov həbs edildi.".encode("utf-16"), "xeber.txt"),
        (b"<html><body>" + b"<div>" * 2000 + b"deep words" + b"</div>" * 2000, "deep.html"),
    ],
)
def test_an_odd_file_is_read_with_what_it_holds(clara: FlaskClient, data: bytes, name: str) -> None:
    page = bring(clara, file=(BytesIO(data), name))
    assert text_of(elements(page, "article")[0]).strip()


def test_markup_in_a_text_is_shown_and_is_no_markup(clara: FlaskClient) -> None:
    hostile = 'He wrote: <script>alert(1)</script> <img src=x onerror="alert(2)"> {{ 7 * 7 }} &lt;b&gt;'
    page = bring(clara, file=(BytesIO(hostile.encode()), "letter.txt"))
    assert text_of(elements(page, "article")[0]) == hostile


def test_a_form_without_a_file_is_told_so(clara: FlaskClient) -> None:
    answer = post_form(clara, "/sources/new", file=(BytesIO(b""), ""))
    assert answer.status_code == 422
    assert errors(answer) == {"text": "Paste a text or choose a file."}


def test_more_than_a_file_may_have_is_too_large_and_the_page_says_how_much_is_taken(
    clara: FlaskClient,
) -> None:
    answer = upload(clara, bytes(FILE_LIMIT + 5_000_000), "large.pdf")
    assert answer.status_code == 413
    assert f"A file may have {FILE_LIMIT // 1_000_000} million bytes" in main_text(answer)


def test_only_those_who_add_sources_may_send_a_file_s_worth(
    session: Session, nemo: FlaskClient, client: FlaskClient, clara: FlaskClient
) -> None:
    part = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n'
    body, kind = part + bytes(5_000_000) + b"\r\n--edge--\r\n", "multipart/form-data; boundary=edge"
    for who in (nemo, client):
        assert who.post("/sources/new", data=body, content_type=kind).status_code == 413
    assert clara.post("/people/new", data=body, content_type=kind).status_code == 413
    assert clara.post("/sources/new", data=body, content_type=kind).status_code == 400, "it has no token"
    assert session.scalars(select(Capture)).all() == []


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=edge"])
def test_a_pasted_text_is_bounded_like_any_form(clara: FlaskClient, kind: str) -> None:
    typed = b"x" * 5_000_000
    if kind.startswith("multipart"):
        named = b'--edge\r\nContent-Disposition: form-data; name="text"\r\n\r\n'
        body = named + typed + b"\r\n--edge--\r\n"
    else:
        body = b"text=" + typed
    assert clara.post("/sources/new", data=body, content_type=kind).status_code == 413
