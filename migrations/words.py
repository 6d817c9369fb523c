"""Which words a column may hold."""

from collections.abc import Iterable

from alembic import op

from migrations import guards
from migrations.tables import changed


def allow(table: str, rule: str, column: str, words: Iterable[str]) -> None:
    """Let a column hold these words alone; the guards of the table stay as they were."""
    with guards.off(table), changed(table) as change:
        change.drop_constraint(op.f(f"ck_{table}_{rule}"), type_="check")
        change.create_check_constraint(op.f(f"ck_{table}_{rule}"), among(column, words))


def among(column: str, words: Iterable[str]) -> str:
    """Return the condition that a column holds one of these words."""
    return f"{column} IN ({', '.join(map(repr, words))})"
