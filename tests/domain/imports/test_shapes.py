"""Shapes that lists have above, between and below their rows: nobody comes of them, nobody is misread."""


import pytest
from sqlalchemy.orm import Session

from tests.support.engines import on_sqlite
from tests.support.list_rows import rows_of, table_of
from webapp.domain.claims.statuses import StatusContent
from webapp.domain.imports.cells.dates import read_date
from webapp.domain.imports.cells.terms import StatedSentence
from webapp.domain.imports.lists import is_list
from webapp.domain.imports.marks import with_marks
from webapp.domain.refusals import Refused
from webapp.domain.sources.extraction.sheet_marks import SheetMark
from webapp.models import SourceVersion
from webapp.vocab.imports import ListField, MarkAnswer, MarkKind, RowOutcome
from webapp.vocab.liberty import Status


def test_the_columns_are_known_by_their_headers_in_the_languages_of_lists() -> None:
    name, born, held = ListField.NAME, ListField.BORN, ListField.ARRESTED_ON
    for header, fields in {
        "№;Прозвішча, імя;Дата нараджэння;Артыкул": (None, name, born, ListField.CHARGE),
        "ردیف,نام و نام خانوادگی,تاریخ بازداشت,وضعیت": (None, name, held, ListField.STATUS),
        "الرقم,الاسم الرباعي,تاريخ الاعتقال,الحكم": (None, name, held, ListField.SENTENCE),
        "序号,姓名,被捕日期,关押地点": (None, name, held, ListField.PLACE),
        "S/s;Soyadı, adı, atasının adı;Təvəllüdü;Cəza": (None, name, born, ListField.SENTENCE),
        "SIRA,ADI SOYADI,TUTUKLANMA TARİHİ,DURUMU": (None, name, held, ListField.STATUS),
        "No,Name (Latin),Sex (M/F),Sentence (months)": (None, name, ListField.SEX, ListField.SENTENCE),
        "Imię i nazwisko;Rok urodzenia;Zatrzymany;Wiek w miesiącach": (name, born, held, None),
        "Prisoner,Country,Reason": (name, None, None),
        "name,date taken (m/d/y),what for,how long": (name, held, ListField.CHARGE, ListField.SENTENCE),
        "Nom;Prénom;Né(e) le;Situation": (
            ListField.FAMILY_NAME, ListField.GIVEN_NAME, born, ListField.STATUS,
        ),
        "№,Ad və soyad / Full name,Həbs tarixi / Date of arrest,Released?": (
            None, name, held, ListField.RELEASED_ON,
        ),
        # Since when, and of what: nobody says.
        "Name,Term,Since,Notes": (name, ListField.SENTENCE, None, ListField.REMARK),
        "Name,Status,Since": (name, ListField.STATUS, ListField.SINCE),
        # References that are none of ours are theirs.
        "Reference,Name": (None, name),
    }.items():
        table = table_of(f"{header}\nÜnüvan,Sınaq,,\n")
        assert table.fields[: len(fields)] == [field or ListField.NOTHING for field in fields], header


@on_sqlite
def test_two_rows_that_name_the_columns_are_one_header(session: Session) -> None:
    text = (
        "A list of the invented,,,,,\n№,ФИО,,,Задержание,\n,Фамилия,Имя,Отчество,Дата,Место\n"
        "1,Небылицын,Автандил,Выдумович,14.03.2023,Тридесятск\n"
    )
    table = table_of(text)
    assert table.fields == [
        ListField.NOTHING, ListField.FAMILY_NAME, ListField.GIVEN_NAME, ListField.PATRONYMIC,
        ListField.ARRESTED_ON, ListField.NOTHING,
    ]  # fmt: skip
    (row,) = rows_of(session, text)
    assert (row.name, row.outcome) == ("Автандил Выдумович Небылицын", RowOutcome.NEW)
    # A row below the header that holds somebody's words is none of it.
    assert len(table_of("Name,,Status\nPrison Termov,x,held\n").rows) == 1


