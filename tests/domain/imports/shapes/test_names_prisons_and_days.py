"""Names that no header tells, prisons that tell how somebody is held, days that stand elsewhere."""

import pytest
from sqlalchemy.orm import Session

from tests.domain.imports.shapes.test_shapes_of_columns import statuses
from tests.support.engines import on_sqlite
from tests.support.list_rows import rows_of, table_of
from webapp.domain.claims.facts import FactContent
from webapp.domain.claims.statuses import StatusContent
from webapp.domain.imports.cells.sentences import stated_sentences
from webapp.domain.imports.cells.status_days import status_and_day
from webapp.domain.imports.cells.status_sequences import last_status
from webapp.domain.imports.headers import named_field, names_remarks
from webapp.domain.imports.rows import ListRow
from webapp.domain.refusals import Refused
from webapp.vocab.imports import ListField, MarkAnswer, MarkKind
from webapp.vocab.liberty import Status


def births(rows: list[ListRow]) -> list[str]:
    """The dates of births that rows tell."""
    facts = (each.content for row in rows for each in row.news if isinstance(each.content, FactContent))
    return [fact.date.edtf for fact in facts if fact.date]


@on_sqlite
def test_names_are_found_where_no_header_tells_of_them(session: Session) -> None:
    text = (
        "№;Каго вядзём;Lawyer;арт.\n1;Выдуманік-Лучко Ганна *;Bir Vəkil;342\n2;Прыкладны Янка;Iki Vəkil;130\n"
        "3;Узорны Арцём Алегавіч;Üç Vəkil;361\n4;Небывалая Марта;Dörd Vəkil;368\n"
    )
    assert [row.name for row in rows_of(session, text)][:2] == ["Выдуманік-Лучко Ганна", "Прыкладны Янка"]
    # Words that come again are no names, nor are those for a status.
    words = "".join(f"{number};На волі;Uydurma Şəhər\n" for number in range(4))
    assert ListField.NAME not in table_of(f"№;А;Б\n{words}").fields


@on_sqlite
def test_an_example_of_how_a_row_is_filled_in_is_nobody(session: Session) -> None:
    rows = rows_of(session, "Pays;Nom;Situation\nEXEMPLE;DUPONT Exemple;détenu\nX;Bir Sınaqov;détenu\n")
    assert [list(row.questions) for row in rows] == [[MarkKind.NOBODY], []]


def test_a_header_may_name_both_sexes_or_be_in_two_languages() -> None:
    assert named_field("Preso/a desde") is ListField.ARRESTED_ON
    assert named_field("né·e / b.") is ListField.BORN
    assert names_remarks("заўвагі // uwagi")
    assert not names_remarks("Lugar de reclusión / observaciones")


@on_sqlite
def test_of_a_list_without_a_status_the_prison_above_a_row_tells_how_its_person_is_held(
    session: Session,
) -> None:
    text = (
        "Ad;Maddə;Hökm\nUydurma İstintaq Təcridxanası;;\nBir Sınaqov;1;\nIki Misallı;2;6 il (11.02.2025)\n"
        "2 saylı CÇM;;\nÜç Örnəkov;3;5 il\nAZADLIQDA OLANLAR;;\nDörd Nümunə;4;3 il\nSınaq həbsxanası;;\n"
        "Beş Uydurma;5;\n"
    )
    rows = rows_of(session, text, nobody=MarkAnswer.LEFT_OUT, name_alone=MarkAnswer.LEFT_OUT)
    people = {row.name: statuses(row) for row in rows if row.row.cell(1).text}
    assert people == {
        "Bir Sınaqov": [("pretrial_detention", None)], "Iki Misallı": [("imprisoned", None)],
        "Üç Örnəkov": [("imprisoned", None)], "Dörd Nümunə": [("at_liberty", None)], "Beş Uydurma": [],
    }  # fmt: skip
    # Those of the part above are free, and those of the last prison are for a person to tell.
    assert [row.name for row in rows if row.problems] == ["Beş Uydurma"]
    places = {
        row.name: [each.content.place_words for each in row.news if isinstance(each.content, StatusContent)]
        for row in rows
    }  # fmt: skip
    assert (places["Üç Örnəkov"], places["Dörd Nümunə"]) == (["2 saylı CÇM"], [None])
    # Where the parts come first, their prisons come below.
    text = "Ad;Maddə;Hökm\nAZADLIQDA OLANLAR;;\nSınaq həbsxanası;;\nBir Sınaqov;4;3 il\n"
    rows = rows_of(session, text, nobody=MarkAnswer.LEFT_OUT, name_alone=MarkAnswer.LEFT_OUT)
    assert [statuses(row) for row in rows if row.row.cell(1).text] == [[("at_liberty", None)]]


@on_sqlite
def test_a_heading_of_several_statuses_leaves_them_to_the_remarks_and_a_number_is_none(
    session: Session,
) -> None:
    text = (
        "Ad;Maddə;Qeyd\nHəbsdə olanlar;;\nBir Sınaqov;1;\n;205.4;\nIki Sınaqov;1;\"\nİNZİBATİ + EV;;\n"
        "Üç Misallı;3;ev dustaqlığı\n"
    )
    people = {row.name: statuses(row) for row in rows_of(session, text) if row.name and row.row.cell(1).text}
    assert people == {
        "Bir Sınaqov": [("imprisoned", None)], "Iki Sınaqov": [("imprisoned", None)],
        "Üç Misallı": [("house_arrest", None)],
    }  # fmt: skip


