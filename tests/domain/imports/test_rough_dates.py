"""Dates of lists that name less than a day, and the day on which a status was so, in columns of their own."""

import pytest
from sqlalchemy.orm import Session

from tests.support.engines import on_sqlite
from tests.support.list_rows import rows_of, statuses_of
from webapp.domain.claims.facts import FactContent
from webapp.domain.imports.cells.dates import read_date
from webapp.domain.imports.headers import named_field
from webapp.domain.refusals import Refused
from webapp.vocab.imports import ListField, RowOutcome


@pytest.mark.parametrize(("text", "edtf"), [
    ("nov-22", "2022-11"), ("март 22", "2022-03"), ("мар.22", "2022-03"), ("март'22", "2022-03"),
    ("05.22", "2022-05"), ("Q1 2022", "2022-01/2022-03"), ("IV кв. 2021", "2021-10/2021-12"),
    ("first half of 2021", "2021-01/2021-06"), ("вторая половина мая 2021", "2021-05-16/2021-05-31"),
    ("2021-ci ilin birinci yarısı", "2021-01/2021-06"), ("зима 2020/21", "2020-12/2021-02"),
    ("May/June 2022", "2022-05/2022-06"), ("2022 или 2023", "2022/2023"), ("2022(?)", "2022?"),
    ("20220503", "2022-05-03"), ("03may2022", "2022-05-03"), ("1980-е", "198X"),
    ("New Year 2024 (1 January 2024)", "2024-01-01"),
])  # fmt: skip
def test_a_part_of_a_year_is_read_with_its_bounds(text: str, edtf: str) -> None:
    assert read_date(text, in_spreadsheet=False, beside="start").edtf == edtf


@pytest.mark.parametrize("text", ["Nov 22", "2020/21", "Q5 2022", "first half", "05.11"])
def test_what_may_be_a_day_or_a_year_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_date(text, in_spreadsheet=False, beside="start")
    # Whose birth it is may have lived in another century.
    for born in ("nov-22", "март 22"):
        with pytest.raises(Refused):
            read_date(born, in_spreadsheet=False, beside="birth")


def test_a_header_names_the_day_on_which_a_status_was_so() -> None:
    for header in ("As of", "по состоянию на", "Станом на", "Status as of", "On date"):
        assert named_field(header) is ListField.AS_OF, header
    assert named_field("As of / date") is ListField.SINCE


@on_sqlite
def test_a_status_as_of_a_day_may_have_begun_before_it(session: Session) -> None:
    text = (
        "Name;Arrested;Status;As of\nBir Sınaqov;2021;in prison;1 March 2024\n"
        "Iki Sınaqov;;released;2023\nÜç Sınaqov;;in prison;someday\n"
    )
    rows = rows_of(session, text)
    since = [[since for _, since in statuses_of(row)] for row in rows[:2]]
    assert since == [["2021", "2021/2024-03-01"], ["../2023"]]
    assert rows[2].outcome is RowOutcome.REFUSED


@on_sqlite
def test_a_number_among_births_is_an_age_where_the_header_says_so(session: Session) -> None:
    for header, facts in (("Born / age", ["54"]), ("Born", [])):
        row = rows_of(session, f"Name;{header};Status\nBir Sınaqov;54;free\nIki Sınaqov;1980;free\n")[0]
        read = [each.content.value for each in row.news if isinstance(each.content, FactContent)]
        assert read == facts