@on_sqlite
def test_below_another_header_each_cell_stands_in_the_column_of_its_own(session: Session) -> None:
    text = "Name,Status\nBir Sınaqov,held\nStatus,Name,Age\nreleased,Iki Sınaqov,40\n"
    rows = rows_of(session, text, nobody=MarkAnswer.LEFT_OUT)
    assert [(row.row.cell(0).text, row.outcome) for row in rows] == [
        ("Bir Sınaqov", RowOutcome.NEW), ("Name", RowOutcome.LEFT_OUT), ("Iki Sınaqov", RowOutcome.NEW),
    ]  # fmt: skip
    third = rows[2].row
    assert [third.cell(place).text for place in range(3)] == ["Iki Sınaqov", "released", "40"]
    # What the file marks in its first column is the second of the table there.
    marked = with_marks(table_of(text), [SheetMark(MarkKind.STRUCK, 4, 0), SheetMark(MarkKind.STRUCK, 2, 0)])
    assert [(row.number, mark.column) for row in marked.rows for mark in row.marks] == [(2, 0), (4, 1)]


@on_sqlite
def test_rows_that_name_nobody_or_several_wait_for_an_answer(session: Session) -> None:
    nobody = [
        "3", "-", "Total", "Всего: 12", "Journalists:", "* names as given", "Unknown", "Name", "Arrested on",
        "Note: not all", "Bir Sınaqov and Iki Sınaqov", "Zeynəb Sınaqova, born 1980, Art. 206",
        "see https://example.org/list",
        "This is a list of all whom we know to be held", "=SUM(A)", "Bir Sınaqov, journalist",
        "Bir Sınaqov – released", "Red = urgent", "This file was compiled by nobody",
        "Bir Sınaqov & Iki Sınaqov", "B?r S?naqov", "Women", "неизвестный", "unnamed", "¹ unconfirmed",
        "Sınaq brothers", "Sınaqov, Bir (journalist)", "Sınaqov Bir, Sınaqov Iki",
        "All in Uydurma", "отбывающие наказание", "Uydurma prison", "Все в СИЗО-1",
        "Unidentified woman", "Three from Uydurma", "Çoxlu sakinlər", "неустановленная женщина",
    ]  # fmt: skip
    somebody = [
        "12. Misallı, Bahar", "Bahar Misallı / Бахар Мисаллы", "José Ortega y Gasset Sínodo", "Əhməd*",
        "Abd al-Rahman bin Xəyal bin Sınaq al-Uydurma", "O'Nobody-Smith", "ВЫМЫСЛОВ И.И.",
        "Ayla Örnək (née Sınaq)",
    ]  # fmt: skip
    text = "\n".join(["No,Name,Status", *(f'{n},"{name}",held' for n, name in enumerate(nobody + somebody))])
    rows = rows_of(session, f"{text}\n,,Compiled by nobody\n")
    waiting = [row.row.cell(1).text for row in rows if row.outcome is RowOutcome.MARKED]
    assert waiting == [*nobody, ""]
    assert sum(row.name == "Bahar Misallı" for row in rows) == 2


def test_numbered_names_are_a_list_and_what_is_too_wide_is_none() -> None:
    for text, is_one in (
        ("1. Bahar Misallı\n2. Ayla Örnək\n3) Cavid Qondarma\n", True), ("Name\nBahar Misallı\n", True),
        ("1. It was said.\nThen nobody came, and the day went by.\n2. Again.\nSo it ends.\n", False),
        (",".join(["Name", "Status", *map(str, range(300))]), False), ("", False),
    ):  # fmt: skip
        assert is_list(SourceVersion(text=text, media_type="text/plain")) is is_one, text


@on_sqlite
def test_a_name_in_two_scripts_is_two_spellings_of_one(session: Session) -> None:
    text = 'Name\nBahar Misallı (Бахар Мисаллы)\nAyla Örnək / Ayla Örnəkova\n"Elvin Sınaq, Эльвин Сынаг"\n'
    rows = rows_of(session, f'{text}"Bir Sınaqov\nIki Sınaqov"\n')
    spellings = [[statement.content.text for statement in row.news] for row in (rows[0], rows[2])]
    assert spellings == [["Bahar Misallı", "Бахар Мисаллы"], ["Elvin Sınaq", "Эльвин Сынаг"]]
    # Of one script they may be two people.
    assert [row.outcome for row in (rows[1], rows[3])] == [RowOutcome.MARKED] * 2


