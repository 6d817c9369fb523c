"""A note's mark never joins a number, an index stays one, and struck-out words are left out and said."""

import re
from itertools import product

import pytest

from tests.domain.sources.extraction import files
from webapp.domain.sources.extraction import html, pdf
from webapp.domain.sources.extraction.messages import Doubt, FileText, Limits
from webapp.domain.sources.extraction.office import docx

FIGURES = "⁰¹²³⁴⁵⁶⁷⁸⁹"
NUMBERS = ["3", "15", "2021", "193", "۲۵", "٢٠٢٤", "7.5", "1,000", "12-4"]
MARKS = ["1", "5", "12", "104", "1,2", "3*", "٣", "۱۲", "1)", "7 8"]
HTML_SHAPES = [
    "<sup>{}</sup>",
    "<sup><a href='#n'>{}</a></sup>",
    "<a href='#n'><sup>{}</sup></a>",
    "<span style='font-size:8px; vertical-align: super'>{}</span>",
    "<sup id=n><small>{}</small></sup>",
    "<small style='vertical-align:top'>{}</small>",
    "<span style='vertical-align:0.4em'>{}</span>",
    "<span style='position:relative; top:-0.5em; font-size:60%'>{}</span>",
    "<span style='bottom:4px;position:relative'>{}</span>",
]
WORD_PROPERTIES = ['<w:vertAlign w:val="superscript"/>', '<w:sz w:val="12"/><w:position w:val="6"/>']
STRUCK_HTML = [
    "<s>{}</s>",
    "<del>{}</del>",
    "<strike>{}</strike>",
    "<span style='text-decoration: line-through'>{}</span>",
    "<s><b>{}</b></s>",
    "<i style='color:red;text-decoration-line:line-through'>{}</i>",
]
SPACED_HTML = list(product(STRUCK_HTML, (" ", "")))
STRUCK_WORD = ["<w:strike/>", "<w:dstrike/>", '<w:strike w:val="true"/>']


def page(body: str) -> FileText:
    """What is read of a web page with one paragraph."""
    return html.read(f"<!doctype html><meta charset=utf-8><p>{body}</p>".encode(), Limits())


def document(runs: str) -> FileText:
    """What is read of a Word document with one paragraph."""
    return docx.read(files.docx(f"<w:p>{runs}</w:p>"), Limits())


