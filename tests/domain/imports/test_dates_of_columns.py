"""Dates whose order and century their column tells; none is read that may be another day."""

import pytest
from sqlalchemy.orm import Session

from tests.support.engines import on_sqlite
from tests.support.list_rows import rows_of
from webapp.domain.claims.facts import FactContent
from webapp.domain.claims.statuses import StatusContent
from webapp.domain.imports.cells.dates import DateFigures, in_figures, read_date
from webapp.domain.refusals import Refused
from webapp.vocab.imports import MarkAnswer, MarkKind, RowOutcome

NAMES = ("Bahar Misallı", "Ceyhun Örnəkov", "Elvin Sınaqov", "Lalə Qondarma", "Turan Uydurmayev")


def arrests(session: Session, header: str, *dates: str) -> list[str]:
    """The days of arrest that a list with these dates tells, `refused` for one that is or waits."""
    lines = (f'{name},"{date}"' for name, date in zip(NAMES, dates, strict=False))
    rows = rows_of(session, "\n".join([f'Name,"{header}"', *lines]))
    assert [row.waits for row in rows] == [bool(row.problems) for row in rows]
    days = [
        [str(each.content.since and each.content.since.edtf) for each in row.news
         if isinstance(each.content, StatusContent)] for row in rows
    ]  # fmt: skip
    return [day[0] if day else "refused" for day in days]


@on_sqlite
def test_a_year_of_two_figures_is_read_where_the_column_tells_order_and_century(session: Session) -> None:
    told = arrests(session, "Arrested", "23/04/2019", "5/06/20", "17.08.2021", "2.3.18", "25/11/21")
    assert told == ["2019-04-23", "2020-06-05", "2021-08-17", "2018-03-02", "2021-11-25"]
    # Nothing tells that the year is last, or that the day is first, or of which century it is.
    assert arrests(session, "Arrested", "05/06/20", "03/04/18") == ["refused"] * 2
    assert arrests(session, "Arrested", "2019", "20.06.05", "18.04.03") == ["2019", "refused", "refused"]
    assert arrests(session, "Arrested", "05.06.2020", "03/04/18") == ["2020-06-05", "refused"]
    assert arrests(session, "Arrested", "15.06.1937", "03.04.18", "12.05.82") == [
        "1937-06-15", "refused", "1982-05-12",
    ]  # fmt: skip
    # What is to come may be long after the list, and a list of this time tells of no last century.
    (row,) = rows_of(session, "Name,Status,Held until (dd/mm/yy)\nBir Sınaqov,SIZO,5/06/31\n")
    assert row.outcome is RowOutcome.REFUSED
    assert arrests(session, "Arrested", "15.06.2019", "03.04.82") == ["2019-06-15", "refused"]
    # Whose birth it is may have lived a century ago.
    rows = rows_of(session, "Name,Born (dd/mm/yy)\nBir Sınaqov,5/06/20\nAyla Örnək,2/3/1999\n")
    assert [row.outcome for row in rows] == [RowOutcome.REFUSED, RowOutcome.NEW]


@on_sqlite
def test_the_month_is_first_where_the_header_says_so_and_no_date_says_otherwise(session: Session) -> None:
    told = arrests(session, "Arrested (mm/dd/yyyy)", "3/4/2021", "7/23/2020", "2/5/19")
    assert told == ["2021-03-04", "2020-07-23", "2019-02-05"]
    told = arrests(session, "Arrested (m/d/yyyy)", "3/4/2021", "23/7/2020")
    assert told == ["refused", "2020-07-23"]
    # Without a word in the header one that has one meaning alone is read.
    assert arrests(session, "Arrested", "3/4/2021", "7/23/2020") == ["refused", "2020-07-23"]
    assert arrests(session, "Arrested (dd.mm.yy)", "03.04.21", "05.06.2020") == ["2021-04-03", "2020-06-05"]


@on_sqlite
def test_a_date_that_may_have_either_order_waits_until_somebody_says_which(session: Session) -> None:
    text = "Name,Arrested,Born\nBir Sınaqov,03/04/2021,1980\nIki Sınaqov,05/05/2021,\n"
    rows = rows_of(session, text)
    assert [list(row.questions) for row in rows] == [[MarkKind.DAY_OR_MONTH], []]
    for answer, day in ((MarkAnswer.DAY_FIRST, "2021-04-03"), (MarkAnswer.MONTH_FIRST, "2021-03-04")):
        row, _ = rows_of(session, f"{text}{answer},,\n", day_or_month=answer, nobody=MarkAnswer.LEFT_OUT)[:2]
        days = [each.content.since for each in row.news if isinstance(each.content, StatusContent)]
        assert (row.outcome, [since and since.edtf for since in days]) == (RowOutcome.NEW, [day])
    # A point leads the month in no language, and lists of others have the day first.
    for header, date in (("Name,Arrested", "03.04.2021"), ("ФИО,Дата ареста", "03/04/2021")):
        (row,) = rows_of(session, f"{header}\nBir Sınaqov,{date}\n")
        assert row.outcome is RowOutcome.NEW


