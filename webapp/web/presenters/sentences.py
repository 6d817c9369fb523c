"""Sentences and what changes them, each in one line of the reader's language."""

from flask_babel import gettext, ngettext

from webapp.models import ChargeStep
from webapp.vocab.charges import Amount, SentenceKind
from webapp.web.printed_values import label


def sentence(step: ChargeStep) -> str:
    """Return a sentence in one line: `7 years 6 months, suspended`, `life`, `fine of 500 AZN`."""
    match step.sentence:
        case SentenceKind.TERM:
            words = length(step) or gettext("term of unstated length")
        case SentenceKind.RESTRICTION | SentenceKind.LABOUR:
            words = ": ".join(filter(None, (label(step.sentence).lower(), length(step))))
        case SentenceKind.FINE if step.fine_amount:
            amount = f"{step.fine_amount} {step.fine_currency or ''}".rstrip()
            words = gettext("fine of %(amount)s", amount=amount)
        case SentenceKind.FINE:
            words = gettext("fine")
        case SentenceKind.LIFE:
            words = gettext("life")
        case SentenceKind.DEATH:
            words = gettext("death")
        case _:
            words = ""
    return gettext("%(sentence)s, suspended", sentence=words) if step.suspended else words


def change(step: ChargeStep) -> str:
    """Return by how much a step changes a sentence: `by 1/2`, `by 1 year 6 months`."""
    if step.amount is Amount.FRACTION:
        return gettext("by %(amount)s", amount=f"{step.numerator}/{step.denominator}")
    return gettext("by %(amount)s", amount=length(step))


def length(step: ChargeStep) -> str:
    """Return the years, months and days of a step, nothing where it has none."""
    parts = [
        ngettext("%(num)s year", "%(num)s years", step.years) if step.years else "",
        ngettext("%(num)s month", "%(num)s months", step.months) if step.months else "",
        ngettext("%(num)s day", "%(num)s days", step.days) if step.days else "",
    ]
    return " ".join(filter(None, parts))
