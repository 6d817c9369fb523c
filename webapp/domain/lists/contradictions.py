"""The list of contradictions that wait for a decision: person by person, one page by key, and how many."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from webapp.domain.claims.contradictions import conflicts
from webapp.domain.claims.liberty_periods import liberty_periods
from webapp.domain.claims.loading import claims_of
from webapp.domain.claims.ranking import ranked_claims
from webapp.domain.terms.differing_ends import differing_ends
from webapp.domain.visibility import INTERNAL, in_use
from webapp.models import Claim, PersonSummary, StatusEvent

PAGE = 50


@dataclass(frozen=True)
class DisputedPerson:
    """A person, and each group of claims on them that cannot all be true.

    `possible` are the events of the first group, the likeliest at the end, where it is uncertain which of
    them came last.
    """

    summary: PersonSummary
    groups: list[tuple[Claim, ...]]
    possible: list[StatusEvent]


@dataclass(frozen=True)
class DisputedPage:
    """One page of the list; `after` is the key from which the next one begins, None at the end."""

    people: list[DisputedPerson]
    after: str | None


def waiting(session: Session, *, after: str | None = None, size: int = PAGE) -> DisputedPage:
    """Return the people of whom sources contradict each other with no rank to decide it, by name.

    Restricted claims enter no list, and so not this one; the record itself shows what contradicts them.
    """
    query = select(PersonSummary).where(_waits()).order_by(PersonSummary.sort_key)
    if after is not None:
        query = query.where(PersonSummary.sort_key > after)
    found = list(session.scalars(query.limit(size + 1)))
    rows = found[:size]
    claims = claims_of(session, [row.person_id for row in rows], to=INTERNAL)
    people = [_disputed(row, claims.get(row.person_id, [])) for row in rows]
    return DisputedPage(people, rows[-1].sort_key if len(found) > size else None)


def _disputed(summary: PersonSummary, claims: Sequence[Claim]) -> DisputedPerson:
    periods = liberty_periods(ranked_claims(claims, StatusEvent), to=INTERNAL)
    possible = [event for event in periods[-1].possible if event is not None]
    groups = conflicts(claims, uncertain=possible)
    groups += differing_ends(claims, to=INTERNAL, periods=periods)
    # What makes the present state uncertain comes first.
    groups.sort(key=lambda group: not possible or not set(possible) <= set(group))
    return DisputedPerson(summary, groups, possible)


def count(session: Session) -> int:
    """Return of how many people contradictions wait for a decision."""
    return session.scalar(select(func.count()).select_from(PersonSummary).where(_waits())) or 0


def next_from(session: Session, reference: str) -> str | None:
    """Return the reference of the first person waiting, from this one on in the order of the list."""
    known = and_(PersonSummary.audience == INTERNAL.audience, PersonSummary.reference == reference)
    here = select(PersonSummary.sort_key).where(known).scalar_subquery()
    query = select(PersonSummary.reference).where(_waits(), PersonSummary.sort_key >= here)
    return session.scalar(query.order_by(PersonSummary.sort_key).limit(1))


def _waits() -> ColumnElement[bool]:
    return and_(
        PersonSummary.audience == INTERNAL.audience,
        PersonSummary.conflict.is_(True),
        in_use(PersonSummary),
    )
