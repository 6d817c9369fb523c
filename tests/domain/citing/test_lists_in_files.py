"""Long lists of prisoners as pages, Word documents and PDFs: each is proposed by the name of the entry."""

from collections.abc import Callable
from html import escape
from textwrap import fill

from tests.domain.sources.extraction.files import docx, paragraph, pdf
from webapp.domain.citing.new_name_suggestions import name_suggestions
from webapp.domain.sources.extraction.html import read as read_html
from webapp.domain.sources.extraction.messages import Limits
from webapp.domain.sources.extraction.office.docx import read as read_docx
from webapp.domain.sources.extraction.pdf import read as read_pdf
from webapp.vocab.liberty import Status

NAMES = [
    'Fuad "Qartal" Misalzade', "A.V. Nebylitsyn", "S. R. Xeyalov", "Giorgi Nimushashvili", "Lê Thị Mẫu",
    "Juan de Dios Supuesto Marín", "Mariam el-Khayali", "Khalid bin Salim al-Wahmi", "Li Xubian",
    "Kim Ga-sang", "Volha Mikalaeuna Prykladskaya", "Hirut Lemsale", "Elshad Nadir oglu Numunazade",
    "M. Cengiz Sinamaz", "Rosa Imaginaria", "Narges Farzi-Nejad", "Davit Gamogonilia", "Dawit Yemaynor",
    "Aigerim Mysalova", "Jean-Baptiste Exemplaire", "Marek Primerski", "Ana del Ensayo Rivas",
    "Bahar Misalli", "Ivan Uzorov",
]  # fmt: skip
TOLD = {
    Status.IMPRISONED: (
        "Religious scholar, arrested with twelve others. The Supreme Court rejected the complaint.",
        "The sentence of 17 years is being served in the Sample Prison. In a letter of 2022 the scholar wrote"
        " of beatings by the warden, Colonel Oqtay Gozetchi.",
    ),
    Status.PRETRIAL_DETENTION: (
        "Born in 1987. Member of a party.", "The district court ordered four months of pre-trial detention.",
    ),
    Status.HOUSE_ARREST: (
        "Lecturer and translator. On 9 January 2024 the lecturer was detained at the airport.",
        "A court ordered house arrest. According to the lecturer's\nbrother,"
        " Samir Qohumov, no charge was brought.",
    ),
    Status.RELEASED_EARLY: ("Sentenced to six years. Released on 26 May 2022 under a presidential pardon.",),
}  # fmt: skip
ENTRIES = [(name, list(TOLD)[number % 4]) for number, name in enumerate(NAMES)]
DATED = "Date of arrest: 21 October 2020\nVerdict: 15 years' imprisonment in a strict regime colony"
Entry = Callable[[int, str, tuple[str, ...]], str]


def html_paragraphs(told: tuple[str, ...]) -> str:
    return "".join(f"<p>{part}</p>" for part in told)


PAGES: dict[str, tuple[str, Entry, str]] = {
    "headings": ("", lambda number, name, told: f"<h2>{number}. {name}</h2>{html_paragraphs(told)}", ""),
    "capitals": (
        "", lambda number, name, told: f"<p><b>{number}. {name.upper()}</b></p>{html_paragraphs(told)}", "",
    ),
    "items": ("<ol>", lambda _, name, told: f"<li><b>{name}</b><br>{'<br>'.join(told)}</li>", "</ol>"),
    "rows": (
        "<table><tr><th>No.</th><th>Full name</th><th>Case</th></tr>",
        lambda number, name, told: f"<tr><td>{number}<td>{name}<td>{html_paragraphs(told)}</tr>", "</table>",
    ),
    "a table each": (
        "", lambda _, name, told: (
            f"<table><tr><th>Name<td>{name}<tr><th>Case<td>{html_paragraphs(told)}</table>"
        ), "",
    ),
    "an encyclopedia": (
        "<p>Some were freed.<sup>[<i>citation needed</i>]</sup></p>"
        f"<div class=toc>{'<li>'.join(NAMES)}</div>",
        lambda number, name, told: (
            f"<h3>{name}<span class=mw-editsection>[edit]</span></h3>"
            + html_paragraphs(tuple(part.replace(". ", f".<sup>[{number}]</sup> ") for part in told))
        ), "",
    ),
    "cards": (
        "", lambda number, name, told: (
            f"<div>{number}</div><div>{name}</div>{html_paragraphs(told)}<div>Share Tweet</div>"
        ), "",
    ),
}  # fmt: skip


