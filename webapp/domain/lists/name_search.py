"""Find people by a name in any spelling and in spite of slips: looked up by key, ranked by likeness."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from pyroaring import BitMap
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.lists.filter_values import LONGEST_QUERY
from webapp.domain.lists.name_matching import typed_tokens
from webapp.domain.read_model.facet_sets import NAME, members, reference_of
from webapp.domain.read_model.summary_row import SEPARATOR
from webapp.domain.text.name_folding import alike, keys, tokens
from webapp.domain.visibility import Reader, in_use
from webapp.models import NameKey, PersonSummary

_CANDIDATES = 300
_LEAST_TOKEN = 0.6
_NEAR_TOKEN = 0.8
# Below this, of two names drawn at random, more are alike by chance than by spelling.
LEAST = 0.75
# What each word of the longer name that the shorter one leaves out costs.
_LEFT_OUT = 0.04


@dataclass(frozen=True)
class NameHit:
    """A person found: which of their spellings fits best, and how well, from 0 to 1."""

    person: PersonSummary
    spelling: str
    score: float


def likely(session: Session, name: str, *, to: Reader, most: int = 10) -> list[NameHit]:
    """Return the people whose names are most like `name`, the likeliest first; nobody where none is.

    Words may be in any order, in any of the four languages' spellings, with or without a patronymic, glued,
    and with a slip or two. Retired records are not found.
    """
    wanted = typed_tokens(name[:LONGEST_QUERY])
    if not wanted:
        return []
    known = _vocabulary(session, wanted)
    if len(wanted) == 1:
        wanted = _taken_apart(session, wanted[0]) or wanted
        known = _vocabulary(session, wanted)
    numbers = _candidates(session, known, to)
    rows = session.scalars(
        select(PersonSummary).where(
            PersonSummary.audience == to.audience,
            PersonSummary.reference.in_(map(reference_of, numbers)),
            in_use(PersonSummary),
        )
    )
    hits = [hit for row in rows if (hit := best(row, wanted)).score >= LEAST]
    return sorted(hits, key=lambda hit: (-hit.score, hit.person.sort_key))[:most]


def ranked(rows: Sequence[PersonSummary], name: str) -> list[NameHit]:
    """Return people in the order in which their names are like `name`, equal ones as they came."""
    wanted = typed_tokens(name[:LONGEST_QUERY])
    return sorted((best(row, wanted) for row in rows), key=lambda hit: -hit.score)


def likeness(wanted: Sequence[str], other: Sequence[str]) -> float:
    """Return how alike two names are, given as folded tokens in any order: 1 for the same, 0 for nothing."""
    if not wanted or not other:
        return 0.0
    pairs = sorted(
        (
            (alike(token, other_token), here, there)
            for here, token in enumerate(wanted)
            for there, other_token in enumerate(other)
        ),
        reverse=True,
    )
    taken_here, taken_there, total = set[int](), set[int](), 0.0
    for share, here, there in pairs:
        if here not in taken_here and there not in taken_there:
            taken_here.add(here)
            taken_there.add(there)
            total += share if share >= _LEAST_TOKEN else 0.0
    fewer, more = sorted((len(wanted), len(other)))
    return max(0.0, total / len(taken_here) - _LEFT_OUT * (more - fewer)) if fewer else 0.0


def _vocabulary(session: Session, wanted: Sequence[str]) -> dict[str, list[str]]:
    """Return for each wanted token those of the recorded names that are like it, the likest first."""
    by_key = {token: keys(token) for token in wanted}
    every = sorted(set().union(*by_key.values()))
    found: dict[str, set[str]] = {token: set() for token in wanted}
    for key, token in session.execute(select(NameKey.key, NameKey.token).where(NameKey.key.in_(every))):
        for typed in wanted:
            if key in by_key[typed] and alike(typed, token) >= _LEAST_TOKEN:
                found[typed].add(token)
    return {
        typed: sorted(recorded, key=lambda token: (-alike(typed, token), token))[:60]
        for typed, recorded in found.items()
    }


def _taken_apart(session: Session, glued: str) -> list[str]:
    """Return the two recorded tokens that a glued one is made of, or nothing."""
    places = range(3, len(glued) - 2)
    if not places:
        return []
    parts = {part for place in places for part in (glued[:place], glued[place:])}
    known = set(session.scalars(select(NameKey.token).where(NameKey.key.in_(sorted(parts)))))
    return next(
        ([glued[:place], glued[place:]] for place in places if {glued[:place], glued[place:]} <= known), []
    )


def _candidates(session: Session, known: dict[str, list[str]], to: Reader) -> BitMap:
    """Return the people who have a token like most of those wanted, first whose tokens are the likest."""
    near: list[BitMap] = []
    every: list[BitMap] = []
    for wanted, like in known.items():
        nearest = [token for token in like if alike(wanted, token) >= _NEAR_TOKEN]
        near.append(members(session, to.audience, NAME, nearest))
        every.append(near[-1] | members(session, to.audience, NAME, set(like) - set(nearest)))
    found = BitMap()
    for size in range(len(known), 0, -1):
        for sets in (near, every):
            met = (BitMap.intersection(*few) for few in combinations(sets, size))
            people = BitMap.union(BitMap(), *met)
            found |= BitMap((people - found)[: _CANDIDATES - len(found)])
            if len(found) >= _CANDIDATES:
                return found
    return found


def best(row: PersonSummary, wanted: Sequence[str]) -> NameHit:
    """Return which spelling of a person is most like the name given as folded tokens, and how much."""
    spellings = [row.name, *filter(None, row.other_names.split(SEPARATOR))]
    scored = [(likeness(wanted, tokens(spelling)), spelling) for spelling in spellings]
    score, spelling = max(scored, key=lambda pair: pair[0])
    return NameHit(row, spelling, score)
