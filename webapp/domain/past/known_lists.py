"""Lists as they were known at an earlier revision, read from the rows that held then: nothing is restored."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from pyroaring import BitMap
from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.domain.history.recording import head
from webapp.domain.read_model import past_rows
from webapp.domain.read_model.facet_sets import Value, number_of, values_of
from webapp.domain.read_model.past_sets import PastSets, read_as_then
from webapp.domain.read_model.past_tables import read_at
from webapp.domain.visibility import Reader
from webapp.models import Person


@dataclass(frozen=True)
class KnownSets:
    """In which sets one audience saw people at a revision, as worked out at a later one, `compared`."""

    compared: int
    sets: PastSets = field(default_factory=PastSets)


def session_at(
    connection: Connection, revision: int, *, to: Reader, known: KnownSets
) -> tuple[Session, KnownSets | None]:
    """Return a session whose lists are those of a revision, for one audience, and its sets.

    There are none where what held of somebody then is not kept. The connection has begun nothing yet, and is
    used for nothing else. `known` are the sets of an earlier such session, or empty ones of the revision: who
    changed since they were worked out is looked at. Whatever else a list names is called as it is today.
    """
    session = Session(_repeatable(connection))
    newest, _ = head(session)
    if past_rows.unkept(session, after=revision, most=1):
        return session, None
    people = past_rows.changed(session, after=known.compared)
    numbers = _numbers(session, people)
    read_at(session, connection, revision)
    sets = known.sets.replaced(numbers, _values(session, people, to)) if people else known.sets
    if sets.changed:
        read_as_then(session, sets)
    return session, KnownSets(max(newest, known.compared), sets)


def kept_session(connection: Connection, revision: int) -> Session | None:
    """Return a session over the rows that held at a revision, without sets; None where some are not kept."""
    session = Session(_repeatable(connection))
    if past_rows.unkept(session, after=revision, most=1):
        session.close()
        return None
    read_at(session, connection, revision)
    return session


def _repeatable(connection: Connection) -> Connection:
    """Return the connection, with one state of the database for all that it is asked."""
    if connection.dialect.name == "postgresql":
        return connection.execution_options(isolation_level="REPEATABLE READ")
    return connection


def _numbers(session: Session, people: Sequence[UUID]) -> BitMap:
    query = select(Person.reference)
    references = (
        reference for ids in batches(people) for reference in session.scalars(query.where(Person.id.in_(ids)))
    )
    return BitMap(map(number_of, references))


def _values(session: Session, people: Sequence[UUID], to: Reader) -> dict[int, set[Value]]:
    values: dict[int, set[Value]] = {}
    for ids in batches(people):
        values |= values_of(session, ids, audiences=(to.audience,)).get(to.audience, {})
    return values
