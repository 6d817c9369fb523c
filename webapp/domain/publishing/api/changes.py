"""Whose records changed since an instant, for those who keep a copy."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.sql_conditions import matching
from webapp.domain.publishing.data_package.cell_text import cell
from webapp.domain.publishing.once_public import once_public
from webapp.domain.visibility import PUBLIC
from webapp.models import Person, PersonName, PersonSummary, Revision
from webapp.vocab.people import PublicationState

# An edit may reach the database so much later than the instant that it bears.
_LATE = timedelta(minutes=2)


def changes_since(session: Session, since: datetime, *, now: datetime) -> dict[str, Any]:
    """Return the references of people whose records changed after an instant, and from when to ask next.

    `gone` are those who were public and are no more, all alike. Some may be told twice, nobody is left out.
    """
    changed, hidden = list[str](), list[str]()
    for ids in batches(_touched(session, since)):
        public = select(PersonSummary.reference).where(
            matching(PeopleFilter(), to=PUBLIC), PersonSummary.person_id.in_(ids)
        )
        changed += session.scalars(public)
        people = session.execute(select(Person.id, Person.reference).where(Person.id.in_(ids)))
        others = {key: reference for key, reference in people if reference not in changed}
        hidden += [others[key] for key in _once_public(session, list(others), now)]
    return {"next": cell(now - _LATE), "changed": sorted(changed), "gone": sorted(hidden)}


def _touched(session: Session, since: datetime) -> set[UUID]:
    first = _first_after(session, since)
    return set(session.scalars(select(Revision.about_id).where(Revision.number >= first).distinct()))


def _first_after(session: Session, since: datetime) -> int:
    """Return the number of the first revision after an instant, found by halving: they follow in time."""
    low, high = 1, (session.scalar(select(func.max(Revision.number))) or 0) + 1
    while low < high:
        middle = (low + high) // 2
        at = session.scalar(select(Revision.at).where(Revision.number == middle))
        low, high = (low, middle) if at is None or at > since else (middle + 1, high)
    return low


def _once_public(session: Session, ids: Sequence[UUID], now: datetime) -> set[UUID]:
    """Return those of these people of whom everybody could once read a name."""
    rows = session.scalars(select(PersonName).where(PersonName.person_id.in_(ids)))
    names = {name.id: name.person_id for name in rows}
    return {names[key] for key in once_public(session, names, until=now)} & _once_published(session, ids)


def _once_published(session: Session, ids: Sequence[UUID]) -> set[UUID]:
    query = select(Revision.row_id, Revision.changes).where(
        Revision.row_id.in_(ids), Revision.table_name == Person.__tablename__
    )
    published = PublicationState.PUBLISHED.value
    return {key for key, values in session.execute(query) if published in (values.get("state") or ())}