def check(text: str, what: str) -> None:
    """Check that each is proposed with what is told of him, and hardly anybody else."""
    suggestions = {each.name.casefold(): each.status for each in reversed(name_suggestions(text, []))}
    wrong = [name for name, status in ENTRIES if suggestions.get(name.casefold(), "") is not status]
    others = suggestions.keys() - {name.casefold() for name in NAMES}
    assert not wrong, what
    assert not others, what


def test_each_entry_of_a_page_is_proposed_by_its_name_with_what_it_tells() -> None:
    for what, (before, entry, after) in PAGES.items():
        entries = "".join(
            entry(number, escape(name), TOLD[status]) for number, (name, status) in enumerate(ENTRIES, 1)
        )
        page = f"<html><body><h1>List of political prisoners</h1>{before}{entries}{after}</body></html>"
        check(read_html(page.encode(), Limits()).text, what)


def test_each_entry_of_a_word_document_is_proposed_by_its_name() -> None:
    headings = "".join(
        paragraph(name) + "".join(map(paragraph, TOLD[status])) for name, status in ENTRIES
    )
    rows = "".join(
        f"<w:tr><w:tc>{paragraph(name)}</w:tc><w:tc>{''.join(map(paragraph, TOLD[status]))}</w:tc></w:tr>"
        for name, status in ENTRIES
    )
    for body in (headings, f"<w:tbl>{rows}</w:tbl>"):
        check(read_docx(docx(paragraph("List of political prisoners") + body), Limits()).text, body[:20])


def test_a_heading_that_a_narrow_column_breaks_is_one_name() -> None:
    plain = [name for name in NAMES if name.isascii() and 17 < len(name) < 30 and not {'"', "-"} & {*name}]
    entries = [
        f"{number}. {' '.join(name.split()[:-1])}\n{name.split()[-1]}\n{fill(TOLD[Status.IMPRISONED][0], 28)}"
        for number, name in enumerate(plain, 1)
    ]
    text = read_pdf(pdf(*entries), Limits()).text
    assert [each.name for each in name_suggestions(text, [])] == plain


def test_what_goes_along_with_a_release_or_an_arrest_is_not_taken_for_it() -> None:
    told = {
        "Spent three years in a colony. Released on 17 February 2020 after serving the full term.":
            Status.RELEASED_SERVED,
        "Detained in 2023 and released on bail a week later; a travel ban is in force.":
            Status.RELEASED_PENDING_TRIAL,
        "By order of the District Court in custody for three months; the term was prolonged.":
            Status.PRETRIAL_DETENTION,
        "Arrested in May. The editor of the channel, Aydan Redaktor, learned of the arrest from others.":
            Status.ARRESTED,
    }  # fmt: skip
    entries = [f"{number}. {NAMES[number]}\n\n{words}" for number, words in enumerate(told, 1)]
    suggestions = name_suggestions("\n\n".join(["List of political prisoners", *entries]), [])
    assert [each.status for each in suggestions] == list(told.values())


def test_a_verdict_is_more_than_the_day_of_arrest_above_it() -> None:
    text = "\n\n".join(f"{number}. {name}\n\nA farmer.\n{DATED}" for number, name in enumerate(NAMES, 1))
    assert {each.status for each in name_suggestions(text, [])} == {Status.IMPRISONED}
