"""A text is read in the alphabet it was written in, whatever the file says or does not say of it."""

import codecs

import pytest

from webapp.domain.sources.extraction.decoding import decode
from webapp.domain.sources.extraction.extracted_text import extract
from webapp.domain.sources.extraction.messages import Doubt, Reason, Unreadable

RUSSIAN = "Эльвина Синагова задержали в ноябре. Суд отправил его под домашний арест."
TURKISH = "Elvin Sınagov kasımda gözaltına alındı; mahkeme ev hapsine karar verdiğini açıkladı."
FRENCH = "Elvin Sinagov a été arrêté en novembre; le juge l’a placé en résidence surveillée."
WRITTEN = [
    (RUSSIAN, "cp1251", Doubt.AS_WINDOWS_1251),
    (RUSSIAN, "koi8-r", Doubt.AS_KOI8),
    (RUSSIAN, "cp866", Doubt.AS_CP866),
    (RUSSIAN, "iso8859-5", Doubt.AS_ISO_8859_5),
    (TURKISH, "cp1254", Doubt.AS_WINDOWS_1254),
    (TURKISH, "iso8859-9", Doubt.AS_WINDOWS_1254),
    (FRENCH, "cp1252", Doubt.AS_WINDOWS_1252),
]
WIDE = ["utf-16-le", "utf-16-be"]
MARKED = [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE]
LABELS = ["windows-1251", "windows-1254", "windows-1252", "koi8-r", "utf-8", "utf-16", "iso-8859-1", "gb2312"]


@pytest.mark.parametrize(("text", "encoding", "said"), WRITTEN)
def test_an_encoding_that_is_not_declared_is_told_from_the_letters_and_said(
    text: str, encoding: str, said: Doubt
) -> None:
    read = decode(text.encode(encoding, "ignore"))
    assert read.text == text.encode(encoding, "ignore").decode(encoding)
    assert read.doubts == (Doubt.UNDECLARED, said)


def test_a_turkish_list_with_few_letters_of_its_own_is_not_taken_for_icelandic() -> None:
    text = "Ad;Durumu\nYılmaz Kurmaca;Tutuklu\nÖrnek Şahin;Ev hapsi\n"
    assert decode(text.encode("cp1254")).text == text
    icelandic = "Nafn;Staða\nJón Þór Dæmi;í haldi\n"
    assert decode(icelandic.encode("cp1252")).text == icelandic


@pytest.mark.parametrize(("text", "encoding", "_said"), WRITTEN)
@pytest.mark.parametrize("label", LABELS)
def test_no_wrong_declaration_turns_a_text_into_other_letters(
    text: str, encoding: str, _said: Doubt, label: str
) -> None:
    data = text.encode(encoding, "ignore")
    read = decode(data, declared=label)
    assert read.text == data.decode(encoding)
    # What is called ISO 8859-1 is windows-1252 by the WHATWG's Encoding Standard.
    meant = data.decode("cp1252" if label == "iso-8859-1" else label, "replace")
    assert (Doubt.MISDECLARED in read.doubts) == (meant != read.text)


@pytest.mark.parametrize(("text", "encoding", "_said"), WRITTEN)
def test_a_right_declaration_leaves_no_doubt(text: str, encoding: str, _said: Doubt) -> None:
    assert decode(text.encode(encoding, "ignore"), declared=encoding).doubts == ()


CYRILLIC = [
    RUSSIAN, "Журналистку Айлу Нумунели задержали в Минске. Адвоката к ней не пустили.",
    "Журналиста Петра Примерова задержали в Твери. Суд арестовал его на два месяца.",
    "Журналіста Василя Прикладенка затримано у Львові. Їжак є.",
    "Активистку Яну Образцову и её мать держат в Новосибирске.",
]  # fmt: skip


