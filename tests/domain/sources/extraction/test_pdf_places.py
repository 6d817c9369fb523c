"""A PDF in right-to-left writing is read as it is printed, and columns written side by side are said."""

import re
import unicodedata
from collections.abc import Callable

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject

from tests.domain.sources.extraction import files
from webapp.domain.sources.extraction import pdf
from webapp.domain.sources.extraction.legibility import is_poor
from webapp.domain.sources.extraction.messages import Doubt, Limits
from webapp.domain.sources.extraction.pdf_pages.lines import UNTOLD, Glyph, Line, from_above, give_mark
from webapp.domain.sources.extraction.pdf_pages.right_to_left import (
    holds_stray_letters,
    in_reading_order,
    line_as_read,
)
from webapp.domain.sources.extraction.pdf_pages.soft_hyphens import without_drawn_spaces
from webapp.domain.sources.extraction.sandbox import read_apart
from webapp.domain.text.quote_location import find_quote

SENTENCES = (
    "کامران نمونه در ۱۷ آبان ۱۴۰۲ بازداشت شد؛ وی به ۲۵ سال زندان محکوم شد.",
    "مهسا آزمایشی (متولد ۱۳۷۱) در تاریخ ۱۴۰۱/۰۷/۱۲ آزاد شد.",
    "اعتقلت سلمى المثالية في ١٣ مارس ٢٠٢٤ وحكم عليها بالسجن ١٢ سنة.",
    "الإفراج عن علاء التجريبي [رقم ٤٧] بعد ٣٥٠٠ يوم، والغرامة ١٢٫٥ مليون.",
    "شێرکۆ نموونەیی لە ٢٤ی ئایاری ٢٠٢٣ دەستگیر کرا.",
    "احمد مثالی کو 19 جون 2021 کو گرفتار کیا گیا، سزا 14 سال۔",
    "העיתונאית נועה דוגמה נעצרה ב-12 במרץ 2021 בחיפה (תיק 4587).",
    "המשפט של דן ניסיוני מול Human Rights Desk נמשך 31 ימים.",
)
# What runs to the right amid right-to-left words.
FORWARD = re.compile(r"(\d+(?:[/٫]\d+)*|[A-Za-z]+(?: [A-Za-z]+)*)")
MIRRORED = str.maketrans("()[]", ")(][")
# Arabic letters as they are printed, one of their forms each.
FORMS = {
    letter: chr(code)
    for code in (*range(0xFB50, 0xFBFD), *range(0xFE80, 0xFEF5))
    if len(letter := unicodedata.normalize("NFKC", chr(code))) == 1
}


def drawn(pieces: list[tuple[float, float, str]], paths: bytes = b"") -> bytes:
    """A PDF that prints the pieces at their places, 6 points a letter, over paths of its content."""
    made = PdfWriter()
    page = made.add_blank_page(595, 842)
    letters = sorted({letter for *_, text in pieces for letter in text})
    codes = {letter: code for code, letter in enumerate(letters, 40)}
    cmap = "".join(f"<{code:04x}> <{ord(letter):04x}>\n" for letter, code in codes.items())
    to_unicode = DecodedStreamObject()
    to_unicode.set_data(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <ffff>"
        b" endcodespacerange\n%d beginbfchar\n%sendbfchar endcmap end end" % (len(codes), cmap.encode())
    )  # fmt: skip
    descendant = _named(Type="Font", Subtype="CIDFontType2", BaseFont="Invented", CIDToGIDMap="Identity")
    descendant[NameObject("/DW")] = NumberObject(500)
    descendant[NameObject("/FontDescriptor")] = made._add_object(_descriptor())
    font = _named(Type="Font", Subtype="Type0", BaseFont="Invented", Encoding="Identity-H")
    font[NameObject("/DescendantFonts")] = ArrayObject([made._add_object(descendant)])
    font[NameObject("/ToUnicode")] = made._add_object(to_unicode)
    fonts = DictionaryObject({NameObject("/F"): made._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    content = DecodedStreamObject()
    content.set_data(
        paths
        + "".join(
            f"BT /F 12 Tf 1 0 0 1 {x} {y} Tm <{''.join(f'{codes[letter]:04x}' for letter in text)}> Tj ET\n"
            for x, y, text in pieces
        ).encode()
    )
    page[NameObject("/Contents")] = made._add_object(content)
    return files.written(made)


def _named(**names: str) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): NameObject(f"/{name}") for key, name in names.items()})


