"""What a column may hold: a word of its list, a name that is not empty, a partial date that is whole."""

import pytest
from sqlalchemy import Connection, Enum, text
from sqlalchemy.exc import IntegrityError

from tests.support import full_tables, rows
from webapp.models import Base

TABLES = Base.metadata.sorted_tables
# These refuse every change, and so could not show which rule refused this one.
UNCHANGED = ("revision", "custody", "audit_entry", "list_issue", "withholding", "passage")
LISTS = [
    (column.table.name, column.name)
    for table in TABLES
    for column in table.columns
    if isinstance(column.type, Enum) and table.name not in UNCHANGED
]
DATES = [
    (table.name, column.name.removesuffix("_edtf"))
    for table in TABLES
    for column in table.columns
    # What is derived is held by its derivation, and checked against it.
    if column.name.endswith("_edtf") and not table.name.endswith(("person_summary", "liberty_span"))
]
BOUNDS = ("edtf", "earliest", "latest")
FILLED = [
    (table.name, constraint.name.removesuffix("_filled").removeprefix(f"ck_{table.name}_"))
    for table in TABLES
    for constraint in table.constraints
    if table.name not in UNCHANGED
    and isinstance(constraint.name, str)
    and constraint.name.endswith("_filled")
]


def test_a_word_that_is_not_on_its_list_is_refused(connection: Connection) -> None:
    full_tables.fill(connection)
    for table, column in LISTS:
        _refused(connection, f"UPDATE {table} SET {column} = 'nonsense'", rule=f"ck_{table}_")


def test_an_unknown_action_is_refused(connection: Connection) -> None:
    with pytest.raises(IntegrityError, match="ck_revision_action"):
        rows.revision(connection, action="forgotten")


def test_a_text_that_is_there_is_not_empty(connection: Connection) -> None:
    full_tables.fill(connection)
    assert len(FILLED) > 35
    for table, column in FILLED:
        _refused(connection, f"UPDATE {table} SET {column} = ''", rule=f"ck_{table}_{column}_filled")


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "rule"),
    [
        pytest.param("2023", None, None, "whole", id="a text without a day"),
        pytest.param(None, "2023-01-01", "2023-12-31", "whole", id="days without a text"),
        pytest.param(None, None, "2023-12-31", "whole", id="a day without a text"),
        pytest.param("", "2023-01-01", "2023-12-31", "whole", id="days with an empty text"),
        pytest.param("2023", "2023-12-31", "2023-01-01", "in_order", id="days in the wrong order"),
    ],
)
def test_half_a_partial_date_is_refused(
    connection: Connection, edtf: str | None, earliest: str | None, latest: str | None, rule: str
) -> None:
    full_tables.fill(connection)
    dates = {"edtf": edtf, "earliest": earliest, "latest": latest}
    for table, prefix in DATES:
        _refused(connection, _set_date(table, prefix), rule=f"ck_{table}_{prefix}_{rule}", **dates)


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2023-11", "2023-11-01", "2023-11-30"),
        ("2023-11-20/..", "2023-11-20", None),
        ("../2023", None, "2023-12-31"),
        (None, None, None),
    ],
)
def test_a_partial_date_may_be_open_at_one_end_or_not_be_there(
    connection: Connection, edtf: str | None, earliest: str | None, latest: str | None
) -> None:
    full_tables.fill(connection)
    for table, prefix in DATES:
        dates = {"edtf": edtf, "earliest": earliest, "latest": latest}
        connection.execute(text(_set_date(table, prefix)), dates)
        kept = connection.scalars(text(f"SELECT DISTINCT {prefix}_edtf FROM {table}")).all()
        assert kept == [edtf]


@pytest.mark.parametrize(
    ("table", "change", "rule"),
    [
        ("charge_step", "years = -1", "sentence_length"),
        ("charge_step", "fine_amount = -1", "fine_positive"),
        ("charge_step", "fine_currency = 'manat'", "fine_currency_code"),
        ("charge_step", "instrument = ''", "instrument_filled"),
        ("charge_step", "amount = 'fraction'", "fraction_whole"),
        ("charge_step", "amount = 'fraction', numerator = 2, denominator = 2", "fraction_whole"),
        ("charge_step", "numerator = 1, denominator = 2", "fraction_whole"),
        ("charge_step", "amount = 'difference', sentence = 'term'", "sentence_is_total"),
        ("charge_step", "step = 'demanded', amount = 'total'", "demand_changes_nothing"),
        ("hearing", "hour = 'noon'", "hour_whole"),
        (
            "hearing", "outcome = 'held', postponed_to_edtf = '2026', postponed_to_latest = '2026-12-31'",
            "day_of_postponed",
        ),
        ("court_case", "earlier_id = id", "earlier_other"),
        ("organization", "country = 'Azerbaijan'", "country_code"),
        ("organization", "parent_id = id", "parent_other"),
        ("legal_code", "year = 20", "year_plausible"),
        ("provision", "part = NULL, point = '1'", "point_of_part"),
        ("personal_fact", "fact = 'birth_date'", "value_or_date"),
        ("personal_fact", "value = NULL", "value_or_date"),
    ],
)
def test_what_cannot_be_is_refused(connection: Connection, table: str, change: str, rule: str) -> None:
    full_tables.fill(connection)
    _refused(connection, f"UPDATE {table} SET {change}", rule=f"ck_{table}_{rule}")


def test_a_reference_is_given_out_once(connection: Connection) -> None:
    full_tables.fill(connection)
    with pytest.raises(match="(?i)unique"):
        connection.execute(text("UPDATE person SET reference = 'P-0001'"))


def _set_date(table: str, prefix: str) -> str:
    return f"UPDATE {table} SET " + ", ".join(f"{prefix}_{part} = :{part}" for part in BOUNDS)


def _refused(connection: Connection, words: str, *, rule: str, **values: str | None) -> None:
    with pytest.raises(IntegrityError, match=rule), connection.begin_nested():
        connection.execute(text(words), values)
