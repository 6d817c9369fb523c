"""Which term stands after all steps of all charges, and what was later done to what is left of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from webapp.domain.terms.facts import Bounds, TermStep
from webapp.domain.terms.lengths import Length, last_day
from webapp.vocab.charges import Amount, Joined, Regime, SentenceKind, StepKind
from webapp.vocab.terms import NoEnd

WITHOUT_END = (SentenceKind.LIFE, SentenceKind.DEATH)
"""The sentences that have no last day."""
_FALLS = (StepKind.ACQUITTED, StepKind.DROPPED, StepKind.OVERTURNED, StepKind.CLEARED)
_JUDGED = (StepKind.CONVICTED, StepKind.UPHELD)
_TOTAL_CHANGED = (StepKind.REDUCED, StepKind.INCREASED, StepKind.COMMUTED)
_CUTS = (StepKind.REMAINDER_REDUCED, StepKind.REMAINDER_REMITTED, StepKind.REPLACED)


@dataclass(frozen=True, kw_only=True)
class ImposedTerm:
    """A term of one charge, or of all of them together.

    `imposed` holds each step that set or changed the whole, with the length that it left, in order; `cuts`
    what shortened the remainder. `since` is within which days the conviction, or the revocation of a
    suspension, made it one to serve.
    """

    sentence: SentenceKind
    length: Length
    imposed: tuple[tuple[TermStep, Length], ...]
    cuts: tuple[TermStep, ...] = ()
    suspended: bool = False
    since: Bounds | None = None
    joined: Joined | None = None
    regime: Regime | None = None
    unclear: bool = field(default=False)


def imposed_term(steps: Sequence[TermStep]) -> ImposedTerm | NoEnd:
    """Return the one term that a person serves, or why there is none. Steps of all charges, in any order."""
    by_charge: dict[UUID, list[TermStep]] = {}
    for step in steps:
        by_charge.setdefault(step.charge_id, []).append(step)
    terms = [term for history in by_charge.values() if (term := _of_charge(history)) is not None]
    if any(term.sentence in WITHOUT_END for term in terms):
        return NoEnd.WITHOUT_END
    prison = [term for term in terms if term.sentence is SentenceKind.TERM]
    served = [term for term in prison if not term.suspended]
    if not served:
        return NoEnd.SUSPENDED if prison else NoEnd.NO_TERM
    return _together([term for term in served if term.joined is not Joined.ABSORBED] or served)


def _of_charge(history: Sequence[TermStep]) -> ImposedTerm | None:
    """Return what stands of one charge after its last step; None where no sentence does."""
    term: ImposedTerm | None = None
    for step in sorted(history, key=_place):
        if step.step in _FALLS:
            term = None
        elif step.step in _JUDGED:
            if step.sentence is not None:
                term = _from_judgment(step, step.sentence)
        elif term is not None:
            term = _changed(term, step)
        elif step.step in _TOTAL_CHANGED and step.sentence is not None:
            term = replace(_from_judgment(step, step.sentence), since=None)
    return term


def _place(step: TermStep) -> tuple[date, date, bool]:
    """Return the place of a step in time: of what has no day, judgments come first and changes last."""
    earliest, latest = step.when
    if earliest is None and latest is None:
        end = date.min if step.step in (*_JUDGED, *_FALLS) else date.max
        return end, end, False
    # On one day a judgment comes before what changes it.
    return latest or date.max, earliest or date.min, step.step not in _JUDGED


def _from_judgment(step: TermStep, sentence: SentenceKind) -> ImposedTerm:
    return ImposedTerm(
        sentence=sentence, length=step.length, imposed=((step, step.length),), suspended=step.suspended,
        since=step.when, joined=step.joined, regime=step.regime,
    )  # fmt: skip


def _changed(term: ImposedTerm, step: TermStep) -> ImposedTerm:
    if step.step in _TOTAL_CHANGED:
        return _with_total(term, step)
    if step.step in _CUTS:
        return replace(term, cuts=(*term.cuts, step))
    if step.step is StepKind.SUSPENDED:
        return replace(term, suspended=True)
    if step.step is StepKind.SUSPENSION_REVOKED and term.suspended:
        return replace(term, suspended=False, since=step.when)
    return term


def _with_total(term: ImposedTerm, step: TermStep) -> ImposedTerm:
    """Return a term whose whole was changed; after a cut of what was left it is unclear what that means."""
    if step.amount is Amount.DIFFERENCE:
        sign = 1 if step.step is StepKind.INCREASED else -1
        sentence, length = term.sentence, term.length.changed(step.length, sign)
    else:
        sentence, length = step.sentence or term.sentence, step.length or term.length
    unstated = step.amount is None or not term.length and step.amount is Amount.DIFFERENCE
    negative = length.in_months < 0 or (length.in_months == 0 and length.days < 0)
    return replace(
        term, sentence=sentence, length=length, imposed=(*term.imposed, (step, length)),
        joined=step.joined or term.joined, regime=step.regime or term.regime,
        unclear=term.unclear or bool(term.cuts) or unstated or negative,
    )  # fmt: skip


def _together(terms: Sequence[ImposedTerm]) -> ImposedTerm | NoEnd:
    """Return the one term that several come to, where their judgment says how they stand to each other."""
    if any(term.unclear for term in terms):
        return NoEnd.UNCLEAR
    totals = [term for term in terms if term.joined is Joined.TOTAL]
    if totals:
        return _with_last_total(terms, totals)
    if len(terms) == 1:
        return _checked(terms[0])
    if any(not term.length for term in terms):
        return NoEnd.NO_LENGTH
    joined = [term.joined for term in terms if term.joined is not None]
    if len(joined) < len(terms) - 1 or len(set(joined)) != 1:
        return NoEnd.SEVERAL
    # Where each is said to be absorbed, the longest is what absorbs them.
    if joined[0] is not Joined.CONSECUTIVE:
        longest = max(terms, key=lambda term: last_day(date(2001, 1, 1), term.length) or date.max)
        return replace(longest, cuts=_cuts(terms))
    return _consecutive(terms)


def _with_last_total(terms: Sequence[ImposedTerm], totals: Sequence[ImposedTerm]) -> ImposedTerm | NoEnd:
    """Return the total that was stated last, with what was imposed after it; it includes all before it."""
    last = next((term for term in totals if all(_is_after(term, other) for other in totals)), totals[-1])
    if any(term.length != last.length and not _is_after(last, term) for term in totals):
        return NoEnd.SEVERAL
    later = [term for term in terms if term.joined is not Joined.TOTAL and _is_after(term, last)]
    included = [term for term in terms if term not in later]
    # What was left of an earlier term went into a later total in a way that no source states.
    if any(_is_after(last, term) and term.cuts and term.joined is Joined.TOTAL for term in included):
        return NoEnd.UNCLEAR
    whole = _checked(replace(last, cuts=_cuts(included)))
    if not later or isinstance(whole, NoEnd):
        return whole
    return _together([replace(whole, joined=None), *later])


def _is_after(term: ImposedTerm, other: ImposedTerm) -> bool:
    """Tell whether a judgment is certainly later than another; of itself it is, so to say."""
    begins, ends = (term.since or (None, None))[0], (other.since or (None, None))[1]
    return term is other or (begins is not None and ends is not None and begins > ends)


def _consecutive(terms: Sequence[ImposedTerm]) -> ImposedTerm:
    imposed, length = list[tuple[TermStep, Length]](), Length()
    for term in terms:
        length = length.changed(term.length, 1)
        imposed += [(step, length) for step, _ in term.imposed]
    return replace(terms[0], length=length, imposed=tuple(imposed), cuts=_cuts(terms))


def _cuts(terms: Sequence[ImposedTerm]) -> tuple[TermStep, ...]:
    """Return the cuts of several terms, in order; one that is told of several charges counts once."""
    cuts = sorted((cut for term in terms for cut in term.cuts), key=_place)
    once = {(cut.step, cut.when, cut.amount, cut.length, cut.fraction): cut for cut in reversed(cuts)}
    return tuple(cut for cut in cuts if cut in once.values())


def _checked(term: ImposedTerm) -> ImposedTerm | NoEnd:
    return term if term.length else NoEnd.NO_LENGTH
