"""Statements asked of the read model as it was at an earlier revision, and not of its tables as they are."""

# Before each statement stand tables of the same names with the rows that held then: those of today of whom
# nothing changed since, and of everybody else those that were kept.

import re
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from webapp.models import PAST_TABLES, READS_PAST, PersonVersion, without_unfinished

_THEN = "habeas_revision_then"
_PAST = {model.__tablename__: past for model, past in PAST_TABLES.items()}
_OF_VERSION = ("since", "until")
_VERSIONS = PersonVersion.__tablename__
_NAMES = re.compile(rf"\b({'|'.join(_PAST)})\b")
_OPENING = re.compile(r"WITH (RECURSIVE )?")


def read_at(session: Session, connection: Connection, revision: int) -> None:
    """Have all that a session asks on its connection asked of the rows that held at a revision."""
    session.info[_THEN] = revision
    schema = _schema(session)
    # Who is in a list that is not finished is known from a later revision on.
    connection.execution_options(**{READS_PAST: True})

    def then(
        _connection: Connection, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool
    ) -> tuple[str, Any]:
        return _of_then(statement, revision, schema), parameters

    event.listen(connection, "before_cursor_execute", then, retval=True)


def statement_of_then(session: Session, statement: str) -> str:
    """Return a statement that goes past SQLAlchemy as the session asks it."""
    revision: int | None = session.info.get(_THEN)
    then = statement if revision is None else _of_then(statement, revision, _schema(session))
    return without_unfinished(session.connection(), then)


def _schema(session: Session) -> str:
    return str(session.get_bind().dialect.default_schema_name)


def _of_then(statement: str, revision: int, schema: str) -> str:
    named = sorted(set(_NAMES.findall(statement)))
    if not named:
        return statement
    tables = ", ".join(_table(name, revision, schema) for name in named)
    opening = _OPENING.match(statement)
    if opening is None:
        return f"WITH {tables} {statement}"
    return f"{opening[0]}{tables}, {statement[opening.end() :]}"


def _table(name: str, revision: int, schema: str) -> str:
    columns = ", ".join(column.name for column in _PAST[name].columns if column.name not in _OF_VERSION)
    later = f"{_VERSIONS}.person_id = today.person_id AND {_VERSIONS}.until > {revision}"
    return (
        f"{name} AS NOT MATERIALIZED (SELECT {columns} FROM {schema}.{name} AS today"
        f" WHERE NOT EXISTS (SELECT 1 FROM {_VERSIONS} WHERE {later})"
        f" UNION ALL SELECT {columns} FROM {_PAST[name].name}"
        f" WHERE since <= {revision} AND until > {revision})"
    )