def test_dates_as_databases_and_lists_print_them() -> None:
    for text, beside, edtf in (
        ("2023-03-12 00:00:00", "", "2023-03-12"), ("12.03.2023, 14:30", "", "2023-03-12"),
        ("2023-03-12T14:30:00Z", "", "2023-03-12"), ("since March 2023", "start", "2023-03"),
        ("с 12 марта 2023", "start", "2023-03-12"), ("b. 1980", "birth", "1980"), ("45000", "", "2023-03-15"),
        ("مهر ۱۴۰۲", "", "2023-09-23/2023-10-22"), ("۱۳۷۰/۰۲/۱۱", "", "1991-05-01"),
        ("14-Mar-22", "start", "2022-03-14"), ("3 мая 21", "", "2021-05-03"),
        ("Mar-2022", "", "2022-03"), ("Mar 5, 2022", "", "2022-03-05"), ("from 2023 on", "start", "2023/.."),
        ("ок. 1970", "birth", "1970~"), ("12.03.1987 г.р.", "birth", "1987-03-12"),
        ("1990 р.н.", "birth", "1990"), ("12.III.2021", "", "2021-03-12"), ("um 1970", "birth", "1970~"),
        ("1980-1985", "birth", "1980/1985"), ("III 2021", "", "2021-03"), ("2021.0", "", "2021"),
    ):  # fmt: skip
        assert read_date(text, in_spreadsheet=True, beside=beside).edtf == edtf, text
    refused = [("b. 1980", "start"), ("14-Mar-22", "birth"), ("12.03.23", ""), ("1401/07/12", "")]
    refused += [("12.XIII.2021", ""), ("1990 р.н.", "start"), ("1950–1999", "birth")]
    for text, beside in [*refused, ("soon 14:30", "")]:
        with pytest.raises(Refused):
            read_date(text, in_spreadsheet=True, beside=beside)


@on_sqlite
def test_where_one_date_has_the_month_first_no_other_is_read_with_the_day_first(session: Session) -> None:
    dates = ("12/25/2022", "03/04/2022", "2022-03-04", "05/05/2022")
    lines = (f"Sınaq {chr(65 + place)}li,{date}" for place, date in enumerate(dates))
    rows = rows_of(session, "\n".join(["Name,Arrested", *lines]))
    assert [row.outcome for row in rows] == [
        RowOutcome.NEW, RowOutcome.MARKED, RowOutcome.NEW, RowOutcome.NEW,
    ]  # fmt: skip
    assert "month before the day" in rows[1].problems[0].refused.translated()


@on_sqlite
def test_headings_that_tell_a_status_tell_it_of_the_rows_below_them(session: Session) -> None:
    text = (
        "Name,Arrested,Article\nSENTENCED,,\nBir Sınaqov,2021,128\nReleased,,\nIki Sınaqov,2019,206\n"
        "Journalists,,\nUç Sınaqov,2020,1\n"
    )
    assert table_of(text).fields[-1] is ListField.STATUS
    rows = rows_of(session, text, nobody=MarkAnswer.LEFT_OUT, name_alone=MarkAnswer.LEFT_OUT)
    told = {row.name: row for row in rows if row.outcome is not RowOutcome.LEFT_OUT}
    statuses = [
        (each.content.status, each.cell.text) for row in told.values() for each in row.news
        if isinstance(each.content, StatusContent) and each.content.status is not Status.ARRESTED
    ]  # fmt: skip
    assert statuses == [(Status.IMPRISONED, "SENTENCED"), (Status.AT_LIBERTY, "Released")]
    # What another heading says of them, somebody has to say.
    assert told["Uç Sınaqov"].outcome is RowOutcome.REFUSED


