"""A person's liberty over time: from which day until which day which status was the current one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_

from webapp.domain.claims.current_status import held_somewhere, sentences
from webapp.domain.claims.event_order import in_likely_order
from webapp.domain.claims.liberty_periods import (
    LibertyPeriod,
    liberty_periods,
    reported_by,
    timed_event,
)
from webapp.domain.claims.ranking import ranked_claims
from webapp.domain.claims.timed_events import bounds
from webapp.domain.read_model.csv_words import SEPARATOR, cell, charge_cell, sentence_cell
from webapp.domain.read_model.freshness import freshness, heard_on
from webapp.domain.terms.from_claims import term_end
from webapp.domain.visibility import Reader, visible_citations
from webapp.models import Charge, ChargeStep, Claim, LibertySpan, PersonSummary, StatusEvent
from webapp.vocab.dates.edtf import interval
from webapp.vocab.liberty import Held, held

# The facets of moves: in which months somebody was taken, and let go.
TAKEN_IN, RELEASED_IN = "taken_in", "released_in"
# The month of a move whose date means no single one.
LESS_PRECISE = "less_precise"
# The last day of the calendar ends the last span and belongs to none.
_LAST = date.max - timedelta(days=1)


def spans(claims: Sequence[Claim], verified: Iterable[date], *, to: Reader) -> list[dict[str, Any]]:
    """Return the spans of a person's liberty, gapless from the first day of the calendar to the last.

    `verified` are the days on which somebody confirmed what was known.

    `begins` belongs to the span, `ends` to the next one. Each tells what is known of that day: status, place,
    passage, charges, sentence, and how fresh the last word was. But for that the last one is that of today,
    since no source reports what is to come.
    """
    charges, steps = ranked_claims(claims, Charge), ranked_claims(claims, ChargeStep)
    known_from = {charge.id: _charge_known_from(charge, steps, to) for charge in charges}
    known_from |= {step.id: _step_known_from(step, to) for step in steps}
    confirmed, rows = sorted(set(verified)), list[dict[str, Any]]()
    periods = liberty_periods(ranked_claims(claims, StatusEvent), to=to)
    for period in periods:
        for part in _parts(period, sorted({*known_from.values(), *confirmed})):
            by_then = {claim_id for claim_id, day in known_from.items() if day <= part.begins}
            cells = liberty_cells(part, periods, [step for step in steps if step.id in by_then], to=to)
            cells["charges"] = cell(charge_cell(charge) for charge in charges if charge.id in by_then)
            cells["last_verified_on"] = max((day for day in confirmed if day <= part.begins), default=None)
            cells["heard_on"] = heard_on(part.last_word_on, cells["last_verified_on"])
            for begins, word in freshness(part, cells["heard_on"]):
                row = cells | {"freshness": word}
                if not rows or any(rows[-1][key] != value for key, value in row.items()):
                    rows.append(row | {"begins": begins})
    ends = [row["begins"] for row in rows[1:]] + [date.max]
    return [row | {"ends": end} for row, end in zip(rows, ends, strict=True)]


def liberty_cells(
    period: LibertyPeriod, periods: Sequence[LibertyPeriod], steps: Sequence[ChargeStep], *, to: Reader
) -> dict[str, Any]:
    """Return the columns of a span that tell of a person's liberty and of the sentence."""
    event, coming = period.event, period.announced
    since = event.since if event else None
    earliest, latest = period.held_since or (None, None)
    return {
        "status": period.status,
        "possible_statuses": SEPARATOR.join(period.possible_statuses),
        "held": period.held,
        "uncertainty": period.why.value if period.why else "",
        "status_since_edtf": since.edtf if since else "",
        "status_since_earliest": since.earliest if since else None,
        "status_since_latest": since.latest if since else None,
        "status_place": held_somewhere(event),
        "held_since_edtf": interval(earliest, latest) if latest else "",
        "held_since_earliest": earliest,
        "held_since_latest": latest,
        "term_ends_on": term_end(steps, periods, period).latest,
        "last_word_on": period.last_word_on,
        "announced_status": coming.status if coming else None,
        "announced_edtf": coming.since.edtf if coming and coming.since else "",
        "announced_latest": _announced_latest(coming),
        "sentence": cell(sentence_cell(step) for step in sentences(steps)),
        "citation_id": visible_citations(event, to=to)[0].id if event else None,
    }


def _announced_latest(event: StatusEvent | None) -> date | None:
    """Return the last day for which an event is announced; the first where it has no last."""
    return (event.since.latest or event.since.earliest) if event and event.since else None


def _parts(period: LibertyPeriod, days: Iterable[date]) -> list[LibertyPeriod]:
    """Return a period cut where charges and steps begin to count."""
    cuts = [period.begins, *(day for day in days if period.begins < day < period.ends)]
    ends = [*cuts[1:], period.ends]
    return [replace(period, begins=begin, ends=end) for begin, end in zip(cuts, ends, strict=True)]


def _step_known_from(step: ChargeStep, to: Reader) -> date:
    """Return the day from which a step counts: the last that its date may mean, or that of its source."""
    reported = reported_by(step, to=to)
    return min(reported, step.date.latest) if step.date and step.date.latest else reported


def _charge_known_from(charge: Charge, steps: Sequence[ChargeStep], to: Reader) -> date:
    """Return the day from which a charge counts: that of its first step, or of its source."""
    own = (step for step in steps if step.charge_id == charge.id)
    return min([reported_by(charge, to=to), *(_step_known_from(step, to) for step in own)])


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


def moves(claims: Sequence[Claim], *, to: Reader) -> set[tuple[str, str]]:
    """Return in which months a person was taken and let go, as facets.

    A move is an event of being held after one of not being held, or the other way round, in the likeliest
    order. It belongs to the month in which it lies wholly, `2023-11`, or else to `less_precise`.
    """
    facets: set[tuple[str, str]] = set()
    before = Held.NOT_STATED
    timed = (timed_event(event, to) for event in ranked_claims(claims, StatusEvent))
    for event in in_likely_order(timed):
        now = held(event.status)
        if now is Held.YES and before is not Held.YES:
            facets.add((TAKEN_IN, _month(*bounds(event))))
        if now is Held.NO and before is Held.YES:
            facets.add((RELEASED_IN, _month(*bounds(event))))
        before = now
    return facets


def _month(first: date, final: date) -> str:
    return f"{first:%Y-%m}" if (first.year, first.month) == (final.year, final.month) else LESS_PRECISE
