"""The end of a term in words: between which days it lies, and how that is worked out, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from flask_babel import gettext, ngettext

from webapp.domain.people.due import DueLine
from webapp.domain.people.people import PersonRecord
from webapp.domain.terms.facts import Bounds, TermEnd, WorkingPart
from webapp.models import ChargeStep, Claim, CountingRule
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Status
from webapp.vocab.terms import DueKind, TermPart
from webapp.web.presenters.sentences import change, sentence
from webapp.web.printed_values import day, label, when


@dataclass(frozen=True)
class WorkingLine:
    """One line of the working: what is done, where the end lies after it, on which claim or rule it rests."""

    words: str
    end: str
    claim: Claim | None
    assumed: bool
    rule: CountingRule | None = None


def end_words(end: TermEnd | Bounds) -> str:
    """Return between which days an end lies: `21 or 22 August 2028`."""
    earliest, latest = (end.earliest, end.latest) if isinstance(end, TermEnd) else end
    if latest is None:
        return gettext("not before %(day)s", day=day(earliest)) if earliest else ""
    if earliest is None:
        return gettext("%(day)s at the latest", day=day(latest))
    if earliest == latest:
        return day(latest)
    first = str(earliest.day) if _same_month(earliest, latest) else day(earliest)
    if (latest - earliest).days == 1:
        return gettext("%(first)s or %(last)s", first=first, last=day(latest))
    return gettext("between %(first)s and %(last)s", first=first, last=day(latest))


def due_day(line: DueLine) -> str:
    """Return the day of a line of what is due: as a source gives it, or between which days it is computed."""
    if line.kind is DueKind.BIRTHDAY:
        return day(line.day)
    if line.edtf or line.record is None:
        return when(PartialDate.parse(line.edtf))
    return end_words(line.record.term_end)


def working(record: PersonRecord) -> list[WorkingLine]:
    """Return the lines of the working of the end of a person's term."""
    claims = {claim.id: claim for claim in record.claims}
    return list(_lines(record.term_end, claims))


def _lines(end: TermEnd, claims: dict[object, Claim]) -> Iterator[WorkingLine]:
    for part in end.parts:
        claim = claims.get(part.claim_id)
        end_after = end_words(part.end) if part.end else ""
        yield WorkingLine(_words(part, claim), end_after, claim, part.assumed, part.rule)


def counting_words(rule: CountingRule) -> str:
    """Return what a rule makes of a day in custody: `Pre-trial detention counted 1 : 3/2`."""
    return _counted(rule.restraint, rule.days)


def _counted(restraint: Status | None, days: Fraction) -> str:
    status = label(restraint) if restraint else ""
    return gettext("%(status)s counted 1 : %(days)s", status=status, days=days)


def _words(part: WorkingPart, claim: Claim | None) -> str:
    match part.part:
        case TermPart.IMPOSED | TermPart.CHANGED:
            return _step_words(claim)
        case TermPart.BEGINS:
            days = end_words(part.begins or (None, None))
            if part.assumed:
                return gettext("Runs from the day of the judgment, %(days)s", days=days)
            return gettext("Runs from the first day held, %(days)s", days=days)
        case TermPart.EARLIER:
            return gettext("An earlier detention is taken off: %(days)s", days=_days(part.days or (0, 0)))
        case _:
            return _counted(part.restraint, part.rule.days if part.rule else Fraction(1))


def _step_words(step: Claim | None) -> str:
    if not isinstance(step, ChargeStep):
        return ""
    size = sentence(step) or (change(step) if step.amount else "")
    words = f"{label(step.step)}: {size}" if size else label(step.step)
    basis = label(step.basis).lower() if step.basis else ""
    by = ", ".join(filter(None, (when(step.date), basis, step.instrument)))
    return f"{words} ({by})" if by else words


def _days(days: tuple[int, int]) -> str:
    least, most = days
    if least == most:
        return ngettext("%(num)s day", "%(num)s days", most)
    return gettext("%(least)s to %(most)s days", least=least, most=most)


def _same_month(first: date, last: date) -> bool:
    return (first.year, first.month) == (last.year, last.month)
