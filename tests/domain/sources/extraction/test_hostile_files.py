"""Whatever somebody uploads, it is refused with a reason or taken safely, and Habeas goes on."""

import io
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.domain.sources.extraction.files import MAIN, docx, packed, paragraph, part, pdf, pdf_of
from webapp.domain.refusals import Refused
from webapp.domain.sources.extraction.extracted_text import FILE_LIMIT, extract
from webapp.domain.sources.extraction.file_kinds import FileKind, misnamed
from webapp.domain.sources.extraction.messages import AS_FOUND_OUT, Doubt, Limits
from webapp.domain.sources.extraction.sandbox import _started

ARRESTED = "Elvin Sinagov was arrested."
MEGABYTE = 1_000_000


def refusal(data: bytes, *, file_name: str = "a", limits: Limits | None = None) -> str:
    """Why a file is refused."""
    with pytest.raises(Refused) as refused:
        extract(data, file_name=file_name, limits=limits or Limits())
    assert refused.value.field == "file"
    return str(refused.value)


def bomb() -> bytes:
    """A Word document of some kilobytes that unpacks to 60 megabytes."""
    return docx(f"<!--{'x' * 60 * MEGABYTE}-->{paragraph(ARRESTED)}")


def lying(says: int) -> bytes:
    """The same, and the archive says that it is smaller."""
    data = bytearray(bomb())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo(MAIN).file_size
    for place in (data.find(size.to_bytes(4, "little")), data.rfind(size.to_bytes(4, "little"))):
        data[place : place + 4] = says.to_bytes(4, "little")
    return bytes(data)


def with_doctype(doctype: str, body: str = paragraph(ARRESTED)) -> bytes:
    """A Word document with a document type."""
    return packed({MAIN: part(f"<w:body>{body}</w:body>", before=doctype)})


def laughs() -> str:
    """A document type in which each entity stands for ten of the one before."""
    pairs = zip("abcdefgh", "bcdefghi", strict=True)
    entities = (f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairs)
    return f'<!DOCTYPE d [<!ENTITY a "ha">{"".join(entities)}]>'


