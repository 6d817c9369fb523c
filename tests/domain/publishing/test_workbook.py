"""The workbook has the cells of the CSV, days and numbers as such, and says what it is a list of."""

import csv
import io
from datetime import datetime
from hashlib import sha256

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session

from tests import make
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.publishing import workbook
from webapp.domain.publishing.people_columns import COLUMN_NAMES, LIST_COLUMNS
from webapp.domain.publishing.people_csv import people_csv
from webapp.domain.text.formula_escape import unescaped
from webapp.domain.visibility import PUBLIC

SITE = "http://localhost"


def written(value: object) -> str:
    """Return a cell as the CSV has it."""
    return value.date().isoformat() if isinstance(value, datetime) else str("" if value is None else value)


def test_its_cells_are_those_of_the_csv_and_none_is_a_formula(session: Session) -> None:
    person = make.person(session, "Elvin Sınaqov")
    make.status(session, person)
    make.charge(session, person, offence="=1+1")
    with make.single_edit(session):
        for number in range(34):
            make.charge(session, person, offence=f"{number} " + "A long offence. " * 60)
    make.person(session, "Айла Нумунели")
    people_filter = PeopleFilter()
    listed = b"".join(people_csv(session, people_filter, to=PUBLIC, today=make.AT.date(), public_url=SITE))
    file = b"".join(workbook.people_xlsx(session, people_filter, to=PUBLIC, at=make.AT, public_url=SITE))
    book = load_workbook(io.BytesIO(file))
    sheet = book["People"]
    read = [[written(cell.value) for cell in row] for row in sheet.iter_rows()]
    plain = [
        [unescaped(cell) for cell in row]
        for row in csv.reader(io.StringIO(listed.decode("utf-8-sig"), newline=""))
    ]
    shortened = [[cell if len(cell) <= 32_767 else cell[:32_766] + "…" for cell in row] for row in plain]
    assert read == shortened
    assert any(cell.endswith("…") for row in read for cell in row)
    kinds = {"string": "s", "integer": "n", "date": "d"}
    for row in sheet.iter_rows(min_row=2):
        for column, cell in zip(LIST_COLUMNS, row, strict=True):
            assert cell.data_type == kinds[column.type] or cell.value is None, column.name
    assert sheet.freeze_panes == "C2"
    linked = sheet.cell(2, COLUMN_NAMES.index("record_url") + 1)
    assert linked.hyperlink.target == linked.value
    about = {row[0].value: row[1].value for row in book["About"].iter_rows()}
    assert (about["People"], about["Filter"], about["As of"]) == ("2", "none: everybody", "2026-11-22")
    assert about["SHA-256 of the same list as CSV"] == sha256(listed).hexdigest()


def test_a_cell_says_the_same_whatever_signs_it_holds(session: Session) -> None:
    names = ["<r>Elvin & Sınaq</r>", "Elvin _x0041_", 'Elvin "Sınaq"']
    for name in names:
        make.person(session, name)
    file = b"".join(workbook.people_xlsx(session, PeopleFilter(), to=PUBLIC, at=make.AT, public_url=SITE))
    header, *rows = CalamineWorkbook.from_filelike(io.BytesIO(file)).get_sheet_by_name("People").to_python()
    assert {row[header.index("name")] for row in rows} == set(names)


def test_a_link_leads_where_its_cell_says_whatever_signs_it_holds(session: Session) -> None:
    make.person(session, "Elvin Sınaq")
    odd = f"""{SITE}/a&b<c>"d'e"""
    file = b"".join(workbook.people_xlsx(session, PeopleFilter(), to=PUBLIC, at=make.AT, public_url=odd))
    linked = load_workbook(io.BytesIO(file))["People"].cell(2, COLUMN_NAMES.index("record_url") + 1)
    assert linked.hyperlink.target == linked.value == f"{odd}/people/P-0001"


def test_rows_past_what_a_sheet_holds_are_left_out_and_counted(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        make.person(session, f"Elvin Sınaq {number}")
    monkeypatch.setattr(workbook, "_MOST_ROWS", 2)
    monkeypatch.setattr("webapp.domain.publishing.people_csv.ROWS_AT_ONCE", 1)
    file = b"".join(workbook.people_xlsx(session, PeopleFilter(), to=PUBLIC, at=make.AT, public_url=SITE))
    book = load_workbook(io.BytesIO(file))
    assert [row[1].value for row in book["People"].iter_rows()] == ["name", "Elvin Sınaq 0", "Elvin Sınaq 1"]
    about = {row[0].value: row[1].value for row in book["About"].iter_rows()}
    assert (about["People"], about["Rows left out"]) == ("3", "1")


def test_a_list_of_nobody_has_its_header(session: Session) -> None:
    people_filter = PeopleFilter.read("q=nobody")
    file = b"".join(workbook.people_xlsx(session, people_filter, to=PUBLIC, at=make.AT, public_url=SITE))
    book = load_workbook(io.BytesIO(file))
    assert [cell.value for cell in next(book["People"].iter_rows())] == list(COLUMN_NAMES)
    assert book["People"].max_row == 1
    assert book["About"]["B1"].value == "0"
