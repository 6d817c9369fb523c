"""Who had which status on a day, and how fresh the word on whom is, of the sets by facet and value."""

from collections.abc import Iterator
from datetime import date

from pyroaring import BitMap
from sqlalchemy import and_, or_
from sqlalchemy.orm import Session

from webapp.domain.read_model.facet_members import matching
from webapp.domain.read_model.liberty_set_keys import (
    DATED,
    STALE_FROM,
    UNDATED,
    Spell,
    facets_of,
    month_of,
)
from webapp.models import FacetMembers
from webapp.vocab.claims import Audience
from webapp.vocab.verification import Freshness


def spells_until(session: Session, audience: Audience, day: date) -> Iterator[tuple[Spell, BitMap]]:
    """Yield whose which spell began or ended in which month before that of a day, or on which day of it.

    The status of a spell is a key of `spell_status`; it is empty where the spell ended.
    """
    spells = matching(session, audience, facets_of(day), lambda _, value: Spell.read(value).is_by(day))
    return ((Spell.read(value), people) for _, value, people in spells)


def statuses_on(session: Session, audience: Audience, day: date) -> dict[str, BitMap]:
    """Return who had which status, how fresh the word on it was, on a day, as far as it is known now.

    The keys are those of `spell_status`.
    """
    begun: dict[tuple[int, str], list[BitMap]] = {}
    ended: dict[int, list[BitMap]] = {}
    for spell, people in spells_until(session, audience, day):
        if spell.status:
            begun.setdefault((spell.place, spell.status), []).append(people)
        else:
            ended.setdefault(spell.place, []).append(people)
    # All of a place at once: month by month, each would be another copy of all before it.
    over = {place: BitMap.union(*months) for place, months in ended.items()}
    sets: dict[str, BitMap] = {}
    for (place, status), months in begun.items():
        if still := BitMap.union(*months) - over.get(place, BitMap()):
            sets.setdefault(status, BitMap()).update(still)
    return sets


def freshness_on(session: Session, audience: Audience, day: date) -> dict[str, BitMap]:
    """Return how fresh the last word on whom is today, `day`; nobody stands there whose status needs none."""
    month, today = month_of(day), day.isoformat()
    # Every month stands before every word.
    later = or_(
        and_(FacetMembers.facet == STALE_FROM, FacetMembers.value > month),
        and_(FacetMembers.facet == f"{STALE_FROM} {month}", FacetMembers.value > today),
    )

    def is_wanted(facet: str, value: str) -> bool:
        return value > (month if facet == STALE_FROM else today)

    recent, words = BitMap(), dict[str, BitMap]()
    for facet, value, people in matching(
        session, audience, (STALE_FROM, f"{STALE_FROM} {month}"), is_wanted, later
    ):
        if facet == STALE_FROM and value >= DATED:
            words[value] = people
        else:
            recent |= people
    return {
        Freshness.RECENT.value: recent,
        Freshness.STALE.value: words.get(DATED, BitMap()) - recent,
        Freshness.UNDATED.value: words.get(UNDATED, BitMap()),
    }
