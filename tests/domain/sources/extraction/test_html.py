"""A web page is read as it is seen, and what it says of itself is offered."""

import pytest

from webapp.domain.refusals import Refused
from webapp.domain.sources.extraction import html
from webapp.domain.sources.extraction.extracted_text import extract
from webapp.domain.sources.extraction.messages import Limits

ARRESTED = "Elvin Sinagov was arrested."
LINKED = '<script type="application/ld+json">'


def text_of(body: str) -> str:
    """The text of a page with this body."""
    return html.read(page("", body), Limits()).text


def page(head: str, body: str = f"<p>{ARRESTED}<p>Ayla Numunali was released.") -> bytes:
    """A page with this head."""
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>One <b>bold</b>,\n  one <i>not</i>.</p><p>Two</p>", "One bold, one not.\n\nTwo"),
        ("One<br>two<br><br>three", "One\ntwo\n\nthree"),
        ("<div>One</div><div>Two</div>", "One\nTwo"),
        ("<h1>Title</h1>Text<h2>Next</h2>", "Title\n\nText\n\nNext"),
        ("<ul><li>One<li>Two</ul>After", "One\nTwo\n\nAfter"),
        ("<ol start=4><li>One<li><p>Two</p></ol>After", "4. One\n\n5. Two\n\nAfter"),
        ("<ol type=a><li>One<li value=4>Four<li>Five</ol>", "a. One\nd. Four\ne. Five"),
        ("<ol reversed type=I><li>One<ol><li>In</ol><li>Two</ol>", "II. One\n\n1. In\n\nI. Two"),
        ("<nav><ol><li>One</ol></nav><ol style='list-style: none'><li>Two</ol>", "One\n\nTwo"),
        ("<ol class=breadcrumb><li>One<li>Two</ol>", "One\nTwo"),
        ("He said <q>no</q>, twice.", "He said “no”, twice."),
        ("<ruby>田中<rp>(</rp><rt>たなか</rt><rp>)</rp></ruby>花子", "田中(たなか)花子"),
        ("12<a role=doc-noteref href='#n'>7</a> years, 3<a class=footnote-ref>1</a>", "12⁷ years, 3¹"),
        ("<style>.fn, .up{vertical-align:super}</style><p>5<span class='x fn'>6</span> years", "5⁶ years"),
        ("<pre>\n one\n   two</pre>", "one\n   two"),
        ("A &lt;b&gt; &amp; &#601;&nbsp;&hellip;", "A <b> & ə\u00a0…"),
        ("a<span> b </span> <span> c</span>", "a b c"),
        ("a<!-- not this -->b", "ab"),
        ("Sinag<wbr>ov", "Sinagov"),
        ("e\u0301", "é"),
    ],
)
def test_blocks_make_lines_and_paragraphs(body: str, text: str) -> None:
    assert text_of(body) == text


def test_the_cells_of_a_table_stay_apart_and_its_rows_on_their_lines() -> None:
    rows = "<tr><th>Name<th>Day<th>Place<tr><td><p>Elvin</p><td></td><td>Baku</td></tr><tr><td>Ayla</tr>"
    assert text_of(f"<p>List:<table>{rows}</table>End") == (
        "List:\n\nName\tDay\tPlace\nElvin\t\tBaku\nAyla\n\nEnd"
    )


def test_a_page_laid_out_in_a_table_keeps_its_paragraphs() -> None:
    assert text_of("<table><tr><td>Menu<td><p>One<p>Two</table>") == "Menu\tOne\n\nTwo"


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>document.write('Bahar Misalli')</script>",
        "<style>p::after { content: 'Bahar Misalli' }</style>",
        "<template><p>Bahar Misalli</template>",
        "<noscript>Bahar Misalli</noscript>",
        "<svg><text>Bahar Misalli</text><script>x('Bahar Misalli')</script></svg>",
        "<p hidden>Bahar Misalli",
        "<div style='color: red; display : none'><p>Bahar Misalli</p></div>",
        "<iframe srcdoc='<p>Bahar Misalli'>Bahar Misalli</iframe>",
        "<!-- Bahar Misalli -->",
        "<img alt='Bahar Misalli' src=x onerror='write(\"Bahar Misalli\")'>",
        "<body onload='write(\"Bahar Misalli\")'>",
        "<textarea>Bahar Misalli</textarea>",
    ],
)
def test_what_nobody_sees_is_not_read(hidden: str) -> None:
    assert text_of(f"<p>{ARRESTED}</p>{hidden}") == ARRESTED


FRAMED = f"<main><h1>Decision</h1><p>{ARRESTED}</p></main>"


