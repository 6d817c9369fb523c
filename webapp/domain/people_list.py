"""The people list: one page by key, how many there are, and how many each filter would leave."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from pyroaring import BitMap
from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from webapp.domain.facet_members import largest, largest_first, number_of, reference_of
from webapp.domain.filters import PeopleFilter
from webapp.domain.matching import on_day
from webapp.domain.people_index import Found, find
from webapp.domain.people_search import ranked
from webapp.domain.reading import Reader
from webapp.models import LibertySpan, Organization, PersonSummary, Source, SummaryFacet
from webapp.vocab.liberty import Held, Status, held
from webapp.vocab.words import Word

PAGE = 50
# Values of a facet that are shown; people looked up one by one; names met in one step of a walk.
_MOST = 30
_FEW = 1_000
_STRIDE = 1_000
# Facets with so many values that the rows of few people are read faster than the sets of all values.
_OF_MANY_VALUES = ("organization", "source", "charge", "taken_in", "released_in")
_FACETS: dict[str, type[Word] | None] = {
    "held": Held, "status": Status, "occupation": None, "organization": None, "sex": None, "source": None,
    "charge": None,
}  # fmt: skip


@dataclass(frozen=True)
class Page:
    """One page of the list; `before` and `after` are the keys of its neighbours, None at the ends.

    `told` holds by person what was current on the day that the filter asks for, if it asks for one. Where
    all who bear a name that was searched stand on one page, the likest come first, and `spelling` tells
    which of their names is the like one.
    """

    rows: list[PersonSummary]
    before: str | None
    after: str | None
    told: dict[UUID, LibertySpan] = field(default_factory=dict)
    spelling: dict[UUID, str] = field(default_factory=dict)


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
    found: Found | None = None,
) -> Page:
    """Return the page of the list that begins after one key or ends before another.

    `found` is whom the filter leaves, where that was looked up before.
    """
    found = found or find(session, which, to=to)
    rows = _page(session, found.people, to, after=after, before=before, most=size + 1)
    more, rows = len(rows) > size, rows[:size]
    if before is not None:
        rows.reverse()
    if not rows:
        return Page([], None, None)
    has_before = more if before is not None else after is not None
    has_after = True if before is not None else more
    told = _told(session, rows, which.as_of)
    if which.q and not has_before and not has_after:
        hits = ranked(rows, which.q)
        spelling = {hit.person.person_id: hit.spelling for hit in hits}
        return Page([hit.person for hit in hits], None, None, told, spelling)
    return Page(
        rows, rows[0].sort_key if has_before else None, rows[-1].sort_key if has_after else None, told
    )


def count(session: Session, which: PeopleFilter, *, to: Reader) -> int:
    """Return how many people the filter matches."""
    return len(find(session, which, to=to).people)


def facet_counts(
    session: Session, which: PeopleFilter, *, to: Reader, found: Found | None = None
) -> dict[str, list[Count]]:
    """Return how many people each value of each facet would leave, under all other filters; most first."""
    found = found or find(session, which, to=to)
    return {facet: tally(session, found, facet, to=to, but=facet) for facet in _FACETS}


def tally(
    session: Session, found: Found, facet: str, *, to: Reader, but: str | None = None, most: int = _MOST
) -> list[Count]:
    """Return how many of the people found have each value of a facet, most first, and `most` values at most.

    With `but` the people are those whom all fields but this one leave.
    """
    people = found.people if but is None else found.without((but,))
    if found.liberty and facet in ("held", "status"):
        told = _tally_liberty(found.liberty, people, facet)
    elif len(people) == sum(number for _, number in largest(session, to.audience, "state", None)):
        told = largest(session, to.audience, facet, most)
    elif facet in _OF_MANY_VALUES and len(people) <= _FEW:
        told = _tally_few(session, people, to, facet, most)
    else:
        told = _tally(session, people, to, facet, most)
    labels = _labels(session, facet, [value for value, _ in told])
    return [Count(value, labels.get(value, value), number) for value, number in told]


def _labels(session: Session, facet: str, values: list[str]) -> dict[str, str]:
    words = _FACETS.get(facet)
    if words is not None:
        return {value: words(value).label for value in values}
    titles = {"organization": _names, "source": _titles}.get(facet)
    return titles(session, values) if titles else {}


def _page(
    session: Session, people: BitMap, to: Reader, *, after: str | None, before: str | None, most: int
) -> list[PersonSummary]:
    """Return the first of these people in the order of their names, after a key or backwards before one."""
    key = PersonSummary.sort_key
    own = select(PersonSummary).where(PersonSummary.audience == to.audience)
    own = own.order_by(key.desc() if before is not None else key)
    if len(people) <= _FEW:
        own = own.where(PersonSummary.reference.in_([reference_of(number) for number in people]))
        if before is not None:
            own = own.where(key < before)
        elif after is not None:
            own = own.where(key > after)
        return list(session.scalars(own.limit(most)))
    keys = _walk(session, people, to, after=after, before=before, most=most)
    return list(session.scalars(own.where(key.in_(keys))))


def _walk(
    session: Session, people: BitMap, to: Reader, *, after: str | None, before: str | None, most: int
) -> list[str]:
    """Return the keys of the first of many people, met on a walk along the index of names."""
    key, backwards = PersonSummary.sort_key, before is not None
    steps = select(key, PersonSummary.reference).where(PersonSummary.audience == to.audience)
    steps = steps.order_by(key.desc() if backwards else key)
    place, met = before if backwards else after, list[str]()
    while len(met) < most:
        query = steps if place is None else steps.where(key < place if backwards else key > place)
        rows = session.execute(query.limit(_STRIDE)).all()
        met += [at for at, reference in rows if number_of(reference) in people]
        if len(rows) < _STRIDE:
            break
        place = rows[-1][0]
    return met[:most]


def _told(session: Session, rows: list[PersonSummary], day: date | None) -> dict[UUID, LibertySpan]:
    if day is None:
        return {}
    ids = [row.person_id for row in rows]
    query = select(LibertySpan).join(PersonSummary, on_day(day)).where(LibertySpan.person_id.in_(ids))
    return {
        span.person_id: span
        for span in session.scalars(query.where(LibertySpan.audience == rows[0].audience))
    }


def _tally_liberty(liberty: dict[Status, BitMap], people: BitMap, facet: str) -> list[tuple[str, int]]:
    """Return how many of these people had each status on a day, or were held or not; most first."""
    numbers: Counter[str] = Counter()
    for status, those in liberty.items():
        word = held(status) if facet == "held" else status
        numbers[word.value] += people.intersection_cardinality(those)
    return sorted(((v, n) for v, n in numbers.items() if n), key=_most_first)


def _tally(
    session: Session, people: BitMap, to: Reader, facet: str, most: int
) -> list[tuple[str, int]]:
    """Return the values of a facet that most of these people have, and how many of them do."""
    kept: list[tuple[str, int]] = []
    for value, those in largest_first(session, to.audience, facet):
        # Sorted by size: no later value can have more of these people than it has people at all.
        if len(kept) >= most and len(those) < kept[most - 1][1]:
            break
        if number := people.intersection_cardinality(those):
            kept.append((value, number))
            kept.sort(key=_most_first)
    return kept[:most]


def _tally_few(
    session: Session, people: BitMap, to: Reader, facet: str, most: int
) -> list[tuple[str, int]]:
    """Return the same as `_tally` of few people, from their own rows."""
    number = func.count()
    query = (
        select(SummaryFacet.value, number)
        .join(PersonSummary, SummaryFacet.person_id == PersonSummary.person_id)
        .where(
            PersonSummary.audience == to.audience,
            PersonSummary.reference.in_(map(reference_of, people)),
            SummaryFacet.audience == to.audience,
            SummaryFacet.facet == facet,
        )
        .group_by(SummaryFacet.value)
    )
    counted = [(value, found) for value, found in session.execute(query)]
    return sorted(counted, key=_most_first)[:most]


def _most_first(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]


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
