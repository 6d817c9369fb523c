"""Triggers that refuse what a table must not take, written as each engine wants them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

import sqlalchemy as sa
from alembic import op


class Guard(NamedTuple):
    """A trigger of this name, which refuses rows under a condition: at an INSERT, UPDATE or DELETE.

    `first` is a statement that PostgreSQL runs before it looks at the condition.
    """

    name: str
    event: str
    table: str
    condition: str
    message: str
    first: str = ""


def create(guards: Iterable[Guard], *, not_replaced: Iterable[Guard] = ()) -> None:
    """Create guards, for SQLite also those against INSERT OR REPLACE."""
    if not _on_postgresql():
        for guard in (*guards, *not_replaced):
            _create_on_sqlite(guard)
        return
    for guard in guards:
        _create_on_postgresql(guard)


def only_added_to(table: str, called: str, again: str) -> None:
    """Let rows be added to a table and never changed or removed; `again` is whether one would be replaced."""
    edited = f"{called} is never edited"
    create(
        (
            Guard(f"{table}_unchanged", "UPDATE", table, "1 = 1", edited),
            Guard(f"{table}_kept", "DELETE", table, "1 = 1", f"{called} is never removed"),
        ),
        not_replaced=[Guard(f"{table}_not_replaced", "INSERT", table, again, edited)],
    )
    if _on_postgresql():
        op.execute(
            f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION {table}_kept()"
        )


def replace(guard: Guard) -> None:
    """Have a guard of PostgreSQL refuse something else than before."""
    op.execute(_function(guard).replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1))


def drop_functions(guards: Iterable[Guard]) -> None:
    """Drop what outlives the tables: the triggers went with them, on PostgreSQL their functions did not."""
    _drop(*(guard.name for guard in guards))


def drop_only_added_to(table: str) -> None:
    """Drop what outlives a table to which rows were only added."""
    _drop(f"{table}_unchanged", f"{table}_kept")


def _drop(*functions: str) -> None:
    for name in functions if _on_postgresql() else ():
        op.execute(f"DROP FUNCTION {name}()")


@contextmanager
def off(*tables: str) -> Iterator[None]:
    """Take the guards off these tables and put them back as they were; on SQLite one may be made anew."""
    if _on_postgresql():
        _switch_on_postgresql("DISABLE", tables)
        yield
        _switch_on_postgresql("ENABLE", tables)
        return
    query = sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN :tables")
    of_tables = query.bindparams(sa.bindparam("tables", tables, expanding=True))
    triggers = op.get_bind().execute(of_tables).all()
    for name, _ in triggers:
        op.execute(f"DROP TRIGGER {name}")
    # Otherwise SQLite would look through the guards of other tables, which name these.
    op.execute("PRAGMA legacy_alter_table=ON")
    yield
    op.execute("PRAGMA legacy_alter_table=OFF")
    for _, statement in triggers:
        op.get_bind().exec_driver_sql(statement)


def _create_on_sqlite(guard: Guard) -> None:
    # SQLite before 3.39 has no IS DISTINCT FROM; its IS NOT means the same.
    op.execute(
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table}"
        f" WHEN {guard.condition.replace('IS DISTINCT FROM', 'IS NOT').replace('string_agg', 'group_concat')}"
        f" BEGIN SELECT RAISE(ABORT, '{guard.message}'); END"
    )


def _function(guard: Guard) -> str:
    row = "OLD" if guard.event == "DELETE" else "NEW"
    return (
        f"CREATE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {guard.first}"
        f" IF {guard.condition} THEN RAISE EXCEPTION '{guard.message}'"
        f" USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {row}; END $$"
    )


def _create_on_postgresql(guard: Guard) -> None:
    op.execute(_function(guard))
    op.execute(
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table}"
        f" FOR EACH ROW EXECUTE FUNCTION {guard.name}()"
    )


def _switch_on_postgresql(how: str, tables: Iterable[str]) -> None:
    # A table whose keys wait to be checked is not altered.
    op.execute("SET CONSTRAINTS ALL IMMEDIATE")
    op.execute("SET CONSTRAINTS ALL DEFERRED")
    for table in tables:
        op.execute(f"ALTER TABLE {table} {how} TRIGGER USER")


def _on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
