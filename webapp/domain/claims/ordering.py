"""Stated orders: which of two events came after the other, or that both cannot be true, with a reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import permutations
from uuid import UUID

from sqlalchemy.orm import Session

from webapp.domain.claims.chronology import stretches
from webapp.domain.claims.event_order import Timeline
from webapp.domain.claims.liberty_periods import timed_event
from webapp.domain.claims.loading import claims_of
from webapp.domain.claims.ranking import ranked_claims
from webapp.domain.claims.timed_events import TimedEvent, bounds
from webapp.domain.input_rules import required_line
from webapp.domain.refusals import Refused, check_version
from webapp.domain.visibility import CURATOR
from webapp.models import StatusEvent
from webapp.vocab.claims import ClaimState
from webapp.vocab.liberty import Held
from webapp.vocab.words import N_

# That an event came after another one, or disputes it, by their ids.
Statement = tuple["Relation", UUID, UUID]


class Relation(StrEnum):
    """How an event stands to another one."""

    AFTER = "after"
    BEFORE = "before"
    DISPUTES = "disputes"
    NOTHING = "nothing"


@dataclass(frozen=True)
class OrderAnswer:
    """How an event stands to the `other` one; NOTHING takes back what is stated of the two."""

    relation: Relation
    other: UUID


@dataclass(frozen=True)
class OfferedAnswer:
    """An answer that the dates allow, and what follows from it today; `stated` where it stands already.

    `last` are the events that may have been the last then, the likeliest at the end, and `held_since` the
    first and the last day on which the detention may have begun, None for no first day.
    """

    answer: OrderAnswer
    other: StatusEvent
    held: Held
    last: list[StatusEvent]
    held_since: tuple[date | None, date] | None
    stated: bool

    @property
    def key(self) -> str:
        """What tells the answer from the others on a page."""
        return f"{self.answer.relation}-{self.answer.other}"


def offered_answers(session: Session, event: StatusEvent) -> list[OfferedAnswer]:
    """Return what may be stated of an event and each other whose days overlap, with what follows.

    Those come first that may be the last to have happened.
    """
    rows = _events_beside(session, event)
    if event.id not in rows:
        return []
    timed = [timed_event(row, CURATOR) for row in rows.values()]
    now = stretches(timed)[-1].last
    others = sorted((other for other in rows if other != event.id), key=lambda other: other not in now)
    answers = (OrderAnswer(relation, other) for other in others for relation in Relation)
    return [
        _offered(rows, timed, event.id, answer)
        for answer in answers
        if _objection(timed, event.id, answer) is None
    ]


def settle_order(
    session: Session,
    event: StatusEvent,
    *,
    version: int,
    answer: OrderAnswer | None,
    order_reason: str | None,
) -> StatusEvent:
    """State how an event stands to another one of the same person, in place of what is stated of the two.

    `version` is that of the person. Raises Refused, where certain dates or other stated orders say otherwise
    too, and Stale.
    """
    check_version(event.person, version)
    if answer is None:
        raise Refused("answer", N_("Choose one."))
    reason = required_line("reason", order_reason, limit=1000)
    rows = _events_beside(session, event)
    if event.id not in rows or answer.other not in rows or answer.other == event.id:
        raise Refused("answer", N_("Both have to be events of this person that are not withdrawn."))
    timed = [timed_event(row, CURATOR) for row in rows.values()]
    objection = _objection(timed, event.id, answer)
    if objection is not None:
        raise objection
    stated = {each.claim_id: each for each in with_answer(timed, event.id, answer)}
    for row in (event, rows[answer.other]):
        _write(session, row, stated[row.id], reason)
    return event


def with_answer(events: Iterable[TimedEvent], event_id: UUID, answer: OrderAnswer) -> list[TimedEvent]:
    """Return events as they are once this is stated of two of them, and nothing else of these two."""
    by_id = {event.claim_id: event for event in events}
    event = _parted(by_id[event_id], answer.other)
    other = _parted(by_id[answer.other], event_id)
    match answer.relation:
        case Relation.AFTER:
            event = replace(event, after=other.claim_id, disputes=None)
        case Relation.BEFORE:
            other = replace(other, after=event.claim_id, disputes=None)
        case Relation.DISPUTES if _states_anything(event) and not _states_anything(other):
            other = replace(other, disputes=event.claim_id)
        case Relation.DISPUTES:
            event = replace(event, after=None, disputes=other.claim_id)
    return list((by_id | {event_id: event, answer.other: other}).values())


def _events_beside(session: Session, event: StatusEvent) -> dict[UUID, StatusEvent]:
    """Return the status events of the same person that count for anything; none for a withdrawn one."""
    claims = claims_of(session, [event.person_id], to=CURATOR).get(event.person_id, [])
    rows = {row.id: row for row in ranked_claims(claims, StatusEvent)}
    return rows if event.state is not ClaimState.WITHDRAWN else {}


def _parted(event: TimedEvent, other: UUID) -> TimedEvent:
    return replace(
        event,
        after=None if event.after == other else event.after,
        disputes=None if event.disputes == other else event.disputes,
    )


def _states_anything(event: TimedEvent) -> bool:
    return event.after is not None or event.disputes is not None


def _objection(events: Sequence[TimedEvent], event_id: UUID, answer: OrderAnswer) -> Refused | None:
    """Return why an answer cannot be given: it says nothing new, or certain dates or other answers differ."""
    by_id = {event.claim_id: event for event in events}
    own = {each for each in _stated(events) if {event_id, answer.other} == set(each[1:])}
    if answer.relation is Relation.NOTHING:
        return None if own else Refused("answer", N_("Nothing is stated of these two."))
    (first, final), (other_first, other_final) = bounds(by_id[event_id]), bounds(by_id[answer.other])
    if final < other_first or other_final < first:
        message = N_("Their dates leave no doubt which came first; correct a date where it is wrong.")
        return Refused("answer", message)
    answered = with_answer(events, event_id, answer)
    holding = _holding(answered)
    if _stated(answered) - holding - _stated(events):
        message = N_("This contradicts what is stated or certain of other events; take that back first.")
        return Refused("answer", message)
    if (_stated(events) & _holding(events)) - own - holding:
        message = N_("Another order of this event is stated; take that back first, or order those two.")
        return Refused("answer", message)
    return None


def _stated(events: Iterable[TimedEvent]) -> set[Statement]:
    after = {(Relation.AFTER, event.claim_id, event.after) for event in events if event.after}
    return after | {(Relation.DISPUTES, event.claim_id, event.disputes) for event in events if event.disputes}


def _undirected(events: Iterable[TimedEvent]) -> set[Statement]:
    """Return what is stated; of two events that dispute each other it is the same whichever does."""
    return {
        (relation, min(event, other), max(event, other))
        if relation is Relation.DISPUTES
        else (relation, event, other)
        for relation, event, other in _stated(events)
    }


def _holding(events: Iterable[TimedEvent]) -> set[Statement]:
    """Return what may be stated and holds: which event came after which, and which dispute each other."""
    line = Timeline(events)
    ids = [event.claim_id for event in line.events]
    ordered = {
        (Relation.AFTER, ids[later], ids[earlier])
        for later, before in enumerate(line.before)
        for earlier in before
    }
    pairs = (permutations(ids[index] for index in pair) for pair in line.disputed)
    return ordered | {(Relation.DISPUTES, event, other) for pair in pairs for event, other in pair}


def _offered(
    rows: dict[UUID, StatusEvent], timed: Sequence[TimedEvent], event_id: UUID, answer: OrderAnswer
) -> OfferedAnswer:
    answered = with_answer(timed, event_id, answer)
    today = stretches(answered)[-1]
    return OfferedAnswer(
        answer=answer,
        other=rows[answer.other],
        held=today.held,
        last=[rows[claim_id] for claim_id in today.last if claim_id],
        held_since=today.held_since,
        stated=_undirected(timed) == _undirected(answered),
    )


def _write(session: Session, row: StatusEvent, stated: TimedEvent, reason: str) -> None:
    if (row.after_id, row.disputes_id) == (stated.after, stated.disputes):
        return
    row.after_id, row.disputes_id = stated.after, stated.disputes
    row.order_reason = reason if _states_anything(stated) else None
    session.flush()
    session.expire(row, ["after", "disputes"])
