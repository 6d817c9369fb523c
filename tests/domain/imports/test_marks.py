"""Marks of a list's file are asked about: what is struck out, hidden or merged waits for an answer."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900
from sqlalchemy.orm import Session

from tests import make
from tests.support.engines import on_sqlite
from tests.support.list_rows import table_of
from tests.support.marked_workbook import marked_workbook
from webapp.domain.claims.statuses import StatusContent
from webapp.domain.history.recording import editing
from webapp.domain.imports.batches.at_once import bring_in
from webapp.domain.imports.lists import ListTable, likely_reading, list_table, outcome_counts
from webapp.domain.imports.marks import marked_table, with_marks, with_names_alone
from webapp.domain.imports.reading import ListReading
from webapp.domain.imports.row_marks import ROW_LEFT_OUT
from webapp.domain.imports.rows import ListRow, read_rows
from webapp.domain.sources import archive
from webapp.domain.sources.extraction.extracted_text import extract
from webapp.domain.sources.extraction.file_kinds import FileKind
from webapp.domain.sources.extraction.messages import Limits
from webapp.domain.sources.extraction.sheet_marks import marks_apart
from webapp.models import SourceVersion, StatusEvent
from webapp.vocab.claims import ClaimState
from webapp.vocab.imports import ListField, MarkAnswer, MarkKind, RowOutcome

_RETRIEVED_AT = datetime(2026, 3, 1, tzinfo=UTC)
ALL_AS_THEY_STAND = {
    MarkKind.STRUCK: MarkAnswer.AS_IT_STANDS, MarkKind.HIDDEN_ROW: MarkAnswer.AS_IT_STANDS,
    MarkKind.MERGED: MarkAnswer.FOR_ALL,
}  # fmt: skip


@pytest.fixture
def version(session: Session) -> SourceVersion:
    """The text of a marked workbook."""
    text = extract(marked_workbook(), file_name="list.xlsx").text
    return make.source(session, "A marked list", text).versions[0]


@pytest.fixture
def table(version: SourceVersion) -> ListTable:
    """Its rows with their marks."""
    return with_marks(list_table(version), marks_apart(marked_workbook(), Limits()))


@pytest.fixture
def reading(version: SourceVersion, table: ListTable) -> ListReading:
    """How it is read before anybody has answered."""
    return likely_reading(version, table, table.fields)


def outcomes(
    session: Session, version: SourceVersion, table: ListTable, reading: ListReading, **decisions: str
) -> dict[str, ListRow]:
    """What becomes of the rows, by their names."""
    by_number = {int(number.removeprefix("row")): decision for number, decision in decisions.items()}
    rows = read_rows(session, version, table.rows, reading, decisions=by_number)
    return {row.row.cell(0).text: row for row in rows}


def test_rows_with_marks_wait_and_all_others_do_not(
    session: Session, version: SourceVersion, table: ListTable, reading: ListReading
) -> None:
    rows = outcomes(session, version, table, reading)
    assert {name: list(row.questions) for name, row in rows.items()} == {
        "Bahar Misallı": [],
        "Ceyhun Örnəkov": [MarkKind.MERGED, MarkKind.STRUCK],
        "Elvin Sınaqov": [MarkKind.HIDDEN_ROW, MarkKind.MERGED],
        "Turan Qaralamalı": [],
        "Ayla Numunali": [MarkKind.STRUCK],
    }
    assert outcome_counts(rows.values())[RowOutcome.MARKED] == 3
    assert table.hidden_columns == {3}


def test_a_mark_of_a_column_that_is_not_read_asks_nothing(
    session: Session, version: SourceVersion, table: ListTable, reading: ListReading
) -> None:
    without_places = likely_reading(version, table, [*table.fields[:2], *[ListField.NOTHING] * 2])
    rows = outcomes(session, version, table, without_places)
    assert list(rows["Ceyhun Örnəkov"].questions) == [MarkKind.STRUCK]


def test_answers_let_rows_in_or_out_and_a_merged_cell_holds_for_all_its_rows(
    session: Session, version: SourceVersion, table: ListTable, reading: ListReading
) -> None:
    rows = outcomes(session, version, table, replace(reading, marks=ALL_AS_THEY_STAND))
    assert {row.outcome for row in rows.values()} == {RowOutcome.NEW}
    (statement,) = (s for s in rows["Elvin Sınaqov"].news if hasattr(s.content, "place_words"))
    assert statement.content.place_words == "Colony No. 8"
    out = {**ALL_AS_THEY_STAND, MarkKind.STRUCK: MarkAnswer.LEFT_OUT}
    rows = outcomes(session, version, table, replace(reading, marks=out))
    left = [name for name, row in rows.items() if row.outcome is RowOutcome.LEFT_OUT]
    assert left == ["Ceyhun Örnəkov", "Ayla Numunali"]


def test_one_row_is_left_out_by_its_number(
    session: Session, version: SourceVersion, table: ListTable, reading: ListReading
) -> None:
    number = table.rows[1].number
    answered = replace(reading, marks=ALL_AS_THEY_STAND)
    rows = outcomes(session, version, table, answered, **{f"row{number}": ROW_LEFT_OUT})
    assert rows["Ceyhun Örnəkov"].outcome is RowOutcome.LEFT_OUT
    assert rows["Ayla Numunali"].outcome is RowOutcome.NEW


def test_the_claim_of_a_merged_cell_rests_on_the_cell_itself(
    session: Session, version: SourceVersion, table: ListTable, reading: ListReading
) -> None:
    answered = replace(reading, marks={**ALL_AS_THEY_STAND, MarkKind.STRUCK: MarkAnswer.LEFT_OUT})
    rows = list(read_rows(session, version, table.rows, answered, decisions={}))
    with editing(session, by=make.account(session, "Clara"), reason="List", at=make.AT):
        recorded = bring_in(
            session, version=version, table=table, reading=answered, decisions={},
            expected=outcome_counts(rows), state=ClaimState.PUBLISHED,
        )  # fmt: skip
    assert recorded.rows == 3
    events = session.query(StatusEvent).all()
    assert {event.person.reference for event in events if event.place_words == "Colony No. 8"} == {
        "P-0001", "P-0002",
    }


def test_where_marks_cannot_be_read_that_is_said(tmp_path: Path) -> None:
    broken = archive.keep(tmp_path, b"PK broken")
    for kind, words in (
        (FileKind.ODS, ".xlsx alone"), (FileKind.XLS, ".xlsx alone"), (FileKind.XLSX, "could not be read"),
        (FileKind.TEXT, ""),
    ):  # fmt: skip
        version = SourceVersion(
            text="Name\nBahar Misallı\n", media_type=kind, bytes_sha256=broken, retrieved_at=_RETRIEVED_AT
        )
        unread = marked_table(version, list_table(version), tmp_path).marks_unread
        assert words in unread
        assert bool(words) == bool(unread)


def test_a_name_that_stands_alone_among_rows_that_say_more_is_asked_about(session: Session) -> None:
    text = "Name,Born,Article\nElvin Sınaqov,1979,206.3\nBloggers,,\nAyla Nümunəli,1980,206.4\n"
    (version,) = make.source(session, "A list with headings", text).versions
    table = with_names_alone(list_table(version))
    reading = likely_reading(version, table, table.fields)
    asked = [row.outcome for row in read_rows(session, version, table.rows, reading, decisions={})]
    assert asked == [RowOutcome.NEW, RowOutcome.MARKED, RowOutcome.NEW]
    meant = replace(reading, marks={MarkKind.NAME_ALONE: MarkAnswer.LEFT_OUT})
    rows = list(read_rows(session, version, table.rows, meant, decisions={}))
    assert [row.outcome for row in rows] == [RowOutcome.NEW, RowOutcome.LEFT_OUT, RowOutcome.NEW]


def test_what_an_abbreviation_means_is_asked_about_and_a_numbered_name_alone_is_not() -> None:
    rows = "1,Elvin Sınaqov,1979,206.3\nSIZO,remand prison,,\n2,Ayla Nümunəli,,\n3,Bir Sınaqov,1980,206.4\n"
    table = with_names_alone(table_of(f"No,Name,Born,Article\n{rows}"))
    assert [row.cell(1).text for row in table.marked_rows] == ["remand prison"]


def test_where_most_rows_hold_a_name_alone_none_is_asked_about(session: Session) -> None:
    text = "Name,Born,Article\nElvin Sınaqov,1979,206.3\nAyla Nümunəli,,\nTuran Qaralamalı,,\n"
    (version,) = make.source(session, "A short list", text).versions
    assert not with_names_alone(list_table(version)).marked_rows


def test_rows_of_several_sheets_wait_where_no_column_tells_what_became_of_anybody() -> None:
    sheets = "Name,Arrested\nBir Sınaqov,2021\nName,Arrested\nIki Sınaqov,2019\n"
    for text, waiting in ((sheets, 3), (sheets.replace("Arrested\n", "Arrested,Status\n"), 0)):
        version = SourceVersion(text=text, media_type=FileKind.ODS, retrieved_at=_RETRIEVED_AT)
        marked = marked_table(version, list_table(version), Path("nowhere"))
        marks = [mark.kind for row in marked.rows for mark in row.marks]
        assert marks.count(MarkKind.SHEET) == waiting


@on_sqlite
def test_a_cell_with_an_error_is_asked_about_and_a_number_of_1904_is_a_day_counted_so(
    session: Session,
) -> None:
    cells = (("Name", "Arrested"), ("Bir Sınaqov", 42797), ("Iki Sınaqov", "#REF!"))
    for epoch, day in ((CALENDAR_WINDOWS_1900, "2017-03-03"), (CALENDAR_MAC_1904, "2021-03-04")):
        file, book = BytesIO(), Workbook()
        book.epoch = epoch
        sheet = book.active
        assert sheet is not None
        for row in cells:
            sheet.append(row)
        book.save(file)
        text = extract(file.getvalue(), file_name="list.xlsx").text
        version = make.source(session, day, f"{text}{day},\n").versions[0]
        table = with_marks(list_table(version), marks_apart(file.getvalue(), Limits()))
        reading = replace(likely_reading(version, table, table.fields), in_spreadsheet=True)
        first, second, _ = read_rows(session, version, table.rows, reading, decisions={})
        days = [each.content.since for each in first.news if isinstance(each.content, StatusContent)]
        assert [since and since.edtf for since in days] == [day]
        assert (second.outcome, list(second.questions)) == (RowOutcome.MARKED, [MarkKind.FAILED])
