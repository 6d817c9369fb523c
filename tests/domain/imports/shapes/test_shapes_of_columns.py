"""Lists that tell a status, an arrest or a release by the shape of their columns."""

from pathlib import Path

from sqlalchemy.orm import Session

from tests import make
from tests.support.engines import on_sqlite
from tests.support.list_rows import rows_of, table_of
from webapp.domain.claims.statuses import StatusContent
from webapp.domain.imports.lists import likely_reading, list_table
from webapp.domain.imports.marks import marked_table
from webapp.domain.imports.rows import ListRow, read_rows
from webapp.vocab.imports import ListField, RowOutcome
from webapp.vocab.organizations import OrganizationKind


def statuses(row: ListRow) -> list[tuple[str, str | None]]:
    """What a row tells of liberty, and since when."""
    contents = (each.content for each in row.news if isinstance(each.content, StatusContent))
    return [(content.status.value, content.since.edtf if content.since else None) for content in contents]


@on_sqlite
def test_a_period_in_one_column_is_an_arrest_and_a_release(session: Session) -> None:
    for header in ("Held", "Arrested"):
        text = (
            f"Name;{header}\nBir Sınaqov;12.03.2021–15.09.2022\nIki Sınaqov;2019-05-01 to 2020-11-30\n"
            "Üç Misallı;04.2023 – present\nDörd Nümunə;since 5 May 2024\nBeş Uydurmaz;03.06.2024\n"
        )
        rows = rows_of(session, text)
        assert [statuses(row) for row in rows] == [
            [("arrested", "2021-03-12"), ("at_liberty", "2022-09-15")],
            [("arrested", "2019-05-01"), ("at_liberty", "2020-11-30")],
            [("arrested", "2023-04")], [("arrested", "2024-05-05")], [("arrested", "2024-06-03")],
        ]  # fmt: skip
        cells = [each.cell for each in rows[0].news if isinstance(each.content, StatusContent)]
        assert [text[cell.span.start : cell.span.end] for cell in cells] == ["12.03.2021", "15.09.2022"]


@on_sqlite
def test_the_end_of_a_period_that_is_still_to_come_is_no_release(session: Session) -> None:
    text = (
        "ФИО;Период содержания\nВыдуманов Пётр;01.02.2024 – 30.12.2026\n"
        "Примерова Анна;с 04.04.2023 по н.в.\n"
    )
    assert [statuses(row) for row in rows_of(session, text)] == [
        [("arrested", "2024-02-01")], [("arrested", "2023-04-04")],
    ]  # fmt: skip
    (row,) = rows_of(session, "Name;Held\nBir Sınaqov;05/13/2024 - 05/13/2029\n")
    assert statuses(row) == [("arrested", "2024-05-13")]


@on_sqlite
def test_a_tick_below_a_status_is_that_status(session: Session) -> None:
    text = (
        "Ad, soyad;Tutulub;İstintaq həbsi;Ev dustaqlığı;Azad edilib\nBir Sınaqov;2023-05-01;x;;\n"
        "Iki Misallı;2022;;+;-\nÜç Örnəkov;2021;✓;;✓\nDörd Nümunə;2020;;;\n"
    )
    rows = rows_of(session, text)
    assert [statuses(row)[1:] for row in rows] == [
        [("pretrial_detention", None)], [("house_arrest", None)], [("at_liberty", None)], [],
    ]  # fmt: skip
    # Two that cannot both be so are for a person to tell.
    (row,) = rows_of(session, "Name;House arrest;On remand\nBir Sınaqov;x;x\n")
    assert row.outcome is RowOutcome.REFUSED


@on_sqlite
def test_yes_or_no_answers_the_question_of_its_header(session: Session) -> None:
    text = "Name;Still in custody?\nBir Sınaqov;yes\nIki Misallı;No\nÜç Örnəkov;\n"
    assert [statuses(row) for row in rows_of(session, text)] == [
        [("arrested", None)], [("at_liberty", None)], [],
    ]  # fmt: skip
    rows = rows_of(session, "Name;Detained\nBir Sınaqov;yes\nIki Misallı;no\n")
    assert [statuses(row) for row in rows] == [[("arrested", None)], [("at_liberty", None)]]
    # Who is not on remand may be convicted, and a political prisoner may be free.
    for header in ("On remand?", "Political prisoner", "Tortured"):
        rows = rows_of(session, f"Name;{header}\nBir Sınaqov;no\nIki Misallı;no\n")
        assert [statuses(row) for row in rows] == [[], []], header
    table = table_of("Name;Political prisoner\nBir Sınaqov;yes\nIki Sınaqov;no\n")
    assert ListField.STATUS not in table.fields


@on_sqlite
def test_of_columns_year_by_year_the_last_tells_how_things_are(session: Session) -> None:
    text = (
        "Name;Charge;2024;2025;2026\nBir Sınaqov;art. 1;arrested 3 May;in prison;released 4 March\n"
        "Iki Misallı;art. 2;;in prison;in prison\nÜç Örnəkov;art. 3;arrested;released;\n"
        "Dörd Nümunə;art. 4;in prison;;\n"
    )
    assert [statuses(row) for row in rows_of(session, text)] == [
        [("at_liberty", "2026-03-04")], [("imprisoned", None)], [("at_liberty", None)], [],
    ]  # fmt: skip
    # How things were years before the list is not how they are.
    old = "Name;2015;2016\nBir Sınaqov;in prison;released\nIki Misallı;released;in prison\n"
    assert not any(statuses(row) for row in rows_of(session, old))


@on_sqlite
def test_a_release_in_place_of_a_prison_is_a_status_and_no_place(session: Session) -> None:
    text = "Name;Address for letters;Status\nBir Sınaqov;released;\nIki Misallı;Uydurma prison;on remand\n"
    rows = rows_of(session, text + "Üç Örnəkov;released;in prison\n")
    assert [statuses(row) for row in rows[:2]] == [[("at_liberty", None)], [("pretrial_detention", None)]]
    places = [each.content.place_words for each in rows[1].news if isinstance(each.content, StatusContent)]
    assert places == ["Uydurma prison"]
    assert rows[2].outcome is RowOutcome.REFUSED


@on_sqlite
def test_a_calendar_of_hearings_comes_in_without_courts_that_are_not_recorded(
    session: Session, tmp_path: Path
) -> None:
    text = (
        "Defendant;Court;Stage;Custody;Next hearing\n"
        "Bir Sınaqov;Uydurma Court;witnesses;house arrest;17 Nov 2026\n"
        "Iki Misallı;City Court;appeal;on remand;not scheduled\n"
    )
    (version,) = make.source(session, "A calendar", text).versions
    table = marked_table(version, list_table(version), tmp_path)
    reading = likely_reading(version, table, table.fields)
    rows = list(read_rows(session, version, table.rows, reading, decisions={}))
    assert [statuses(row) for row in rows] == [[("house_arrest", None)], [("pretrial_detention", None)]]
    assert not any(row.waits for row in rows)
    # Where one of its courts is recorded, the others are for a person to add.
    make.organization(session, "Uydurma Court", OrganizationKind.COURT)
    assert ListField.COURT in marked_table(version, list_table(version), tmp_path).fields


@on_sqlite
def test_a_year_of_birth_and_a_birthday_are_one_birth(session: Session) -> None:
    text = "Имя;Год рождения;День рождения\nВыдуманов Пётр;1980;12 мая\nПримерова Анна;1980;12.05.1979\n"
    assert [row.waits for row in rows_of(session, text)] == [False, True]
