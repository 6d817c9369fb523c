"""The people list: one page by key, how many there are, and how many each filter would leave."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from webapp.domain.filters import PeopleFilter, matching, on_day
from webapp.domain.reading import Reader
from webapp.models import LibertySpan, Organization, PersonSummary, Source, SummaryFacet

PAGE = 50


@dataclass(frozen=True)
class Page:
    """One page of the list; `before` and `after` are the keys of its neighbours, None at the ends.

    `told` holds by person what was current on the day that the filter asks for, if it asks for one.
    """

    rows: list[PersonSummary]
    before: str | None
    after: str | None
    told: dict[UUID, LibertySpan] = field(default_factory=dict)


@dataclass(frozen=True)
class Count:
    """How many people a value of a facet would leave under all other filters."""

    value: str
    label: str
    people: int


def people(
    session: Session,
    which: PeopleFilter,
    *,
    to: Reader,
    after: str | None = None,
    before: str | None = None,
    size: int = PAGE,
) -> Page:
    """Return the page of the list that begins after one key or ends before another."""
    query = select(PersonSummary).where(matching(which, to=to))
    if before is not None:
        query = query.where(PersonSummary.sort_key < before).order_by(PersonSummary.sort_key.desc())
    else:
        query = query.order_by(PersonSummary.sort_key)
        if after is not None:
            query = query.where(PersonSummary.sort_key > after)
    found = list(session.scalars(query.limit(size + 1)))
    more, rows = len(found) > size, found[:size]
    if before is not None:
        rows.reverse()
    if not rows:
        return Page([], None, None)
    has_before = more if before is not None else after is not None
    has_after = True if before is not None else more
    told = _told(session, rows, which.as_of)
    return Page(
        rows, rows[0].sort_key if has_before else None, rows[-1].sort_key if has_after else None, told
    )


def count(session: Session, which: PeopleFilter, *, to: Reader) -> int:
    """Return how many people the filter matches."""
    return session.scalar(select(func.count()).select_from(PersonSummary).where(matching(which, to=to))) or 0


def facet_counts(session: Session, which: PeopleFilter, *, to: Reader) -> dict[str, list[Count]]:
    """Return how many people each value of each facet would leave, under all other filters; most first."""
    found = {name: _tally(session, which.without(name), to, name) for name in ("held", "status")}
    for facet in ("occupation", "organization", "sex", "source"):
        found[facet] = _facet_tally(session, which.without(facet), to, facet)
    names = _names(session, [count.value for count in found["organization"]])
    titles = _titles(session, [count.value for count in found["source"]])
    found["organization"] = [
        Count(c.value, names.get(c.value, c.value), c.people) for c in found["organization"]
    ]
    found["source"] = [Count(c.value, titles.get(c.value, c.value), c.people) for c in found["source"]]
    return found


def _told(session: Session, rows: list[PersonSummary], day: date | None) -> dict[UUID, LibertySpan]:
    if day is None:
        return {}
    ids = [row.person_id for row in rows]
    query = select(LibertySpan).join(PersonSummary, on_day(day)).where(LibertySpan.person_id.in_(ids))
    return {
        span.person_id: span
        for span in session.scalars(query.where(LibertySpan.audience == rows[0].audience))
    }


def _tally(session: Session, which: PeopleFilter, to: Reader, name: str) -> list[Count]:
    people = func.count()
    column: Any = getattr(LibertySpan if which.as_of else PersonSummary, name)
    query = select(column, people).select_from(PersonSummary)
    if which.as_of:
        query = query.join(LibertySpan, on_day(which.as_of))
    query = query.where(matching(which, to=to)).group_by(column).order_by(people.desc(), column)
    return [Count(value.value, value.label, number) for value, number in session.execute(query)]


def _facet_tally(session: Session, which: PeopleFilter, to: Reader, facet: str) -> list[Count]:
    people = func.count()
    query = (
        select(SummaryFacet.value, people)
        .join(
            PersonSummary,
            (PersonSummary.person_id == SummaryFacet.person_id)
            & (PersonSummary.audience == SummaryFacet.audience),
        )
        .where(SummaryFacet.facet == facet, matching(which, to=to))
        .group_by(SummaryFacet.value)
        .order_by(people.desc(), SummaryFacet.value)
        .limit(30)
    )
    return [Count(value, value, number) for value, number in session.execute(query)]


def _names(session: Session, references: list[str]) -> dict[str, str]:
    query = (
        select(Organization)
        .where(Organization.reference.in_(references))
        .options(selectinload(Organization.names))
    )
    return {row.reference: row.name for row in session.scalars(query)}


def _titles(session: Session, references: list[str]) -> dict[str, str]:
    query = select(Source.reference, Source.title).where(Source.reference.in_(references))
    return dict(session.execute(query).all())
