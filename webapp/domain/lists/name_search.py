"""Find people by a name in any spelling and in spite of slips: looked up by key, ranked by likeness."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from pyroaring import BitMap
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.lists.filter_values import LONGEST_QUERY
from webapp.domain.read_model.csv_words import SEPARATOR
from webapp.domain.read_model.facet_sets import NAME, members, reference_of
from webapp.domain.text.arabic_names import MARK, parts_of_compound
from webapp.domain.text.name_folding import NameTokens, glued_pairs, name_tokens
from webapp.domain.text.name_likeness import LEAST_TOKEN, alike, likeness, likeness_in_order, sought_keys
from webapp.domain.visibility import Reader, in_use
from webapp.models import NameKey, PersonSummary

_CANDIDATES = 300
_NEAR_TOKEN = 0.8
# Below this, of two names drawn at random, more are alike by chance than by spelling.
LEAST = 0.75
_MOST_TOKENS = 8


@dataclass(frozen=True)
class NameHit:
    """A person found: which of their spellings fits best, and how well, from 0 to 1.

    `in_order` is how well it fits letter by letter, by which hits of one score are ranked.
    """

    person: PersonSummary
    spelling: str
    score: float
    in_order: float = 0.0


def likely(session: Session, name: str, *, to: Reader, most: int = 10) -> list[NameHit]:
    """Return the people whose names are most like `name`, the likeliest first; nobody where none is.

    Words may be in any order and script, with or without a patronymic, glued, and with a slip or two.
    Retired records are not found.
    """
    readings = _readings(session, _typed(name))
    numbers = BitMap.union(
        BitMap(), *(_candidates(session, _vocabulary(session, reading.tokens), to) for reading in readings)
    )
    rows = session.scalars(
        select(PersonSummary).where(
            PersonSummary.audience == to.audience,
            PersonSummary.reference.in_(map(reference_of, numbers)),
            in_use(PersonSummary),
        )
    )
    hits = [hit for row in rows if (hit := _best(row, readings)).score >= LEAST]
    return sorted(hits, key=lambda hit: (-hit.score, -hit.in_order, hit.person.sort_key))[:most]


def ranked(rows: Sequence[PersonSummary], name: str) -> list[NameHit]:
    """Return people in the order in which their names are like `name`, equal ones as they came."""
    wanted = _typed(name)
    return sorted((_best(row, [wanted]) for row in rows), key=lambda hit: (-hit.score, -hit.in_order))


def _typed(name: str) -> NameTokens:
    wanted = name_tokens(name[:LONGEST_QUERY])
    return wanted._replace(tokens=wanted.tokens[:_MOST_TOKENS])


def _readings(session: Session, wanted: NameTokens) -> list[NameTokens]:
    """Return a typed name, and as it reads with words glued or taken apart as some are recorded."""
    if not wanted.tokens:
        return []
    glued = glued_pairs(wanted.tokens)
    parts = {token: _places(token) for token in wanted.tokens}
    every = {token for name in glued for token in name} | set(wanted.tokens)
    every |= {part for pairs in parts.values() for pair in pairs for part in pair}
    recorded = select(NameKey.token).where(NameKey.key.in_(every), NameKey.key == NameKey.token)
    known = set(session.scalars(recorded))
    others = [tuple(part for token in wanted.tokens for part in parts_of_compound(token) or [token])]
    others += [tuple(name) for name in glued if known.issuperset(set(name) - set(wanted.tokens))]
    for place, token in enumerate(wanted.tokens):
        pair = next((pair for pair in parts[token] if known.issuperset(pair)), None)
        if pair and token not in known:
            others.append((*wanted.tokens[:place], *pair, *wanted.tokens[place + 1 :]))
    unique = dict.fromkeys(other for other in others if other != wanted.tokens)
    return [wanted, *(wanted._replace(tokens=tokens, honorifics=0) for tokens in unique)]


def _places(glued: str) -> list[tuple[str, str]]:
    """Return the two parts of a token for each place at which it may be taken apart."""
    mark = MARK if glued.startswith(MARK) else ""
    letters, least = glued.removeprefix(mark), 2 if mark else 3
    places = range(least, len(letters) - least + 1)
    return [(mark + letters[:place], mark + letters[place:]) for place in places]


def _vocabulary(session: Session, wanted: Sequence[str]) -> dict[str, list[str]]:
    """Return for each wanted token those of the recorded names that are like it, the likest first."""
    by_key = {token: sought_keys(token) for token in wanted}
    every = sorted(set().union(*by_key.values()))
    found: dict[str, set[str]] = {token: set() for token in wanted}
    for key, token in session.execute(select(NameKey.key, NameKey.token).where(NameKey.key.in_(every))):
        for typed in wanted:
            if key in by_key[typed] and alike(typed, token) >= LEAST_TOKEN:
                found[typed].add(token)
    return {
        typed: sorted(recorded, key=lambda token: (-alike(typed, token), token))[:60]
        for typed, recorded in found.items()
    }


def _candidates(session: Session, known: dict[str, list[str]], to: Reader) -> BitMap:
    """Return the people who have a token like most of those wanted, first whose tokens are the likest."""
    near: list[BitMap] = []
    every: list[BitMap] = []
    for wanted, like in known.items():
        if len(wanted) == 1 and len(known) > 1:
            # An initial alone stands for too many people.
            continue
        nearest = [token for token in like if alike(wanted, token) >= _NEAR_TOKEN]
        near.append(members(session, to.audience, NAME, nearest))
        every.append(near[-1] | members(session, to.audience, NAME, set(like) - set(nearest)))
    found = BitMap()
    for size in range(len(near), 0, -1):
        for sets in (near, every):
            met = (BitMap.intersection(*few) for few in combinations(sets, size))
            people = BitMap.union(BitMap(), *met)
            found |= BitMap((people - found)[: _CANDIDATES - len(found)])
            if len(found) >= _CANDIDATES:
                return found
    return found


def _best(row: PersonSummary, wanted: Sequence[NameTokens]) -> NameHit:
    """Return which spelling of a person is most like a typed name in one of its readings, and how much."""
    spellings = [row.name, *filter(None, row.other_names.split(SEPARATOR))]
    scored = [
        (likeness(reading, tokens), likeness_in_order(reading, tokens), spelling)
        for spelling in spellings
        for tokens in (name_tokens(spelling),)
        for reading in wanted
    ]
    score, in_order, spelling = max(scored, key=lambda fit: fit[:2], default=(0.0, 0.0, row.name))
    return NameHit(row, spelling, score, in_order)