def test_how_a_page_leads_elsewhere_and_its_foot_are_no_part_of_its_text() -> None:
    text = f"Decision\n\n{ARRESTED}"
    for body, expected in (
        (f"<nav><a>Home</a><a>News</a></nav>{FRAMED}<footer>Copyright</footer>", text),
        (f"<div role=navigation>Home</div>{FRAMED}<div role=contentinfo>Copyright</div>", text),
        (f"{FRAMED}<blockquote>So be it.<footer>The judge</footer></blockquote>",
         f"{text}\n\nSo be it.\n\nThe judge"),
        # Where most of a page stands in such parts, they are its text.
        (f"<p>List</p><nav>{ARRESTED}</nav>", f"List\n\n{ARRESTED}"),
        (f"<footer>{ARRESTED}</footer>", ARRESTED),
    ):  # fmt: skip
        assert html.read(f"<body>{body}".encode(), Limits()).text == expected, body


def test_tags_that_were_printed_as_text_stay_text() -> None:
    assert text_of("&lt;script&gt;alert(1)&lt;/script&gt;") == "<script>alert(1)</script>"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title> A &amp; B\n | Site </title>", "A & B | Site"),
        ('<title>B | Site</title><meta property="og:title" content="B">', "B"),
        ("", ARRESTED),
        ("<title>untitled</title>", ARRESTED),
        ("<title>about:blank</title>", ARRESTED),
        ("<title>\u200bElvin\u202e Sinagov\x07</title>", "Elvin Sinagov"),
    ],
)
def test_the_title_is_the_page_s_own(head: str, title: str) -> None:
    assert extract(page(head), file_name="a.html").title == title


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2023-12-16T21:30:00+04:00">', "2023-12-16"),
        ('<meta itemprop="datePublished" content="2023-12-16">', "2023-12-16"),
        (f'{LINKED}{{"@graph": [{{"datePublished": "2023-12-16T01:00Z"}}]}}</script>', "2023-12-16"),
        ("<time datetime='2023-12-16'></time><time datetime='2023-12-16T08:00'></time>", "2023-12-16"),
        ("<time datetime='2023-12-16'></time><time datetime='2024-01-01'></time>", None),
        ('<meta property="article:published_time" content="2023-02-30">', None),
        ('<meta property="article:published_time" content="16/12/23">', None),
        (f'{LINKED}{{"datePublished": </script>', None),
        (f"{LINKED}{'[' * 50_000}</script>", None),
    ],
)
def test_the_day_is_the_one_that_the_page_states_and_never_made_up(head: str, day: str | None) -> None:
    assert extract(page(head), file_name="a.html").date == day


def test_the_language_and_the_address_are_taken_where_they_are_such() -> None:
    data = b'<html lang="az_Latn"><link rel=canonical href="https://example.org/a?b=1"><p>Bir'
    good = extract(data, file_name="a.html")
    assert (good.language, good.url) == ("az-Latn", "https://example.org/a?b=1")
    bad = extract(data.replace(b"https:", b"javascript:").replace(b"az_Latn", b"<b>"), file_name="a.html")
    assert (bad.language, bad.url) == (None, None)


@pytest.mark.parametrize("body", ["", " \n ", "<script>all()</script>", "<p>&nbsp;</p>", "<p hidden>x"])
def test_a_page_that_shows_nothing_is_refused_in_words(body: str) -> None:
    with pytest.raises(Refused, match="^file: No text was found in it"):
        extract(page("", body), file_name="a.html")


def test_a_cell_that_reaches_over_rows_keeps_its_column_in_those_below() -> None:
    for table, rows in (
        ("<tr><th rowspan=2>Name<th colspan=2>Term<tr><th>years<th>months", "Name\tTerm|\tyears\tmonths"),
        ("<tr><td rowspan=3>A<td>1<tr><td>2<tr><td>3<tr><td>B<td>4", "A\t1|\t2|\t3|B\t4"),
        ("<tr><td>1<td rowspan=2>A<td>2<tr><td>3<td>4", "1\tA\t2|3\t\t4"),
        ("<tr><td rowspan='2' colspan=2>A<td>1<tr><td>2", "A\t1|\t\t2"),
        ("<tr><td rowspan=x>A<td rowspan=-3>1<tr><td>B<td>2", "A\t1|B\t2"),
        ("<tr><td rowspan=99999999>A<td>1<tr><td>B", "A\t1|B"),
        ("<tr><td rowspan=2>A<table><tr><td>x<td>y</table><td>1<tr><td>2", None),
    ):
        page = f"<!doctype html><meta charset=utf-8><table>{table}</table>".encode()
        text = html.read(page, Limits()).text
        assert rows is None or text == rows.replace("|", "\n"), table
