"""A spreadsheet is read as its visible sheets show it: each row a record of CSV, each value as printed."""

import csv
import io
import zipfile
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from webapp.domain.refusals import Refused
from webapp.domain.sources.extraction.extracted_text import extract

_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def saved(workbook: Workbook) -> bytes:
    """The bytes of a workbook."""
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def sheet(*rows: list[Any]) -> Workbook:
    """A workbook of one sheet with these rows."""
    workbook = Workbook()
    assert workbook.active is not None
    for row in rows:
        workbook.active.append(row)
    return workbook


def test_each_row_is_a_record_and_each_value_stands_as_printed() -> None:
    read = extract(
        saved(sheet(
            ["Name", "Arrest", "Article", "Years", "Held"],
            ["Misallı, Bahar", datetime.fromisoformat("2023-06-05"), 206.3, 7, True],
            ['Colony "No. 8"\nSampletown', "June 2023", "193-1.3.1", 7.5, None],
        )),
        file_name="list.xlsx",
    )  # fmt: skip
    assert list(csv.reader(io.StringIO(read.text))) == [
        ["Name", "Arrest", "Article", "Years", "Held"],
        ["Misallı, Bahar", "2023-06-05", "206.3", "7", "TRUE"],
        ['Colony "No. 8"\nSampletown', "June 2023", "193-1.3.1", "7.5", ""],
    ]
    assert (read.media_type.rpartition(".")[2], read.warnings) == ("sheet", ())


def test_every_visible_sheet_is_a_page_and_hidden_ones_are_left_out_and_said() -> None:
    workbook = sheet(["held"])
    workbook.create_sheet("Released").append(["let go"])
    hidden = workbook.create_sheet("Notes")
    hidden.append(["secret"])
    hidden.sheet_state = "hidden"
    read = extract(saved(workbook), file_name="list.xlsx")
    assert "secret" not in read.text
    assert [read.text[start:].splitlines()[0] for start in read.page_starts] == ["held", "let go"]
    assert any("hidden sheets" in warning for warning in read.warnings)


@pytest.mark.parametrize("mark", ["struck", "comment"])
def test_marks_that_are_not_read_are_said(mark: str) -> None:
    workbook = sheet(["Elvin Sinagov"])
    assert workbook.active is not None
    cell = workbook.active["A1"]
    if mark == "struck":
        cell.font = Font(strike=True)
    else:
        cell.comment = Comment("released?", "X")
    read = extract(saved(workbook), file_name="list.xlsx")
    assert any("Struck-out cells" in warning for warning in read.warnings)


def test_an_opendocument_spreadsheet_is_read() -> None:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{word}</text:p></table:table-cell>'
        for word in ("Elvin Sinagov", "serving")
    )
    body = (
        f'<office:document-content {_NAMES} office:version="1.3"><office:body><office:spreadsheet>'
        f'<table:table table:name="List"><table:table-row>{cells}</table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("mimetype", _ODS)
        packed.writestr("META-INF/manifest.xml", "<manifest/>")
        packed.writestr("content.xml", body)
    read = extract(file.getvalue(), file_name="list.ods")
    assert (read.text.strip(), read.media_type) == ("Elvin Sinagov,serving", _ODS)


def test_a_sheet_that_reaches_to_the_last_cell_is_refused() -> None:
    workbook = sheet(["Elvin Sinagov"])
    assert workbook.active is not None
    workbook.active["XFD1048576"] = "far out"
    with pytest.raises(Refused):
        extract(saved(workbook), file_name="list.xlsx")


def test_a_workbook_that_unpacks_to_gigabytes_is_refused() -> None:
    file = io.BytesIO(saved(sheet(["Elvin Sinagov"])))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet9.xml", b" " * 60_000_000)
    with pytest.raises(Refused, match="far larger"):
        extract(file.getvalue(), file_name="list.xlsx")


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 4_000), st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_is_read_or_refused_and_nothing_else(place: int, damage: bytes) -> None:
    data = saved(sheet(["Name", "Status"], ["Elvin Sinagov", "serving"]))
    broken = data[:place] + damage + data[place + len(damage) :]
    assert outcome(broken) in ("read", "file")


def outcome(data: bytes) -> str:
    """Whether a file is read, or at which field it is refused."""
    try:
        extract(data, file_name="list.xlsx")
    except Refused as refused:
        return refused.field
    return "read"


def test_a_list_may_be_longer_than_a_text_that_is_read_through() -> None:
    row = "Bahar Misallı,serving,05.06.2023,Colony 8\n"
    number = 1_200_000 // len(row)
    extracted = extract(f"Name,Status,Since,Place\n{row * number}".encode(), file_name="list.csv")
    assert extracted.text.count("\n") == number + 1
