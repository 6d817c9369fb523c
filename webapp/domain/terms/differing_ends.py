"""Ends of a term that cannot all be true: one that a source states against the computed one, or another's."""

from collections.abc import Sequence
from datetime import date
from itertools import combinations
from uuid import UUID

from webapp.domain.claims.liberty_periods import LibertyPeriod, liberty_periods, reported_by
from webapp.domain.claims.ranking import ranked_claims
from webapp.domain.claims.recording import sources_of
from webapp.domain.terms.facts import Bounds, TermEnd
from webapp.domain.terms.from_claims import differs, stated_ends, term_end
from webapp.domain.visibility import Reader
from webapp.models import ChargeStep, Claim, StatusEvent
from webapp.vocab.claims import Rank
from webapp.vocab.liberty import Held

# What the read model holds of contradictions was derived with these.
ENDS_COMPARED = "ends-of-terms-also-in-doubt"


def differing_ends(
    claims: Sequence[Claim],
    *,
    to: Reader,
    periods: Sequence[LibertyPeriod] | None = None,
    end: TermEnd | None = None,
) -> list[tuple[Claim, ...]]:
    """Return groups of claims on the end of the term that is served now, of which no rank has decided.

    A group holds a stated end and the steps by which another one is computed, or the stated ends of two
    sources. What was stated before a later step changed the term contradicts nothing. `end` is the computed
    end as of the last period, where that was worked out before.
    """
    events = ranked_claims(claims, StatusEvent)
    if not any(event.until is not None or event.announced for event in events):
        return []
    periods = periods or liberty_periods(events, to=to)
    current = periods[-1]
    if current.held is not Held.YES:
        return []
    steps = ranked_claims(claims, ChargeStep)
    end = end or term_end(steps, periods, current)
    by_id: dict[UUID, ChargeStep] = {step.id: step for step in steps}
    working = [by_id[part.step.claim_id] for part in end.parts if part.step is not None]
    stated = [
        (event, bounds)
        for event, bounds in stated_ends(events, current)
        if _of_this_detention(bounds, current) and not _overtaken(event, steps, to)
    ]
    return [*_against_computed(stated, end, working), *_against_each_other(stated)]


def _against_computed(
    stated: Sequence[tuple[StatusEvent, Bounds]], end: TermEnd, working: Sequence[ChargeStep]
) -> list[tuple[Claim, ...]]:
    groups = [(event, *working) for event, bounds in stated if differs(bounds, end)]
    return [group for group in groups if working and not _decided(group)]


def _against_each_other(stated: Sequence[tuple[StatusEvent, Bounds]]) -> list[tuple[Claim, ...]]:
    """Return two stated ends each of which no day is the other's too; one source may correct itself."""
    pairs = []
    for (event, bounds), (other, others) in combinations(stated, 2):
        apart = differs(bounds, TermEnd(earliest=others[0], latest=others[1]))
        if apart and sources_of(event).isdisjoint(sources_of(other)) and not _decided((event, other)):
            pairs.append((event, other))
    return list[tuple[Claim, ...]](pairs)


def _decided(group: Sequence[Claim]) -> bool:
    return any(claim.rank is Rank.PREFERRED for claim in group)


def _of_this_detention(stated: Bounds, current: LibertyPeriod) -> bool:
    began = current.held_since[0] if current.held_since else None
    return stated[1] is None or began is None or stated[1] >= began


def _overtaken(event: StatusEvent, steps: Sequence[ChargeStep], to: Reader) -> bool:
    """Tell whether the term was changed on a day after the one by which the source told its end."""
    day: date = reported_by(event, to=to)
    return any(
        step.date is not None and step.date.earliest is not None and step.date.earliest > day
        for step in steps
    )