def run(text: str, properties: str = "") -> str:
    """A run of a Word document."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def raised(mark: str) -> str:
    """A mark in raised figures."""
    return re.sub(r"\d", lambda digit: FIGURES[int(digit[0])], mark)


@pytest.mark.parametrize(("number", "mark"), list(product(NUMBERS, MARKS)))
def test_a_raised_mark_never_joins_the_number_before_it(number: str, mark: str) -> None:
    text = f"Elvin Sinagov was sentenced to {number}{raised(mark)} years."
    for shape in HTML_SHAPES:
        assert page(f"Elvin Sinagov was sentenced to {number}{shape.format(mark)} years.").text == text
    for properties in WORD_PROPERTIES:
        runs = run(f"Elvin Sinagov was sentenced to {number}") + run(mark, properties) + run(" years.")
        assert document(runs).text == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Sinagov<sup>1</sup> was held.<sup>12</sup> Later", "Sinagov[1] was held.[12] Later"),
        ("Sinagov<sup>[1]</sup> was held", "Sinagov[1] was held"),
        ("on 5<sup>th</sup> May", "on 5th May"),
        ("20 m<sup>2</sup>, H<sub>2</sub>O, CO<sub>2</sub>", "20 m², H₂O, CO₂"),
        ("3 <sup>1</sup> years", "3 ¹ years"),
        ("2021<sup>see the list of 2020 below</sup>", "2021see the list of 2020 below"),
        ("2021<sup>2020 is the year of the list</sup>", "2021 2020 is the year of the list"),
    ],
)
def test_words_keep_themselves_and_letters_stay_as_they_are(body: str, text: str) -> None:
    assert page(body).text == text


@pytest.mark.parametrize(
    ("struck", "valid"),
    [("5", "3"), ("4 May", "5 May"), ("seven", "two"), ("۲۵", "۱۵"), ("Ayla Numunali", "Elvin Sinagov")],
)
def test_struck_out_words_are_left_out_and_said(struck: str, valid: str) -> None:
    texts = [page(f"It says {shape.format(struck)}{space}{valid} here.") for shape, space in SPACED_HTML]
    for properties, space in product(STRUCK_WORD, (" ", "")):
        texts.append(document(run("It says ") + run(struck, properties) + run(f"{space}{valid} here.")))
    for read in texts:
        assert (read.text, read.doubts) == (f"It says {valid} here.", (Doubt.STRUCK,))


def test_what_is_struck_out_between_two_numbers_does_not_join_them() -> None:
    assert page("to 3<s>5</s>4 years").text == "to 3 4 years"
    assert document(run("to 3") + run("5", "<w:strike/>") + run("4 years")).text == "to 3 4 years"


def test_a_text_without_struck_out_words_says_nothing_of_them() -> None:
    assert document(run("Elvin Sinagov", '<w:strike w:val="0"/>')).doubts == ()
    assert page("Elvin <ins>Sinagov</ins> <s></s>").doubts == ()


@pytest.mark.parametrize("number", ["3", "15", "2021", "193", "7.5"])
@pytest.mark.parametrize("mark", ["1", "5", "12"])
@pytest.mark.parametrize("rise", ["0 4 Td", "4 Ts"])
def test_a_raised_mark_of_a_pdf_never_joins_the_number_before_it(number: str, mark: str, rise: str) -> None:
    after = "0 -4 Td" if rise.endswith("Td") else "0 Ts"
    line = f"to {number}) Tj /F 7 Tf {rise} ({mark}) Tj /F 12 Tf {after} ( years"
    assert pdf.read(files.pdf(line), Limits()).text == f"to {number}{raised(mark)} years"


def test_an_index_with_a_hyphen_is_one_in_a_pdf() -> None:
    line = "Article 193) Tj /F 7 Tf 4 Ts (1-2) Tj /F 12 Tf 0 Ts ( of the code"
    assert pdf.read(files.pdf(line), Limits()).text == "Article 193¹-² of the code"


def test_figures_of_one_size_stay_one_number_in_a_pdf() -> None:
    assert pdf.read(files.pdf("to 3) Tj (1 years"), Limits()).text == "to 31 years"


def test_a_page_s_small_number_on_its_own_line_stays_a_number_in_a_pdf() -> None:
    assert pdf.read(files.pdf("in 2021) Tj /F 7 Tf 0 -40 Td (12"), Limits()).text == "in 2021\n12"


@pytest.mark.parametrize(
    "rule", [".old { text-decoration: line-through }", "b.old,p .x{text-decoration-line:line-through}"]
)
def test_what_the_page_s_own_style_sheet_strikes_out_is_left_out_and_said(rule: str) -> None:
    style = f"<style>{rule} .new {{ color: green }}</style>"
    read = page(f"{style}<p>She got <b class='x old'>7</b> 4 years in <b class=new>B</b>.")
    assert read.text == "She got 4 years in B."
    assert Doubt.STRUCK in read.doubts


def test_words_of_a_pdf_under_a_line_are_left_out_and_said_and_those_over_one_are_not() -> None:
    for command, expected, doubts in (
        ("72 723 22 0.7 re f", "ten years in jail", (Doubt.STRUCK,)),
        ("0.8 w 72 723.5 m 94 723.5 l S", "ten years in jail", (Doubt.STRUCK,)),
        ("72 718 22 0.7 re f", "nine ten years in jail", ()),
        ("72 731 22 0.7 re f", "nine ten years in jail", ()),
        ("72 720 22 10 re f", "nine ten years in jail", ()),
        ("60 723 400 0.7 re f", "nine ten years in jail", ()),
    ):
        line = f"nine ten years in jail) Tj ET {command} BT /F 12 Tf 72 600 Td (He is held in the north"
        text = pdf.read(files.pdf(line), Limits())
        assert text.text.split("\n")[0].strip() == expected, command
        assert text.doubts == doubts, command