@pytest.mark.parametrize("encoding", ["cp1251", "mac-cyrillic", "koi8-u", "cp866"])
@pytest.mark.parametrize("text", CYRILLIC)
def test_cyrillic_letters_are_told_apart_by_their_capitals_where_small_ones_are_alike(
    text: str, encoding: str
) -> None:
    data = text.encode(encoding, "ignore")
    assert decode(data).text == data.decode(encoding)


@pytest.mark.parametrize("text", [RUSSIAN, TURKISH, "Elvin Sinagov"])
@pytest.mark.parametrize(("encoding", "mark"), list(zip(WIDE, MARKED, strict=True)))
@pytest.mark.parametrize("label", [None, "windows-1251", "utf-8"])
def test_utf_16_is_read_with_its_mark_and_without(
    text: str, encoding: str, mark: bytes, label: str | None
) -> None:
    marked = decode(mark + text.encode(encoding), declared=label)
    assert (marked.text, marked.doubts) == (text, ())
    bare = decode(text.encode(encoding), declared=label)
    assert (bare.text, bare.doubts[-1:]) == (text, (Doubt.AS_UTF_16,))


@pytest.mark.parametrize("label", [*LABELS, None, "hex", "idna", "no such thing", "utf-16\n"])
def test_utf_8_is_utf_8_whatever_is_declared(label: str | None) -> None:
    assert decode(RUSSIAN.encode(), declared=label).text == RUSSIAN
    assert decode(codecs.BOM_UTF8 + TURKISH.encode(), declared=label).text == TURKISH


def test_half_of_a_pair_of_letters_does_not_make_the_others_wrong() -> None:
    read = decode("Bir \ud800Sınaqov".encode("utf-8", "surrogatepass"))
    assert read.text.replace("\ufffd", "") == "Bir Sınaqov"


def test_one_broken_letter_does_not_make_all_the_others_wrong() -> None:
    read = decode(RUSSIAN.encode().replace("С".encode(), b"\xd0", 1))
    assert read.text == RUSSIAN.replace("С", "\ufffd", 1)
    assert read.doubts == (Doubt.UNDECLARED, Doubt.AS_UTF_8)


@pytest.mark.parametrize("text", ["PKK üzvü", "BMT-nin bəyanatı", "%PDF is a format.", "100 µg", "caf\xe9"])
def test_a_text_may_begin_with_anything(text: str) -> None:
    encoding = "utf-8" if "ə" in text else "cp1252"
    assert extract(text.encode(encoding), file_name="a.txt").text == text


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, bytes(5000), bytes(range(0, 256, 3)) * 50])
def test_bytes_that_are_no_text_are_not_made_into_one(data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        decode(data)
    assert refused.value.reason is Reason.NO_TEXT


def test_what_a_page_declares_is_found_where_pages_declare_it() -> None:
    for said in ('charset="windows-1251"', 'http-equiv=a content="text/html; charset=windows-1251"'):
        head = f"<meta {said}>"
        page = f"<!doctype html><html><head>{head}</head><p>{RUSSIAN}".encode("cp1251")
        read = extract(page, file_name="a.html")
        assert (read.text, read.warnings) == (RUSSIAN, ())
    strict = f'<?xml version="1.0" encoding="koi8-r"?><html><p>{RUSSIAN}</p></html>'
    assert extract(strict.encode("koi8-r"), file_name="a.xhtml").text == RUSSIAN


def test_a_page_that_declares_another_encoding_is_read_rightly_with_a_word_about_it() -> None:
    page = f'<!doctype html><html><meta charset="windows-1254"><p>{RUSSIAN}'
    for data, encoding in (
        (page.encode("cp1251"), "windows-1251"),
        (page.encode("utf-16-le"), "UTF-16"),
        (page.encode(), "UTF-8"),
    ):
        read = extract(data, file_name="a.html")
        assert read.text == RUSSIAN
        assert any(encoding in warning for warning in read.warnings)


def test_the_extractor_tells_the_encoding_and_the_version() -> None:
    read = extract(RUSSIAN.encode("cp1251"), file_name="a.txt")
    assert read.extractor.startswith("cp1251 + habeas ")
