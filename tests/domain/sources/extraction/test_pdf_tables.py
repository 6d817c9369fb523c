"""Rows of a PDF's table stand apart: letters that are joined, cells in the middle, lists side by side."""

import pytest

from tests.domain.sources.extraction.test_pdf_places import SENTENCES, drawn, printed, shaped
from webapp.domain.citing.new_name_suggestions import name_suggestions
from webapp.domain.sources.extraction import pdf
from webapp.domain.sources.extraction.messages import Limits
from webapp.vocab.liberty import Status

NAMES = ["Jory Trelawnﬁc", "Ivo Monteverding", "Lamija Okparaﬁc", "Abel Lundquible", "Cassia Ashmockle"]
PLAIN = [name.replace("ﬁ", "fi") for name in NAMES]


def table(columns: tuple[float, ...], rows: list[tuple[list[str], ...]], *, middle: bool) -> str:
    """The text of a page that draws a table cell by cell, its cells on top of their rows or in the middle."""
    pieces, top = [], 760.0
    for row in rows:
        most = max(map(len, row))
        for x, cell in zip(columns, row, strict=True):
            down = 8.0 * (most - len(cell)) if middle else 0.0
            pieces += [(x, top - down - 16 * place, line) for place, line in enumerate(cell)]
        top -= 16 * most + 8
    return pdf.read(drawn(pieces), Limits()).text


@pytest.mark.parametrize("middle", [True, False])
def test_the_rows_of_a_table_with_joined_letters_stand_on_a_line_each(middle: bool) -> None:
    rows: list[tuple[list[str], ...]] = [
        ([str(number)], name.split(), ["Sentenced to", "ﬁve years in", "a ﬁrm camp"])
        for number, name in enumerate(NAMES, 1)
    ]
    lines = table((40, 120, 300), rows, middle=middle).split("\n")
    assert lines == [
        f"{number}\t{name}\tSentenced to five years in a firm camp" for number, name in enumerate(PLAIN, 1)
    ]


@pytest.mark.parametrize("gap", [14, 20, 30])
def test_a_number_in_a_row_takes_nothing_from_the_cell_beside_it(gap: int) -> None:
    rows: list[tuple[list[str], ...]] = [
        ([str(number)], [name], [str(50 + number)], ["a farmer and", "member of the", "town council"])
        for number, name in enumerate(PLAIN, 1)
    ]
    text = table((40, 120, 260, 272 + gap), rows, middle=True)
    assert text.count("a farmer and member of the town council") == len(NAMES)


def test_of_two_lists_side_by_side_each_item_is_an_entry() -> None:
    told = ("arrested in May", "house arrest", "released on bail", "sentenced to 9 years in prison")
    people = enumerate(zip(PLAIN[:4], told, strict=True), 1)
    cells = [f"{number}. {name}, {words}" for number, (name, words) in people]
    text = "\n".join("\t".join(cells[place : place + 2]) for place in (0, 2))
    proposed = {each.name: each.status for each in name_suggestions(text, [])}
    assert [proposed[name] for name in PLAIN[:4]] == [
        Status.ARRESTED, Status.HOUSE_ARREST, Status.RELEASED_PENDING_TRIAL, Status.IMPRISONED,
    ]  # fmt: skip


def test_a_name_is_proposed_in_the_letters_that_are_printed_as_one() -> None:
    names = [each.name for each in name_suggestions("Jory Trelawnﬁc was arrested.", [])]
    assert names == ["Jory Trelawnfic"]


@pytest.mark.parametrize("room", [19, 26, 40])
@pytest.mark.parametrize("sentence", [line for line in SENTENCES if "Human" not in line])
def test_a_line_that_is_spread_over_its_width_stays_a_line(sentence: str, room: int) -> None:
    first, second = (" ".join(sentence.split()[place : place + 5]) for place in (0, 5))
    pieces, x = [], 40.0
    for word in printed(shaped(first)).split():
        pieces.append((x, 700.0, word))
        x += 6 * len(word) + room
    pieces.append((x - room - 6 * len(second), 684.0, printed(shaped(second))))
    assert pdf.read(drawn(pieces), Limits()).text == f"{first}\n{second}"


def test_cells_of_a_row_stay_cells_where_as_much_room_stands_between_some() -> None:
    row = ["سالم المثالي", "١٩٨٤", "١٢ سنة", "طنطا"]
    pieces = [
        (500.0 - 110 * place - 6 * len(cell), 700.0 - 16 * line, printed(shaped(cell)))
        for line in range(3)
        for place, cell in enumerate(row)
    ]
    for line in pdf.read(drawn(pieces), Limits()).text.split("\n"):
        assert " ".join(row) != line