@on_sqlite
def test_a_chronicle_tells_since_when_the_present_status_lasts(session: Session) -> None:
    text = (
        "Müvekkil;2023;2024;2025;Son durum\nBir Sınaqgil;;tutuklandı 12 Mart;3. duruşma 9 Eylül;tutuklu\n"
        "Iki Misalgil;yurt dışına çıktı;;;sürgünde\nÜç Örnekgil;;;2 Ocak vefat;cezaevinde öldü\n"
        "Dört Nümunegil;;yurt dışı yasağı (Mayıs);;yurt dışı yasağı\nBeş Uydurgil;;;ATK raporu;hükümlü\n"
    )
    assert [statuses(row) for row in rows_of(session, text)] == [
        [("pretrial_detention", "2024-03-12")], [("exiled", "2023")], [("died_in_custody", "2025-01-02")],
        [("travel_ban", "2024-05")], [("imprisoned", None)],
    ]  # fmt: skip


@on_sqlite
def test_births_are_read_as_lists_of_families_print_them(session: Session) -> None:
    text = "Имя;нар.\nБир Сынагов;14.03.1989\nИки Сынагов;22/11/71\nУч Сынагов;1984 (май)\n"
    rows = rows_of(session, f"{text}Дорд Сынагов;1981 م\n")
    assert births(rows) == ["1989-03-14", "1971-11-22", "1984-05", "1981"]
    # Of a year that may be of either century nobody knows.
    _, second = rows_of(session, "Имя;нар.\nБир Сынагов;14.03.1989\nИки Сынагов;22/11/12\n")
    assert second.problems
    names = "Бир Сынагов, 1988;х\nИки Сынагов, 12.05.1999;х\nУч Мисалов, 1964;х\nДорд Мисалов;х\n"
    rows = rows_of(session, f"Имя;Суд\n{names}Беш Мисалов;х\nАлты Мисалов;х\nЕдди Мисалов;х\nСекиз Уч;х\n")
    assert (rows[0].name, births(rows)) == ("Бир Сынагов", ["1988", "1999-05-12", "1964"])


@on_sqlite
def test_a_cross_after_a_name_and_whose_child_somebody_is_are_no_part_of_it(session: Session) -> None:
    rows = rows_of(session, "Ad;Durum\nBir Sınaqgil +;cezaevinde öldü\nعلی ساختگی (فرزند حسین);serbest\n")
    assert [row.name for row in rows] == ["Bir Sınaqgil", "علی ساختگی"]


def test_a_day_or_a_place_beside_a_status_changes_nothing_of_it() -> None:
    for text, read in {
        "ИК-6 с 2023": (Status.IMPRISONED, "2023"), "tutuklu (tarih?)": (Status.PRETRIAL_DETENTION, ""),
        "orden de captura desde feb-2025": (Status.WANTED, "feb-2025"),
        "en Cúcuta, exiliada, no puede volver": (Status.EXILED, ""),
        "утік під час евакуації колонії": (None, ""), "ИК-6?": (None, ""),
    }.items():  # fmt: skip
        words, day = status_and_day(text)
        assert (last_status(words), day) == read, text


@on_sqlite
def test_what_was_applied_for_or_is_not_known_is_no_status(session: Session) -> None:
    text = (
        "Ad;Status;Qeyd\nBir Sınaqov;məhkum;şərti azadlığa ərizə verilib\n"
        "Iki Sınaqov;no sabemos si sigue presa;\n"
    )
    rows = rows_of(session, text)
    assert [statuses(row) for row in rows] == [[("imprisoned", None)], []]
    assert not any(row.waits for row in rows)


def test_the_day_of_a_verdict_is_no_part_of_its_term() -> None:
    for text in ("6 il (11.02.2025)", "6 il / 04.04.2023", "6 р. (вирок 12.04.2023)"):
        (sentence,) = stated_sentences(text)
        assert (sentence.years, sentence.months, sentence.leaves_out) == (6, None, True), text


@on_sqlite
def test_a_release_that_a_remark_tells_is_later_than_the_prison_of_its_part(session: Session) -> None:
    text = (
        "Ad;Maddə;Qeyd\n2 saylı CÇM;;\nBir Sınaqov;1;azad edilib 03.05.2024\n"
        "Iki Misallı;2;həbsxanada vəfat edib\nÜç Örnəkov;3;\n"
    )
    people = {row.name: statuses(row) for row in rows_of(session, text) if row.row.cell(1).text}
    assert people == {
        "Bir Sınaqov": [("at_liberty", "2024-05-03")], "Iki Misallı": [("died_in_custody", None)],
        "Üç Örnəkov": [("imprisoned", None)],
    }  # fmt: skip
    rows = rows_of(session, "Ad;Nə vaxtdan həbsdədir;Qeyd\nBir Sınaqov;20.11.2023;azad edilib 03.05.2024\n")
    assert [statuses(row)[1:] for row in rows] == [[("at_liberty", "2024-05-03")]]


@on_sqlite
def test_towns_are_no_names_and_words_of_a_law_are_no_other_row(session: Session) -> None:
    names = ("Bir", "Iki", "Üç", "Dörd", "Beş")
    towns = "".join(f"{number};{town} Şəhər;x;y\n" for number, town in enumerate(names))
    assert ListField.NAME not in table_of(f"№;Şəhər;Qeyd;Not\n{towns}").fields
    (row,) = rows_of(session, "Name;Charge;Since;Status\nBir Sınaqov;as per Art. 205;see row 2;on remand\n")
    assert [cell.text for cell in row.unrecorded] == ["see row 2"]


def test_a_short_detention_may_be_over_and_a_highest_term_is_none() -> None:
    assert last_status("detained, briefly") is None
    for text in ("max. 5 years", "2 more years"):
        with pytest.raises(Refused):
            list(stated_sentences(text))