@on_sqlite
def test_headings_that_tell_a_sex_tell_it_of_the_rows_below_them_whatever_status_stands_above(
    session: Session,
) -> None:
    text = (
        "Name,Arrested,Article\nReleased,,\nMen,,\nBir Sınaqov,2021,128\nWomen,,\nAyla Örnək,2019,206\n"
        "Lale Örnək,2019,206\nTuran Qaralama,2018,206\n"
    )
    rows = rows_of(session, text, nobody=MarkAnswer.LEFT_OUT, name_alone=MarkAnswer.LEFT_OUT)
    said = [
        {each.cell.text for each in row.news} & {"Released", "Men", "Women"}
        for row in rows if row.outcome is RowOutcome.NEW
    ]  # fmt: skip
    assert said == [{"Released", "Men"}, *[{"Released", "Women"}] * 3]


def test_a_column_of_words_for_a_status_is_one_whatever_its_header_says() -> None:
    rows = "Bir Sınaqov,{},seen in May\nIki Sınaqov,{},\nUç Sınaqov,{},released\n"
    fields = table_of("Name,Kind of case,Remark\n" + rows.format("serving", "released 2019", "trial")).fields
    assert fields == [ListField.NAME, ListField.STATUS, ListField.REMARK]
    fields = table_of("Name,Kind of case,Remark\n" + rows.format("civil", "released", "military")).fields
    assert fields == [ListField.NAME, ListField.NOTHING, ListField.REMARK]


@on_sqlite
def test_an_alias_in_the_cell_of_a_name_is_another_spelling(session: Session) -> None:
    cells = ("Bir Sınaqov (aka) Birinci", "Iki Sınaqov a.k.a. “İkinci”", "Сынагов Уч, он же Третий")
    rows = rows_of(session, "No,Name\n" + "".join(f'{n},"{cell}"\n' for n, cell in enumerate(cells)))
    spellings = [[statement.content.text for statement in row.news] for row in rows]
    assert spellings == [["Bir Sınaqov", "Birinci"], ["Iki Sınaqov", "İkinci"], ["Сынагов Уч", "Третий"]]


def test_a_first_row_without_figures_above_rows_with_some_names_the_columns_in_any_language() -> None:
    table = table_of("Ainm,Áit,Dáta,Stádas\nBir Sınaqov,Nowhere,2021-02-03,free\nIki Sınaqov,Nowhere,,free\n")
    assert (table.header and table.header.number, len(table.rows)) == (1, 2)
    assert table.fields[3] is ListField.STATUS
    assert table_of("Bir Sınaqov,Nowhere,free\nIki Sınaqov,Nowhere,free\nUç Sınaqov,,free\n").header is None


@on_sqlite
def test_a_number_alone_is_a_term_in_the_unit_that_its_header_names(session: Session) -> None:
    for header, cell, years, months in (
        ("Sentence (years)", "8", 8, None), ("Срок; лет", "4.5", 4, 6), ("Term in months", "30", None, 30),
        ("Cəza (il)", "12.0", 12, None), ("Sentence (years)", "8 years 3 months", 8, 3),
    ):  # fmt: skip
        (row,) = rows_of(session, f'Name,"{header}",Arrested\nBir Sınaqov,{cell},2021\n')
        terms = [each.content for each in row.news if isinstance(each.content, StatedSentence)]
        assert [(term.years, term.months) for term in terms] == [(years, months)], header
    for header, cell in (
        ("Sentence", "8"), ("Sentence (years)", "2021"), ("Sentence (years; months)", "8"),
    ):  # fmt: skip
        (row,) = rows_of(session, f"Name,{header},Arrested\nBir Sınaqov,{cell},2021\n")
        assert [problem.field for problem in row.problems] == [ListField.SENTENCE], header


@on_sqlite
def test_a_number_alone_is_of_years_where_the_other_terms_of_its_column_are(session: Session) -> None:
    def terms(*cells: str) -> list[tuple[int | None, int | None]]:
        lines = (f'Sınaq {chr(65 + place)}li,"{cell}",2021' for place, cell in enumerate(cells))
        rows = rows_of(session, "\n".join(["Name,Sentence,Arrested", *lines]))
        stated = [each.content for row in rows for each in row.news]
        return [(term.years, term.months) for term in stated if isinstance(term, StatedSentence)]

    written = ("5 years", "6 years", "7 years 2 months")
    assert terms(*written, "3,5", "2")[3:] == [(3, 6), (2, None)]
    # Of days, as short arrests are, of months, or of more years than anybody says so.
    for other in ("15 days", "6 months", "120"):
        assert len(terms(*written, other, "2")) == 3 + (other != "120"), other
    assert len(terms(*written[:2], "2")) == 2