CYCLE = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj
trailer<</Root 1 0 R/Size 4>>
startxref
0
%%EOF"""
# A form that draws itself, and a length that is its own.
LOOP = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>endobj
4 0 obj<</Length 5>>stream
/X Do
endstream endobj
5 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</X 5 0 R>>>>/Length 6 0 R>>stream
/X Do
endstream endobj
6 0 obj 6 0 R endobj
trailer<</Root 1 0 R/Size 7>>
startxref
0
%%EOF"""


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (lambda: b"", "is empty"),
        (lambda: b" \r\n\t ", "No text was found"),
        (lambda: b"\xef\xbb\xbf", "No text was found"),
        (lambda: bytes(1000), "It is no text, HTML, PDF or .docx"),
        (lambda: bytes(5 * FILE_LIMIT), "larger than 20 million bytes"),
        (lambda: b"Elvin. " * 150_000, "longer than a million bytes"),
        (bomb, "far larger than a document"),
        (lambda: lying(1000), "cut short or damaged"),
        (lambda: with_doctype(laughs(), "<w:p><w:r><w:t>&i;</w:t></w:r></w:p>"), "defines XML entities"),
        (lambda: with_doctype('<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>'), "XML entities"),
        (lambda: with_doctype('<!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd">'), "XML entities"),
        (lambda: docx("<w:p>" * 100_000), "nested more deeply"),
        (lambda: docx("<w:p><w:r></w:p>"), "cut short or damaged"),
        (lambda: docx(paragraph(ARRESTED))[:-30], "cut short or damaged"),
        (lambda: docx(paragraph(ARRESTED)).replace(b"\x08\x00", b"\x63\x00"), "cut short or damaged"),
        (lambda: packed({"a.zip": packed({"b.zip": packed({"c.txt": ARRESTED})})}), "archive of files"),
        (lambda: packed({"[Content_Types].xml": "", "ppt/presentation.xml": ""}), "Save it as .docx or PDF"),
        (lambda: packed({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "cut short or damaged"),
        (lambda: packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "Save it as .docx or PDF"),
        (lambda: packed({f"{number}.xml": "" for number in range(10_001)}), "far larger than a document"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Save it as .docx or PDF"),
        (lambda: rb"{\rtf1 Elvin Sinagov}", "Save it as .docx or PDF"),
        (lambda: b"\x89PNG\r\n\x1a\n" + bytes(50), "It is a picture"),
        (lambda: b'<?xml version="1.0"?><!-- a --><svg onload="x()"><script>x()</script></svg>', "a picture"),
        (lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html>", "HTML only"),
        (lambda: b"<html>" + b"<div>" * 100_000 + b"deep", "nested more deeply"),
        (lambda: CYCLE, "cut short or damaged"),
        (lambda: b"%PDF-1.7\n" + bytes(1000), "cut short or damaged"),
        (lambda: b"%PDF-1.7\n%%EOF", "cut short or damaged"),
        (lambda: LOOP, "No text was found"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_refused_with_a_reason(made: Callable[[], bytes], reason: str) -> None:
    assert reason in refusal(made())


@pytest.mark.parametrize(
    "data",
    [
        f"<p>{ARRESTED}</p><script>alert(1)</script><img src=x onerror=alert(1)>".encode(),
        f"<html><p>{ARRESTED}<a href='javascript:alert(1)'></a><object data=x></object>".encode(),
        ("<html>" + "<b>" * 2_900 + f"<p>{ARRESTED}").encode(),
        ("<html>" + "<p>" * 100_000 + ARRESTED).encode(),
        f"<html><![CDATA[x]]><!DOCTYPE a [<!ENTITY b 'c'>]><p>{ARRESTED}".encode(),
        docx(paragraph(ARRESTED), evil="<script/>", word__vbaProject="x"),
        packed({MAIN: part(f"<w:body>{paragraph(ARRESTED)}</w:body>"), "../../etc/cron.d/x": "* * * * *"}),
        f"{ARRESTED}\0\0\x1b".encode() + b" " * 400,
    ],
)
def test_what_is_odd_and_harmless_is_read_as_the_text_it_shows(data: bytes) -> None:
    assert ARRESTED in extract(data, file_name="a").text
    assert not {"<", "\0", "\x1b", "alert"} & set(extract(data, file_name="a").text.replace("]]>", ""))


@pytest.mark.parametrize(
    ("data", "right", "wrong", "said"),
    [
        (ARRESTED.encode(), "a.TXT", "a.pdf", "it holds plain text"),
        (f"<!doctype html><p>{ARRESTED}".encode(), "a.htm", "a.pdf", "it holds HTML"),
        (pdf(ARRESTED), "a.pdf", "a.docx", "it holds a PDF"),
        (docx(paragraph(ARRESTED)), "a.docx", "a.html", "it holds a Word document"),
    ],
)
def test_the_bytes_tell_what_a_file_is_and_a_name_that_says_otherwise_is_said(
    data: bytes, right: str, wrong: str, said: str
) -> None:
    assert extract(data, file_name=right).warnings == ()
    found = extract(data, file_name=wrong)
    assert found.text == ARRESTED
    assert [warning for warning in found.warnings if said in warning]


@pytest.mark.parametrize(
    "name", ["a.pdf", "", "no ending", "../../etc/a.PDF", "C:\\x\\a.pdf", "\0a.pdf", "a" * 9999]
)
def test_no_part_of_a_name_but_its_ending_is_looked_at(name: str) -> None:
    assert misnamed(FileKind.PDF, name) == ()
    assert misnamed(FileKind.PDF, f"{name}/../a.txt") == (Doubt.NAMED_OTHERWISE_PDF,)


def test_a_reading_that_takes_too_long_is_ended() -> None:
    attributes = "".join(f"a{number}=b " for number in range(100_000))
    slow = f"<html><p {attributes}>{ARRESTED}".encode()
    assert "took longer than 1 seconds" in refusal(slow, limits=Limits(seconds=1, processor=600))
    assert "took longer than 600 seconds" in refusal(slow, limits=Limits(seconds=600, processor=1))


@pytest.mark.parametrize(
    "heavy",
    [
        lambda: b"<html>" + b"<p>x<i>a</i>" * 300_000,
        lambda: pdf_of(b" " * 60 * MEGABYTE),
        lambda: b"Elvin \xe9" * 1_000_000,
    ],
)
def test_a_reading_that_takes_too_much_memory_is_ended(heavy: Callable[[], bytes]) -> None:
    with pytest.raises(Refused, match="memory|broke off"):
        extract(heavy(), file_name="a", limits=Limits(memory=64 * MEGABYTE))
    assert extract(ARRESTED.encode(), file_name="a").text == ARRESTED


def test_many_at_once_are_read_one_after_another() -> None:
    found: list[str] = []

    def read(number: int) -> None:
        found.append(extract(f"Letter {number}".encode(), file_name="a").text)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [f"Letter {number}" for number in range(6)]


def test_the_process_that_reads_is_told_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HABEAS_SECRET_KEY", "four unrelated invented words")
    with _started(Limits(), AS_FOUND_OUT) as child:
        process = Path(f"/proc/{child.pid}")
        while b"-I" not in (process / "cmdline").read_bytes():
            assert child.poll() is None
        told, place = (process / "environ").read_bytes(), (process / "cwd").readlink()
        child.kill()
    assert b"words" not in told
    assert place == Path("/")


def test_the_process_that_reads_loads_neither_the_database_nor_the_web() -> None:
    load = "import webapp.domain.sources.extraction.inside_sandbox, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", load], capture_output=True, check=True, text=True).stdout
    assert "webapp.domain.sources.extraction.inside_sandbox" in loaded.split()
    assert not {"sqlalchemy", "psycopg", "flask", "babel"} & set(loaded.split())