@on_sqlite
def test_the_order_of_one_column_is_that_of_the_others_of_its_list(session: Session) -> None:
    for born, outcomes in (
        ("7/23/1980", [RowOutcome.MARKED]), ("23/7/1980", [RowOutcome.NEW]),
    ):  # fmt: skip
        rows = rows_of(session, f"Name,Arrested,Born\nBir Sınaqov,03/04/2021,{born}\n")
        assert [row.outcome for row in rows] == outcomes
    # Of a list that has the month first one answer is enough for all.
    text = "Name,Arrested,Born\nBir Sınaqov,03/04/2021,7/23/1980\nIki Sınaqov,12/1/19,2/1/1980\n"
    for row in rows_of(session, text, day_or_month=MarkAnswer.MONTH_FIRST):
        days = [each.content.since for each in row.news if isinstance(each.content, StatusContent)]
        assert [since and since.edtf for since in days] in (["2021-03-04"], ["2019-12-01"])


@on_sqlite
def test_a_day_beside_a_word_is_none_where_a_column_has_the_month_first(session: Session) -> None:
    rows = rows_of(session, "Name,Arrested,Status\nBir Sınaqov,7/23/2020,released 03.04.2021\n")
    assert [row.outcome for row in rows] == [RowOutcome.REFUSED]
    rows = rows_of(session, "Name,Arrested,Status\nBir Sınaqov,23/7/2020,released 03.04.2021\n")
    assert [row.outcome for row in rows] == [RowOutcome.NEW]


def test_of_a_part_of_a_year_or_month_the_whole_is_read() -> None:
    for text, edtf in {
        "early 2019": "2019", "late March 2020": "2020-03", "mid-2018": "2018", "начало 2020": "2020",
        "в конце мая 2020": "2020-05", "2019-cu ilin sonu": "2019", "a principios de 2017": "2017",
        "courant 2016": "2016", "2017 yazı": "2017", "пачатак 2020": "2020", "кінець 2018": "2018",
    }.items():  # fmt: skip
        assert read_date(text, in_spreadsheet=False, beside="start").edtf == edtf, text
    for text in ("early on 3 May 2019", "end", "late 1918 or 1919 or 1920", "end of 12"):
        with pytest.raises(Refused):
            read_date(text, in_spreadsheet=False, beside="start")


@on_sqlite
def test_of_a_birth_the_place_beside_the_day_is_passed_over(session: Session) -> None:
    cells = ("1951, Uydurma", "3 May 1962; Uydurma", "1951, 1952", "1899")
    lines = (f'{name},"{cell}"' for name, cell in zip(NAMES, cells, strict=False))
    rows = rows_of(session, "\n".join(["Name,Born", *lines]))
    days = [
        [each.content.date and each.content.date.edtf for each in row.news
         if isinstance(each.content, FactContent)] for row in rows
    ]  # fmt: skip
    assert days == [["1951"], ["1962-05-03"], [], ["1899"]]


def test_two_years_are_no_season_and_an_empty_day_of_a_spreadsheet_is_none() -> None:
    for text in ("2021-22", "2022-23", "1899-12-30", "01.01.1900"):
        for beside in ("start", "birth"):
            with pytest.raises(Refused):
                read_date(text, in_spreadsheet=True, beside=beside)
    assert read_date("2019-22", in_spreadsheet=True).edtf == "2019-22"


def test_a_date_that_is_none_in_figures_stays_as_it_is() -> None:
    figures = DateFigures(day_first=True, year_last=True, first_year=2015)
    for text in ("2021-03-04", "March 2021", "3/4", "33/14/2021"):
        assert in_figures(text, figures, latest=2026) in (text, "33.14.2021")


@on_sqlite
def test_years_of_two_figures_are_of_this_century_where_other_columns_say_so(session: Session) -> None:
    for header, beside in (("Age", "45"), ("Born", "12.03.1980")):
        text = f"Name,{header},Arrest date (dd/mm/yy)\nBir Sınaqov,{beside},03/05/23\n"
        (row,) = rows_of(session, text)
        events = [each.content for each in row.news if isinstance(each.content, StatusContent)]
        assert [event.since.edtf for event in events if event.since] == ["2023-05-03"]
    for header, beside in (("Born", "1890"), ("Article", "58")):
        text = f"Name,{header},Arrest date (dd/mm/yy)\nBir Sınaqov,{beside},03/05/23\n"
        assert [row.outcome for row in rows_of(session, text)] == [RowOutcome.REFUSED]


def test_a_night_is_of_the_two_days_between_which_it_is() -> None:
    for text in ("nuit du 4 au 5/02/2024", "в ночь с 4 на 5 февраля 2024", "night of 4-5 February 2024"):
        assert read_date(text, in_spreadsheet=False).edtf == "2024-02-04/2024-02-05", text
    with pytest.raises(Refused):
        read_date("nuit du 4 au 7/02/2024", in_spreadsheet=False)
    assert read_date("1991-00-00", in_spreadsheet=False).edtf == "1991"
    assert read_date("12.03.2021r.", in_spreadsheet=False).edtf == "2021-03-12"
    assert read_date("maj 2021", in_spreadsheet=False).edtf == "2021-05"


@on_sqlite
def test_a_list_in_persian_figures_counts_its_other_years_by_the_sun_too(session: Session) -> None:
    assert arrests(session, "Arrested", "۱۴۰۳/۰۱/۲۰", "1404/06/11", "1402/5/9", "2024-11-05") == [
        "2024-04-08", "2025-09-02", "2023-07-31", "2024-11-05",
    ]  # fmt: skip
    # Without one it may be of the moon.
    assert arrests(session, "Arrested", "1404/06/11") == ["refused"]
