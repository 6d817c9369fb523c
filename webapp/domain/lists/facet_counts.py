"""How many of the people found have each value of a facet: the numbers beside the filters, and of figures."""

from bisect import insort
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyroaring import BitMap
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.lists.facet_selection import PeopleSelection, select_people
from webapp.domain.lists.filter import COUNTED, FIELDS, PeopleFilter
from webapp.domain.lists.filter_fields import status_as
from webapp.domain.read_model.facet_members import largest, largest_first
from webapp.domain.read_model.facet_sets import reference_of
from webapp.domain.visibility import Reader
from webapp.models import PersonSummary, SummaryFacet

# Values of a facet that are shown; people of whom the own rows are read.
_MOST = 30
_FEW = 1_000
Numbers = list[tuple[str, int]]


@dataclass(frozen=True)
class Count:
    """How many people a value of a facet would leave under all other filters.

    `label` is what the value is called: an English word of ours, or a name or title as it was typed.
    """

    value: str
    label: str
    people: int


def every_facet(
    session: Session, people_filter: PeopleFilter, *, to: Reader, selection: PeopleSelection | None = None
) -> dict[str, list[Count]]:
    """Return how many people each value of each facet would leave, under all other filters; most first."""
    selection = selection or select_people(session, people_filter, to=to)
    return {name: tally(session, selection, name, to=to, but=name) for name in COUNTED}


def tally(
    session: Session,
    selection: PeopleSelection,
    name: str,
    *,
    to: Reader,
    but: str | None = None,
    most: int = _MOST,
) -> list[Count]:
    """Return how many of the people found have each value of a facet, most first, and `most` values at most.

    With `but` the people are those whom all fields but this one leave.
    """
    people = selection.people if but is None else selection.without((but,))
    if name == "freshness":
        fresh = selection.scope.fresh().items()
        numbers = _numbers((value, people.intersection_cardinality(members)) for value, members in fresh)
    elif selection.scope.as_of and name in ("held", "status"):
        numbers = _tally_liberty(selection.scope.liberty, people, name)
    elif len(people) == selection.recorded:
        numbers = largest(session, to.audience, name, most)
    elif FIELDS[name].many_values and len(people) <= _FEW:
        numbers = _tally_few(session, people, to, name, most)
    else:
        numbers = _tally(session, people, to, name, most)
    labels = _labels(session, name, [value for value, _ in numbers])
    return [Count(value, labels.get(value, value), number) for value, number in numbers]


def _labels(session: Session, name: str, values: list[str]) -> dict[str, str]:
    field = FIELDS[name]
    titles = field.titles(session, values) if field.titles else {}
    return titles | {value: message for value in values if (message := field.message(value))}


def _tally_liberty(liberty: Mapping[str, BitMap], people: BitMap, name: str) -> Numbers:
    """Return how many of these people had each status on a day, or were held or not; most first."""
    numbers: Counter[str] = Counter()
    for status, members in liberty.items():
        if value := status_as(name, status):
            numbers[value] += people.intersection_cardinality(members)
    return _numbers(numbers.items())


def _numbers(counted: Iterable[tuple[str, int]]) -> Numbers:
    return sorted(((value, number) for value, number in counted if number), key=_most_first)


def _tally(session: Session, people: BitMap, to: Reader, name: str, most: int) -> Numbers:
    """Return the values of a facet that most of these people have, and how many of them do."""
    kept: Numbers = []
    for value, members in largest_first(session, to.audience, name):
        # Sorted by size: no later value can have more of these people than it has people at all.
        if len(kept) >= most and len(members) < kept[most - 1][1]:
            break
        if number := people.intersection_cardinality(members):
            insort(kept, (value, number), key=_most_first)
            del kept[most:]
    return kept


def _tally_few(session: Session, people: BitMap, to: Reader, name: str, most: int) -> Numbers:
    """Return the same as `_tally` of few people, from their own rows."""
    query = (
        select(SummaryFacet.value)
        .join(PersonSummary, SummaryFacet.person_id == PersonSummary.person_id)
        .where(
            PersonSummary.audience == to.audience,
            PersonSummary.reference.in_(map(reference_of, people)),
            SummaryFacet.audience == to.audience,
            SummaryFacet.facet == name,
        )
    )
    # Counted here: of earlier days SQLite would first write down all that it is to group.
    return _numbers(Counter(session.scalars(query)).items())[:most]


def _most_first(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]
