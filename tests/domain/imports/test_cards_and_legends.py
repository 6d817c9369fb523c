"""Cards one below the other are rows of a table; a list's own legend says what its letters mean."""

from sqlalchemy.orm import Session

from tests.support.engines import on_sqlite
from tests.support.list_rows import rows_of, statuses_of, table_of
from webapp.domain.claims.charges import ChargeContent
from webapp.vocab.imports import ListField, RowOutcome
from webapp.vocab.liberty import Status

CARDS = """Card file of the Committee;
Name;Bir Sınaqov
Born;12 March 1984
Charge;Art. 130
Charge;Art. 193
Status;in pre-trial detention
Name;Iki Sınaqov
Status;died in custody
Date of death;14.02.2024
"""


@on_sqlite
def test_each_card_is_somebody_and_each_of_its_lines_a_cell(session: Session) -> None:
    for text in (CARDS, CARDS.replace(";", ": ").replace("Committee: ", "Committee")):
        rows = rows_of(session, text)
        assert [row.name for row in rows] == ["Bir Sınaqov", "Iki Sınaqov"]
        assert [statuses_of(row) for row in rows] == [
            [(Status.PRETRIAL_DETENTION, None)], [(Status.DIED_IN_CUSTODY, "2024-02-14")],
        ]
        charges = [each for each in rows[0].news if isinstance(each.content, ChargeContent)]
        assert [each.content.offence for each in charges] == ["Art. 130", "Art. 193"]
        for cell in (each.cell for row in rows for each in row.news):
            assert text[cell.span.start : cell.span.end].startswith(cell.text.partition(";")[0])


def test_a_table_of_two_columns_is_no_card_file() -> None:
    table = table_of("Name;Status\nBir Sınaqov;released\nName;Status\nIki Sınaqov;released\n")
    assert table.fields == [ListField.NAME, ListField.STATUS]
    assert len(table.rows) == 3
    assert len(table_of("Name;Born\nBir Sınaqov;1980\nIki Sınaqov;1990\n").rows) == 2


@on_sqlite
def test_a_letter_means_what_the_legend_of_its_list_says(session: Session) -> None:
    text = (
        "Legend: D = in prison; L = released, † = died in custody, X = moved\nName,Born,Status\n"
        "Bir Sınaqov,1980,D\nIki Sınaqov,1981,L\nUç Sınaqov,1982,†\nDörd Sınaqov,1983,X\n"
    )
    rows = rows_of(session, text)
    assert [statuses_of(row) for row in rows[:3]] == [
        [(Status.IMPRISONED, None)], [(Status.AT_LIBERTY, None)], [(Status.DIED_IN_CUSTODY, None)],
    ]
    # Of which the legend does not say what it is to us: somebody has to.
    assert rows[3].outcome is RowOutcome.REFUSED


@on_sqlite
def test_a_punishment_at_home_is_no_status_and_named_as_not_recorded(session: Session) -> None:
    (row,) = rows_of(session, "Name,Arrested,Status\nBir Sınaqov,2021,абмежаванне волі без накіравання\n")
    assert statuses_of(row) == [(Status.ARRESTED, "2021")]
    assert [cell.text for cell in row.unrecorded] == ["абмежаванне волі без накіравання"]


def test_words_over_some_columns_are_read_with_those_below_them() -> None:
    table = table_of(
        "A list;;;\n;Personal data;;Detention;;Notes\nNo.;Name;Born;Date;Centre;\n"
        "1;Bir Sınaqov;1980;2021-02-03;;\n2;Iki Sınaqov;1981;2022-02-03;;\n"
    )
    assert table.fields[3] is ListField.ARRESTED_ON
    assert table.fields[5] is ListField.REMARK
