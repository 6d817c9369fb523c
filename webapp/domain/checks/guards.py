"""Whether every guard stands by which the database itself keeps texts, passages and history as written."""

from collections.abc import Iterator

from sqlalchemy import text
from sqlalchemy.orm import Session

from webapp.domain.checks.fault import Fault
from webapp.models.triggers import bodies

# Of a trigger of PostgreSQL, what it does lies in its function; one that is switched off does nothing.
_TRIGGERS = {
    "sqlite": "SELECT name, sql AS body FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname AS name, prosrc AS body FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
    " JOIN pg_class ON pg_class.oid = tgrelid"
    " WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND relnamespace = current_schema()::regnamespace",
}


def guard_faults(session: Session) -> Iterator[Fault]:
    """Yield every guard that is not in the database, is switched off there, or does something else."""
    dialect = session.get_bind().dialect.name
    triggers = {row.name: row.body for row in session.execute(text(_TRIGGERS[dialect]))}
    for name, body in sorted(bodies(dialect).items()):
        if name not in triggers:
            yield Fault(f"guard {name}", "it is gone or switched off; the database refuses less than it must")
        elif _words(triggers[name]) != _words(body):
            yield Fault(f"guard {name}", "it does something else than it was made for")


def _words(statement: str) -> list[str]:
    return statement.replace("(", " ( ").replace(")", " ) ").split()
