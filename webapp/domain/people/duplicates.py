"""Pairs of records that may be about one person, with a score and the reasons for and against."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.lists.name_search import Hit, likely
from webapp.domain.people.merging import told_apart
from webapp.domain.people.namesakes import LIKELY
from webapp.domain.visibility import INTERNAL
from webapp.models import PersonSummary, SummaryFacet
from webapp.vocab.people import PublicationState
from webapp.vocab.words import N_

PAGE = 20
# Of so many people at most are namesakes looked for at one opening of the page.
_LOOKED_AT = 300
_STRIDE = 50
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
_BORN = N_("born on the same date")
_BORN_APART = N_("born on different dates")
_OTHER_SEX = N_("of different sex")
_ONE_TEXT = N_("named by one source, which may tell of two")


@dataclass(frozen=True)
class Reason:
    """Something that two records share, or in which they differ."""

    words: str
    speaks_for: bool


@dataclass(frozen=True)
class Pair:
    """Two records that may be about one person: `other` as found by the name of `one`; score from 0 to 1."""

    one: PersonSummary
    other: PersonSummary
    spelling: str
    names_alike: float
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Page:
    """Some pairs, the likeliest first; `after` is the key to go on from, None at the end."""

    pairs: list[Pair]
    looked_at: int
    after: str | None


def pairs(session: Session, *, after: str | None = None, size: int = PAGE) -> Page:
    """Return the next pairs of people whose names are so alike that they may be one.

    People are gone through by name; each pair is found once, at the name that comes first. Pairs judged to
    be different people are left out.
    """
    found: list[Pair] = []
    looked_at = 0
    key = PersonSummary.sort_key
    own = select(PersonSummary).where(
        PersonSummary.audience == INTERNAL.audience, PersonSummary.state != PublicationState.RETIRED
    )
    while looked_at < _LOOKED_AT and len(found) < size:
        query = own.order_by(key).limit(_STRIDE)
        rows = session.scalars(query if after is None else query.where(key > after)).all()
        hits = {row: _after(row, likely(session, row.name, to=INTERNAL)) for row in rows}
        found += _pairs(session, hits)
        looked_at += len(rows)
        if len(rows) < _STRIDE:
            return Page(_likeliest_first(found), looked_at, None)
        after = rows[-1].sort_key
    return Page(_likeliest_first(found), looked_at, after)


def pair(session: Session, one: UUID, other: UUID) -> Pair | None:
    """Return what speaks for and against two records being about one person, however alike their names."""
    query = select(PersonSummary).where(PersonSummary.audience == INTERNAL.audience)
    rows = {
        row.person_id: row for row in session.scalars(query.where(PersonSummary.person_id.in_((one, other))))
    }
    if len(rows) < 2:
        return None
    alike = [
        hit for hit in likely(session, rows[one].name, to=INTERNAL, most=50) if hit.person.person_id == other
    ]
    hit = alike[0] if alike else Hit(rows[other], rows[other].name, 0.0)
    facets = _facets(session, {one, other})
    return _judged(rows[one], hit, facets.get(one, set()), facets.get(other, set()))


def _after(row: PersonSummary, hits: Sequence[Hit]) -> list[Hit]:
    return [hit for hit in hits if hit.score >= LIKELY and hit.person.sort_key > row.sort_key]


def _pairs(session: Session, hits: dict[PersonSummary, list[Hit]]) -> list[Pair]:
    ids = {row.person_id for row, found in hits.items() if found}
    ids |= {hit.person.person_id for found in hits.values() for hit in found}
    apart = told_apart(session, ids)
    facets = _facets(session, ids)
    return [
        _judged(row, hit, facets.get(row.person_id, set()), facets.get(hit.person.person_id, set()))
        for row, found in hits.items()
        for hit in found
        if frozenset((row.person_id, hit.person.person_id)) not in apart
    ]


def _facets(session: Session, ids: set[UUID]) -> dict[UUID, set[tuple[str, str]]]:
    query = select(SummaryFacet.person_id, SummaryFacet.facet, SummaryFacet.value).where(
        SummaryFacet.audience == INTERNAL.audience,
        SummaryFacet.person_id.in_(ids),
        SummaryFacet.facet.in_([*_SHARED, "sex", "source"]),
    )
    found: dict[UUID, set[tuple[str, str]]] = {}
    for person_id, facet, value in session.execute(query):
        if value not in ("not_stated", "less_precise"):
            found.setdefault(person_id, set()).add((facet, value))
    return found


def _judged(one: PersonSummary, hit: Hit, own: set[tuple[str, str]], theirs: set[tuple[str, str]]) -> Pair:
    other, score = hit.person, hit.score * _NAME_ALONE
    shared = {facet for facet, _ in own & theirs}
    reasons = [Reason(words, True) for facet, words in _SHARED.items() if facet in shared]
    if one.born and other.born:
        reasons.append(Reason(_BORN, True) if one.born == other.born else Reason(_BORN_APART, False))
    if one.sex and other.sex and one.sex != other.sex:
        reasons.append(Reason(_OTHER_SEX, False))
    if "source" in shared:
        reasons.append(Reason(_ONE_TEXT, False))
    for reason in reasons:
        score += (1 - score) * _SPEAKS_FOR if reason.speaks_for else -_SPEAKS_AGAINST
    return Pair(one, other, hit.spelling, hit.score, max(0.0, score), tuple(reasons))


def _likeliest_first(found: list[Pair]) -> list[Pair]:
    return sorted(found, key=lambda pair: (-pair.score, pair.one.sort_key, pair.other.sort_key))
