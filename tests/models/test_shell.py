"""A plain SQLite shell, which leaves foreign keys off: what a claim rests on cannot be touched from it."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import Engine

from tests.support import full_tables
from tests.support.engines import on_sqlite

pytestmark = on_sqlite

ORDERS = [
    "INSERT INTO claim SELECT 'f' || substr(id, 2), kind, person_id, lead_citation_id, state, rank,"
    " rank_reason, visibility, note, made_by_id, made_at, version, named_accounts FROM claim LIMIT 1",
    "UPDATE claim SET lead_citation_id = 'nobody'",
    "DELETE FROM claim",
    "UPDATE citation SET claim_id = 'nobody'",
    "DELETE FROM citation",
    "DELETE FROM passage",
    "DELETE FROM source_version",
    "DELETE FROM source",
    "DELETE FROM person",
]


@pytest.mark.parametrize("order", ORDERS)
def test_nothing_that_a_claim_rests_on_is_touched_without_foreign_keys(engine: Engine, order: str) -> None:
    with engine.begin() as connection:
        full_tables.fill(connection)
    with (
        closing(sqlite3.connect(str(engine.url.database))) as shell,
        pytest.raises(sqlite3.IntegrityError, match="turn foreign keys on first"),
    ):
        shell.execute(order)
