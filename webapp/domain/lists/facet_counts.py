"""How many of the people found have each value of a facet: the numbers beside the filters, and of figures."""

from bisect import insort
from collections import Counter
from dataclasses import dataclass

from pyroaring import BitMap
from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from webapp.domain.lists.facet_selection import Found, find
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.read_model.facet_sets import largest, largest_first, reference_of
from webapp.domain.visibility import Reader
from webapp.models import Organization, PersonSummary, Source, SummaryFacet
from webapp.vocab.liberty import Held, Status, held
from webapp.vocab.words import Word

# Values of a facet that are shown; people of whom the own rows are read.
_MOST = 30
_FEW = 1_000
# Facets with so many values that the rows of few people are read faster than the sets of all values.
_OF_MANY_VALUES = ("organization", "source", "charge", "taken_in", "released_in")
_FACETS: dict[str, type[Word] | None] = {
    "held": Held, "status": Status, "occupation": None, "organization": None, "sex": None, "source": None,
    "charge": None,
}  # fmt: skip


@dataclass(frozen=True)
class Count:
    """How many people a value of a facet would leave under all other filters."""

    value: str
    label: str
    people: int


def every_facet(
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
    elif len(people) == found.recorded:
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
            insort(kept, (value, number), key=_most_first)
            del kept[most:]
    return kept


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
