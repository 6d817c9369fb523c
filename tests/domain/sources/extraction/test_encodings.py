"""A true declaration is believed in every encoding of the web, and in most the text tells it by itself."""

import codecs
import unicodedata

import pytest

from webapp.domain.sources.extraction.decoding import decode, likely_encodings
from webapp.domain.sources.extraction.extracted_text import extract
from webapp.domain.sources.extraction.messages import Doubt

TEXTS = {
    "Russian": "Эльвина Синагова задержали в ноябре. Суд отправил его под домашний арест.",
    "Ukrainian": "Журналістку Олену Пробну затримали в Києві у вівторок. Її адвокат заявив, що вона невинна.",
    "Belarusian": "Журналістку Алену Пробную затрымалі ў аўторак. Яе адвакат заявіў, што яна невінаватая.",
    "Bulgarian": "Журналистът Иван Пробев беше задържан във вторник. Съдът го остави в ареста.",
    "Serbian": "Новинар Јован Пробић ухапшен је у уторак у Београду. Његов адвокат тврди да није крив.",
    "Czech": "Novinář Jiří Zkušební byl zadržen v Plzni a odsouzen k třem rokům vězení.",
    "Polish": "Dziennikarz Łukasz Próbny został zatrzymany w Gdańsku. Sąd skazał go na trzy lata więzienia.",
    "Hungarian": "Próba Győző újságírót kedden őrizetbe vették Győrben. Ügyvédje szerint ártatlan.",
    "Romanian": "Jurnalistul Şerban Probă a fost reţinut marţi la Iaşi. Avocata lui spune că este nevinovat.",
    "Croatian": "Novinar Željko Pokušić uhićen je u utorak u Šibeniku. Njegov odvjetnik tvrdi da nije kriv.",
    "Greek": "Ο δημοσιογράφος Γιώργος Δοκιμάκης συνελήφθη την Τρίτη. Το δικαστήριο τον έκρινε ένοχο.",
    "Turkish": "Elvin Sınagov kasımda gözaltına alındı; mahkeme ev hapsine karar verdiğini açıkladı.",
    "Hebrew": "העיתונאית דנה בדיקה נעצרה בחיפה ביום שלישי. עורך הדין שלה מסר כי היא מוחזקת.",
    "Arabic": "اعتقل الصحفي سالم التجريبي يوم الثلاثاء في القاهرة. وقال محاميه إنه لا يزال محتجزا.",
    "Persian": "روزنامه نگار سالم آزمونی روز سه شنبه در تهران بازداشت شد. پدر او گفت.".replace("ی", "ي"),
    "Lithuanian": "Žurnalistas Jonas Bandomasis sulaikytas Šiauliuose. Jo advokatė teigia, kad jis nekaltas.",
    "Latvian": "Žurnālists Jānis Mēģinājums aizturēts otrdien. Viņa advokāte saka, ka viņš ir nevainīgs.",
    "Estonian": "Ajakirjanik Jüri Proovipõld peeti kinni Tõrvas. Tema kaitsja ütles, et ta on süütu.",
    "Vietnamese": "Nhà báo Nguyễn Thử Nghiệm bị bắt hôm thứ ba tại Hà Nội. Luật sư nói rằng ông vô tội.",
    "Thai": "นักข่าวถูกจับกุมเมื่อวันที่ ๕ พฤษภาคม ทนายความกล่าวว่าเขาบริสุทธิ์",
    "French": "Elvin Sinagov a été arrêté en novembre; le juge l'a placé en résidence surveillée.",
    "German": "Der Journalist Jürgen Prüfstein wurde am Dienstag in Köln verhaftet und freigesprochen.",
    "Spanish": "El periodista Íñigo Prueba fue detenido en Logroño; según su abogada, está en prisión.",
    "Icelandic": "Blaðamaðurinn Þórður Prófsson var handtekinn á þriðjudag. Lögmaður segir hann saklausan.",
    "Albanian": "Gazetari Gëzim Provë u arrestua të martën në Tiranë.",
    "English": "“He wasn’t there”, said Noël Testly’s lawyer – he’d left the café.",
    "Chinese": "记者陈试验五月五日在上海被捕。律师说他无罪，法院判处有期徒刑三年。",
    "Chinese of Taiwan": "記者陳試驗五月五日在台北被捕。律師說他無罪，法院判處有期徒刑三年。",
    "Japanese": "記者の試験花子は五月五日に逮捕された。弁護士は無罪を主張している。ジャーナリストの家族",
    "Korean": "기자 김시험은 5월 5일 서울에서 체포되었다. 변호사는 그가 무죄라고 말했다.",
}
DECLARED = {
    "Russian": "windows-1251 cp1251 koi8-r KOI8_R ibm866 iso-8859-5 x-mac-cyrillic koi8-u",
    "Ukrainian": "windows-1251 koi8-u x-mac-ukrainian koi8-ru",
    "Belarusian": "windows-1251 iso-8859-5",
    "Bulgarian": "x-cp1251 csISOLatinCyrillic",
    "Serbian": "windows-1251 iso-8859-5",
    "Czech": "windows-1250 iso-8859-2 latin2 x-cp1250",
    "Polish": "windows-1250 iso-8859-2 windows-1257 iso-8859-13",
    "Hungarian": "windows-1250 l2 iso-8859-16",
    "Romanian": "cp1250 iso8859-2",
    "Croatian": "windows-1250 iso_8859-2",
    "Greek": "windows-1253 iso-8859-7 sun_eu_greek ecma-118",
    "Turkish": "windows-1254 iso-8859-9 latin5 iso-8859-3",
    "Hebrew": "windows-1255 iso-8859-8 iso-8859-8-i logical visual",
    "Arabic": "windows-1256 iso-8859-6 asmo-708 x-cp1256",
    "Persian": "windows-1256",
    "Lithuanian": "windows-1257 iso-8859-13 latin4 iso-8859-10",
    "Latvian": "windows-1257 iso-8859-13 iso-8859-4",
    "Estonian": "windows-1257 iso-8859-15 l9 iso-8859-13",
    "Vietnamese": "windows-1258 x-cp1258",
    "Thai": "windows-874 tis-620 iso-8859-11 dos-874",
    "French": "windows-1252 iso-8859-1 latin1 us-ascii iso-8859-15 macintosh x-mac-roman",
    "German": "windows-1252 iso-8859-15 macintosh windows-1250",
    "Spanish": "windows-1252 macintosh iso-8859-1",
    "Icelandic": "windows-1252 latin6",
    "Albanian": "windows-1252 iso-8859-1 windows-1250",
    "English": "windows-1252 iso-8859-1 x-cp1252 macintosh",
    "Chinese": "gb18030 gbk gb2312 x-gbk chinese csGB2312 hz-gb-2312",
    "Chinese of Taiwan": "big5 big5-hkscs cn-big5 x-x-big5 gb18030",
    "Japanese": "shift_jis sjis x-sjis windows-31j ms_kanji euc-jp x-euc-jp iso-2022-jp csISO2022JP",
    "Korean": "euc-kr ks_c_5601-1987 windows-949 korean iso-2022-kr",
}
# Python has another name for what these labels mean, or none.
PYTHON = {
    "koi8-ru": "koi8-u", "x-mac-cyrillic": "mac-cyrillic", "x-mac-ukrainian": "mac-cyrillic",
    "x-cp1250": "cp1250", "x-cp1251": "cp1251", "x-cp1252": "cp1252", "x-cp1256": "cp1256",
    "x-cp1258": "cp1258", "sun_eu_greek": "iso8859-7", "iso-8859-8-i": "iso8859-8", "logical": "iso8859-8",
    "visual": "iso8859-8", "windows-874": "cp874", "dos-874": "cp874", "macintosh": "mac-roman",
    "x-mac-roman": "mac-roman", "latin1": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252",
    "x-gbk": "gbk", "cn-big5": "big5", "x-x-big5": "big5", "x-sjis": "cp932", "windows-31j": "cp932",
    "x-euc-jp": "euc-jp", "windows-949": "cp949", "hz-gb-2312": "hz", "iso-8859-9": "cp1254",
    "latin5": "cp1254", "gb2312": "gb18030", "csGB2312": "gb18030", "chinese": "gb18030",
    "tis-620": "cp874", "iso-8859-11": "cp874", "latin6": "iso8859-10",
}  # fmt: skip
CASES = [(language, label) for language, labels in DECLARED.items() for label in labels.split()]
# So few letters that nobody can tell an encoding by them.
FEW = {
    "Яна": "windows-1251 koi8-r ibm866 iso-8859-5 x-mac-cyrillic", "Їжак": "windows-1251 koi8-u",
    "Ўладзя": "iso-8859-5 windows-1251", "Ђорђе": "iso-8859-5 x-mac-cyrillic",
    "Щъркел": "x-mac-cyrillic ibm866", "Łódź": "windows-1257 iso-8859-13 iso-8859-2 iso-8859-16",
    "Žydrūnė": "iso-8859-10 iso-8859-4", "Čop, Žiga": "windows-1257 iso-8859-10 iso-8859-13",
    "Ærø": "windows-1257 iso-8859-10 macintosh", "Áŋŋel": "iso-8859-10 iso-8859-4",
    "Ċill Ḋara": "iso-8859-14", "Ġorġ": "iso-8859-3", "Îngheţ": "windows-1250",
    "Ελένη": "windows-1253 iso-8859-7", "Iğdır": "windows-1254 iso-8859-3 cp857",
    "חיפה": "windows-1255 logical", "هدى": "windows-1256 iso-8859-6", "架空太郎": "euc-jp shift_jis",
    "홍길동": "euc-kr", "李杜撰": "gb18030 big5", "สมชาย": "windows-874",
    "João, Conceição": "macintosh windows-1254", "300 €": "iso-8859-15",
}  # fmt: skip
FEW_CASES = [(text, label) for text, labels in FEW.items() for label in labels.split()]
# Without a word about it these are read in an encoding that has most of their letters at the same places.
NOT_TOLD_APART = {
    ("Russian", "x-mac-cyrillic"), ("Ukrainian", "x-mac-ukrainian"), ("Hungarian", "iso-8859-16"),
    ("Polish", "windows-1257"), ("Polish", "iso-8859-13"), ("Lithuanian", "latin4"),
    ("Lithuanian", "iso-8859-10"), ("Estonian", "iso-8859-15"), ("Icelandic", "latin6"),
    ("Turkish", "iso-8859-3"), ("Croatian", "iso_8859-2"),
}  # fmt: skip


