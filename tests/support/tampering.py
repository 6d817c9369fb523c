"""One value, one row, drawn at random in a SQLite file and altered as its owner could past the program."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple
from uuid import uuid4

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError

from webapp.models.triggers import statements

# By rule not sealed. What is typed and not sent, and files that wait to be confirmed, state nothing yet.
UNSENT = frozenset({"draft", "capture"})
# Addresses of calendars open less than their account does, and what they hold is derived.
CALENDARS = frozenset({"calendar_feed", "calendar_entry"})
LEFT_OUT = UNSENT | CALENDARS
# They slow down, remember and guard against edits that cross, and say nothing of the world, nor of who may
# come in. The number of a row's version is such too; what is not kept of before, history is asked for.
PASSING = frozenset({
    ("account", "failed_sign_ins"), ("account", "last_failed_at"), ("account", "second_factor_step"),
    ("account_session", "last_seen_at"), ("account_session", "last_source_id"), ("person_version", "kept"),
})  # fmt: skip


class Tampering(NamedTuple):
    """What was done to which table; to which column, where it was one value."""

    act: str
    table: str
    column: str | None = None

    def __str__(self) -> str:
        return f"{self.act} {self.table}" + (f".{self.column}" if self.column else "")


@contextmanager
def tampered(engine: Engine, drawn: random.Random) -> Iterator[tuple[Connection, Tampering]]:
    """Alter one thing with the guards down, put them up again, and undo all of it at the end."""
    with engine.connect() as connection:
        cursor = connection.connection.cursor()
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.execute("PRAGMA ignore_check_constraints=ON")
        cursor.close()
        for name in _names(connection, "trigger"):
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        act = None
        while act is None:
            act = _altered(connection, drawn)
        for statement in statements("sqlite"):
            connection.exec_driver_sql(statement)
        # As for whoever opens the file.
        connection.exec_driver_sql("PRAGMA ignore_check_constraints=OFF")
        try:
            yield connection, act
        finally:
            connection.rollback()
            connection.invalidate()


def _altered(connection: Connection, drawn: random.Random) -> Tampering | None:
    """Do one thing to the database; None where nothing came of it."""
    tables = [name for name in _names(connection, "table") if name not in LEFT_OUT]
    table = drawn.choice([name for name in tables if name != "alembic_version"])
    keys = [row[0] for row in connection.exec_driver_sql(f'SELECT rowid FROM "{table}"')]
    if not keys:
        return None
    key, act = drawn.choice(keys), drawn.choice(["changed", "changed", "changed", "removed", "slipped into"])
    if act == "changed":
        return _changed(connection, table, key, drawn)
    if act == "removed":
        connection.exec_driver_sql(f'DELETE FROM "{table}" WHERE rowid = ?', (key,))
        return Tampering(act, table)
    return Tampering(act, table) if _copied(connection, table, key) else None


def _changed(connection: Connection, table: str, key: int, drawn: random.Random) -> Tampering | None:
    columns = [row[1] for row in connection.exec_driver_sql(f'PRAGMA table_info("{table}")')]
    column = drawn.choice(columns)
    if (table, column) in PASSING or column == "version":
        return None
    query = f'SELECT DISTINCT "{column}" FROM "{table}"'
    others = [row[0] for row in connection.exec_driver_sql(query)]
    before = _value(connection, table, column, key)
    # A counter that runs ahead leaves numbers out, and harms nothing.
    after = before - 1 if (table, column) == ("counter", "last") else _another(before, others, drawn)
    if after == before or after is None and before is None:
        return None
    try:
        connection.exec_driver_sql(f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?', (after, key))
    except IntegrityError:
        # Unique, or needed: whoever tampers has to think of something else.
        return None
    return Tampering("changed", table, column)


def _value(connection: Connection, table: str, column: str, key: int) -> Any:
    return connection.exec_driver_sql(f'SELECT "{column}" FROM "{table}" WHERE rowid = ?', (key,)).scalar()


def _another(before: Any, others: list[Any], drawn: random.Random) -> Any:
    """Return a value instead of another one: that of another row, one a little different, or none."""
    likely = [value for value in others if value != before]
    if likely and (before is None or drawn.random() < 0.5):
        return drawn.choice(likely)
    match before:
        case None:
            return drawn.choice(["x", 1])
        case int():
            return 1 - before if before in (0, 1) else before + drawn.choice((-1, 1))
        case float():
            return before + 1
        case bytes():
            return bytes([before[0] ^ 1]) + before[1:] if before else b"x"
    # What stands between the figures of an instant, no program reads.
    place = drawn.choice([place for place, letter in enumerate(before) if letter.isalnum()] or [0])
    letter = drawn.choice("0123456789abcdef".replace(before[place : place + 1].lower() or "_", ""))
    return before[:place] + letter + before[place + 1 :]


def _copied(connection: Connection, table: str, key: int) -> bool:
    """Slip in a row like another one, with a key and unique values of its own."""
    about = connection.exec_driver_sql(f'PRAGMA table_info("{table}")').all()
    values = {row[1]: _value(connection, table, row[1], key) for row in about}
    unique = {row[1] for row in about if row[5]}
    for index in connection.exec_driver_sql(f'PRAGMA index_list("{table}")').all():
        if index[2]:
            unique |= {row[2] for row in connection.exec_driver_sql(f'PRAGMA index_info("{index[1]}")')}
    for name in unique:
        match values[name]:
            case int() as number:
                values[name] = number + 1_000
            case str() as text if len(text) in (32, 64):
                values[name] = (uuid4().hex * 2)[: len(text)]
            case str() as text:
                values[name] = f"{text}x"
    columns = ", ".join(f'"{name}"' for name in values)
    places = ", ".join("?" for _ in values)
    try:
        connection.exec_driver_sql(
            f'INSERT INTO "{table}" ({columns}) VALUES ({places})', tuple(values.values())
        )
    except IntegrityError:
        return False
    return True


def _names(connection: Connection, kind: str) -> list[str]:
    query = "SELECT name FROM sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite_%' ORDER BY name"
    return [row[0] for row in connection.exec_driver_sql(query, (kind,))]
