"""Marks of a workbook: each is told by the record of the text that it is of; hostile files are refused."""

import zipfile
from contextlib import suppress
from io import BytesIO

import pytest

from tests.support.marked_workbook import marked_workbook
from webapp.domain.imports.table import read_table
from webapp.domain.sources.extraction.extracted_text import extract
from webapp.domain.sources.extraction.messages import Limits, Unreadable
from webapp.domain.sources.extraction.sheet_marks import marks_apart
from webapp.vocab.imports import MarkKind


def test_marks_stand_at_the_records_and_columns_of_the_text() -> None:
    data = marked_workbook()
    rows = {row.number: row for row in read_table(extract(data, file_name="list.xlsx").text)}
    marks = marks_apart(data, Limits())
    of_cells = {
        (mark.kind, rows[mark.row].cell(mark.column).text, mark.text)
        for mark in marks if mark.kind in (MarkKind.STRUCK, MarkKind.COMMENT)
    }  # fmt: skip
    assert of_cells == {
        (MarkKind.STRUCK, "Ceyhun Örnəkov", "Ceyhun Örnəkov"),
        (MarkKind.STRUCK, "Ayla Numunali", "Ayla Numunali"),
        (MarkKind.COMMENT, "Turan Qaralamalı", "Freed in May?"),
    }
    (hidden,) = (mark for mark in marks if mark.kind is MarkKind.HIDDEN_ROW)
    assert rows[hidden.row].cell(0).text == "Elvin Sınaqov"
    (column,) = (mark for mark in marks if mark.kind is MarkKind.HIDDEN_COLUMN)
    assert rows[2].cell(column.column).text == "Telephone"
    merged = [mark for mark in marks if mark.kind is MarkKind.MERGED]
    assert [rows[mark.row].cell(0).text for mark in merged] == ["Ceyhun Örnəkov", "Elvin Sınaqov"]
    assert {rows[mark.first_row].cell(mark.column).text for mark in merged} == {"Colony No. 8"}


@pytest.mark.parametrize("place", range(0, 4000, 500))
def test_a_damaged_file_is_refused_or_read_and_nothing_breaks(place: int) -> None:
    data = bytearray(marked_workbook())
    data[place : place + 40] = b"\x00" * 40
    with suppress(Unreadable):
        assert isinstance(marks_apart(bytes(data), Limits()), list)


def test_what_unpacks_to_far_more_than_a_list_is_refused() -> None:
    file = BytesIO(marked_workbook())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/comments1.xml", b"\x00" * 60_000_000)
    with pytest.raises(Unreadable):
        marks_apart(file.getvalue(), Limits())
