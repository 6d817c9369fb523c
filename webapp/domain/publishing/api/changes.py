"""Whose records changed since an instant, for those who keep a copy."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.domain.history.known_by import lists_by_parts
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.sql_conditions import matching
from webapp.domain.publishing.api.changed_cases import changed_cases
from webapp.domain.publishing.api.changed_records import changed_organizations, changed_sources
from webapp.domain.publishing.data_package.cell_text import cell
from webapp.domain.publishing.once_public import once_public, people_once_public, sources_once_public
from webapp.domain.read_model.affected import affected_ids
from webapp.domain.visibility import PUBLIC
from webapp.models import (
    Charge,
    Citation,
    CountingRule,
    CourtCase,
    Hearing,
    LegalCode,
    Organization,
    OrganizationName,
    Passage,
    Person,
    PersonName,
    PersonSummary,
    Provision,
    Revision,
    Source,
    SourceVersion,
)
from webapp.vocab.accounts import Action
from webapp.vocab.claims import ClaimKind, Stance

# An edit may reach the database so much later than the instant that it bears.
_LATE = timedelta(minutes=2)
# What records of people name: a change of it is a change of theirs.
_NAMED = tuple(
    model.__tablename__
    for model in (CourtCase, LegalCode, Organization, OrganizationName, Provision, Source)
)


def changes_since(session: Session, since: datetime, *, now: datetime) -> dict[str, Any]:
    """Return the references of people whose records changed after an instant, and from when to ask next.

    What a record quotes or names belongs to it: a source that is hidden takes its quotations along. `gone`
    are those who were public and are no more, all alike. Sources, organizations and cases are told likewise,
    each under its name. Some may be told twice, nobody is left out.
    """
    changed, hidden = list[str](), list[str]()
    touched = _touched(session, since)
    for ids in batches(touched):
        public = set(
            session.scalars(
                select(PersonSummary.reference).where(
                    matching(PeopleFilter(), to=PUBLIC), PersonSummary.person_id.in_(ids)
                )
            )
        )
        changed += public
        people = session.execute(select(Person.id, Person.reference).where(Person.id.in_(ids)))
        others = {key: reference for key, reference in people if reference not in public}
        hidden += [others[key] for key in _once_public(session, list(others), now)]
    return {
        "next": cell(now - _LATE),
        "changed": sorted(changed),
        "gone": sorted(hidden),
        "sources": changed_sources(session, touched, now=now),
        "organizations": changed_organizations(session, touched, now=now),
        "cases": changed_cases(session, touched, now=now),
    }


def _touched(session: Session, since: datetime) -> set[UUID]:
    """Return the keys of people, among others, whose records changed, by themselves or by what they name."""
    later = Revision.number >= _first_after(session, since)
    own = session.scalars(select(Revision.about_id).where(later).distinct())
    # What is only there since then is named by what is newer still.
    altered = and_(later, Revision.action != Action.CREATED)
    rows = select(Revision.table_name, Revision.row_id).where(altered, Revision.table_name.in_(_NAMED))
    named = {(table, key) for table, key in session.execute(rows.distinct())}
    # A rule moves the ends of terms under its code, from when it is recorded until after it is removed.
    rules = select(Revision.about_id).where(later, Revision.table_name == CountingRule.__tablename__)
    named |= {(LegalCode.__tablename__, key) for key in session.scalars(rules.distinct())}
    return {*own, *affected_ids(session, named), *_in_cases(session, named), *_left(session, altered)}


def _in_cases(session: Session, rows: Iterable[tuple[str, UUID]]) -> Iterator[UUID]:
    """Yield the keys of people of whom charges and hearings name one of these cases."""
    for keys in batches(key for table, key in rows if table == CourtCase.__tablename__):
        for model in (Charge, Hearing):
            yield from session.scalars(select(model.person_id).where(model.case_id.in_(keys)))


def _left(session: Session, altered: ColumnElement[bool]) -> Iterator[UUID]:
    """Yield the keys of people, and of cases, of which something was told that is told of others by now."""
    claims = Revision.table_name.in_([kind.value for kind in ClaimKind])
    for changes in session.scalars(select(Revision.changes).where(altered, claims)):
        before = (changes.get(column, [None])[0] for column in ("person_id", "case_id"))
        yield from (UUID(key) for key in before if key)


def _first_after(session: Session, since: datetime) -> int:
    """Return the number of the first revision after an instant, found by halving: they follow in time.

    A long list counts from its end on, and some numbers before it are left out.
    """
    lists = [(place, batch.finished_at) for batch, place in lists_by_parts(session)]
    low, high = 1, (session.scalar(select(func.max(Revision.number))) or 0) + 1
    while low < high:
        middle = (low + high) // 2
        following = select(Revision.number, Revision.at).where(Revision.number >= middle)
        number, at = session.execute(following.order_by(Revision.number).limit(1)).one()
        at = next((end for own, end in lists if own.first_number <= number <= own.last_number), at)
        low, high = (low, middle) if at > since else (middle + 1, high)
    return low


def _once_public(session: Session, ids: Sequence[UUID], now: datetime) -> set[UUID]:
    """Return those of these people of whom everybody could once read a name, and open a source of it."""
    rows = session.execute(
        select(PersonName.id, PersonName.person_id, SourceVersion.source_id)
        .join(PersonName.citations)
        .join(Citation.passage)
        .join(Passage.source_version)
        .where(PersonName.person_id.in_(ids), Citation.stance == Stance.SUPPORTS)
    ).all()
    names = once_public(session, {row.id for row in rows}, until=now)
    sources = sources_once_public(session, {row.source_id for row in rows}, until=now)
    people = {row.person_id for row in rows if row.id in names and row.source_id in sources}
    return people & people_once_public(session, ids)
