"""Scans and pictures are read by machine where one is installed, and its doubts stay with its words."""

from pathlib import Path

import pytest

from tests.domain.sources.extraction.files import pdf
from tests.support.scans import needs_tesseract, scan, stamped, transparent
from webapp.domain.refusals import Refused
from webapp.domain.sources.extraction import extracted_text
from webapp.domain.sources.extraction.extracted_text import extract, extract_on
from webapp.domain.sources.extraction.messages import Doubt, Limits, PageReader, ReadingChoice
from webapp.domain.sources.extraction.scans import tesseract
from webapp.domain.sources.extraction.scans.reading import Scan, found_in
from webapp.domain.sources.extraction.scans.words import ScannedPage, page_of

FIRST = "Elvin Sinagov was arrested on 3 May 2024."
IN_ENGLISH = ReadingChoice(page_reader=PageReader.TESSERACT, languages=("eng",))
SECOND = "Ayla Numunali was released on 5 June 2024."
# level, page, block, paragraph, line, word, left, top, width, height, confidence, text
TSV = "\n".join(
    "\t".join(row.split())
    for row in (
        "level page_num block_num par_num line_num word_num left top width height conf text",
        "5 1 1 1 1 1 0 0 9 9 96.5 Elvin",
        "5 1 1 1 1 2 0 0 9 9 41.2 Sinagov",
        "5 1 1 1 2 1 0 0 9 9 95 was",
        "5 1 1 2 1 1 0 0 9 9 95 Later",
        "5 1 2 1 1 1 0 0 9 9 nan? Beside",
        "5 1 2 1 1 2 0 0 9",
    )
)


def test_words_are_set_down_by_lines_and_paragraphs_and_the_doubtful_ones_are_known() -> None:
    page = page_of(TSV)
    assert page.text == "Elvin Sinagov\nwas\n\nLater\n\nBeside"
    assert [page.text[start:end] for start, end in page.doubtful] == ["Sinagov", "Beside"]


def test_doubtful_words_keep_their_place_when_pages_are_joined() -> None:
    pages = (ScannedPage("One", ((0, 3),)), ScannedPage(""), ScannedPage("a two", ((2, 5),)))
    text, starts, doubtful = Scan(("eng",), 3, pages).text()
    assert (text, starts) == ("One\n\na two", (0, 5, 5))
    assert [text[start:end] for start, end in doubtful] == ["One", "two"]


@needs_tesseract
def test_a_scan_is_read_page_by_page_and_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extracted_text, "_PATIENCE", 0)
    data = scan(FIRST, SECOND)
    begun = extract(data, file_name="a.pdf", scans=True)
    assert (begun.text, begun.page_starts) == (FIRST, (0,))
    assert begun.scan is not None
    assert not begun.scan.is_read
    ended = extract_on(data, file_name="a.pdf", scan=begun.scan)
    assert (ended.text, ended.page_starts) == (f"{FIRST}\n\n{SECOND}", (0, len(FIRST) + 2))
    assert ended.scan is not None
    assert ended.scan.is_read
    assert "read by machine" in ended.extractor
    assert [warning for warning in ended.warnings if "A machine read it" in warning]


@needs_tesseract
@pytest.mark.parametrize(("kind", "media_type"), [("JPEG", "image/jpeg"), ("TIFF", "image/tiff")])
def test_a_picture_is_read_as_a_scan_is(kind: str, media_type: str) -> None:
    found = extract(scan(FIRST, kind=kind), file_name=f"a.{kind.lower()}", choice=IN_ENGLISH)
    assert (found.text, found.media_type) == (FIRST, media_type)


@pytest.mark.parametrize(("doubtful", "expected"), [(0, False), (1, False), (2, True), (4, True)])
def test_where_many_words_are_in_doubt_it_is_said_what_to_install(doubtful: int, expected: bool) -> None:
    words = ("Npecc", "cnyx6a", "BIDYMaH", "cyZa", "ulona", "roga")
    spans = tuple((6 * place, 6 * place + 5) for place in range(doubtful))
    scanned = Scan(("eng",), 1, (ScannedPage(" ".join(words), spans),))
    found = found_in(scan("", kind="PNG"), scanned, Limits())
    assert (Doubt.MANY_WORDS_IN_DOUBT in found.doubts) is expected
    assert "tesseract-ocr-rus" in Doubt.MANY_WORDS_IN_DOUBT.message


@needs_tesseract
def test_a_scan_without_a_word_on_it_is_refused() -> None:
    with pytest.raises(Refused, match="No text was found in it"):
        extract(scan(""), file_name="a.pdf", choice=IN_ENGLISH)


@needs_tesseract
def test_a_scan_of_too_many_pages_is_refused_before_any_is_read() -> None:
    with pytest.raises(Refused, match="a scan of more than 1 pages; add it in parts"):
        extract(scan("", ""), file_name="a.pdf", choice=IN_ENGLISH, limits=Limits(scanned=1))


@pytest.mark.parametrize("kind", ["PDF", "PNG"])
def test_where_no_machine_is_installed_it_is_said_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str
) -> None:
    monkeypatch.setattr(tesseract, "data_folder", lambda: None)
    with pytest.raises(Refused, match="apt install tesseract-ocr tesseract-ocr-aze"):
        extract(scan(FIRST, kind=kind), file_name="a", scans=True)


@needs_tesseract
@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_letters_on_nothing_are_read_as_on_paper(mode: str) -> None:
    assert extract(transparent(FIRST, mode), file_name="a.png", choice=IN_ENGLISH).text == FIRST


STAMPS = ("Scanned with CamScanner", "- 1 -", "2021-07-09 14:33 FAX +1 555 0137 p. 1/2", "A COPY 17")


@needs_tesseract
@pytest.mark.parametrize("stamp", STAMPS)
def test_a_scan_with_a_few_words_over_it_is_a_scan(stamp: str) -> None:
    read = extract(stamped(stamp, FIRST, SECOND), file_name="a.pdf", scans=True)
    assert read.scan is not None
    assert len(read.page_starts) == 2
    for text in (FIRST, SECOND):
        assert text in read.text


@pytest.mark.parametrize("stamp", STAMPS)
def test_without_a_machine_it_is_said_that_there_may_be_more_than_the_few_words(
    monkeypatch: pytest.MonkeyPatch, stamp: str
) -> None:
    monkeypatch.setattr(tesseract, "data_folder", lambda: None)
    read = extract(stamped(stamp, FIRST), file_name="a.pdf", scans=True)
    assert read.text == stamp
    assert [warning for warning in read.warnings if "or with hardly any" in warning]


@pytest.mark.parametrize("stamp", STAMPS)
def test_few_words_without_a_picture_are_all_there_is(stamp: str) -> None:
    read = extract(pdf(stamp, picture=True), file_name="a.pdf", scans=True)
    assert (read.text, read.scan) == (stamp, None)
    assert not [warning for warning in read.warnings if "picture" in warning]


@pytest.mark.parametrize("data", [b"GIF89a" + bytes(9), b"RIFF\x09\0\0\0WEBP", b"\0\0\0\x18ftypheic"])
def test_of_a_picture_of_another_kind_it_is_said_how_to_save_it(data: bytes) -> None:
    with pytest.raises(Refused, match="Save it as PNG, JPEG or TIFF"):
        extract(data, file_name="a", scans=True)
