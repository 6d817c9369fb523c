"""Pairs of records that may be about one person, with a score and the reasons for and against."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.lists.name_search import NameHit, likely
from webapp.domain.people.merging import different_pairs
from webapp.domain.people.namesakes import LIKELY
from webapp.domain.visibility import INTERNAL, in_use
from webapp.models import PersonSummary, SummaryFacet
from webapp.vocab.words import N_

PAGE = 20
# Of so many people at most are namesakes looked for at one opening of the page.
_MOST_EXAMINED = 100
_STRIDE = 10
# What two equal names come to by themselves; how far each reason closes the distance to certainty, or takes
# from the score.
_NAME_ALONE = 0.8
_SPEAKS_FOR = 0.4
_SPEAKS_AGAINST = 0.15
# Facts of which two people seldom have the same one by chance, and those of which one person has one only.
_SHARED = {
    "organization": N_("same organization"), "charge": N_("charged under the same provision"),
    "taken_in": N_("taken in the same month"),
}  # fmt: skip
_SAME_BIRTH_DATE = N_("born on the same date")
_OTHER_BIRTH_DATE = N_("born on different dates")
_OTHER_SEX = N_("of different sex")
_TELLS_APART = frozenset({_OTHER_BIRTH_DATE, _OTHER_SEX})
# Below this, of pairs for which only the names speak, hardly any is one person.
_LEAST = 0.62
_SAME_SOURCE = N_("named by one source, which may tell of two")


@dataclass(frozen=True)
class PairReason:
    """Something that two records share, or in which they differ."""

    words: str
    speaks_for: bool


@dataclass(frozen=True)
class DuplicatePair:
    """Two records that may be about one person: `other` as found by the name of `one`; score from 0 to 1."""

    record: PersonSummary
    other: PersonSummary
    spelling: str
    names_alike: float
    score: float
    reasons: tuple[PairReason, ...]


@dataclass(frozen=True)
class PageOfPairs:
    """Some pairs, the likeliest first; `after` is the key to go on from, None at the end."""

    pairs: list[DuplicatePair]
    examined: int
    after: str | None


def pairs(
    session: Session, *, after: str | None = None, size: int = PAGE, unlikely: bool = False
) -> PageOfPairs:
    """Return the next pairs of people whose names are so alike that they may be one.

    People are gone through by name; each pair is found once, at the name that comes first. Pairs judged to
    be different people are left out, and but for `unlikely` those for which nothing speaks but the names,
    where these are not very like or birth or sex differ.
    """
    found: list[DuplicatePair] = []
    examined = 0
    key = PersonSummary.sort_key
    own = select(PersonSummary).where(PersonSummary.audience == INTERNAL.audience, in_use(PersonSummary))
    while examined < _MOST_EXAMINED and len(found) < size:
        query = own.order_by(key).limit(_STRIDE)
        rows = session.scalars(query if after is None else query.where(key > after)).all()
        hits = {row: _after(row, likely(session, row.name, to=INTERNAL)) for row in rows}
        found += [pair for pair in _pairs(session, hits) if unlikely or not _is_unlikely(pair)]
        examined += len(rows)
        if len(rows) < _STRIDE:
            return PageOfPairs(_likeliest_first(found), examined, None)
        after = rows[-1].sort_key
    return PageOfPairs(_likeliest_first(found), examined, after)


def pair(session: Session, record_id: UUID, other_id: UUID) -> DuplicatePair | None:
    """Return what speaks for and against two records being about one person, however alike their names."""
    query = select(PersonSummary).where(PersonSummary.audience == INTERNAL.audience)
    rows = {
        row.person_id: row
        for row in session.scalars(query.where(PersonSummary.person_id.in_((record_id, other_id))))
    }
    if len(rows) < 2:
        return None
    alike = [
        hit
        for hit in likely(session, rows[record_id].name, to=INTERNAL, most=50)
        if hit.person.person_id == other_id
    ]
    hit = alike[0] if alike else NameHit(rows[other_id], rows[other_id].name, 0.0)
    facets = _facets(session, {record_id, other_id})
    return _judged(rows[record_id], hit, facets.get(record_id, set()), facets.get(other_id, set()))


def _after(row: PersonSummary, hits: Sequence[NameHit]) -> list[NameHit]:
    return [hit for hit in hits if hit.score >= LIKELY and hit.person.sort_key > row.sort_key]


def _pairs(session: Session, hits: dict[PersonSummary, list[NameHit]]) -> list[DuplicatePair]:
    ids = {row.person_id for row, row_hits in hits.items() if row_hits}
    ids |= {hit.person.person_id for row_hits in hits.values() for hit in row_hits}
    different = different_pairs(session, ids)
    facets = _facets(session, ids)
    return [
        _judged(row, hit, facets.get(row.person_id, set()), facets.get(hit.person.person_id, set()))
        for row, row_hits in hits.items()
        for hit in row_hits
        if frozenset((row.person_id, hit.person.person_id)) not in different
    ]


def _facets(session: Session, ids: set[UUID]) -> dict[UUID, set[tuple[str, str]]]:
    query = select(SummaryFacet.person_id, SummaryFacet.facet, SummaryFacet.value).where(
        SummaryFacet.audience == INTERNAL.audience,
        SummaryFacet.person_id.in_(ids),
        SummaryFacet.facet.in_([*_SHARED, "sex", "source"]),
    )
    facets: dict[UUID, set[tuple[str, str]]] = {}
    for person_id, facet, value in session.execute(query):
        if value not in ("not_stated", "less_precise"):
            facets.setdefault(person_id, set()).add((facet, value))
    return facets


def _judged(
    record: PersonSummary, hit: NameHit, own: set[tuple[str, str]], theirs: set[tuple[str, str]]
) -> DuplicatePair:
    other, score = hit.person, hit.score * _NAME_ALONE
    shared = {facet for facet, _ in own & theirs}
    reasons = [PairReason(words, True) for facet, words in _SHARED.items() if facet in shared]
    if record.born and other.born:
        reasons.append(
            PairReason(_SAME_BIRTH_DATE, True)
            if record.born == other.born
            else PairReason(_OTHER_BIRTH_DATE, False)
        )
    if record.sex and other.sex and record.sex != other.sex:
        reasons.append(PairReason(_OTHER_SEX, False))
    if "source" in shared:
        reasons.append(PairReason(_SAME_SOURCE, False))
    for reason in reasons:
        score += (1 - score) * _SPEAKS_FOR if reason.speaks_for else -_SPEAKS_AGAINST
    return DuplicatePair(record, other, hit.spelling, hit.score, max(0.0, score), tuple(reasons))


def _is_unlikely(pair: DuplicatePair) -> bool:
    if any(reason.speaks_for for reason in pair.reasons):
        return False
    return pair.score < _LEAST or any(reason.words in _TELLS_APART for reason in pair.reasons)


def _likeliest_first(unsorted: list[DuplicatePair]) -> list[DuplicatePair]:
    return sorted(unsorted, key=lambda pair: (-pair.score, pair.record.sort_key, pair.other.sort_key))