def written(language: str, label: str) -> tuple[str, bytes]:
    """Return a text and its bytes in an encoding that has all its letters, accents apart if need be."""
    text = TEXTS[language]
    codec = PYTHON.get(label, label)
    if codecs.lookup(codec).name == "cp1258":
        return text, b"".join(_vietnamese(char) for char in text)
    return text, text.encode(codec)


def _vietnamese(char: str) -> bytes:
    """Return a letter in windows-1258, which sets the five tones after it."""
    try:
        return char.encode("cp1258")
    except UnicodeEncodeError:
        letter, *marks = unicodedata.normalize("NFD", char)
        tones = [mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323"]
        plain = unicodedata.normalize("NFC", letter + "".join(mark for mark in marks if mark not in tones))
        return (plain + "".join(tones)).encode("cp1258")


@pytest.mark.parametrize(("language", "label"), CASES)
def test_a_true_declaration_is_believed_and_leaves_no_doubt(language: str, label: str) -> None:
    text, data = written(language, label)
    for name in (label, label.upper(), f" {label} "):
        read = decode(data, declared=name)
        assert unicodedata.normalize("NFC", read.text) == unicodedata.normalize("NFC", text)
        assert read.doubts == ()


@pytest.mark.parametrize(("language", "label"), [case for case in CASES if case not in NOT_TOLD_APART])
def test_what_is_declared_by_nobody_is_told_from_the_letters_and_said(language: str, label: str) -> None:
    text, data = written(language, label)
    read = decode(data)
    assert unicodedata.normalize("NFC", read.text) == unicodedata.normalize("NFC", text)
    assert read.doubts[0] is Doubt.UNDECLARED
    assert len(read.doubts) == 2


@pytest.mark.parametrize(("language", "label"), CASES[::9])
def test_a_page_is_read_as_its_meta_element_has_it(language: str, label: str) -> None:
    text, data = written(language, label)
    page = f'<!doctype html><html lang="en"><meta charset="{label}"><title>Case</title><p>'.encode() + data
    read = extract(page, file_name="a.html")
    assert (read.text, read.warnings) == (unicodedata.normalize("NFC", text), ())


@pytest.mark.parametrize(("text", "label"), FEW_CASES)
def test_a_declaration_is_believed_of_so_few_letters_that_they_tell_nothing(text: str, label: str) -> None:
    data = text.encode(PYTHON.get(label, label))
    assert decode(data, declared=label) == (text, decode(data, declared=label).encoding, ())


@pytest.mark.parametrize(("text", "label"), FEW_CASES)
def test_whatever_is_brought_in_can_be_read_in_another_encoding_by_hand(text: str, label: str) -> None:
    likely = likely_encodings(text.encode(PYTHON.get(label, label)))
    assert 2 < len(likely) == len({beginning for _, beginning in likely})


@pytest.mark.parametrize("label", ["windows-1251", "x-mac-cyrillic"])
@pytest.mark.parametrize(
    "text",
    [
        "Активиста Ђорђе Љубић пуштен је из притвора; џелат, њушка, ћерка.",
        "Новинарот Ѓорѓи Ќосев бил приведен во Скопје; неговата ќерка чекала.",
        "Активістку Їжакевич відпустили; суддя Ґалаґан.", "Г-жу Юнь и её мать держат в СИЗО-1 «Ёлки».",
    ],
)  # fmt: skip
def test_cyrillic_of_every_country_is_told_from_the_other_encoding(text: str, label: str) -> None:
    assert decode(text.encode(PYTHON.get(label, label), "ignore")).text.startswith(text[:9])


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Niccolò Finzione è libero; perché più città, virtù, così, là.", "windows-1252"),
        ("Η ακτιβίστρια Άννα Φανταστική αφέθηκε ελεύθερη στην Άρτα.", "iso-8859-7"),
        ("Η ακτιβίστρια Άννα Φανταστική αφέθηκε ελεύθερη στην Άρτα.", "windows-1253"),
        ("Activista Ştefania Născuţ a fost eliberată la Târgovişte.", "windows-1250"),
    ],
)  # fmt: skip
def test_near_neighbours_are_told_apart_by_the_letters_that_differ(text: str, label: str) -> None:
    assert decode(text.encode(PYTHON.get(label, label))).text == text


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Activista Ştefania Născuţ a fost eliberată la Târgovişte.", "windows-1250"),
        ("Fəal Işıl Düşsəl azad edildi; Iğdır, Şuşa.".replace("ə", "e"), "windows-1254"),
        ("Blogerka Žofie Vymyšlená byla propuštěna v Třebíči.", "windows-1250"),
    ],
)  # fmt: skip
def test_letters_of_one_language_outweigh_what_programs_declare_of_themselves(text: str, label: str) -> None:
    for declared in ("iso-8859-1", "windows-1252", "us-ascii"):
        assert decode(text.encode(label), declared=declared).text == text


@pytest.mark.parametrize("language", ["Polish", "Czech", "Hungarian", "Romanian", "Croatian"])
def test_what_programs_declare_of_themselves_does_not_outweigh_the_letters(language: str) -> None:
    read = decode(TEXTS[language].encode("cp1250"), declared="iso-8859-1")
    assert (read.text, read.doubts) == (TEXTS[language], (Doubt.MISDECLARED, Doubt.AS_ANOTHER))


@pytest.mark.parametrize(("language", "label"), CASES[::5])
def test_one_byte_that_means_nothing_does_not_overrule_a_declaration(language: str, label: str) -> None:
    _text, data = written(language, label)
    read = decode(data + b". \xff.", declared=label)
    assert read.text.startswith(data.decode(PYTHON.get(label, label))[:40])
