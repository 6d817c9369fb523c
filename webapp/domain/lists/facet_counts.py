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
from webapp.domain.read_model.facet_members import (
    largest,
    largest_first,
    members_of_facets,
    number_of_values,
)
from webapp.domain.read_model.facet_sets import COLUMNS, reference_of
from webapp.domain.visibility import Reader
from webapp.models import PersonSummary, SummaryFacet

# Values of a facet that are shown; people of whom the own rows are read, also where a facet has few values.
_MOST = 30
_FEW, _VERY_FEW = 1_000, 100
# To read a person's own rows takes as long as so many sets of values.
_SETS_A_PERSON = 2
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
    people = {name: selection.without((name,)) for name in COUNTED}
    return _counts(session, selection, people, to, _MOST)


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
    return _counts(session, selection, {name: people}, to, most)[name]


def _counts(
    session: Session, selection: PeopleSelection, people_by_name: Mapping[str, BitMap], to: Reader, most: int
) -> dict[str, list[Count]]:
    """Return how many have each value of some facets; of each other people may be asked."""
    numbers: dict[str, Numbers] = {}
    # A statement costs more than what it counts: facets that are read alike are read by one.
    whole, own_rows, sets = list[str](), dict[str, BitMap](), dict[str, BitMap]()
    for name, people in people_by_name.items():
        if name == "freshness":
            fresh = selection.scope.fresh().items()
            shares = ((value, people.intersection_cardinality(members)) for value, members in fresh)
            numbers[name] = _numbers(shares)
        elif selection.scope.as_of and name in ("held", "status"):
            numbers[name] = _tally_liberty(selection.scope.liberty, people, name)
        elif len(people) == selection.recorded:
            whole.append(name)
        elif name not in COLUMNS and _are_few(session, people, to, name):
            own_rows[name] = people
        elif FIELDS[name].many_values:
            numbers[name] = _tally(session, people, to, name, most)
        else:
            sets[name] = people
    numbers |= largest(session, to.audience, whole, most) if whole else {}
    numbers |= _tally_own_rows(session, own_rows, to, most)
    numbers |= _tally_sets(session, sets, to, most) if sets else {}
    return {name: _labelled(session, name, numbers[name]) for name in people_by_name}


def _are_few(session: Session, people: BitMap, to: Reader, name: str) -> bool:
    """Tell whether the own rows of these people are read sooner than the sets of all values of a facet."""
    if len(people) <= _VERY_FEW:
        return True
    if not FIELDS[name].many_values or len(people) > _FEW:
        return False
    return number_of_values(session, to.audience, name) > _SETS_A_PERSON * len(people)


def _labelled(session: Session, name: str, numbers: Numbers) -> list[Count]:
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


def _tally_sets(
    session: Session, people_by_name: Mapping[str, BitMap], to: Reader, most: int
) -> dict[str, Numbers]:
    """Return the same as `_tally` of facets of few values, from their sets."""
    shares: dict[str, Numbers] = {name: [] for name in people_by_name}
    for name, value, members in members_of_facets(session, to.audience, list(people_by_name)):
        shares[name].append((value, people_by_name[name].intersection_cardinality(members)))
    return {name: _numbers(own)[:most] for name, own in shares.items()}


def _tally_own_rows(
    session: Session, people_by_name: Mapping[str, BitMap], to: Reader, most: int
) -> dict[str, Numbers]:
    """Return the same as `_tally` of few people, from their own rows."""
    # Most facets are asked of the same people, all but those that the filter names.
    by_people: dict[bytes, list[str]] = {}
    for name, people in people_by_name.items():
        by_people.setdefault(people.serialize(), []).append(name)
    numbers: dict[str, Counter[str]] = {name: Counter() for name in people_by_name}
    for names in by_people.values():
        query = (
            select(SummaryFacet.facet, SummaryFacet.value)
            .join(PersonSummary, SummaryFacet.person_id == PersonSummary.person_id)
            .where(
                PersonSummary.audience == to.audience,
                PersonSummary.reference.in_(map(reference_of, people_by_name[names[0]])),
                SummaryFacet.audience == to.audience,
                SummaryFacet.facet.in_(names),
            )
        )
        # Counted here: of earlier days SQLite would first write down all that it is to group.
        for name, value in session.execute(query):
            numbers[name][value] += 1
    return {name: _numbers(own.items())[:most] for name, own in numbers.items()}


def _most_first(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]
