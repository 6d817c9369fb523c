"""Lists in the shapes that others keep, of invented people: each row comes in or is refused with a reason."""

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from webapp.domain.history.recording import editing
from webapp.domain.imports.columns import guessed_fields
from webapp.domain.imports.lists import likely_reading, list_table
from webapp.domain.imports.recording import record_rows
from webapp.domain.imports.rows import ListRow, read_rows
from webapp.domain.imports.table import read_table
from webapp.models import PersonalFact, PersonName, PersonSummary, StatusEvent
from webapp.vocab.claims import Audience, ClaimState
from webapp.vocab.people import FactKind

SAMPLES = Path(__file__).parents[2] / "support" / "sample_lists"
# Of each list how many rows come in, and which cells refuse the others.
EXPECTED: dict[str, tuple[int, list[tuple[str, str]]]] = {
    "sentence_and_place.csv": (3, [("sentence", "12.03.2021"), ("sentence", "detention")]),
    "registry_of_19_columns.csv": (2, [("born", "31.02.1979")]),
    "numbered_names.txt": (4, []),
    "facilities.csv": (3, []),
    "parts_of_names.csv": (3, [("name", "")]),
    "names_in_two_languages.csv": (2, []),
}


def recorded(session: Session, file: str) -> list[ListRow]:
    """The rows of a sample, read as it seems to want, with all that can be recorded."""
    text = (SAMPLES / file).read_text("utf-8")
    (version,) = make.source(session, file, text, date="2024-06").versions
    table = list_table(version)
    reading = likely_reading(version, table, table.fields)
    rows = list(read_rows(session, version, table.rows, reading, decisions={}))
    with editing(session, by=make.account(session), reason="A list", at=make.AT):
        record_rows(session, version, rows, state=ClaimState.PUBLISHED)
    return rows


@pytest.mark.parametrize("file", sorted(path.name for path in SAMPLES.iterdir()))
def test_every_row_of_a_list_comes_in_or_is_refused_with_its_cell(session: Session, file: str) -> None:
    number, cells = EXPECTED[file]
    rows = recorded(session, file)
    problems = [(problem.field.value, problem.text) for row in rows for problem in row.problems]
    assert (sum(row.to_write for row in rows), problems) == (number, cells)
    public = select(PersonSummary).where(PersonSummary.audience == Audience.PUBLIC)
    assert len(session.scalars(public).all()) == number


def test_a_registry_tells_of_names_in_two_scripts_and_of_the_age_when_arrested(session: Session) -> None:
    recorded(session, "registry_of_19_columns.csv")
    names = set(session.scalars(select(PersonName.text)))
    assert {"Bahar Misalli", "Бахар Мисаллы", "Джейхун Орнеков"} <= names
    ages = session.scalars(select(PersonalFact).where(PersonalFact.fact == FactKind.AGE))
    assert {(fact.value, fact.date and fact.date.edtf) for fact in ages} == {
        ("35", "2023-06-05"), ("41", "2022"),
    }  # fmt: skip


def test_a_name_in_parts_is_one_name_and_rests_on_all_its_cells(session: Session) -> None:
    recorded(session, "parts_of_names.csv")
    names = session.scalars(select(PersonName).order_by(PersonName.text))
    assert [(name.text, name.given, name.family, name.citations[0].passage.exact) for name in names] == [
        ("Ayşe Gül Kurguova", "Ayşe Gül", "Kurguova", "Kurguova,Ayşe Gül"),
        ("Tekadlı", None, "Tekadlı", "Tekadlı"),
        ("Örnek Uydurmayev", "Örnek", "Uydurmayev", "Uydurmayev,Örnek"),
    ]


def test_a_name_in_two_languages_is_one_person(session: Session) -> None:
    recorded(session, "names_in_two_languages.csv")
    (name,) = session.scalars(select(PersonName).where(PersonName.text == "أحمد المثالي"))
    assert session.get_one(PersonSummary, (name.person_id, Audience.PUBLIC)).name == "Ahmad al-Mithali"


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("Last Name,First Name,Status", ["family_name", "given_name", "status"]),
        ("Фамилия;Имя;Отчество;Статус", ["family_name", "given_name", "patronymic", "status"]),
        ("Name,Surname,Status", ["given_name", "family_name", "status"]),
        ("Full name,Surname,Status", ["name", "left_out", "status"]),
        ("Surname,Status,Sex", ["name", "status", "sex"]),
        ("Ad soyad,Ata adı,Status", ["name", "left_out", "status"]),
        ("Nombre,Apellidos,Estado", ["given_name", "family_name", "status"]),
        ("NAME OF DETAINEE,PLACE OF ARREST,AGE", ["name", "left_out", "age"]),
        ("Имя заключённого;Арест;Имя отца", ["name", "arrested_on", "left_out"]),
        ("Detainee (English),Father's name,Lawyer", ["name", "left_out", "left_out"]),
    ],
)
def test_the_parts_of_names_are_told_from_whole_ones(header: str, fields: list[str]) -> None:
    rows = read_table(f"{header}\n")
    assert guessed_fields(rows[0], len(rows[0].cells)) == fields


def test_facilities_with_odd_spaces_marks_and_line_breaks_are_read_in_one_line(session: Session) -> None:
    recorded(session, "facilities.csv")
    places = set(session.scalars(select(StatusEvent.place_words)))
    assert places == {"Colony “No. 8”", 'Colony "No. 2" of the Invented District', "«SIZO 1»"}
