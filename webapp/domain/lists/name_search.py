"""Find people by a name in any spelling and in spite of slips: looked up by key, ranked by likeness."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, takewhile
from operator import itemgetter
from typing import NamedTuple

from pyroaring import BitMap
from rapidfuzz.distance import Indel
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.domain.lists.filter_values import LONGEST_QUERY
from webapp.domain.read_model.csv_words import SEPARATOR
from webapp.domain.read_model.facet_members import members_by_value
from webapp.domain.read_model.facet_sets import NAME, number_of, reference_of
from webapp.domain.text.name_folding import NameTokens, glued_pairs, name_tokens, sort_key
from webapp.domain.text.name_likeness import LEAST_TOKEN, alike, likeness, likeness_in_order, sought_keys
from webapp.domain.text.scripts.arabic_names import MARK, parts_of_compound
from webapp.domain.visibility import Reader, in_use
from webapp.models import NameKey, PersonSummary

_CANDIDATES = 300
_NEAR_TOKEN = 0.8
# Below this, of two names drawn at random, more are alike by chance than by spelling.
LEAST = 0.75
_MOST_TOKENS = 8
# The queries are made once, and what is searched is filled in.
_AMONG_KEYS = NameKey.key.in_(bindparam("keys", expanding=True))
_OF_KEYS = select(NameKey.key, NameKey.token).where(_AMONG_KEYS)
_RECORDED = select(NameKey.token).where(NameKey.key == NameKey.token, _AMONG_KEYS)
_SUMMARIES = select(PersonSummary).where(
    PersonSummary.audience == bindparam("audience"),
    PersonSummary.reference.in_(bindparam("references", expanding=True)),
)
_SPELLINGS = _SUMMARIES.where(in_use(PersonSummary)).with_only_columns(
    PersonSummary.reference, PersonSummary.sort_key, PersonSummary.name, PersonSummary.other_names
)


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
    (hits,) = likely_each(session, [name], to=to, most=most)
    return hits


def likely_each(
    session: Session, names: Sequence[str], *, to: Reader, most: int = 10
) -> list[list[NameHit]]:
    """Return for each of many names what `likely` returns for it, looked up for all of them at once."""
    readings = _readings(session, [_typed(name) for name in names])
    wanted = {token for own in readings for reading in own for token in reading.tokens}
    known = _vocabulary(session, wanted)
    recorded = {token for like in known.values() for token in like}
    people = members_by_value(session, to.audience, NAME, sorted(recorded))
    numbers = [
        BitMap.union(BitMap(), *(_candidates(people, known, reading.tokens) for reading in own))
        for own in readings
    ]
    candidates = _spellings(session, BitMap.union(BitMap(), *numbers), to)
    found = [
        _likeliest([candidates[number] for number in own if number in candidates], wanted, name, most)
        for own, wanted, name in zip(numbers, readings, names, strict=True)
    ]
    # Of hundreds of candidates a few are shown: only their rows are read whole.
    rows = _summaries(session, {fit.number for own in found for fit in own}, to)
    return [
        [NameHit(rows[fit.number], fit.spelling, fit.score, fit.in_order) for fit in own] for own in found
    ]


class _Candidate(NamedTuple):
    """A person who may be meant: the number, the key by which the name is sorted, and every spelling."""

    number: int
    sort_key: str
    spellings: list[str]


class _Fit(NamedTuple):
    """Which spelling of a candidate fits best, and how well."""

    number: int
    spelling: str
    score: float
    in_order: float


def _likeliest(
    candidates: Iterable[_Candidate], wanted: Sequence[NameTokens], name: str, most: int
) -> list[_Fit]:
    """Return the candidates that fit a typed name well enough, `most` at most, the likeliest first.

    Of equally alike ones that comes first which is so in its plain letters: Armen before Arman.
    """
    fits = (
        (-best[1], -best[2], candidate.sort_key, _Fit(candidate.number, *best))
        for candidate in candidates
        if (best := _best(candidate.spellings, wanted, least=LEAST))[1] >= LEAST
    )
    ordered = sorted(fits, key=itemgetter(0, 1, 2))
    last = ordered[most - 1][:2] if len(ordered) > most else (1.0, 1.0)
    first = list(takewhile(lambda fit: fit[:2] <= last, ordered))
    plain = sort_key(name[:LONGEST_QUERY])

    def place(found: tuple[float, float, str, _Fit]) -> tuple[float, float, float, str]:
        score, in_order, key, fit = found
        return score, in_order, -Indel.normalized_similarity(plain, sort_key(fit.spelling)), key

    return [fit for *_, fit in sorted(first, key=place)[:most]]


def ranked(rows: Sequence[PersonSummary], name: str) -> list[NameHit]:
    """Return people in the order in which their names are like `name`, equal ones as they came."""
    wanted = [_typed(name)]
    hits = [NameHit(row, *_best(_spelt(row.name, row.other_names), wanted)) for row in rows]
    return sorted(hits, key=lambda hit: (-hit.score, -hit.in_order))


def _typed(name: str) -> NameTokens:
    wanted = name_tokens(name[:LONGEST_QUERY])
    return wanted._replace(tokens=wanted.tokens[:_MOST_TOKENS])


def _readings(session: Session, names: Sequence[NameTokens]) -> list[list[NameTokens]]:
    """Return each typed name, and as it reads with words glued or taken apart as some are recorded."""
    every: set[str] = set()
    for wanted in names:
        every |= {token for name in glued_pairs(wanted.tokens) for token in name} | set(wanted.tokens)
        every |= {part for token in wanted.tokens for pair in _places(token) for part in pair}
    known: set[str] = set()
    for few in batches(every):
        known.update(session.scalars(_RECORDED, {"keys": few}))
    return [list(_readings_of(wanted, known)) if wanted.tokens else [] for wanted in names]


def _readings_of(wanted: NameTokens, known: set[str]) -> Iterator[NameTokens]:
    """Yield a typed name, and its other readings by the tokens that are known."""
    others = [tuple(part for token in wanted.tokens for part in parts_of_compound(token) or [token])]
    others += [
        tuple(name)
        for name in glued_pairs(wanted.tokens)
        if known.issuperset(set(name) - set(wanted.tokens))
    ]
    for place, token in enumerate(wanted.tokens):
        pair = next((pair for pair in _places(token) if known.issuperset(pair)), None)
        if pair and token not in known:
            others.append((*wanted.tokens[:place], *pair, *wanted.tokens[place + 1 :]))
    yield wanted
    unique = dict.fromkeys(other for other in others if other != wanted.tokens)
    yield from (wanted._replace(tokens=tokens, honorifics=0) for tokens in unique)


def _places(glued: str) -> list[tuple[str, str]]:
    """Return the two parts of a token for each place at which it may be taken apart."""
    mark = MARK if glued.startswith(MARK) else ""
    letters, least = glued.removeprefix(mark), 2 if mark else 3
    places = range(least, len(letters) - least + 1)
    return [(mark + letters[:place], mark + letters[place:]) for place in places]


def _vocabulary(session: Session, wanted: Iterable[str]) -> dict[str, list[str]]:
    """Return for each wanted token those of the recorded names that are like it, the likest first."""
    by_key: dict[str, list[str]] = {}
    found: dict[str, set[str]] = {}
    for token in wanted:
        found[token] = set()
        for key in sought_keys(token):
            by_key.setdefault(key, []).append(token)
    for few in batches(by_key):
        for key, token in session.execute(_OF_KEYS, {"keys": few}):
            for typed in by_key[key]:
                if alike(typed, token) >= LEAST_TOKEN:
                    found[typed].add(token)
    return {
        typed: sorted(recorded, key=lambda token: (-alike(typed, token), token))[:60]
        for typed, recorded in found.items()
    }


def _candidates(
    people: Mapping[str, BitMap], known: Mapping[str, list[str]], tokens: Sequence[str]
) -> BitMap:
    """Return the people who have a token like most of those wanted, first whose tokens are the likest."""
    near: list[BitMap] = []
    every: list[BitMap] = []
    for wanted in dict.fromkeys(tokens):
        if len(wanted) == 1 and len(set(tokens)) > 1:
            # An initial alone stands for too many people.
            continue
        like = [(token, people[token]) for token in known[wanted] if token in people]
        nearest = (own for token, own in like if alike(wanted, token) >= _NEAR_TOKEN)
        near.append(BitMap.union(BitMap(), *nearest))
        every.append(BitMap.union(BitMap(), *(own for _, own in like)))
    found, crowd = BitMap(), BitMap()
    for size in range(len(near), 0, -1):
        for sets in (near, every):
            # Who shares the rarer name is looked at before those who share the common one.
            for met in sorted((BitMap.intersection(*few) for few in combinations(sets, size)), key=len):
                others, places = met - found, _CANDIDATES - len(found)
                if size == len(near) or len(others) <= places:
                    found |= BitMap(others[:places])
                else:
                    # Of ever more who share a part of a name, any few are no likelier than the rest.
                    crowd = crowd or others
        if len(found) >= _CANDIDATES:
            break
    return found or BitMap(crowd[:_CANDIDATES])


def _spellings(session: Session, numbers: Iterable[int], to: Reader) -> dict[int, _Candidate]:
    """Return how people in use are spelt, by number; whoever is not in use is left out."""
    return {
        (number := number_of(reference)): _Candidate(number, sort_key, _spelt(name, other_names))
        for few in batches(map(reference_of, numbers))
        # Past the ORM, which would make more of a row than is asked of it.
        for reference, sort_key, name, other_names in session.connection().execute(
            _SPELLINGS, {"audience": to.audience, "references": few}
        )
    }


def _summaries(session: Session, numbers: Iterable[int], to: Reader) -> dict[int, PersonSummary]:
    return {
        number_of(row.reference): row
        for few in batches(map(reference_of, numbers))
        for row in session.scalars(_SUMMARIES, {"audience": to.audience, "references": few})
    }


def _spelt(name: str, other_names: str) -> list[str]:
    return [name, *filter(None, other_names.split(SEPARATOR))]


def _best(
    spellings: Sequence[str], wanted: Sequence[NameTokens], *, least: float = 0.0
) -> tuple[str, float, float]:
    """Return which spelling is most like a typed name in one of its readings, how much, and how much so in
    its order; that is not asked where none is like `least`."""
    scored = [
        (likeness(reading, tokens), reading, tokens, spelling)
        for spelling in spellings
        for tokens in (name_tokens(spelling),)
        for reading in wanted
    ]
    score = max((fit[0] for fit in scored), default=0.0)
    best = (
        (likeness_in_order(reading, tokens), spelling)
        for share, reading, tokens, spelling in scored
        if share == score >= least
    )
    in_order, spelling = max(best, key=itemgetter(0), default=(0.0, spellings[0]))
    return spelling, score, in_order
