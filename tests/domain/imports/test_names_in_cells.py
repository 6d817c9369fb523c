"""What stands in the cell of a name beside it: a birth, an age, a title; and headers that say two things."""

from time import process_time

import pytest
from sqlalchemy.orm import Session

from tests.support.engines import on_sqlite
from tests.support.list_rows import rows_of, table_of
from webapp.domain.claims.facts import FactContent
from webapp.domain.imports.rows import ListRow
from webapp.vocab.imports import ListField, MarkKind, RowOutcome


def facts(row: ListRow) -> list[str]:
    """The births and ages that a row tells, each with the words of its cell."""
    return [
        f"{each.content.value or (each.content.date and each.content.date.edtf)} of {each.cell.text}"
        for each in row.news if isinstance(each.content, FactContent)
    ]  # fmt: skip


@on_sqlite
def test_a_birth_or_an_age_that_its_words_tell_is_no_part_of_the_name(session: Session) -> None:
    cells = {
        "Iki Sınaqova, b. 1981": ("Iki Sınaqova", ["1981 of 1981"]),
        "Сынагов Уч, 1985 г.р.": ("Сынагов Уч", ["1985 of 1985 г.р."]),
        "Lale Örnək (born on 3 May 1980)": ("Lale Örnək", ["1980-05-03 of 3 May 1980"]),
        "Ayla Örnək, 34 yaş": ("Ayla Örnək", ["34 of 34 yaş"]),
        "Сынагова Пяць, р. н. ?": ("Сынагова Пяць", []),
    }
    lines = (f'"{cell}",serving' for cell in cells)
    rows = rows_of(session, "\n".join(["Name,Status", *lines]))
    assert [(row.outcome, row.name, facts(row)) for row in rows] == [
        (RowOutcome.NEW, name, told) for name, told in cells.values()
    ]
    # What more stands there, or a year of something else, somebody has to look at.
    others = ("Zeynəb Sınaqova, born 1980, Art. 206", "Bir Sınaqov (1985)", "Dörd Sınaqov (released 2020)")
    rows = rows_of(session, "\n".join(["Name,Status", *(f'"{cell}",serving' for cell in others)]))
    assert [row.outcome for row in rows] == [RowOutcome.MARKED] * 3


@on_sqlite
def test_a_year_alone_is_a_birth_where_the_header_or_most_names_say_so(session: Session) -> None:
    text = '"Имя, год рождения",Статья\n"Сынагов Бир, 1985",1\n"Сынагов Ики\n(12.12.1971)",1\n'
    rows = rows_of(session, text)
    assert [(row.name, facts(row)) for row in rows] == [
        ("Сынагов Бир", ["1985 of 1985"]), ("Сынагов Ики", ["1971-12-12 of 12.12.1971"]),
    ]  # fmt: skip
    for years, outcome in (((1951, 1985, 1990), RowOutcome.NEW), ((2019, 2020, 2021), RowOutcome.MARKED)):
        names = (f"Sınaq {chr(65 + place)}li ({year}),serving" for place, year in enumerate(years))
        rows = rows_of(session, "\n".join(["Name,Status", *names]))
        assert [row.outcome for row in rows] == [outcome] * 3


@on_sqlite
def test_a_birth_beside_a_name_never_takes_the_place_of_another(session: Session) -> None:
    text = 'Name,Born\n"Bir Sınaqov, b. 1981",1980\n"Iki Sınaqov, b. 1981",\nÜç Sınaq,34 ans\n'
    rows = rows_of(session, text)
    assert [(row.outcome, facts(row)) for row in rows] == [
        (RowOutcome.MARKED, ["1980 of 1980"]), (RowOutcome.NEW, ["1981 of 1981"]),
        (RowOutcome.NEW, ["34 of 34 ans"]),
    ]  # fmt: skip


@on_sqlite
def test_a_hostile_cell_of_a_name_takes_no_time(session: Session) -> None:
    begun = process_time()
    for cell in ("a - " * 50_000 + "(", f"a{' ' * 100_000}b"):
        assert rows_of(session, f'Name,Born\n"{cell}",1980\n')[0].waits
    assert process_time() - begun < 10


