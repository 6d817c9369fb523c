"""What a column holds by its header alone, in words that nobody has put into a list as they stand."""

from tests.support.list_rows import table_of
from webapp.domain.imports.headers import named_field
from webapp.vocab.imports import ListField


def test_a_header_put_together_of_a_day_and_of_what_is_read_in_any_order() -> None:
    known = {
        "Дата змены статусу": ListField.SINCE, "Durum tarihi": ListField.SINCE, "status_dt": ListField.SINCE,
        "Date of last status change": ListField.SINCE, "Fecha del último cambio de estado": ListField.SINCE,
        "Detención Fecha": ListField.ARRESTED_ON, "arrest_dt": ListField.ARRESTED_ON,
        "Tahliye tarihi": ListField.RELEASED_ON, "تاریخ وضعیت": ListField.SINCE,
    }  # fmt: skip
    assert {header: named_field(header) for header in known} == known
    for header in (
        "Date", "Date of next status", "Date of last hearing", "Date of status and arrest", "updated_at",
        "Date of planned release", "Status of the arrest warrant, date",
    ):  # fmt: skip
        assert named_field(header) is ListField.NOTHING, header


def test_an_article_and_its_code_make_a_header_of_charges() -> None:
    for header in (
        "Статья УК РК", "ст. УК РФ", "Articles du Code pénal", "Provisions applied", "Dayanak madde",
    ):  # fmt: skip
        assert named_field(header) is ListField.CHARGE, header
    for header in ("Number of articles", "Статья в газете", "Code"):
        assert named_field(header) is ListField.NOTHING, header


def test_people_are_named_by_their_work_where_no_other_column_has_names() -> None:
    assert table_of("No,Gazeteci,Ceza,Durumu\n1,Bir Sınaqov,,tutuklu\n").fields[1] is ListField.NAME
    assert table_of("Name,Journalist,Status\nBir Sınaqov,yes,free\n").fields[1] is ListField.NOTHING


def test_a_column_of_dates_of_birth_may_hold_ages_too() -> None:
    for header in ("DOB or age", "Doğum tarihi / yaşı", "Дата рождения (возраст)", "Né(e) le ou âge"):
        assert named_field(header) is ListField.BORN, header


def test_a_header_of_a_status_may_ask_since_when_too() -> None:
    for header in (
        "Что с ним сейчас, с какого числа", "Status (since when)", "Durumu, ne zamandan beri",
        "Статус и с какого времени", "Situation, depuis quand",
    ):  # fmt: skip
        assert named_field(header) is ListField.STATUS, header
    for header in ("Name, since when", "Where, since when", "Since when"):
        assert named_field(header) is not ListField.STATUS, header


def test_a_header_of_a_status_may_have_its_day() -> None:
    for header in ("Situation as of 1 May 2024", "Статус на 01.05.2024", "Status (May 2024)"):
        assert named_field(header) is ListField.STATUS, header
    for header in ("Status in 2021", "Status at arrest 2020", "Previous status (May 2024)"):
        assert named_field(header) is ListField.NOTHING, header
    # Of two the first may be of an earlier time.
    table = table_of("Name;Status on 1 May 2023;Status on 1 May 2024\nBir Sınaqov;in prison;free\n")
    assert ListField.STATUS not in table.fields[:2]
