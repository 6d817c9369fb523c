"""Reading whole tables in pieces, past the objects, which damaged rows could not be made into."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from sqlalchemy import Enum, Row, Select, String, Table, type_coerce
from sqlalchemy.orm import Session

from webapp.domain.history.owners import READ_MODEL
from webapp.models import PAST_TABLES, Base

Anything: TypeAlias = Select[*tuple[Any, ...]]

_ROWS_AT_ONCE = 500


def pieces(session: Session, query: Anything, size: int = _ROWS_AT_ONCE) -> Iterator[Sequence[Row[Any]]]:
    """Yield the rows of a query, some hundreds at once."""
    yield from session.execute(query.execution_options(yield_per=size)).partitions()


def rows(session: Session, query: Anything) -> Iterator[Row[Any]]:
    """Yield the rows of a query one by one, read in pieces."""
    for piece in pieces(session, query):
        yield from piece


def as_stored(column: Any) -> Any:
    """Return a column to select under its name; words of a list as plain text, lest a damaged one raise."""
    return (type_coerce(column, String) if isinstance(column.type, Enum) else column).label(column.name)


def stored_tables() -> list[Table]:
    """Return every table but those of the read model, which is derived."""
    derived = {str(table.__tablename__) for table in READ_MODEL}
    derived |= {past.name for past in PAST_TABLES.values()}
    return [table for table in Base.metadata.sorted_tables if table.name not in derived]


def row_name(table: Table, row: Row[Any]) -> str:
    """Return how a row is called: its table and its key."""
    return " ".join([table.name, *(str(row._mapping[column]) for column in table.primary_key)])
