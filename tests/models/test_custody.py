"""The custody log and the pages of a text stay as they were written, whoever writes to the database."""

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from tests.support import full_tables
from tests.support.engines import on_postgresql, on_sqlite

AUDIT = "the audit log is never"
LOG = "the custody log is never"
PAGES = "a source version is never edited"
WITHHELD = "a withholding is never"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE custody SET how = 'found'", LOG),
        ("UPDATE custody SET at = '2020-01-01 00:00:00'", LOG),
        ("DELETE FROM custody", LOG),
        ("UPDATE audit_entry SET what = 'else'", AUDIT),
        ("DELETE FROM audit_entry", AUDIT),
        ("UPDATE withholding SET withheld = false", WITHHELD),
        ("DELETE FROM withholding", WITHHELD),
        ("UPDATE source_page SET start = 5", PAGES),
        ("DELETE FROM source_page", PAGES),
    ],
)
def test_what_was_logged_stays(connection: Connection, change: str, said: str) -> None:
    full_tables.fill(connection)
    connection.commit()
    with pytest.raises(IntegrityError, match=said):
        connection.execute(text(change))


@on_sqlite
@pytest.mark.parametrize("table", ["audit_entry", "custody", "source_page", "withholding"])
def test_no_logged_row_is_replaced(connection: Connection, table: str) -> None:
    full_tables.fill(connection)
    connection.commit()
    with pytest.raises(IntegrityError, match="never edited"):
        connection.execute(text(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"))


@on_postgresql
@pytest.mark.parametrize(("table", "said"), [("custody", LOG), ("withholding", WITHHELD)])
def test_no_log_can_be_emptied(connection: Connection, table: str, said: str) -> None:
    full_tables.fill(connection)
    connection.commit()
    with pytest.raises(IntegrityError, match=said):
        connection.execute(text(f"TRUNCATE {table}"))


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("verdict = 'lost', start = 1, \"end\" = 2", "span_unless_lost"),
        ("verdict = 'same', start = 2, \"end\" = 2", "span_in_order"),
        ("decision = 'moved'", "moved_to_a_passage"),
        ("decision = 'kept', new_passage_id = passage_id", "moved_to_a_passage"),
    ],
)
def test_a_comparison_says_one_thing(connection: Connection, change: str, rule: str) -> None:
    full_tables.fill(connection)
    connection.commit()
    with pytest.raises(IntegrityError, match=rule):
        connection.execute(text(f"UPDATE comparison SET {change}"))
