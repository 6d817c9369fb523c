"""A PDF is read page by page, and whoever uploads a scan, a locked or a damaged one is told what to do."""

import pytest

from tests.domain.sources.extraction.files import pdf, writer, written
from webapp.domain.refusals import Refused
from webapp.domain.sources.extraction.extracted_text import extract
from webapp.domain.sources.extraction.messages import Limits, PageReader, ReadingChoice

PAGES = ("Elvin Sinagov was arrested in November 2023.", "Ayla Numunali was\nreleased in the spring.")


def test_each_page_begins_where_it_is_said_to() -> None:
    found = extract(pdf(*PAGES, "", "The end of the list."), file_name="a.pdf")
    assert found.text == "\n\n".join((*PAGES, "The end of the list."))
    starts = [found.text.index(first) for first in ("Elvin", "Ayla", "The end", "The end")]
    assert found.page_starts == tuple(starts)
    assert (found.media_type, found.warnings) == ("application/pdf", ())
    assert found.extractor.startswith("pypdf ")


@pytest.mark.parametrize(
    ("page_reader", "package"), [(PageReader.PYPDF, "pypdf"), (PageReader.PDFIUM, "pypdfium2")]
)
def test_every_page_is_read_by_the_reader_that_was_chosen(page_reader: PageReader, package: str) -> None:
    found = extract(pdf(*PAGES), file_name="a.pdf", choice=ReadingChoice(page_reader=page_reader))
    assert found.text == "\n\n".join(PAGES)
    assert found.extractor.startswith(f"{package} ")
    assert ", chosen by hand" in found.extractor


def test_places_count_letters_and_not_the_bytes_that_a_page_is_made_of() -> None:
    found = extract(pdf("Gözaltına été “x”".replace("ı", "i"), "Zwei Äpfel"), file_name="a.pdf")
    assert found.text[found.page_starts[1] :] == "Zwei Äpfel"


def test_its_title_is_offered_unless_a_program_made_it_up_and_its_file_s_day_never() -> None:
    dated = {"CreationDate": "D:20240101000000Z"}
    assert extract(pdf(*PAGES, Title="A Report", **dated), file_name="a.pdf").title == "A Report"
    found = extract(pdf(*PAGES, Title="Microsoft Word - final2.doc", **dated), file_name="a.pdf")
    assert (found.title, found.date) == (PAGES[0], None)


def test_a_scan_is_refused_with_what_to_do() -> None:
    for scan in (pdf("", "", picture=True), pdf("")):
        with pytest.raises(Refused, match="^file: No text was found in it; it may be a scan.*OCR"):
            extract(scan, file_name="a.pdf")


def test_pages_that_are_pictures_among_others_are_said() -> None:
    found = extract(pdf(PAGES[0], "", picture=True), file_name="a.pdf")
    assert [warning for warning in found.warnings if "pictures without text" in warning]


def test_a_text_that_came_out_poorly_is_said() -> None:
    apart = " ".join("Elvin Sinagov was arrested in November")
    for poor in (apart, "1234 5678 90 12 34 56 78 90 a"):
        found = extract(pdf(poor), file_name="a.pdf")
        assert [warning for warning in found.warnings if "came out poorly" in warning]


def test_a_locked_pdf_is_refused_and_one_that_everybody_opens_is_not() -> None:
    for password, algorithm in (("secret", "RC4-128"), ("secret", "RC4-40")):
        locked = writer(*PAGES)
        locked.encrypt(password, algorithm=algorithm)
        with pytest.raises(Refused, match="^file: It is protected by a password"):
            extract(written(locked), file_name="a.pdf")
    guarded = writer(*PAGES)
    guarded.encrypt("", "the owner's", algorithm="RC4-128")
    assert extract(written(guarded), file_name="a.pdf").text == "\n\n".join(PAGES)


@pytest.mark.parametrize(
    ("plain", "other"), [(b"/Filter /Standard", b"/Filter /Adobe.PubSec"), (b"/V 2", b"/V 9")]
)
def test_a_pdf_encrypted_past_our_means_is_said_to_be_locked_and_not_damaged(
    plain: bytes, other: bytes
) -> None:
    guarded = writer(*PAGES)
    guarded.encrypt("", "the owner's", algorithm="RC4-128")
    data = written(guarded)
    assert data.count(plain) == 1
    with pytest.raises(Refused, match="^file: It is protected by a password"):
        extract(data.replace(plain, other), file_name="a.pdf")


@pytest.mark.parametrize("algorithm", ["AES-128", "AES-256"])
def test_with_the_library_of_ciphers_a_pdf_of_today_that_everybody_opens_is_read(algorithm: str) -> None:
    guarded = writer(*PAGES)
    guarded.encrypt("", "the owner's", algorithm=algorithm)
    assert extract(written(guarded), file_name="a.pdf").text == "\n\n".join(PAGES)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9])
def test_a_pdf_that_was_cut_off_is_refused_with_what_to_do(share: float) -> None:
    whole = pdf(*PAGES)
    with pytest.raises(Refused, match="^file: It is cut short or damaged"):
        extract(whole[: int(len(whole) * share)], file_name="a.pdf")


@pytest.mark.parametrize("end", [b"%%EOF", b"startxref"])
def test_a_pdf_whose_end_is_missing_is_read_with_a_word_about_it(end: bytes) -> None:
    whole = pdf(*PAGES)
    found = extract(whole[: whole.rindex(end)], file_name="a.pdf")
    assert found.text == "\n\n".join(PAGES)
    assert [warning for warning in found.warnings if "damaged or incomplete" in warning]


def test_a_damaged_page_does_not_cost_the_others() -> None:
    broken = writer(*PAGES)
    del broken.pages[0]["/Resources"]["/Font"]["/F"]["/Subtype"]
    found = extract(written(broken), file_name="a.pdf")
    assert PAGES[1] in found.text


def test_a_thousand_pages_are_read_and_more_than_the_limit_are_not() -> None:
    many = pdf(*(f"Page {number} of the list." for number in range(1, 1001)))
    found = extract(many, file_name="a.pdf")
    assert len(found.page_starts) == 1000
    assert found.text[found.page_starts[776] :].startswith("Page 777 of the list.")
    with pytest.raises(Refused, match="^file: It has more than 999 pages"):
        extract(many, file_name="a.pdf", limits=Limits(pages=999))


def test_a_text_too_long_to_keep_is_refused() -> None:
    with pytest.raises(Refused, match="^file: The text is longer than a million bytes"):
        extract(pdf(*["Elvin Sinagov was arrested.\n" * 30] * 3), file_name="a.pdf", limits=Limits(text=2000))
