"""Steps of a charge: brought, requalified, tried, decided; each a dated claim of its own."""

from dataclasses import dataclass
from typing import Any

from webapp.domain.claims.content import Columns
from webapp.domain.input_rules import clean_line
from webapp.domain.refusals import Refused
from webapp.models import Charge, Organization, Person, Provision
from webapp.vocab.charges import SentenceKind, StepKind
from webapp.vocab.claims import ClaimState
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.words import N_

_SENTENCING = (StepKind.CONVICTED, StepKind.UPHELD)
_MOST = {"years": 100, "months": 1200, "days": 36500, "fine_amount": 10**9}


@dataclass(frozen=True, kw_only=True)
class ChargeStepContent:
    """A step in the history of a charge, and the sentence where there was one."""

    charge: Charge
    step: StepKind
    date: PartialDate | None
    court: Organization | None
    from_provision: Provision | None
    to_provision: Provision | None
    sentence: SentenceKind | None
    years: int | None
    months: int | None
    days: int | None
    suspended: bool
    fine_amount: int | None
    fine_currency: str | None

    def checked(self) -> dict[str, Any]:
        """Return the attributes of the claim, cleaned. Raises Refused."""
        self._check_sentence()
        for field, most in _MOST.items():
            number = getattr(self, field)
            if number is not None and not 0 <= number <= most:
                raise Refused(field, N_("Give a number from 0 to %(most)s."), most=most)
        currency = clean_line("fine_currency", self.fine_currency, limit=3)
        if currency is not None and not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
            raise Refused("fine_currency", N_("Write the currency as three letters, such as AZN."))
        if self.step is not StepKind.REQUALIFIED and (self.from_provision or self.to_provision):
            raise Refused("to_provision", N_("Only a requalification leads from one provision to another."))
        return vars(self) | {"fine_currency": currency and currency.upper()}

    def _check_sentence(self) -> None:
        if self.sentence is not None and self.step not in _SENTENCING:
            message = N_("Only a conviction, or a judgment that upholds it, has a sentence.")
            raise Refused("sentence", message)
        if self.sentence is not SentenceKind.TERM and (self.years or self.months or self.days):
            raise Refused("years", N_("Only a prison term has a length."))
        if self.sentence is not SentenceKind.FINE and self.fine_amount is not None:
            raise Refused("fine_amount", N_("Only a fine has an amount."))


COLUMNS: Columns = {
    "charge": (N_("Charge"), "the claim in charges"),
    "step": (N_("Step"), "what happened to the charge"),
    "date": (N_("Date"), "when"),
    "court": (N_("Court"), "an organization"),
    "from_provision": (N_("From provision"), "requalified from"),
    "to_provision": (N_("To provision"), "requalified to"),
    "sentence": (N_("Kind of sentence"), "term, life, death or fine"),
    "years": (N_("Years"), "of the term"),
    "months": (N_("Months"), "of the term"),
    "days": (N_("Days"), "of the term"),
    "suspended": (N_("Suspended"), "whether the sentence is suspended"),
    "fine_amount": (N_("Amount of the fine"), "in whole units"),
    "fine_currency": (N_("Currency"), "ISO 4217"),
}


def person_charged(step: ChargeStepContent) -> list[Person]:
    """Return of whom a step is recorded: whose charge it is. Raises Refused for a withdrawn charge."""
    if step.charge.state is ClaimState.WITHDRAWN:
        raise Refused("charge", N_("This charge is withdrawn; record it anew with its passage."))
    return [step.charge.person]
