"""Kinds of rows that lists of groups unknown to us have, and what is read of them."""

import pytest
from sqlalchemy.orm import Session

from tests.support.engines import on_sqlite
from tests.support.list_rows import rows_of, statuses_of, table_of
from webapp.domain.claims.facts import FactContent
from webapp.domain.claims.names import NameContent
from webapp.domain.imports.cells.sentences import stated_sentences
from webapp.domain.imports.cells.values import read_charges
from webapp.domain.imports.headers import named_field
from webapp.domain.refusals import Refused
from webapp.vocab.charges import SentenceKind
from webapp.vocab.imports import ListField, MarkKind


@on_sqlite
def test_a_row_without_a_status_of_its_own_has_that_of_the_heading_above_it(session: Session) -> None:
    text = (
        "Name;Arrested;Since;Status\nI. On remand, awaiting trial;;;\nBir Sınaqov;2024-02-05;2024-02-06;\n"
        "Iki Sınaqov;2024;;house arrest\nII. Released;;;\nÜç Sınaqov;2020;;\n"
    )
    rows = [row for row in rows_of(session, text) if row.name.endswith("Sınaqov")]
    assert [statuses_of(row)[1:] for row in rows] == [
        [("pretrial_detention", "2024-02-06")], [("house_arrest", None)], [("at_liberty", None)],
    ]  # fmt: skip


@on_sqlite
def test_a_column_of_names_may_say_in_brackets_that_births_stand_in_it(session: Session) -> None:
    assert named_field("Nombre (año de nacimiento)") is ListField.NAME
    text = (
        "Nombre (año de nacimiento);Estado\nBir Sınaqov (1984);libre\nIki Sınaqov, 1990;libre\n"
        "Üç Misallı (n. 1959);libre\n"
    )
    rows = rows_of(session, text)
    assert [row.name for row in rows] == ["Bir Sınaqov", "Iki Sınaqov", "Üç Misallı"]
    born = [each.content.date for row in rows for each in row.news if isinstance(each.content, FactContent)]
    assert [date and date.edtf for date in born] == ["1984", "1990", "1959"]


@on_sqlite
def test_the_day_beside_each_status_of_a_person_over_several_rows_is_that_on_which_it_began(
    session: Session,
) -> None:
    text = (
        "N°;Nom;Situation;Situation au\n1;Bir Sınaqov;interpellé;2023-02-11\n;;libéré;2024-01-01\n"
        "2;Iki Sınaqov;en exil;2023\n"
    )
    rows = rows_of(session, text)
    assert [statuses_of(row) for row in rows] == [
        [("arrested", "2023-02-11"), ("at_liberty", "2024-01-01")], [], [("exiled", "2023")],
    ]  # fmt: skip


@on_sqlite
def test_a_title_before_a_part_of_a_name_is_none_of_it(session: Session) -> None:
    (row,) = rows_of(session, "Soyadı;Adı;Durumu\nSınaqov;Av. Bir;serbest\n")
    name = row.news[0].content
    assert isinstance(name, NameContent)
    assert (row.name, name.given) == ("Bir Sınaqov", "Bir")


@on_sqlite
def test_a_status_is_no_less_exact_for_a_remark_that_goes_with_it(session: Session) -> None:
    (row,) = rows_of(session, "Name;Status;Remarks\nBir Sınaqov;exiled;lives in Uydurma; arrest warrant\n")
    assert statuses_of(row) == [("exiled", None)]


def test_a_comma_or_and_within_brackets_parts_no_charges() -> None:
    assert read_charges("terrorism (arts. 394 and 395), riot") == ["terrorism (arts. 394 and 395)", "riot"]
    assert read_charges("۵۰۰ و ۶۱۰") == ["۵۰۰", "۶۱۰"]


def test_a_sentence_for_life_is_one_in_absentia_too() -> None:
    for text in ("par contumace : perpétuité", "заочно пожизненно", "life (in absentia)"):
        assert [each.kind for each in stated_sentences(text)] == [SentenceKind.LIFE], text


@on_sqlite
def test_a_part_of_a_country_is_no_status(session: Session) -> None:
    text = "Nombre;Estado;Situación\nBir Sınaqov;Uydurma;preso\nIki Sınaqov;Misal;libre\n"
    rows = rows_of(session, text)
    assert [statuses_of(row) for row in rows] == [[("imprisoned", None)], [("at_liberty", None)]]
    assert not any(row.waits for row in rows)
    # Alone it is left out where no word in it is known, and read where one is.
    alone = table_of("Nombre;Estado\nBir Sınaqov;Uydurma\nIki Sınaqov;Misal\n")
    assert alone.fields == [ListField.NAME, ListField.NOTHING]
    assert table_of("Nombre;Estado\nBir Sınaqov;preso\n").fields == [ListField.NAME, ListField.STATUS]


@on_sqlite
def test_a_total_without_a_name_is_asked_about_and_nobody(session: Session) -> None:
    rows = rows_of(session, "No;Name;Charge;Status\n1;Bir Sınaqov;art. 1;free\n;;Total;5\n")
    assert [list(row.questions) for row in rows] == [[], [MarkKind.NOBODY]]


@on_sqlite
def test_an_arrow_leads_from_an_earlier_status_to_the_present_one(session: Session) -> None:
    (row,) = rows_of(session, "Name;Status\nBir Sınaqov;on remand (3.05.2021) → house arrest\n")
    assert statuses_of(row) == [("pretrial_detention", "2021-05-03"), ("house_arrest", None)]


@on_sqlite
def test_a_day_as_of_which_a_status_was_so_is_not_that_on_which_it_began(session: Session) -> None:
    text = "Name;Status\nBir Sınaqov;in prison as of Jan 2024\nIki Sınaqov;in prison since Jan 2024\n"
    assert [statuses_of(row) for row in rows_of(session, text)] == [
        [("imprisoned", "../2024-01")], [("imprisoned", "2024-01")],
    ]  # fmt: skip


@on_sqlite
def test_the_one_day_of_a_cell_tells_which_of_its_clauses_is_the_last(session: Session) -> None:
    text = "Name;Status\nBir Sınaqov;released on bail, re-arrested 5 June 2023\n"
    assert [statuses_of(row) for row in rows_of(session, text)] == [[("arrested", "2023-06-05")]]


def test_a_prison_term_in_place_of_which_liberty_is_restricted_is_none() -> None:
    with pytest.raises(Refused):
        list(stated_sentences("4 años (subsidiado por limitación de libertad)"))


@on_sqlite
def test_below_a_heading_of_prison_a_remark_tells_who_was_only_just_detained(session: Session) -> None:
    text = (
        "Nombre;Observaciones\nEN PRISIÓN:;\n"
        "Bir Sınaqov;detenido el 27/04/2024, incomunicado\nIki Sınaqov;hipertenso\n"
    )
    rows = [row for row in rows_of(session, text) if row.name.endswith("Sınaqov")]
    assert [statuses_of(row) for row in rows] == [[("arrested", "2024-04-27")], [("imprisoned", None)]]
