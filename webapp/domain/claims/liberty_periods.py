"""From day to day what is known of a person's liberty: the answer, the event it rests on, how old it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from webapp.domain.claims.chronology import Stretch, Uncertainty, stretches
from webapp.domain.claims.timed_events import TimedEvent, is_announced
from webapp.domain.visibility import Reader, visible_citations
from webapp.models import Citation, Claim, SourceVersion, StatusEvent
from webapp.vocab.claims import Rank, Stance
from webapp.vocab.liberty import MOMENTARY, Held, Status, held

# By which rule an announcement ends: who was derived by another is derived anew.
ANNOUNCEMENTS_END = "announcements-end-when-replaced"


@dataclass(frozen=True, kw_only=True)
class LibertyPeriod:
    """What may be said of a person's liberty from the day `begins` to the day before `ends`.

    `event` is the one that came last, of several that may have the likeliest, and `possible` holds all of
    these, None for none yet. `held_since` is the first and the last day on which the present detention may
    have begun, None for no first day. `last_word_on` is the last day by which a dated source tells the
    person to be so; `announced` is an event that a source told to be coming.
    """

    begins: date
    ends: date
    held: Held
    event: StatusEvent | None = None
    possible: tuple[StatusEvent | None, ...] = ()
    why: Uncertainty | None = None
    held_since: tuple[date | None, date] | None = None
    last_word_on: date | None = None
    announced: StatusEvent | None = None

    @property
    def status(self) -> Status:
        """The status that the event tells; not stated where there is none."""
        return Status.NOT_STATED if self.event is None else self.event.status

    @property
    def possible_statuses(self) -> list[Status]:
        """The statuses between which nothing decides, none where the answer is certain."""
        if self.held is not Held.UNCERTAIN:
            return []
        codes = (Status.NOT_STATED if event is None else event.status for event in self.possible)
        return list(dict.fromkeys(codes))


def reported_by(claim: Claim, *, to: Reader) -> date:
    """Return the day by which what a claim tells as done was done: that of its oldest supporting source.

    A source without a date counts as of the day on which it was brought in, and none as of a later one.
    """
    return min(map(_reported, _supporting(claim, to)))


def liberty_periods(events: Iterable[StatusEvent], *, to: Reader) -> list[LibertyPeriod]:
    """Return what one reader may know of a person's liberty on every day of the calendar, without a gap."""
    by_id = {event.id: event for event in events if event.rank is not Rank.DEPRECATED}
    timed = [timed_event(event, to) for event in by_id.values()]
    announced = [event for event in timed if is_announced(event)]
    words = {event.claim_id: _words(event, by_id[event.claim_id], to) for event in timed}
    days = {event.reported_by for event in announced} | {day for each in words.values() for day in each}
    # From these on an announcement may have come to pass.
    days |= {_begun(event) for event in timed} if announced else set()
    periods: list[LibertyPeriod] = []
    for stretch in stretches(timed):
        cuts = sorted({stretch.begins, *(day for day in days if stretch.begins < day < stretch.ends)})
        for begins, ends in zip(cuts, [*cuts[1:], stretch.ends], strict=True):
            coming = _coming(announced, timed, begins)
            event = by_id[coming.claim_id] if coming else None
            periods.append(_period(stretch, by_id, begins, ends, words, event))
    return periods


def period_on(periods: Sequence[LibertyPeriod], day: date) -> LibertyPeriod:
    """Return the period to which a day belongs."""
    return next(period for period in reversed(periods) if period.begins <= day)


def _period(
    stretch: Stretch,
    by_id: dict[UUID, StatusEvent],
    begins: date,
    ends: date,
    words: dict[UUID, set[date]],
    announced: StatusEvent | None,
) -> LibertyPeriod:
    possible = tuple(by_id[claim_id] if claim_id else None for claim_id in stretch.last)
    counting = [event for event in possible if event is not None and stretch.held is not Held.NOT_STATED]
    days = [day for event in counting for day in words[event.id] if day <= begins]
    return LibertyPeriod(
        begins=begins,
        ends=ends,
        held=stretch.held,
        event=counting[-1] if counting else None,
        possible=possible if stretch.held is Held.UNCERTAIN else (),
        why=stretch.why,
        held_since=stretch.held_since,
        last_word_on=max(days, default=None),
        announced=announced,
    )


def timed_event(event: StatusEvent, to: Reader) -> TimedEvent:
    """Return the place in time that an event has for one reader, by its date and its sources."""
    earliest = event.since.earliest if event.since else None
    recorded = event.made_at.date()
    supporting = _supporting(event, to)
    denied = event.announced is False and (earliest is None or earliest <= recorded)
    return TimedEvent(
        claim_id=event.id,
        status=event.status,
        reported_by=min(map(_reported, supporting)),
        earliest=earliest,
        latest=event.since.latest if event.since else None,
        positions={
            citation.passage.source_version.source_id: (citation.passage.start, citation.passage.end)
            for citation in reversed(supporting)
        },
        rank=event.rank,
        announced=True if event.announced else False if denied else None,
        after=event.after_id,
        disputes=event.disputes_id,
    )


def _words(timed: TimedEvent, event: StatusEvent, to: Reader) -> set[date]:
    """Return the days on which a dated source tells the event to be so.

    Of an act no later telling is news: it says no more than that the act was done by its last day.
    """
    dated = [c for c in _supporting(event, to) if c.passage.source_version.source.date is not None]
    days = {_reported(citation) for citation in dated}
    if event.status in MOMENTARY and timed.latest is not None:
        days = {max(min(day, timed.latest), timed.earliest or date.min) for day in days}
    return days


def _coming(announced: Sequence[TimedEvent], timed: Sequence[TimedEvent], day: date) -> TimedEvent | None:
    """Return the event that was announced by a day and that no later word replaced."""
    known = [event for event in announced if event.reported_by <= day]
    for event in sorted(known, key=lambda event: (event.reported_by, event.earliest or date.min))[::-1]:
        if not any(_takes_place(other, event, day) for other in timed if other not in announced):
            return event
    return None


def _takes_place(other: TimedEvent, announced: TimedEvent, day: date) -> bool:
    """Return whether an event told as done by a day, after the announcement, is the one announced."""
    is_since = announced.reported_by < _begun(other) <= day
    return is_since and held(other.status) is held(announced.status)


def _begun(event: TimedEvent) -> date:
    return event.earliest or event.reported_by


def _supporting(claim: Claim, to: Reader) -> list[Citation]:
    citations = [c for c in visible_citations(claim, to=to) if c.stance is Stance.SUPPORTS]
    return citations or [c for c in claim.citations if c.stance is Stance.SUPPORTS] or claim.citations


def _reported(citation: Citation) -> date:
    return last_reportable_day(citation.passage.source_version)


def last_reportable_day(version: SourceVersion) -> date:
    """Return the last day of which a text can tell: that of its date, or on which it was brought in."""
    brought_in = version.retrieved_at.date()
    published = version.source.date
    return min(brought_in, published.latest) if published and published.latest else brought_in