def _descriptor() -> DictionaryObject:
    descriptor = _named(Type="FontDescriptor", FontName="Invented")
    for key, number in (("Flags", 4), ("Ascent", 800), ("Descent", -200), ("CapHeight", 700)):
        descriptor[NameObject(f"/{key}")] = NumberObject(number)
    box = ArrayObject(map(NumberObject, (0, -200, 500, 800)))
    descriptor[NameObject("/FontBBox")] = box
    return descriptor


def printed(sentence: str) -> str:
    """What a sentence looks like from left to right."""
    runs = [run for run in FORWARD.split(sentence) if run]
    return "".join(
        run if FORWARD.fullmatch(run) else run[::-1].translate(MIRRORED) for run in reversed(runs)
    )


def shaped(text: str) -> str:
    """A text with the letters of Arabic as programs print them."""
    return "".join(FORMS.get(letter, letter) for letter in text)


def words_apart(line: str, y: float, order: int) -> list[tuple[float, float, str]]:
    """The words of a printed line with nothing in between, first to last or last to first."""
    pieces, x = [], 40.0
    for word in line.split(" "):
        pieces.append((x, y, word))
        x += 6 * len(word) + 5
    return pieces[::order]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("letters", [str, shaped], ids=["plain", "shaped"])
def test_a_right_to_left_sentence_is_read_as_printed(sentence: str, letters: Callable[[str], str]) -> None:
    line = letters(printed(sentence))
    for pieces in ([(40, 700, line)], words_apart(line, 700, 1), words_apart(line, 700, -1)):
        found = pdf.read(drawn(pieces), Limits())
        assert (found.text, found.doubts) == (sentence, ())
        assert "pypdfium2" in found.extractor


@pytest.mark.parametrize(
    "sentence", [SENTENCES[1], SENTENCES[3], SENTENCES[6], "۹۸/۱۲۳۴).", "הוא נכלא (4587) בעיר [3] אחרת."]
)
def test_brackets_open_before_words_whichever_way_the_file_names_them(sentence: str) -> None:
    line = printed(sentence)
    for named in (line, line.translate(MIRRORED)):
        for pieces in ([(40, 700, named)], words_apart(named, 700, 1)):
            assert pdf.read(drawn(pieces), Limits()).text == sentence


def test_lam_and_alef_printed_as_one_are_two_letters_in_their_order() -> None:
    assert pdf.read(drawn([(40, 700, "ﻡﻼﺳ ﻥﻵﺍ")]), Limits()).text == "الآن سلام"


def test_where_a_letter_has_no_place_the_order_is_in_doubt_and_nothing_is_lost() -> None:
    # The font is not in the file; a letter on its own has no extent then.
    found = pdf.read(drawn(words_apart(printed("بازداشت و آزاد شد"), 700, 1)), Limits())
    assert found.doubts == (Doubt.DISORDERED,)
    assert sorted(found.text.replace(" ", "")) == sorted("بازداشتوآزادشد")
    assert "pypdfium2" not in found.extractor


def test_lines_keep_their_order_and_two_columns_stay_apart() -> None:
    first, second = SENTENCES[0], SENTENCES[2]
    halves = [(400, 700, "ﯼﻭﺍ"), (400, 684, "۱۴۰۲"), (100, 700, "ﻥﺍﺮﻬﺗ"), (100, 684, "۲۵")]
    assert pdf.read(drawn(halves), Limits()).text == "اوی\n۱۴۰۲\nتهران\n۲۵"
    lines = [(40, 700, printed(first)), (40, 680, printed(second))]
    assert pdf.read(drawn(lines), Limits()).text == f"{first}\n{second}"


