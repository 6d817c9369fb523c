"""The people list: one page of it by key, and how many there are."""

from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from webapp.domain.lists.facet_selection import PeopleSelection, select_people
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.name_search import ranked
from webapp.domain.read_model.facet_sets import number_of, reference_of
from webapp.domain.read_model.liberty_spans import holds_on
from webapp.domain.visibility import Reader, in_use
from webapp.models import LibertySpan, PersonSummary
from webapp.vocab.liberty import Held

T = TypeVar("T")
PAGE = 50
# Names met in one step of a walk, at most.
_STRIDE = 1_000
# How many rows of a walk are read in the time that one person takes to be looked up.
_DEARER = 10


@dataclass(frozen=True)
class PeoplePage:
    """One page of the list; `before` and `after` are the keys of its neighbours, None at the ends.

    `spans` holds by person what was current on the day that the filter asks for, if it asks for one. Where
    all who bear a name that was searched stand on one page, the likest come first, and `spelling` tells
    which of their names is the like one.
    """

    rows: list[PersonSummary]
    before: str | None
    after: str | None
    spans: dict[UUID, LibertySpan] = field(default_factory=dict)
    spelling: dict[UUID, str] = field(default_factory=dict)


def people(
    session: Session,
    people_filter: PeopleFilter,
    *,
    to: Reader,
    after: str | None = None,
    before: str | None = None,
    size: int = PAGE,
    selection: PeopleSelection | None = None,
) -> PeoplePage:
    """Return the page of the list that begins after one key or ends before another.

    `selection` is whom the filter leaves, where that was looked up before.
    """
    selection = selection or select_people(session, people_filter, to=to)
    rows = _page(session, selection, to, after=after, before=before, most=size + 1)
    more, rows = len(rows) > size, rows[:size]
    if before is not None:
        rows.reverse()
    if not rows:
        return PeoplePage([], None, None)
    has_before = more if before is not None else after is not None
    has_after = True if before is not None else more
    spans = _spans(session, rows, people_filter.as_of)
    if people_filter.q and not has_before and not has_after:
        hits = ranked(rows, people_filter.q)
        spelling = {hit.person.person_id: hit.spelling for hit in hits}
        return PeoplePage([hit.person for hit in hits], None, None, spans, spelling)
    return PeoplePage(
        rows, rows[0].sort_key if has_before else None, rows[-1].sort_key if has_after else None, spans
    )


def count(session: Session, people_filter: PeopleFilter, *, to: Reader) -> int:
    """Return how many people the filter matches."""
    return len(select_people(session, people_filter, to=to).people)


def newest_word(session: Session, *, to: Reader) -> date | None:
    """Return the last day by which a source tells of somebody who is held; None where none is dated."""
    query = select(PersonSummary.last_word_on).where(
        PersonSummary.audience == to.audience, PersonSummary.held == Held.YES, in_use(PersonSummary),
        PersonSummary.last_word_on.is_not(None),
    )  # fmt: skip
    return session.scalar(query.order_by(PersonSummary.last_word_on.desc()).limit(1))


def _page(
    session: Session,
    selection: PeopleSelection,
    to: Reader,
    *,
    after: str | None,
    before: str | None,
    most: int,
) -> list[PersonSummary]:
    """Return the first of these people in the order of their names, after a key or backwards before one."""
    key = PersonSummary.sort_key
    # Of n among N people a walk meets one in N/n rows; to look a person up costs as much as some rows do.
    near = len(selection.people) ** 2 * _DEARER <= most * len(selection.everybody)
    keys = (_looked_up if near else _walk)(session, selection, to, after=after, before=before, most=most)
    own = select(PersonSummary).where(PersonSummary.audience == to.audience, key.in_(keys))
    return list(session.scalars(_onward(own, after=after, before=before)))


def _onward(query: Select[T], *, after: str | None, before: str | None) -> Select[T]:
    """Return a query in the order of names that begins after a key, or goes backwards before one."""
    key = PersonSummary.sort_key
    if before is not None:
        return query.where(key < before).order_by(key.desc())
    return (query if after is None else query.where(key > after)).order_by(key)


def _looked_up(
    session: Session,
    selection: PeopleSelection,
    to: Reader,
    *,
    after: str | None,
    before: str | None,
    most: int,
) -> list[str]:
    """Return the keys of the first of few people, from all of theirs."""
    references = map(reference_of, selection.people)
    query = select(PersonSummary.sort_key).where(
        PersonSummary.audience == to.audience, PersonSummary.reference.in_(references)
    )
    return list(session.scalars(_onward(query, after=after, before=before).limit(most)))


def _walk(
    session: Session,
    selection: PeopleSelection,
    to: Reader,
    *,
    after: str | None,
    before: str | None,
    most: int,
) -> list[str]:
    """Return the keys of the first of many people, met on a walk along the index of names."""
    people = selection.people
    query, met = select(PersonSummary.sort_key).where(PersonSummary.audience == to.audience), list[str]()
    # The first step is likely to meet them all.
    stride = min(_STRIDE, 2 * most * (1 + len(selection.everybody) // (len(people) or 1)))
    while len(met) < most:
        keys = session.scalars(_onward(query, after=after, before=before).limit(stride)).all()
        # A key ends with the reference: the index alone tells whose it is.
        met += [name for name in keys if number_of(name.rpartition(" ")[2]) in people]
        if len(keys) < stride:
            break
        after, before = (keys[-1], None) if before is None else (None, keys[-1])
    return met[:most]


def _spans(session: Session, rows: list[PersonSummary], day: date | None) -> dict[UUID, LibertySpan]:
    if day is None:
        return {}
    ids = [row.person_id for row in rows]
    query = select(LibertySpan).join(PersonSummary, holds_on(day)).where(LibertySpan.person_id.in_(ids))
    return {
        span.person_id: span
        for span in session.scalars(query.where(LibertySpan.audience == rows[0].audience))
    }
