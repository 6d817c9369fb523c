"""A Word document is read with its tables and notes, as it stands when its changes are accepted."""

import pytest

from tests.domain.sources.extraction.files import MAIN, WORD, docx, packed, paragraph, part
from webapp.domain.refusals import Refused
from webapp.domain.sources.extraction.extracted_text import Extracted, extract

ARRESTED = "Elvin Sinagov was arrested."
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def read(body: str, **other: str) -> Extracted:
    """What is found in a document with this body."""
    return extract(docx(body, **other), file_name="a.docx")


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (paragraph("Elvin ", "Sinagov") + "<w:p/><w:p/>" + paragraph("Two"), "Elvin Sinagov\n\nTwo"),
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>", "a\tb\nc"),
        ("<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>a</w:t></w:r></w:p>", "a"),
        ("<w:p><w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>", "link"),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>7</w:t></w:r></w:p>", "7"),
        ("<w:sdt><w:sdtContent>" + paragraph("boxed") + "</w:sdtContent></w:sdt>", "boxed"),
    ],
)
def test_paragraphs_and_breaks_stand_as_in_the_document(body: str, text: str) -> None:
    assert read(body).text == text


def test_items_of_a_list_stand_line_by_line() -> None:
    items = "".join(f"<w:p><w:pPr><w:numPr/></w:pPr>{run(text)}</w:p>" for text in ("One", "Two"))
    assert read(paragraph("List") + items + paragraph("End")).text == "List\n\nOne\nTwo\n\nEnd"


LEVELS = (
    '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="{}"/><w:lvlText w:val="%1)"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2"/></w:lvl>'
)


def item(text: str, level: int = 0, number: int = 1) -> str:
    """A paragraph of a list."""
    place = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
    return f"<w:p><w:pPr><w:numPr>{place}</w:numPr></w:pPr>{run(text)}</w:p>"


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        ("decimal", ("3)", "3.a", "3.b", "4)", "4.a")),
        ("upperRoman", ("III)", "III.a", "III.b", "IV)", "IV.a")),
        ("russianLower", ("в)", "в.a", "в.b", "г)", "г.a")),
        ("bullet", ("•", "•.a", "•.b", "•", "•.a")),
    ],
)
def test_the_numbers_of_a_list_are_kept_as_the_document_counts_them(
    kind: str, labels: tuple[str, ...]
) -> None:
    numbering = part(
        f'<w:abstractNum w:abstractNumId="7">{LEVELS.format(kind)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    )
    body = "".join(item("Text", level) for level in (0, 1, 1, 0, 1)) + item("Other", number=9)
    lines = read(body, word__numbering=numbering).text.split("\n")
    if kind == "bullet":
        lines, labels = lines[::3], labels[::3]
    assert lines[: len(labels)] == [f"{label} Text" for label in labels]
    assert read(body).text.split("\n") == ["Text"] * 5 + ["Other"]


def test_what_a_style_strikes_out_or_raises_is_struck_out_and_raised() -> None:
    styles = part(
        '<w:style w:styleId="Note"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        '<w:style w:styleId="Gone"><w:rPr><w:strike/></w:rPr></w:style>'
        '<w:style w:styleId="Too"><w:basedOn w:val="Gone"/></w:style>'
    )
    for style, text in (("Note", "8⁴ years"), ("Gone", "8 years"), ("Too", "8 years"), ("None", "84 years")):
        styled = run("4", f'<w:rStyle w:val="{style}"/>')
        found = read(f"<w:p>{run('8')}{styled}<w:r><w:t> years</w:t></w:r></w:p>", word__styles=styles)
        assert found.text == text
        assert bool(found.warnings) == (text == "8 years")


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [("Symbol", "F0B0", "°"), ("Symbol", "F062", "β"), ("Wingdings", "F0FC", "✓"), ("Times", "F0A7", "§"),
     ("Times", "2192", "→"), ("Times", "zz", "")],
)  # fmt: skip
def test_a_sign_of_a_font_is_kept(font: str, code: str, shown: str) -> None:
    body = f'<w:p>{run("a")}<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>{run("b")}</w:p>'
    assert read(body).text == f"a{shown}b"


def test_tables_keep_their_cells_also_within_another_s() -> None:
    def table(*rows: tuple[str, ...]) -> str:
        cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
        return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"

    inner = table((paragraph("x"), paragraph("y")))
    outer = table((paragraph("Name"), "<w:p/>", paragraph("Day")), (inner, paragraph("z")))
    assert read(paragraph("List") + outer + paragraph("End")).text == "List\n\nName\t\tDay\nx\ty\tz\n\nEnd"


def test_insertions_are_kept_and_deletions_are_not_and_both_are_said() -> None:
    found = read(
        f"<w:p>{run('Elvin ')}<w:ins>{run('Sinagov ')}</w:ins><w:del><w:r><w:delText>never</w:delText></w:r>"
        f"{run('not ')}</w:del><w:moveFrom>{run('gone')}</w:moveFrom>{run('was arrested.')}</w:p>"
    )
    assert found.text == ARRESTED
    assert [warning for warning in found.warnings if "tracked changes" in warning]


def test_hidden_text_is_left_out_and_said() -> None:
    found = read(f"<w:p>{run('Shown')}{run(' hidden', '<w:vanish/>')}</w:p>")
    assert (found.text, len(found.warnings)) == ("Shown", 1)
    kept = read(f'<w:p>{run("Shown", """<w:vanish w:val="false"/>""")}</w:p>')
    assert (kept.text, kept.warnings) == ("Shown", ())


def test_what_stands_in_for_another_is_not_read_twice() -> None:
    name = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    choice = f'<mc:Choice xmlns:mc="{name}">{paragraph("box")}</mc:Choice>'
    again = f'<mc:Fallback xmlns:mc="{name}">{paragraph("box")}</mc:Fallback>'
    assert read(f"{choice}{again}").text == "box"


def test_notes_follow_the_text_and_headers_do_not() -> None:
    found = read(
        paragraph(ARRESTED),
        word__footnotes=part(f"<w:footnote>{paragraph('A note.')}</w:footnote>", root="footnotes"),
        word__endnotes=part(f"<w:endnote>{paragraph('The end.')}</w:endnote>", root="endnotes"),
        word__header1=part(paragraph("Page 1"), root="hdr"),
        word__comments=part(paragraph("Really?"), root="comments"),
    )
    assert found.text == f"{ARRESTED}\n\nA note.\n\nThe end."


def test_the_strict_form_of_the_standard_is_read_too() -> None:
    main = part(f"<w:body>{paragraph(ARRESTED)}</w:body>").replace(WORD, STRICT)
    assert extract(packed({MAIN: main}), file_name="a.docx").text == ARRESTED


def test_the_title_is_the_document_s_own_and_no_day_is_taken_from_its_file() -> None:
    core = (
        '<p:core xmlns:p="p" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">'
        "<dc:title>A  Letter</dc:title><t:created>2024-01-01T00:00:00Z</t:created></p:core>"
    )
    found = read(paragraph("Dear all,") + paragraph(ARRESTED), docProps__core=core)
    assert (found.title, found.date, found.media_type[-8:]) == ("A Letter", None, "document")
    assert found.extractor.startswith("expat ")


def test_a_document_without_a_word_is_refused() -> None:
    with pytest.raises(Refused, match="^file: No text was found in it"):
        read("<w:p/>")
