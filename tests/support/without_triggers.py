"""A database with every guard down, so that a test can do what a broken disk or an owner of it could."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text


@contextmanager
def without_triggers(engine: Engine) -> Iterator[Connection]:
    """Yield a connection on which nothing is refused; what was done on it is undone at the end."""
    prepare = _on_sqlite if engine.dialect.name == "sqlite" else _on_postgresql
    with engine.connect() as connection:
        # Past the transaction that would otherwise begin first, within which SQLite changes no setting.
        cursor = connection.connection.cursor()
        if engine.dialect.name == "sqlite":
            cursor.execute("PRAGMA foreign_keys=OFF")
            cursor.execute("PRAGMA ignore_check_constraints=ON")
        cursor.close()
        prepare(connection)
        try:
            yield connection
        finally:
            connection.rollback()
            connection.invalidate()


def _on_sqlite(connection: Connection) -> None:
    names = connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all()
    for name in names:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")


def _on_postgresql(connection: Connection) -> None:
    connection.exec_driver_sql("SET session_replication_role = replica")
    query = "SELECT conrelid::regclass, conname FROM pg_constraint WHERE contype = 'c' AND conrelid <> 0"
    for table, name in connection.execute(text(query)).all():
        connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
