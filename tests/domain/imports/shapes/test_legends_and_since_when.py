"""Legends, chronicles, headers that ask since when, births beside what people are, cells that leave open."""

from sqlalchemy.orm import Session

from tests.domain.imports.shapes.test_shapes_of_columns import statuses
from tests.support.engines import on_sqlite
from tests.support.list_rows import rows_of, table_of
from webapp.domain.claims.facts import FactContent
from webapp.domain.claims.statuses import StatusContent
from webapp.domain.imports.cells.sentences import stated_sentences
from webapp.domain.imports.cells.status_sequences import last_status
from webapp.domain.imports.cells.values import read_charges
from webapp.domain.imports.headers import named_field
from webapp.vocab.imports import ListField
from webapp.vocab.liberty import Status


@on_sqlite
def test_the_signs_of_a_legend_are_read_with_or_without_a_mark_between(session: Session) -> None:
    for title in (
        "Durum: G gözaltında / T tutuklu / TH tahliye, yargılama sürüyor",
        "G=gözaltında; T=tutuklu; TH: tahliye, dava sürüyor",
    ):
        text = "Adı Soyadı;Durum;Not\nBir Sınaqgil;T;\nIki Misalgil;TH 5.03.2024;\nÜç Örnek;G;\n"
        rows = rows_of(session, f'"{title}";;\n{text}')
        assert [statuses(row) for row in rows] == [
            [("pretrial_detention", None)], [("released_pending_trial", "2024-03-05")], [("arrested", None)],
        ], title  # fmt: skip


@on_sqlite
def test_a_chronicle_is_read_by_its_legend_and_a_sign_that_it_goes_on(session: Session) -> None:
    text = (
        '"det. = preso preventivamente / cond. = condenado / ""="" sigue igual";;;\nNombre;2021;2022;2023\n'
        "Juan Inventado;det. 5 jun;cond. 10 feb;=\nAna Ficticia;;det. feb;s/i\nLuis Ejemplo;det. 8 nov;;\n"
    )
    rows = rows_of(session, text)
    assert [statuses(row) for row in rows] == [[("imprisoned", "2022-02-10")], [], []]


@on_sqlite
def test_a_header_that_asks_since_when_somebody_is_held_is_one_of_arrests(session: Session) -> None:
    for header, field in {
        "За ґратами з": ListField.ARRESTED_ON, "Nə vaxtdan həbsdədir": ListField.ARRESTED_ON,
        "Behind bars since": ListField.ARRESTED_ON, "Ausgewandert seit": ListField.NOTHING,
    }.items():  # fmt: skip
        assert named_field(header) is field, header
    text = (
        "Ad;Nə vaxtdan həbsdədir;Hökm / mərhələ\nBir Sınaqov;20.11.2023;istintaq davam edir\n"
        "Iki Misallı;13 yanvar 2024;8 il\nÜç Örnəkov;;ev dustaqlığı, 14.01.2025-dən\nDörd Nümunə;;9 il\n"
    )
    assert [statuses(row) for row in rows_of(session, text)] == [
        [("arrested", "2023-11-20"), ("pretrial_detention", None)],
        [("arrested", "2024-01-13"), ("imprisoned", None)], [("house_arrest", "2025-01-14")], [],
    ]  # fmt: skip


@on_sqlite
def test_a_day_below_a_numbered_heading_is_that_since_which_it_holds(session: Session) -> None:
    text = (
        "№;ФИО;Что сейчас\n;1. СИЗО (дата - с какого дня под стражей);\n1;Выдуманов Пётр;с 11.03.2024\n"
        "2;Примерова Анна;нет даты\n;2. Дома;\n3;Образцов Лев;домашний арест с 15.08.2024\n"
    )
    rows = [row for row in rows_of(session, text) if row.row.cell(0).text]
    assert [statuses(row) for row in rows] == [
        [("pretrial_detention", "2024-03-11")], [("pretrial_detention", None)],
        [("house_arrest", "2024-08-15")],
    ]  # fmt: skip


@on_sqlite
def test_a_birth_beside_what_somebody_is_is_one_and_a_year_among_years_too(session: Session) -> None:
    text = (
        "Ім'я;Хто це\nОстап Вигадько;фермер, 1971 р.н.\nЯрина Примірна;журналістка, 1996\n"
        "Пилип Взірцев;учитель\nГліб Небувалий;активіст, 03.05.1983\nІван Нікотов;імам, 58 років\n"
    )
    rows = rows_of(session, text)
    facts = [[each.content for each in row.news if isinstance(each.content, FactContent)] for row in rows]
    assert [[fact.value or (fact.date.edtf if fact.date else "") for fact in of_row] for of_row in facts] == [
        ["1971"], ["1996"], [], ["1983-05-03"], ["58"],
    ]  # fmt: skip
    # Years alone of which nobody says what they are may be of anything.
    table = table_of("Name;Work\nBir Sınaqov;teacher, 1996\nIki Sınaqov;baker, 1998\nÜç Sınaqov;cook, 1999\n")
    assert ListField.BORN not in table.fields


@on_sqlite
def test_a_cell_that_leaves_open_or_says_another_row_s_is_left_out_and_shown(session: Session) -> None:
    text = (
        "Name;Status;Since\nBir Sınaqov;? (moved or freed, family waits);\nIki Misallı;on remand;see No. 1\n"
        "Üç Örnəkov;не вядома, ці выйшаў;\n"
    )
    rows = rows_of(session, text)
    assert [statuses(row) for row in rows] == [[], [("pretrial_detention", None)], []]
    assert [[cell.text for cell in row.unrecorded] for row in rows] == [
        ["? (moved or freed, family waits)"], ["see No. 1"], ["не вядома, ці выйшаў"],
    ]  # fmt: skip


@on_sqlite
def test_where_somebody_lives_in_exile_or_at_home_is_no_place_of_detention(session: Session) -> None:
    text = (
        "Name;Status;Place\nBir Sınaqov;exiled;Kyiv\nIki Misallı;released;at home\n"
        "Üç Örnəkov;released;Colony 5\nDörd Nümunə;house arrest;at home\n"
    )
    places = [
        each.content.place_words for row in rows_of(session, text) for each in row.news
        if isinstance(each.content, StatusContent)
    ]  # fmt: skip
    assert places == [None, None, "Colony 5", "at home"]


def test_what_explains_a_status_or_stands_beside_it_changes_nothing() -> None:
    for words, status in {
        "forcibly disappeared: taken by men in masks, who deny having him": Status.ENFORCED_DISAPPEARANCE,
        "w kolonii; bez listów od lata": Status.IMPRISONED, "in custody: no": None,
        "ARRESTED – police cells, no court yet": Status.ARRESTED, "on remand: freed on bail": None,
        "in prison; moved home": None,
    }.items():  # fmt: skip
        assert last_status(words) is status, words


def test_a_part_without_its_unit_and_an_arabic_term_are_read() -> None:
    for text, months in {"24 months, 9 suspended": 15, "سنة وستة أشهر": 18}.items():
        (sentence,) = stated_sentences(text)
        assert (sentence.years or 0) * 12 + (sentence.months or 0) == months, text


def test_a_plus_between_two_numbers_parts_two_charges() -> None:
    assert read_charges("24 + 67 C. pénal") == ["24", "67 C. pénal"]