def test_a_line_of_another_direction_keeps_it() -> None:
    name = "کامران"
    pieces = [(40, 700, f"The report names {name[::-1]} on page 25 of 31"), (40, 680, printed(SENTENCES[0]))]
    assert pdf.read(drawn(pieces), Limits()).text == (
        f"The report names {name} on page 25 of 31\n{SENTENCES[0]}"
    )


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("םוי 31 ירחא May 2021 5־ב ררחוש אוה", "הוא שוחרר ב־5 May 2021 אחרי 31 יום"),
        ("ﻒﻗﻮﻣ March 2019 27 ﻲﻓ ﻞﻘﺘﻋﺍ", "اعتقل في 27 March 2019 موقف"),
        ("רמא March 12, 2021 םויב", "ביום March 12, 2021 אמר"),
        ("תרצענ www.example.org רתא", "אתר www.example.org נעצרת"),
        ("הלש info@prisoners.example רבוד", "דובר info@prisoners.example שלה"),
    ],
)
def test_dates_and_addresses_of_another_direction_stand_in_their_place(line: str, read: str) -> None:
    for pieces in ([(40.0, 700.0, line)], words_apart(line, 700, 1)):
        assert pdf.read(drawn(pieces), Limits()).text == read


def test_a_hyphen_drawn_by_itself_belongs_to_the_word_that_it_breaks() -> None:
    pieces = [
        (40.0, 700.0, "He was impris"), (135.0, 700.0, "\u2010"), (40.0, 684.0, "oned \u2010 and interro"),
        (190.0, 684.0, "\u2010"), (40.0, 668.0, "gated."),
    ]  # fmt: skip
    text = pdf.read(drawn(pieces), Limits()).text
    for quote in ("was imprisoned", "interrogated."):
        assert len(find_quote(text, quote)) == 1
    assert "oned \u2010 and" in text


def test_a_right_to_left_page_is_read_within_the_limits_of_the_process_that_reads_it() -> None:
    pieces = [(40.0, 800.0 - 16 * place, printed(SENTENCES[place % 4])) for place in range(48)]
    found = read_apart(drawn(pieces), Limits())
    assert found.text.split("\n") == [SENTENCES[place % 4] for place in range(48)]


LEFT = ("Rauf Sinagov was", "arrested on 4 May", "2022 near the bazaar", "and held there.")
RIGHT = ("Sona Numunali was", "released on 9 June", "2022 on bail and", "left for home.")


@pytest.mark.parametrize("gutter", [240, 300])
@pytest.mark.parametrize("count", [3, 4])
def test_columns_written_line_by_line_are_said(gutter: float, count: int) -> None:
    rows = list(zip(LEFT, RIGHT, strict=True))[:count]
    pieces = [
        (x, 700 - 16 * place, text)
        for place, row in enumerate(rows)
        for x, text in zip((40, gutter), row, strict=True)
    ]
    assert pdf.read(drawn(pieces), Limits()).doubts == (Doubt.COLUMNS,)


def test_columns_written_one_after_the_other_and_tables_are_not() -> None:
    columns = [
        (x, 700 - 16 * place, text)
        for x, column in ((40, LEFT), (300, RIGHT))
        for place, text in enumerate(column)
    ]
    read = pdf.read(drawn(columns), Limits())
    assert read.doubts == ()
    assert "\t" not in read.text
    rows = [("Rauf Sinagov Ali", "12 May 2020"), ("Sona Numunali Vali", "13 May 2021")] * 4
    table = [
        (40 + 260 * cell, 700 - 16 * place, text)
        for place, row in enumerate(rows)
        for cell, text in enumerate(row)
    ]
    assert pdf.read(drawn(table), Limits()).doubts == ()


def test_the_rows_of_a_table_stand_on_a_line_each_however_many_lines_their_cells_have() -> None:
    rows = [
        (["1"], ["Rauf Sinagov"], ["Held since May 2020,", "in a prison far off"]),
        (["2"], ["Sona Vali gizi", "Numunali"], ["Let go", "on bail, not to", "leave the town-", "ship"]),
        (["3"], ["Elvin Misalli"], ["Sentenced to 9 years"]),
    ]
    pieces, top = [(40.0, 760.0, "A list of three people"), (40.0, 740.0, "drawn up in spring")], 700.0
    for row in rows:
        for x, cell in zip((40.0, 120.0, 300.0), row, strict=True):
            pieces += [(x, top - 16 * place, line) for place, line in enumerate(cell)]
        top -= 16 * max(map(len, row)) + 8
    pieces += [(40.0, top - 30, "Whoever knows more"), (40.0, top - 46, "may write to us.")]
    assert pdf.read(drawn(pieces), Limits()).text.split("\n") == [
        "A list of three people", "drawn up in spring",
        *("\t".join(" ".join(cell).replace("- ", "-") for cell in row) for row in rows),
        "Whoever knows more", "may write to us.",
    ]  # fmt: skip


