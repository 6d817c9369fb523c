"""Lists of several sheets and parts: each cell in its own column, nobody from a sheet of something else."""

import io

import openpyxl
import pytest
from sqlalchemy.orm import Session

from tests.support.engines import on_sqlite
from tests.support.list_rows import rows_of, statuses_of, table_of
from webapp.domain.claims.facts import FactContent
from webapp.domain.claims.statuses import StatusContent
from webapp.domain.imports.marks import with_marks
from webapp.domain.sources.extraction.extracted_text import extract
from webapp.domain.sources.extraction.messages import Limits
from webapp.domain.sources.extraction.sheet_marks import marks_apart
from webapp.vocab.imports import ListField, MarkAnswer, MarkKind, RowOutcome
from webapp.vocab.liberty import Status
from webapp.vocab.people import FactKind


@on_sqlite
def test_a_heading_that_tells_no_sex_ends_what_the_one_above_told(session: Session) -> None:
    text = (
        "Name,Arrested,Article\nUydurma region,,\nBir Sınaqov,2021,128\nWomen,,\nAyla Örnək,2019,206\n"
        "Xəyal region,,\nIki Sınaqov,2020,1\n"
    )
    rows = rows_of(session, text, nobody=MarkAnswer.LEFT_OUT, name_alone=MarkAnswer.LEFT_OUT)
    told = {
        row.name: [each.content.value for each in row.news if isinstance(each.content, FactContent)]
        for row in rows if row.outcome is RowOutcome.NEW
    }  # fmt: skip
    assert told.items() >= {"Bir Sınaqov": [], "Ayla Örnək": ["female"], "Iki Sınaqov": []}.items()


@on_sqlite
def test_below_another_header_columns_of_other_words_are_those_that_hold_the_same(session: Session) -> None:
    text = (
        "Full name,M/F,Date of birth,Where held,Term (months)\nBir Sınaqov,m,1980,Colony 1,8\n"
        "Gender,Detainee,Place of detention,Term\nfemale,Ayla Örnək,Colony 2,5\n"
    )
    rows = rows_of(session, text, nobody=MarkAnswer.LEFT_OUT)
    assert [row.name for row in rows if row.outcome is RowOutcome.NEW] == ["Bir Sınaqov", "Ayla Örnək"]
    facts = [each.content.value for each in rows[2].news if isinstance(each.content, FactContent)]
    assert facts == ["female"]
    # Five of nothing is no term of five months.
    assert len(rows[2].news) == 2


@on_sqlite
def test_whole_names_and_names_in_parts_are_read_each_where_they_stand(session: Session) -> None:
    text = (
        "№,Фамилия,Имя,Отчество,Статус\n1,Небылицын,Автандил,Выдумович,отбывает\n"
        "№,Фамилия Имя Отчество,Статус\n1,Сынагов Вымысел Никтоевич,отбывает\n"
    )
    rows = rows_of(session, text, nobody=MarkAnswer.LEFT_OUT)
    assert [row.name for row in rows if row.outcome is RowOutcome.NEW] == [
        "Автандил Выдумович Небылицын", "Сынагов Вымысел Никтоевич",
    ]  # fmt: skip
    # A row with both is somebody's to tell.
    both = "Surname,Given name,Full name\nSınaqov,Bir,\nSınaqov,Iki,Iki Sınaqov\n"
    table = table_of(both)
    assert ListField.FAMILY_NAME not in table.fields


@on_sqlite
def test_a_place_below_the_header_of_an_arrest_is_none_of_detention(session: Session) -> None:
    rows = rows_of(session, "ФИО,,Арест,,Статус\nФамилия,Имя,Дата,Место,\nСынагов,Бир,2021,Выдумск,СИЗО\n")
    contents = [each.content for each in rows[0].news]
    assert [content.place_words for content in contents if isinstance(content, StatusContent)] == [None] * 2


