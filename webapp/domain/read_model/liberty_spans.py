"""A person's liberty over time: from which day until which day which status was the current one."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_

from webapp.domain.claims.current_status import CurrentStatus, current_status, held_somewhere, term_ends_on
from webapp.models import ChargeStep, LibertySpan, PersonSummary, StatusEvent
from webapp.vocab.claims import Rank
from webapp.vocab.liberty import Held

# The facets of moves: in which months somebody was taken, and let go.
TAKEN_IN, RELEASED_IN = "taken_in", "released_in"
# The month of a move whose date means no single one.
LESS_PRECISE = "less_precise"
# The last day of the calendar ends the last span and belongs to none.
_LAST = date.max - timedelta(days=1)


def begins_to_count(event: StatusEvent) -> date:
    """Return the first day on which an event is known to have happened.

    That is the last day that its date may mean, or the day of its recording if that is sooner, since nothing
    is recorded before it happened; an event whose date lies ahead counts from its earliest day.
    """
    recorded = event.made_at.date()
    if event.since is None:
        return recorded
    latest = event.since.latest or event.since.earliest or recorded
    return max(event.since.earliest or date.min, min(latest, recorded))


def liberty_cells(now: CurrentStatus, steps: Sequence[ChargeStep]) -> dict[str, Any]:
    """Return the columns that summary and span have alike: what is current of a person's liberty."""
    since = now.event.since if now.event else None
    return {
        "status": now.status,
        "held": now.held,
        "status_since_edtf": since.edtf if since else "",
        "status_since_earliest": since.earliest if since else None,
        "status_since_latest": since.latest if since else None,
        "status_place": held_somewhere(now.event),
        "held_since": now.held_since,
        "term_ends_on": term_ends_on(steps, now.held_since),
    }


def spans(events: Iterable[StatusEvent], steps: Sequence[ChargeStep]) -> list[dict[str, Any]]:
    """Return the spans of a person's liberty, gapless from the first day of the calendar to the last.

    `begins` belongs to the span, `ends` to the next one. In each, what `current_status` makes of the events
    that count by then; the last one, unless an event lies ahead, is the status of today.
    """
    counting = [event for event in events if event.rank is not Rank.DEPRECATED]
    days = sorted({date.min, *map(begins_to_count, counting)})
    rows: list[dict[str, Any]] = []
    for day in days:
        now = current_status(event for event in counting if begins_to_count(event) <= day)
        cells = liberty_cells(now, steps)
        if not rows or any(rows[-1][key] != value for key, value in cells.items()):
            rows.append(cells | {"begins": day})
    ends = [row["begins"] for row in rows[1:]] + [date.max]
    return [row | {"ends": end} for row, end in zip(rows, ends, strict=True)]


def liberty_table(day: date | None) -> type[PersonSummary] | type[LibertySpan]:
    """Return the table that tells of people's liberty on a day, or, of no day, now."""
    return PersonSummary if day is None else LibertySpan


def holds_on(day: date) -> ColumnElement[bool]:
    """Return the condition under which a `liberty_span` is the one of a summarised person on a day."""
    day = min(day, _LAST)
    return and_(
        LibertySpan.person_id == PersonSummary.person_id,
        LibertySpan.audience == PersonSummary.audience,
        LibertySpan.begins <= day,
        LibertySpan.ends > day,
    )


def moves(spans: Sequence[dict[str, Any]]) -> set[tuple[str, str]]:
    """Return in which months a person was taken and let go, as facets.

    A move is a span of being held after one of not being held, or the other way round. It belongs to the
    month that its date means, `2023-11`; where the date means no single month, to `less_precise`.
    """
    facets: set[tuple[str, str]] = set()
    before = Held.NOT_STATED
    for span in spans:
        if span["held"] is Held.YES and before is not Held.YES:
            facets.add((TAKEN_IN, _month(span)))
        if span["held"] is Held.NO and before is Held.YES:
            facets.add((RELEASED_IN, _month(span)))
        before = span["held"]
    return facets


def _month(span: dict[str, Any]) -> str:
    earliest, latest = span["status_since_earliest"], span["status_since_latest"]
    if earliest is None or latest is None or (earliest.year, earliest.month) != (latest.year, latest.month):
        return LESS_PRECISE
    return f"{earliest:%Y-%m}"
