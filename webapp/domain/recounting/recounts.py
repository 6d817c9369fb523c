"""For whom an act counts, tried and thrown away; and what is derived of them, made ready by it."""

# Nobody sees a rule before all terms are computed by it, nor a term computed by a rule that is not there; nor
# is anybody listed by a source that is hidden already.

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from webapp.domain.batches import BATCH
from webapp.domain.history.prepared_people import PreparedPeople
from webapp.domain.history.recording import Edit, editing
from webapp.domain.read_model.affected import LEFT, affected_ids
from webapp.models import Account, CountingRule, LegalCode, Passage, Person, Source

MOST_AT_ONCE = 200
"""People of whom all is derived anew within a request."""
_OF_SOURCES = frozenset({Source.__tablename__})
# What of a source something is derived from.
_COLUMNS = ("date", "state", "visibility")
_OF_RULES = frozenset({CountingRule.__tablename__, Passage.__tablename__, LEFT})


class _Tried(Exception):
    """All that was tried is known: the edit ends here."""


@dataclass(frozen=True)
class Recount:
    """Of whom all is derived anew, by which rules of each code, and from which sources as they are then."""

    people: frozenset[UUID]
    rules: dict[UUID, list[CountingRule]]
    sources: dict[UUID, dict[str, Any]]


def counts_for_many(session: Session, edit: Edit) -> bool:
    """Tell whether an edit changed counting rules or sources and nothing else, for very many people."""
    tables = {table for table, _ in edit.touched}
    changes_rules = CountingRule.__tablename__ in tables and tables <= _OF_RULES
    if not changes_rules and tables != _OF_SOURCES:
        return False
    return len(affected_ids(session, edit.touched)) > MOST_AT_ONCE


def tried(
    session: Session, act: Callable[[Session], object], *, by: Account, reason: str, at: datetime
) -> Recount:
    """Return what an act would come to; it is thrown away at once. Raises Refused."""
    savepoint = session.begin_nested()
    try:
        with editing(session, by=by, reason=reason, at=at) as edit:
            act(session)
            session.flush()
            people = frozenset(affected_ids(session, edit.touched))
            recount = Recount(people, _rules(session), _sources(session, edit))
            raise _Tried
    except _Tried:
        savepoint.rollback()
    return recount


def prepare(
    session: Session, recount: Recount, prepared: PreparedPeople, *, progress: Callable[[int], None]
) -> None:
    """Make ready what is derived of people by these rules and sources; `progress` hears of how many.

    Nothing is locked meanwhile, and the session writes nothing. It is to be thrown away.
    """
    people = sorted(recount.people)
    for place in range(0, len(people), BATCH):
        part = people[place : place + BATCH]
        with session.no_autoflush:
            codes = session.scalars(select(LegalCode).where(LegalCode.id.in_(recount.rules))).all()
            for code in codes:
                set_committed_value(code, "counting_rules", recount.rules[code.id])
            # Kept at hand, or they would be read once more as they are.
            sources = session.scalars(select(Source).where(Source.id.in_(recount.sources))).all()
            for source in sources:
                for name, value in recount.sources[source.id].items():
                    setattr(source, name, value)
            for person in session.scalars(select(Person).where(Person.id.in_(part))):
                person.version += 1
            prepared.derive(session, part)
        session.expunge_all()
        # Where somebody reads for long what was there before, SQLite's log grows.
        session.rollback()
        progress(min(place + BATCH, len(people)))


def _rules(session: Session) -> dict[UUID, list[CountingRule]]:
    rules: dict[UUID, list[CountingRule]] = {key: [] for key in session.scalars(select(LegalCode.id))}
    for rule in session.scalars(select(CountingRule).order_by(CountingRule.id)):
        rules[rule.legal_code_id].append(_held_by_nobody(rule))
    return rules


def _sources(session: Session, edit: Edit) -> dict[UUID, dict[str, Any]]:
    keys = [key for table, key in edit.touched if table == Source.__tablename__]
    return {key: {name: getattr(session.get_one(Source, key), name) for name in _COLUMNS} for key in keys}


def _held_by_nobody(rule: CountingRule) -> CountingRule:
    columns: list[Any] = [column.key for column in inspect(CountingRule).column_attrs]
    return CountingRule(**{key: getattr(rule, key) for key in columns})