@on_sqlite
def test_a_cell_that_repeats_the_one_above_is_to_be_written_out(session: Session) -> None:
    repeats = ('"""', "-//-", "ditto", "то же", "Eyni", "同上")
    lines = (f"Sınaq {chr(65 + place)}li,2021,{cell},2021" for place, cell in enumerate(repeats))
    lines = (line.replace('"""', '""""') for line in lines)
    rows = rows_of(session, "\n".join(["Name,Arrested,Charge,Born", "Bir Sınaqov,2021,206,1980", *lines]))
    assert [[problem.field for problem in row.problems] for row in rows[1:]] == [[ListField.CHARGE]] * 6
    (_, row) = rows_of(session, "Name,Status,Place\nBir Sınaqov,serving,Colony 1\nIki Sınaqov,serving,same\n")
    assert [problem.field for problem in row.problems] == [ListField.PLACE]


def test_the_day_beside_what_happened_is_that_of_the_status() -> None:
    since = ListField.SINCE
    for header, day in (("Date,Event", since), ("Дата,Событие", since), ("Date,Now", ListField.NOTHING)):
        rows = "Sınaq Birli,2021,released\nSınaq Ikili,2020,arrested\n"
        fields = table_of(f"Name,{header}\n{rows}").fields
        assert fields == [ListField.NAME, day, ListField.STATUS], header


def test_a_column_of_what_was_before_or_of_punishments_is_none_of_what_is_now() -> None:
    for header in ("Status last year", "Тип наказания", "Estado anterior", "Type of punishment", "Result"):
        table = table_of(f"Name,{header},Arrested\nBir Sınaqov,detained,2021\nIki Sınaqov,released,2021\n")
        assert table.fields == [ListField.NAME, ListField.NOTHING, ListField.ARRESTED_ON], header


@on_sqlite
def test_where_two_columns_of_one_header_disagree_the_row_waits(session: Session) -> None:
    cells = "Bir Sınaqov,arrested,released\nIki Sınaqov,arrested,\nUç Sınaqov,serving,Serving\n"
    rows = rows_of(session, f"Name,Status,Status\n{cells}")
    assert [list(row.questions) for row in rows] == [[MarkKind.TWIN], [], []]


@on_sqlite
def test_a_sign_for_a_status_is_asked_about(session: Session) -> None:
    rows = rows_of(session, "Name,Status\nBir Sınaqov,X\nIki Sınaqov,-\n")
    assert [row.outcome for row in rows] == [RowOutcome.REFUSED, RowOutcome.NEW]


@on_sqlite
def test_a_row_that_goes_on_beyond_the_header_waits(session: Session) -> None:
    for header, heading in (("Name,Born,Status", ""), ("Name,Born,Arrested", "Released,,\n")):
        text = f"{header}\n{heading}Sınaqov, Bir,1980,2020\nIki Sınaqov,1981,2020,\n"
        rows = rows_of(session, text, nobody=MarkAnswer.LEFT_OUT)
        assert [list(row.questions) for row in rows[-2:]] == [[MarkKind.BEYOND], []]


@on_sqlite
def test_a_day_of_release_is_one_of_those_alone_whom_no_word_holds(session: Session) -> None:
    text = (
        "Name,Status,Arrested,Release date\nBir Sınaqov,serving,2021,2027\n"
        "Iki Sınaqov,released,2019,3 May 2020\nUç Sınaqov,,2018,yes\nDörd Sınaqov,,2018,no\n"
        "Beş Sınaqov,,2018,2019-05\n"
    )
    first, *rest = rows_of(session, text)
    assert "Held until" in first.problems[0].refused.translated()
    ends = [
        [each.content.since and each.content.since.edtf for each in row.news
         if isinstance(each.content, StatusContent) and each.content.status is Status.AT_LIBERTY]
        for row in rest
    ]  # fmt: skip
    assert ends == [["2020-05-03"], [None], [], ["2019-05"]]
