"""History is written once: nobody edits it, removes it or writes it anew."""

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from tests.support import rows
from tests.support.engines import on_postgresql, on_sqlite


@pytest.mark.parametrize(
    ("column", "value"),
    [("reason", "no reason"), ("at", "2020-01-01 00:00:00.000000"), ("changes", "[]"), ("number", 9)],
)
def test_history_is_never_edited(connection: Connection, column: str, value: object) -> None:
    rows.revision(connection)
    with pytest.raises(IntegrityError, match="history is never edited"):
        connection.execute(text(f"UPDATE revision SET {column} = :value"), {"value": value})


def test_history_is_never_removed(connection: Connection) -> None:
    rows.revision(connection)
    with pytest.raises(IntegrityError, match="history is never removed"):
        connection.execute(text("DELETE FROM revision"))


@pytest.mark.parametrize("words", ["TRUNCATE revision", "TRUNCATE account CASCADE"])
@on_postgresql
def test_history_is_never_emptied(connection: Connection, words: str) -> None:
    rows.revision(connection)
    connection.commit()
    with pytest.raises(IntegrityError, match="history is never removed"):
        connection.execute(text(words))


@pytest.mark.parametrize(
    "twin",
    [
        pytest.param({"number": 1}, id="its number"),
        pytest.param({"number": 2, "previous_hash": f"{0:064d}"}, id="its predecessor"),
        pytest.param({"number": 2, "hash": f"{1:064d}"}, id="its hash"),
    ],
)
@on_sqlite
def test_history_is_never_replaced(connection: Connection, twin: dict[str, object]) -> None:
    rows.revision(connection)
    connection.commit()
    with pytest.raises(IntegrityError, match="history is never edited"):
        rows.revision(connection, order="INSERT OR REPLACE INTO", **{"reason": "none", **twin})


def test_nobody_can_follow_the_same_change_twice(connection: Connection) -> None:
    rows.revision(connection)
    with pytest.raises(IntegrityError):
        rows.revision(connection, 2, previous_hash=f"{0:064d}")


def test_a_change_has_a_reason(connection: Connection) -> None:
    with pytest.raises(IntegrityError, match="ck_revision_reason_filled"):
        rows.revision(connection, reason="")