@on_sqlite
def test_titles_signs_of_notes_and_nicknames_are_no_part_of_a_name(session: Session) -> None:
    text = "Name,Born\nDr. Bir Sınaqov,1980\nMme Iki Sınaqova,1980\nProf. Dr. Üç Sınaq*,1980\n"
    rows = rows_of(session, f'{text}"Sınaq, Dörd, Dr.",1980\n"Beş Sınaq, Sr.",1980\n')
    assert [row.name for row in rows] == [
        "Bir Sınaqov", "Iki Sınaqova", "Üç Sınaq", "Dörd Sınaq", "Beş Sınaq, Sr.",
    ]  # fmt: skip
    rows = rows_of(session, "Surname,Given name,Born\nSınaqov,Bir*,1980\nÖrnək,Ayla (Gül),1981\n")
    assert [row.name for row in rows] == ["Bir Sınaqov", "Ayla Örnək"]
    assert [each.cell.text for each in rows[1].news][:2] == ["Ayla (Gül) Örnək"] * 2


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Delito y artículo", ListField.CHARGE), ("Вирок, термін", ListField.SENTENCE),
        ("Surname, first name and middle name", ListField.NAME), ("Name and age", ListField.NAME),
        ("Lugar de reclusión / observaciones", ListField.NOTHING), ("Name, country", ListField.NOTHING),
        ("Name, patronymic, surname", ListField.NAME), ("Name / remarks", ListField.NAME),
        ("Date and place of arrest", ListField.NOTHING), ("Name (lawyer), born", ListField.NOTHING),
    ],
)  # fmt: skip
def test_a_header_of_several_words_is_known_where_each_of_them_is(header: str, field: ListField) -> None:
    assert table_of(f'Prisoner,"{header}",Status\nBir Sınaqov,x,serving\n').fields[1] is (
        ListField.OTHER_NAME if field is ListField.NAME else field
    )


@on_sqlite
def test_what_stands_in_brackets_beside_a_name_is_no_part_of_it(session: Session) -> None:
    for cell, name in {
        "Bahar Misallı (f)": "Bahar Misallı", "Вымыслова Анна (ж)": "Вымыслова Анна",
        "Bahar Misallı ♀": "Bahar Misallı", "Misallı B. (имя уточняется)": "Misallı B.",
        "Bahar Misallı [2]": "Bahar Misallı", "† Bahar Misallı": "Bahar Misallı",
    }.items():  # fmt: skip
        (row,) = rows_of(session, f'Name,Status,Born\n"{cell}",released,1980\n')
        assert (row.outcome, row.name) == (RowOutcome.NEW, name), cell
        # Which is not recorded.
        assert [each.text for each in row.unrecorded] == [cell]


@on_sqlite
def test_a_name_with_a_relative_beside_it_is_asked_about(session: Session) -> None:
    for cell in ("Bahar Misallı with sister Ayla", "Вымыслов Иван с братом", "Bahar Misallı, wife of Turan"):
        (row,) = rows_of(session, f'Name,Status,Born\n"{cell}",released,1980\n')
        assert row.outcome is RowOutcome.MARKED, cell


@on_sqlite
def test_what_brackets_say_beside_a_name_is_asked_about_and_no_part_of_it(session: Session) -> None:
    text = "Name,Charge\nBir Sınaqov (died in custody 09.10.2025),128\nIki Misallı (son),128\nReleased (2),\n"
    rows = rows_of(session, text)
    assert [list(row.questions) for row in rows] == [
        [MarkKind.DOUBTED_NAME], [MarkKind.DOUBTED_NAME], [MarkKind.NOBODY],
    ]  # fmt: skip
    assert [row.name for row in rows[:2]] == ["Bir Sınaqov", "Iki Misallı"]
    # And the row says that its cell says more.
    assert [cell.text for cell in rows[1].unrecorded] == ["Iki Misallı (son)"]
    (row,) = rows_of(session, "Name\nLale Örnək (née Qondarma)\n")
    assert (row.name, row.outcome) == ("Lale Örnək (née Qondarma)", RowOutcome.NEW)
