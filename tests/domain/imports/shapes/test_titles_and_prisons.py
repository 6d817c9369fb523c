"""Titles that tell a status of all below them, and headings that name the prison of a part."""

from sqlalchemy.orm import Session

from tests.domain.imports.shapes.test_shapes_of_columns import statuses
from tests.support.engines import on_sqlite
from tests.support.list_rows import rows_of, table_of
from webapp.domain.claims.statuses import StatusContent
from webapp.domain.imports.rows import ListRow
from webapp.vocab.imports import ListField, MarkAnswer


@on_sqlite
def test_a_title_tells_that_all_below_it_are_free(session: Session) -> None:
    table = "№;Имя;Статья\n1;Выдуманов Пётр;207.3\n2;Примерова Анна;275\n"
    for title, status in {
        "Обмен 1 августа 2024 года": ("released_early", "2024-08-01"),
        "Список освобождённых в октябре 2026 года": ("at_liberty", "2026-10"),
        "Умершие в заключении": ("died_in_custody", None), "В эмиграции": ("exiled", None),
    }.items():  # fmt: skip
        rows = rows_of(session, f"{title};;\n{table}")
        assert [statuses(row) for row in rows] == [[status], [status]], title
    # Who is called a political prisoner may be on remand, and these are not the families of the list.
    for title in (
        "Список политзаключённых", "Задержаны на акциях 2020 года?", "Семьи освобождённых",
        "Освобождённые и осуждённые за 2024 год",
    ):  # fmt: skip
        assert ListField.STATUS not in table_of(f"{title};;\n{table}").fields, title
    own = "№;Имя;Исход\n1;Выдуманов Пётр;осуждён\n2;Примерова Анна;освобождена\n"
    assert "Status (heading)" not in {cell.text for cell in table_of(f"Освобождены;;\n{own}").header.cells}


@on_sqlite
def test_the_part_below_a_title_has_its_status_and_the_next_that_of_its_heading(session: Session) -> None:
    text = (
        "Released in October 2026;;\nName;Arrested;Charge\nBir Sınaqov;2020-01-02;art. 1\n"
        "Currently detained;;\nIki Misallı;2024-05-05;art. 2\n"
    )
    rows = [row for row in rows_of(session, text) if row.name.split(" ")[-1] in ("Sınaqov", "Misallı")]
    assert [statuses(row)[-1][0] for row in rows] == ["at_liberty", "arrested"]
    assert statuses(rows[0])[-1][1] == "2026-10"


@on_sqlite
def test_a_heading_that_names_a_prison_is_the_place_of_those_below_it(session: Session) -> None:
    text = (
        "Uydurma 5 Nolu Cezaevi;;\nAdı Soyadı;Tutuklanma tarihi;Durumu\nBir Sınaqgil;03.05.2022;hükümlü\n"
        "Misal Kadın Cezaevi (2 kişi);;\nÜç Örnekgil;05.07.2024;tutuklu\n"
    )
    rows = [row for row in rows_of(session, text, nobody=MarkAnswer.LEFT_OUT) if row.news]
    places = [_places(row)[-1] for row in rows]
    assert places == ["Uydurma 5 Nolu Cezaevi", "Misal Kadın Cezaevi"]
    # A word for being in prison names none, and tells a status.
    text = "Name;Arrested;Charge\nIn colonies;;\nBir Sınaqov;2020;art. 1\nИК-2;;\nIki Misallı;2021;art. 2\n"
    rows = rows_of(session, text)
    first, second = [row for row in rows if row.name.split(" ")[-1] in ("Sınaqov", "Misallı")]
    assert _places(second) == [None, "ИК-2"]
    assert statuses(first)[-1] == ("imprisoned", None)


@on_sqlite
def test_a_line_of_signs_alone_is_no_heading(session: Session) -> None:
    rows = rows_of(session, "***;\nName;Charge\n—;\nBir Sınaqov;art. 1\n(2);\n")
    assert [row.name for row in rows if not row.waits] == ["Bir Sınaqov"]


@on_sqlite
def test_a_prison_among_the_words_for_a_status_is_where_somebody_is_held(session: Session) -> None:
    text = "Имя;Статус\nВыдуманов Пётр;СИЗО-7 Примерск до 12.11\nПримерова Анна;в СИЗО с 3 мая 2024\n"
    text += "Третьев Выдуман;освобождён из ИК-2\nЧетверт Пример;этапирован из СИЗО-1 в тюрьму\n"
    places = {row.name: _places(row) for row in rows_of(session, text) if row.news}
    assert places.pop("Выдуманов Пётр") == ["СИЗО-7 Примерск"]
    assert {place for each in places.values() for place in each} == {None}
    # A column of places tells it alone.
    text = "Имя;Статус;Место\nВыдуманов Пётр;СИЗО-7;\n"
    (row,) = rows_of(session, text)
    assert _places(row) == [None]


def _places(row: ListRow) -> list[str | None]:
    return [each.content.place_words for each in row.news if isinstance(each.content, StatusContent)]