def test_a_column_of_somebody_else_or_of_another_time_is_none_of_the_person() -> None:
    for header, field in {
        "Lawyer (name)": None, "Адвокат (ФИО)": None, "Judge / Name": None, "Vəkil (ad, soyad)": None,
        "Release date (planned)": None, "Place (birth)": None, "Arrest (place)": None,
        "Prison (previous)": None, "Sentence (prosecutor)": None, "Срок (запрошенный)": None,
        "Released (date)": ListField.RELEASED_ON, "Held until (expected)": ListField.UNTIL,
        "Дата рождения (год)": ListField.BORN, "Place (prison)": ListField.PLACE,
        "Sentence (years)": ListField.SENTENCE, "Charges (Criminal Code)": ListField.CHARGE,
    }.items():  # fmt: skip
        table = table_of(f'Prisoner,"{header}",Status\nBir Sınaqov,x,serving\n')
        assert table.fields[1] == (field or ListField.NOTHING), header
    # Of two columns of words for a status, one may be of an earlier year.
    rows = "Bir Sınaqov,serving,freed\nIki Sınaqov,SIZO,free\n"
    assert table_of(f"Prisoner,In 2019,In 2021\n{rows}").fields[1:] == [ListField.NOTHING] * 2
    assert table_of(f"Prisoner,Previous state,In 2021\n{rows}").fields[2] is ListField.STATUS


@on_sqlite
def test_a_row_that_names_parts_of_columns_alone_is_one_of_the_header(session: Session) -> None:
    text = "Name,Sentence,,Status\n,Requested,Imposed,\nBir Sınaqov,9 years,5 years,serving\n"
    (row,) = rows_of(session, text)
    assert [each.cell.text for each in row.news] == ["Bir Sınaqov", "serving", "5 years"]
    # Without a name in it, a row that says more than words of two columns is one of the list.
    assert len(table_of("Name,Born,,Status\n,1980,Uydurma,\nBir Sınaqov,1980,,serving\n").rows) == 2


def test_a_day_of_release_before_another_arrest_is_none() -> None:
    for header, field in {"Released,Re-arrested": None, "Released,Remarks": ListField.RELEASED_ON}.items():
        table = table_of(f"Name,{header}\nBir Sınaqov,2019,2020\n")
        assert table.fields[1] == (field or ListField.NOTHING)


@on_sqlite
def test_people_to_call_below_a_list_wait_for_an_answer(session: Session) -> None:
    text = (
        "Name,Status,Arrested\nBir Sınaqov,serving,2021\nWho,What,Phone\nVəkil Uydurmayev,lawyer,000\n"
        "Name,Status,Arrested\nIki Sınaqov,serving,2021\n"
    )
    rows = rows_of(session, text, nobody=MarkAnswer.LEFT_OUT)
    assert [(row.row.cell(0).text, row.outcome) for row in rows] == [
        ("Bir Sınaqov", RowOutcome.NEW), ("Who", RowOutcome.LEFT_OUT),
        ("Vəkil Uydurmayev", RowOutcome.MARKED), ("Name", RowOutcome.LEFT_OUT),
        ("Iki Sınaqov", RowOutcome.NEW),
    ]  # fmt: skip


def test_the_rows_of_a_sheet_that_names_no_columns_wait() -> None:
    book = openpyxl.Workbook()
    lists = {
        "Held": [("Name", "Status"), ("Bir Sınaqov", "serving")],
        "Freed": [("Name", "Status"), ("Iki Sınaqov", "released")],
        "Judges": [("Uydurma Hakimov", "Court 1"), ("Xəyal Hakimov", "Court 2")],
    }
    for title, rows in lists.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.remove(book.worksheets[0])
    book.save(file := io.BytesIO())
    text = extract(file.getvalue(), file_name="list.xlsx").text
    table = with_marks(table_of(text), marks_apart(file.getvalue(), Limits()))
    marked = {row.cell(0).text for row in table.marked_rows if row.marks[0].kind is MarkKind.SHEET}
    assert marked == {"Uydurma Hakimov", "Xəyal Hakimov"}


