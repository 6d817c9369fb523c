"""The end of a person's term from the claims on the person, and what sources themselves say of it."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from webapp.domain.claims.liberty_periods import LibertyPeriod
from webapp.domain.terms.end_of_term import end_of_term
from webapp.domain.terms.facts import Bounds, Detention, TermEnd, TermStep
from webapp.domain.terms.lengths import Length
from webapp.models import ChargeStep, CountingRule, StatusEvent
from webapp.vocab.charges import StepKind
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Cause, Held, Status
from webapp.vocab.terms import NoEnd

_PAUSES = (Status.RELEASED_PENDING_TRIAL, Status.ESCAPED)
_ENDS_OF_TERM = (Status.RELEASED_SERVED, Status.RELEASED_EARLY)


def term_end(
    steps: Sequence[ChargeStep], periods: Sequence[LibertyPeriod], current: LibertyPeriod
) -> TermEnd:
    """Return the end of the term that a person serves in a period of their liberty, with the working.

    `steps` are those that count, of every charge; `periods` those of the person's whole liberty.
    """
    if all(step.sentence is None for step in steps):
        return TermEnd(missing=NoEnd.NO_TERM)
    known = [term_step(step) for step in steps]
    revoked = any(step.step is StepKind.SUSPENSION_REVOKED for step in steps)
    custody = list(_custody(periods, current, revoked=revoked))
    return end_of_term(known, custody, rules=_rules(steps))


def term_step(step: ChargeStep) -> TermStep:
    """Return what a step of a charge says as far as it matters for the term."""
    fraction = Fraction(step.numerator, step.denominator) if step.numerator and step.denominator else None
    return TermStep(
        claim_id=step.id,
        charge_id=step.charge_id,
        step=step.step,
        when=_bounds(step.date),
        sentence=step.sentence,
        length=Length(step.years or 0, step.months or 0, step.days or 0),
        suspended=bool(step.suspended),
        amount=step.amount,
        fraction=fraction,
        joined=step.joined,
        regime=step.regime,
    )


def stated_ends(
    events: Sequence[StatusEvent], current: LibertyPeriod
) -> list[tuple[StatusEvent, Bounds]]:
    """Return what sources say of the end of the term: a release announced, and until when it was ordered."""
    coming = current.announced
    stated = [
        (event, _bounds(event.until))
        for event in events
        if event.status is Status.IMPRISONED and event.until is not None
    ]
    if coming is not None and coming.since is not None and _ends_a_term(coming):
        stated.append((coming, _bounds(coming.since)))
    return stated


def differs(stated: Bounds, end: TermEnd) -> bool:
    """Tell whether no day is possible both as stated and as computed; a day between two days is none."""
    if end.latest is None:
        return False
    (first, final), earliest = stated, end.earliest
    too_late = first is not None and first > end.latest
    return too_late or (final is not None and earliest is not None and final < earliest)


def _rules(steps: Sequence[ChargeStep]) -> Sequence[CountingRule]:
    """Return the counting rules of the code of law of all charges; none of several, nor of one not stated."""
    provisions = (step.charge.provision for step in steps)
    codes = {provision.legal_code for provision in provisions if provision is not None}
    return codes.pop().counting_rules if len(codes) == 1 else ()


def _ends_a_term(event: StatusEvent) -> bool:
    return event.status in _ENDS_OF_TERM and event.cause in (None, Cause.SENTENCE_SERVED)


def _bounds(when: PartialDate | None) -> Bounds:
    return (when.earliest, when.latest) if when is not None else (None, None)


def _custody(
    periods: Sequence[LibertyPeriod], current: LibertyPeriod, *, revoked: bool
) -> Iterator[Detention]:
    """Yield the detentions that count for a term: those that were only interrupted, and the present one.

    Where sources leave open whether one goes on, the end is that of the term if it does.
    """
    if current.event is None or current.held not in (Held.YES, Held.UNCERTAIN):
        return
    detentions = list(_detentions(periods, current))
    if not detentions or detentions[-1][-1].held is Held.NO:
        return
    counted = detentions[-1:]
    for detention in reversed(detentions[:-1]):
        ended = detention[-1].event
        if ended is None or not (ended.status in _PAUSES or revoked) or None in _bounds(ended.since):
            break
        counted.insert(0, detention)
    for detention in counted:
        yield from _stretches(detention, lasts=detention is counted[-1])


def _detentions(
    periods: Sequence[LibertyPeriod], current: LibertyPeriod
) -> Iterator[list[LibertyPeriod]]:
    """Yield each detention as its periods, one for each event, and the one with the event that ended it."""
    detention: list[LibertyPeriod] = []
    for period in periods:
        if period.begins > current.begins:
            break
        if period.held is Held.YES and period.event is not None:
            if not detention or detention[-1].event is not period.event:
                detention.append(period)
        elif detention and period.held is Held.NO:
            yield [*detention, period]
            detention = []
    if detention:
        yield detention


def _stretches(detention: Sequence[LibertyPeriod], *, lasts: bool) -> Iterator[Detention]:
    """Yield the stretches of a detention, each from the days of its event to those of the next one."""
    held = [period for period in detention if period.held is Held.YES]
    begins: Bounds = held[0].held_since or (None, None)
    for place, period in enumerate(held):
        event, following = period.event, detention[place + 1 : place + 2]
        ends = _bounds(following[0].event.since) if following and following[0].event else None
        if event is not None:
            yield Detention(
                claim_id=event.id, restraint=event.status, begins=begins,
                ends=None if lasts and place == len(held) - 1 else ends,
            )  # fmt: skip
        begins = ends or begins
