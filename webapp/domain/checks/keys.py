"""Whether every reference between rows leads to a row, and no short reference can be given out twice."""

import re
from collections.abc import Iterator
from functools import cache

from sqlalchemy import ForeignKeyConstraint, and_, exists, func, select, text
from sqlalchemy.orm import Session

from webapp.domain.checks.fault import Fault
from webapp.domain.checks.table_reading import Anything, row_name, rows
from webapp.models import Base, Counter, CourtCase, ListIssue, Organization, Person, Source

Referenced = Person | Source | Organization | CourtCase
_REFERENCED: dict[str, type[Referenced]] = {"P": Person, "S": Source, "O": Organization, "K": CourtCase}
_REFERENCE = re.compile(r"[PSOK]-\d{4,}")
# Issues of the list are numbered by the same table.
_ISSUES = "I"


def key_faults(session: Session) -> Iterator[Fault]:
    """Yield every row that refers to none, and every counter that is behind the references given out."""
    yield from _engine_faults(session)
    for table in Base.metadata.sorted_tables:
        for key in sorted(table.foreign_key_constraints, key=lambda key: str(key.name)):
            yield from _dangling(session, key)
    for prefix, noun in _REFERENCED.items():
        yield from _behind(session, prefix, noun)
    yield from _counter_faults(session, _ISSUES, session.scalar(select(func.max(ListIssue.number))) or 0)
    known = {*_REFERENCED, _ISSUES}
    for (prefix,) in rows(session, select(Counter.prefix).where(Counter.prefix.not_in(known))):
        yield Fault(f"counter {prefix}", "no kind of reference is counted by it")


def _engine_faults(session: Session) -> Iterator[Fault]:
    """Yield what the database system itself knows to be wrong."""
    if session.get_bind().dialect.name == "postgresql":
        query = "SELECT conname FROM pg_constraint WHERE NOT convalidated"
        for name in session.scalars(text(query)):
            yield Fault(f"constraint {name}", "rows from before it were never compared with it")
    else:
        # Looks at every page, index, NOT NULL and CHECK.
        for message in session.scalars(text("PRAGMA integrity_check")):
            if message != "ok":
                yield Fault("database", message)


def _dangling(session: Session, key: ForeignKeyConstraint) -> Iterator[Fault]:
    for row in rows(session, _leading_nowhere(key)):
        columns = ", ".join(key.column_keys)
        yield Fault(row_name(key.table, row), f"{columns} refers to no row of {key.referred_table.name}")


@cache
def _leading_nowhere(key: ForeignKeyConstraint) -> Anything:
    """Return the query of the rows whose reference leads to none; kept, for there are a hundred of them."""
    child, parent = key.table, key.referred_table.alias()
    pairs = [(element.parent, parent.c[element.column.name]) for element in key.elements]
    same_key = and_(*(column == referred for column, referred in pairs))
    is_set = and_(*(column.is_not(None) for column, _ in pairs))
    leads_to_row = exists(select(1).select_from(parent).where(same_key))
    return select(*child.primary_key).where(is_set, ~leads_to_row)


def _behind(session: Session, prefix: str, noun: type[Referenced]) -> Iterator[Fault]:
    highest = 0
    for (reference,) in rows(session, select(noun.reference)):
        if _REFERENCE.fullmatch(reference) and reference.startswith(prefix):
            highest = max(highest, int(reference.partition("-")[2]))
        else:
            yield Fault(f"{noun.__tablename__} {reference}", "this is no reference of its kind")
    yield from _counter_faults(session, prefix, highest)


def _counter_faults(session: Session, prefix: str, highest: int) -> Iterator[Fault]:
    last = session.scalar(select(Counter.last).where(Counter.prefix == prefix)) or 0
    if last < highest:
        yield Fault(f"counter {prefix}", f"it stands at {last}, below {prefix}-{highest:04d}")