@pytest.mark.parametrize("letters", ["H,M", "V,M"])
@on_sqlite
def test_a_letter_for_a_sex_means_what_it_does_beside_the_others(session: Session, letters: str) -> None:
    male, female = letters.split(",")
    rows = rows_of(session, f"Nombre,Sexo\nBir Sınaqov,{male}\nAyla Örnək,{female}\n")
    sexes = [
        each.content.value for row in rows for each in row.news
        if isinstance(each.content, FactContent) and each.content.fact is FactKind.SEX
    ]  # fmt: skip
    assert sexes == ["male", "female"]
    rows = rows_of(session, "Nombre,Sexo\nBir Sınaqov,H\nAyla Örnək,M\nLalə Örnək,F\n")
    assert [row.outcome for row in rows] == [RowOutcome.NEW, RowOutcome.REFUSED, RowOutcome.NEW]
    rows = rows_of(session, "Adı Soyadı,Cinsiyet\nBir Sınaqov,E\nAyla Örnək,K\n")
    assert [row.outcome for row in rows] == [RowOutcome.NEW] * 2


@on_sqlite
def test_a_word_for_a_status_that_is_a_header_too_can_be_told_apart(session: Session) -> None:
    (row,) = rows_of(session, "Name,Status,Place\nBir Sınaqov,СИЗО,СИЗО\n")
    assert row.outcome is RowOutcome.NEW


@on_sqlite
def test_who_died_as_a_row_says_is_not_held_as_the_heading_above_says(session: Session) -> None:
    text = (
        "Name,Article,Remarks\nIn prison,,\nBir Sınaqov,128,a nurse\n"
        "Ayla Örnək,206,died in custody 3 May 2024\nIki Sınaqov,1,his mother died in 2020\n"
    )
    rows = rows_of(session, text, nobody=MarkAnswer.LEFT_OUT, name_alone=MarkAnswer.LEFT_OUT)
    statuses = {
        row.name: [status for status, _ in statuses_of(row)]
        for row in rows if row.outcome is RowOutcome.NEW
    }  # fmt: skip
    assert statuses == {
        "Bir Sınaqov": [Status.IMPRISONED], "Ayla Örnək": [Status.DIED_IN_CUSTODY],
        "Iki Sınaqov": [Status.IMPRISONED],
    }  # fmt: skip


@on_sqlite
def test_a_numbered_heading_above_the_header_is_of_the_first_part(session: Session) -> None:
    text = (
        "POLITICAL PRISONERS OF NOWHERE,,\nA. Convicted and serving (2),,\nName,Born,Arrested\n"
        "Bir Sınaqov,1980,2021\nB. Awaiting trial (1),,\nIki Sınaqov,1981,2022\n"
    )
    rows = [row for row in rows_of(session, text) if row.name.endswith("Sınaqov")]
    assert [[status for status, _ in statuses_of(row)] for row in rows] == [
        [Status.ARRESTED, Status.IMPRISONED], [Status.ARRESTED, Status.PRETRIAL_DETENTION],
    ]
    # A title tells nothing of anybody.
    titled = text.replace("A. Convicted and serving (2)", "Political prisoners").partition("B.")[0]
    assert table_of(titled).fields == [ListField.NAME, ListField.BORN, ListField.ARRESTED_ON]


@on_sqlite
def test_below_a_heading_of_prison_the_sentence_tells_who_awaits_trial(session: Session) -> None:
    text = (
        "Name;Arrested;Sentence\nBehind bars;;\nBir Sınaqov;2021;5 years\nIki Sınaqov;2024;awaiting trial\n"
        "Üç Sınaqov;2024;15 days\n"
    )
    rows = [row for row in rows_of(session, text) if row.name.endswith("Sınaqov")]
    statuses = [statuses_of(row)[-1][0] for row in rows]
    assert statuses == ["imprisoned", "pretrial_detention", "administrative_detention"]
