"""What is written of a list that is not finished is left out of whatever is read, on every connection."""

# Before each statement stand tables of the same names without those rows: so no page, file or figure can
# forget it, whether it asks through the ORM or past it. Where no list is under way no statement changes.

import re
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, event

from webapp.models.base import Base
from webapp.models.claim import Claim
from webapp.models.read_model import PAST_TABLES, PersonVersion

# The execution option of those who write such a list, or look after it.
READS_UNFINISHED = "habeas_reads_unfinished"
# That of connections on which tables of the read model are those of an earlier day.
READS_PAST = "habeas_reads_past"
_BOUNDS = "SELECT first_number, lowest_key, highest_key FROM unfinished_batch"
_IS_THERE = "SELECT to_regclass('unfinished_batch') IS NOT NULL"
_KEPT, _THERE = "habeas_unfinished", "habeas_unfinished_there"
_BY_VERSION = ("source_word", "source_part")
_BY_PERSON = ("person_summary", "liberty_span", "summary_facet", "due_day", "name_token")
_OPENING = re.compile(r"WITH (RECURSIVE )?")
_FILLED = re.compile(r"INSERT INTO (\w+) .*\bSELECT\b", re.DOTALL)
# What was known of somebody, and until which revision: also until a list is finished.
_UNTIL = {PersonVersion.__tablename__, *(past.name for past in PAST_TABLES.values())}


def leave_out_unfinished(engine: Engine) -> None:
    """Have all that is asked of an engine asked of the rows of finished lists alone."""
    event.listen(engine, "begin", look_anew)
    event.listen(engine, "before_cursor_execute", _leave_out, retval=True)


def without_unfinished(connection: Connection, statement: str) -> str:
    """Return a statement, also one that goes past SQLAlchemy, as it is asked of finished lists alone."""
    options = connection.get_execution_options()
    if options.get(READS_UNFINISHED, False) or not _reads(statement):
        return statement
    batches = _batches(connection)
    named = set(_names().findall(statement)) if batches else set[str]()
    if options.get(READS_PAST, False):
        named -= {model.__tablename__ for model in PAST_TABLES}
    if filled := _FILLED.match(statement):
        # A table that is written to cannot be another.
        named.discard(filled[1])
    if not named:
        return statement
    schema = connection.dialect.default_schema_name
    tables = ", ".join(
        f"{name} AS NOT MATERIALIZED (SELECT * FROM {schema}.{name} AS every WHERE"
        f" {' AND '.join(_condition(name, *batch) for batch in batches)})"
        for name in sorted(named)
    )
    opening = _OPENING.match(statement)
    if opening is None:
        return f"WITH {tables} {statement}"
    return f"{opening[0]}{tables}, {statement[opening.end() :]}"


def look_anew(connection: Connection) -> None:
    """Have a connection look up again what is not finished, which it may have finished itself."""
    connection.info.pop(_KEPT, None)


def _leave_out(
    connection: Connection, _cursor: Any, statement: str, parameters: Any, context: Any, _many: bool
) -> tuple[str, Any]:
    if context is not None and context.execution_options.get(READS_UNFINISHED, False):
        return statement, parameters
    return without_unfinished(connection, statement), parameters


def _reads(statement: str) -> bool:
    return statement.startswith(("SELECT", "WITH", "(")) or bool(_FILLED.match(statement))


def _batches(connection: Connection) -> list[tuple[int, str, str]]:
    """Return the bounds of what is not finished, looked up once a transaction."""
    batches: list[tuple[int, str, str]] | None = connection.info.get(_KEPT)
    if batches is None:
        batches = connection.info[_KEPT] = _looked_up(connection)
    return batches


def _looked_up(connection: Connection) -> list[tuple[int, str, str]]:
    # Past SQLAlchemy: it is asked before a statement of its own.
    cursor: Any = connection.connection.cursor()
    try:
        if not connection.info.get(_THERE, False):
            # An older database that is about to be migrated.
            there = _IS_THERE
            if connection.dialect.name == "sqlite":
                there = "SELECT 1 FROM sqlite_master WHERE name = 'unfinished_batch'"
            cursor.execute(there)
            if not (cursor.fetchone() or (False,))[0]:
                return []
            connection.info[_THERE] = True
        cursor.execute(_BOUNDS)
        return [(number, *map(_written, bounds)) for number, *bounds in cursor.fetchall()]
    finally:
        cursor.close()


def _written(key: object) -> str:
    """Return a key as the engine writes it: SQLite keeps it as text without hyphens."""
    return str(key) if isinstance(key, UUID) else UUID(str(key)).hex


def _condition(name: str, first_number: int, lowest: str, highest: str) -> str:
    if name == "revision":
        return f"every.number < {first_number}"
    if name in _UNTIL:
        # The revision before is the first of the list's edit. Of people who are new it says when they begin.
        new = f" OR every.person_id BETWEEN '{lowest}' AND '{highest}'"
        return f"(every.until < {first_number - 1}{new})"
    return f"every.{key_of(name)} NOT BETWEEN '{lowest}' AND '{highest}'"


@cache
def _names() -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(sorted({*tables_of_batch(), *_UNTIL, 'revision'}))})\b")


@cache
def tables_of_batch() -> tuple[str, ...]:
    """Return the tables in which a list has rows, those that refer to others first."""
    kinds = (mapper.class_ for mapper in Base.registry.mappers)
    names = {kind.__tablename__ for kind in kinds if issubclass(kind, Claim) and kind is not Claim}
    claims = (table.name for table in reversed(Base.metadata.sorted_tables) if table.name in names)
    cited = ("citation", "claim", "passage", "person", *_BY_VERSION, "source_version", "source")
    return (*_BY_PERSON, *claims, *cited)


def key_of(table: str) -> str:
    """Return the column of such a table that holds a key of the list: of its row, its person or its text."""
    if table in _BY_PERSON:
        return "person_id"
    return "source_version_id" if table in _BY_VERSION else "id"
