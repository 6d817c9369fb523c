"""Who has which value of a facet, looked up: as it is, or in a session of an earlier day as it was."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import cache
from typing import Any

from pyroaring import BitMap
from sqlalchemy import ColumnElement, Select, bindparam, func, select, union_all
from sqlalchemy.orm import Session

from webapp.domain.read_model.facet_sets import IN_BYTES
from webapp.domain.read_model.name_initials import facet_of, letters_from
from webapp.domain.read_model.past_sets import as_then, past_sets
from webapp.models import FacetMembers
from webapp.vocab.claims import Audience

_SLICE = 100
_NUMBER_OF_VALUES = select(func.count()).where(
    FacetMembers.audience == bindparam("audience"), FacetMembers.facet == bindparam("facet")
)


def members(session: Session, audience: Audience, facet: str, values: Iterable[str]) -> BitMap:
    """Return the people who have one of the values of a facet."""
    return BitMap.union(BitMap(), *members_by_value(session, audience, facet, list(values)).values())


def members_by_value(
    session: Session, audience: Audience, facet: str, values: Sequence[str]
) -> dict[str, BitMap]:
    """Return by value the people who have it; of a value that nobody has, nothing."""
    sets: dict[str, BitMap] = {}
    for few in (values[place : place + _SLICE] for place in range(0, len(values), _SLICE)):
        own = matching(session, audience, [facet], _is_among(set(few)), FacetMembers.value.in_(few))
        sets |= {value: people for _, value, people in own}
    return sets


def matching(
    session: Session,
    audience: Audience,
    facets: Sequence[str],
    wanted: Callable[[str, str], bool],
    condition: ColumnElement[bool] | None = None,
) -> Iterator[tuple[str, str, BitMap]]:
    """Yield the wanted values of some facets with their people.

    `condition` leaves no less than what is wanted, and spares reading the rest.
    """
    query = select(FacetMembers.facet, FacetMembers.value, FacetMembers.members).where(
        FacetMembers.audience == audience, FacetMembers.facet.in_(facets)
    )
    query = query if condition is None else query.where(condition)
    rows = session.execute(query, execution_options=IN_BYTES)
    today = (
        (facet, value, BitMap.deserialize(people)) for facet, value, people in rows if wanted(facet, value)
    )
    return as_then(session, today, facets, wanted)


def _is_among(values: Set[str]) -> Callable[[str, str], bool]:
    return lambda _facet, value: value in values


def members_of_facets(
    session: Session, audience: Audience, facets: Sequence[str]
) -> Iterator[tuple[str, str, BitMap]]:
    """Yield every value of some facets, each of few values, with its people."""
    return matching(session, audience, facets, lambda _facet, _value: True)


def blocks_by_name(
    session: Session, audience: Audience, *, beyond: str | None, down: bool
) -> Iterator[tuple[str, BitMap]]:
    """Yield the initials of names with whose are such, in the order of names or down it.

    The first are those of the key of names `beyond` which somebody looks, if one is given.
    """
    for letter in letters_from(beyond, down=down):
        of_letter = members_of_facets(session, audience, [facet_of(letter)])
        sets = {value: people for _, value, people in of_letter}
        for initials in sorted(sets, reverse=down):
            if beyond is None or (initials <= beyond[:2] if down else initials >= beyond[:2]):
                yield initials, sets[initials]


def number_of_values(session: Session, audience: Audience, facet: str) -> int:
    """Return how many values of a facet anybody has, today."""
    return session.scalar(_NUMBER_OF_VALUES, {"audience": audience, "facet": facet}) or 0


def largest_first(session: Session, audience: Audience, facet: str) -> Iterator[tuple[str, BitMap]]:
    """Yield the values of a facet with their people, those of most people first."""
    if past_sets(session):
        yield from _past_largest_first(session, audience, facet)
        return
    query = select(FacetMembers.value, FacetMembers.members)
    query = query.where(FacetMembers.audience == audience, FacetMembers.facet == facet)
    query = query.order_by(FacetMembers.number.desc(), FacetMembers.value)
    # Whoever asks for the largest seldom wants the many small ones.
    first = session.execute(query.limit(_SLICE), execution_options=IN_BYTES).all()
    yield from ((value, BitMap.deserialize(people)) for value, people in first)
    if len(first) == _SLICE:
        for value, people in session.execute(query.offset(_SLICE), execution_options=IN_BYTES):
            yield value, BitMap.deserialize(people)


def largest(
    session: Session, audience: Audience, facets: Sequence[str], most: int
) -> dict[str, list[tuple[str, int]]]:
    """Return by facet its values and how many people have each, most first, and `most` of them at most."""
    if past_sets(session):
        past = {facet: _past_largest_first(session, audience, facet)[:most] for facet in facets}
        return {facet: [(value, len(people)) for value, people in sets] for facet, sets in past.items()}
    found: dict[str, list[tuple[str, int]]] = {facet: [] for facet in facets}
    for facet, value, number in session.execute(_largest(tuple(facets), most), {"audience": audience}):
        found[facet].append((value, number))
    return {facet: sorted(values, key=lambda own: (-own[1], own[0])) for facet, values in found.items()}


@cache
def _largest(facets: tuple[str, ...], most: int) -> Select[Any]:
    sets = select(FacetMembers.facet, FacetMembers.value, FacetMembers.number)
    sets = sets.where(FacetMembers.audience == bindparam("audience"))
    order = (FacetMembers.number.desc(), FacetMembers.value)
    parts = (sets.where(FacetMembers.facet == facet).order_by(*order).limit(most) for facet in facets)
    return select(union_all(*(select(part.subquery()) for part in parts)).subquery())


def _past_largest_first(session: Session, audience: Audience, facet: str) -> list[tuple[str, BitMap]]:
    sets = matching(session, audience, [facet], lambda _facet, _value: True)
    return sorted(((value, people) for _, value, people in sets), key=lambda own: (-len(own[1]), own[0]))
