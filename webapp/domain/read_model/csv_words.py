"""The English words of the flat CSV for charges and sentences, as the contract of that file has them."""

# The database writes the file straight from the read model, so its words lie there. A page has its reader's
# language and words the claims themselves: `web.template_filters`.

from collections.abc import Iterable

from webapp.domain.law.provisions import cited_as
from webapp.models import Charge, ChargeStep
from webapp.vocab.charges import SentenceKind

SEPARATOR = " | "
OFFENCE_NOT_STATED = "offence not stated"
TERM_OF = "term of "


def cell(values: Iterable[str]) -> str:
    """Return several values in one cell, each once."""
    # The separator inside a value would read as two values.
    return SEPARATOR.join(dict.fromkeys(value.replace("|", "/") for value in values if value))


def charge_cell(charge: Charge) -> str:
    """Return a charge in one line: the provision, or the offence in the source's words, or that none is."""
    offence = cited_as(charge.provision) if charge.provision else charge.offence or OFFENCE_NOT_STATED
    return f"{offence} ({charge.characterisation})" if charge.characterisation else offence


def sentence_cell(step: ChargeStep) -> str:
    """Return a sentence in one line: `term of 7 years 6 months, suspended`, `life`, `fine of 500 AZN`.

    A length alone would be a date to programs that guess types: agate reads `9 years` as 1 January 10.
    """
    parts = ((step.years, "year"), (step.months, "month"), (step.days, "day"))
    length = " ".join(f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in parts if number)
    if step.sentence is SentenceKind.TERM:
        words = f"{TERM_OF}{length or 'unstated length'}"
    elif step.sentence in (SentenceKind.RESTRICTION, SentenceKind.LABOUR):
        words = f"{step.sentence.value} of {length}" if length else step.sentence.value
    elif step.sentence is SentenceKind.FINE:
        amount = f" of {step.fine_amount} {step.fine_currency or ''}".rstrip() if step.fine_amount else ""
        words = f"fine{amount}"
    else:
        words = step.sentence.value if step.sentence else ""
    return f"{words}, suspended" if step.suspended else words