def test_marks_belong_to_the_letters_that_they_are_drawn_over_whenever_that_was() -> None:
    glyphs = [Glyph(letter, 90 - 6 * at, 96 - 6 * at, 700.0, 12.0) for at, letter in enumerate("نقل سجن")]
    upper, lower = Line(), Line()
    for glyph in glyphs:
        upper.add(glyph)
        lower.add(Glyph(glyph.text, glyph.left, glyph.right, 680.0, 12.0))
    # Of the letter one program tells nothing, the mark of both; another one lets the mark take of its place.
    untold, both = Glyph(UNTOLD, 48.0, 54.0, 700.0, 12.0), Glyph("\u064fأ", 49.0, 51.0, 704.0, 12.0)
    upper.add(untold)
    lines = from_above([lower, upper])
    for mark in (Glyph("\u064f", 90.0, 92.0, 704.0, 12.0), both):
        give_mark(mark, lines)
    assert [line_as_read(line) for line in lines] == ["نُقل سجنأُ", "نقل سجن"]


def test_letters_drawn_twice_stand_once_and_stray_ones_are_said() -> None:
    line = Line()
    for left, letter in ((30.0, "س"), (24.0, "ج"), (23.8, "ج"), (18.0, "ن")):
        line.add(Glyph(letter, left, left + 6, 700.0, 12.0))
    assert line_as_read(line) == "سجن"
    assert not holds_stray_letters("سجن VOA سجن 12 (PEN) ال-PEN")
    assert holds_stray_letters("سᑾجن")


def test_a_rule_parts_the_cells_of_a_table_and_an_item_goes_with_its_number() -> None:
    # A gap as between words; the number of an item far from it.
    cells = [(304, 700, "سجن"), (270, 700, "نمونه"), (304, 680, "آزاد"), (270, 680, "شد")]
    words = [*cells, (322, 640, ".1"), (270, 640, "نام")]
    shown = [(x, y, text[::-1] if text[0] > "z" else text) for x, y, text in words]
    plain = read_apart(drawn(shown), Limits()).text
    ruled = read_apart(drawn(shown, b"1 w 302 660 m 302 720 l S 298 620 40 30 re f\n"), Limits()).text
    assert plain.split("\n")[-1] == ruled.split("\n")[-1] == "1. نام"
    assert [plain.split("\n")[0], *ruled.split("\n")[:2]] == ["سجن نمونه", "سجن", "نمونه"]


def test_a_file_of_one_glyph_and_bullets_of_a_font_of_signs() -> None:
    assert is_poor("维维维维维,维维 2021 维维维维维维 维维维维维维维")
    assert not is_poor("记者于十一月被捕，至今下落不明，律师不得会见，家属也没有收到通知。")
    assert read_apart(drawn([(40, 700, "\uf0b7 Elvin Sinagov")]), Limits()).text == "• Elvin Sinagov"


def test_a_note_s_mark_follows_the_number_beside_which_it_is_printed() -> None:
    for cells in (["[2]", ".", *"٢٨٥", " ", *"هدام"], [*"٢٨٥", ".", "[2]", " ", *"هدام"]):
        assert in_reading_order(cells) == "ماده ٢٨٥.[2]"


def test_soft_hyphens_drawn_as_spaces_part_no_word() -> None:
    assert without_drawn_spaces("was im pri‐\nsoned in Pe tro", "was impri‐\r\nsoned in Petro") == (
        "was impri‐\nsoned in Petro"
    )
    # What the readers do not agree on stays.
    assert without_drawn_spaces("im pri soned", "imprisonned") == "im pri soned"
    space = ") Tj /Span <</ActualText <FEFF00AD>>> BDC [( ) 278] TJ EMC ("
    assert read_apart(files.pdf(f"was im{space}pri{space}soned"), Limits()).text == "was imprisoned"
