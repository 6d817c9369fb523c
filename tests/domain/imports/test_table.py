"""The rows of a long text are read when they are asked for, and are those of a short one."""

import csv
import io
from itertools import permutations

import pytest

from webapp.domain.imports.table import TextRows, read_table
from webapp.domain.text.tabular import DELIMITERS

CELLS = [(f"Bahar {number}", 'Colony "No. 8"\nSinaq', "") for number in range(5_001)]


def text_of(rows: list[tuple[str, ...]]) -> str:
    """Rows as a file has them: with quotation marks and a line break in each, and a blank line between."""
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n\n").writerows(rows)
    return lines.getvalue()


def test_a_row_of_a_long_table_is_what_it_is_in_a_short_one() -> None:
    text = text_of(CELLS)
    rows = read_table(text)
    assert isinstance(rows, TextRows)
    assert [tuple(cell.text for cell in row.cells) for row in rows] == CELLS
    last = rows[-1]
    assert (last.number, text[last.cells[0].span.start : last.cells[0].span.end]) == (5_001, "Bahar 5000")
    # Without its header, which is how a list is read.
    assert rows[1:][4_999] == last
    assert [*rows[1:]][:3] == [*read_table(text_of(CELLS[:4]))][1:]


def test_broken_quoting_swallows_no_rows_and_no_words() -> None:
    text = (
        'Name,Prison,Status\n"Quo" Sinaqov,"Prison "Black Dolphin"",held\nAçıq Dırnaqov,"IK-3,held\n'
        'Sonra Gələnov,"IK ""4""" ,held\nAxır Adamov,"IK-5'
    )
    rows = [tuple(cell.text for cell in row.cells) for row in read_table(text)]
    assert rows[1:] == [
        ('"Quo" Sinaqov', '"Prison "Black Dolphin""', "held"), ("Açıq Dırnaqov", '"IK-3', "held"),
        ("Sonra Gələnov", 'IK "4"', "held"), ("Axır Adamov", '"IK-5'),
    ]  # fmt: skip


@pytest.mark.parametrize(("between", "within"), [*permutations(DELIMITERS, 2)])
def test_cells_are_parted_by_what_parts_most_records_alike(between: str, within: str) -> None:
    rows = [
        ("1", "Elvin Sinagov", "1980", f"206.3.2{within} 228.1", "in prison"),
        ("2", "Turan Misalli", f"May{within} 1985", "", f"ill{within} in prison"),
        ("3", "Bahar Misalli", "1990", "", "in prison"),
        ("4", "Davud Tajrubov", "", f"233{within} 315{within} 318", ""),
    ]
    lines = [between.join(row) for row in rows]
    title, writers, others = f"A list{within} of May", f"Writers{between * 4}", f"Others{between * 4}"
    read = read_table("\n".join([title, writers, *lines[:2], others, *lines[2:]]) + "\n")
    assert [cells for row in read if (cells := tuple(cell.text for cell in row.cells))[0].isdigit()] == rows


def test_thousands_of_spaces_within_a_cell_are_read_as_one() -> None:
    text = f"Name;Sentence\nBir{' ' * 9000}Sınaqov;\"5 years{' ' * 4000}\n{' ' * 4000}and 6 months\"\n"
    row = read_table(text)[1]
    assert [cell.text for cell in row.cells] == ["Bir Sınaqov", "5 years\nand 6 months"]
    # The passage is all that stands there.
    assert [text[cell.span.start : cell.span.end].split() for cell in row.cells] == [
        ["Bir", "Sınaqov"], ["5", "years", "and", "6", "months"],
    ]  # fmt: skip
