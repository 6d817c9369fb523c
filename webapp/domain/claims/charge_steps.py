"""Steps of a charge: brought, requalified, tried, decided; each a dated claim of its own."""

from dataclasses import dataclass
from typing import Any

from webapp.domain.claims.content import Columns
from webapp.domain.input_rules import clean_line
from webapp.domain.refusals import Refused
from webapp.models import Charge, Organization, Person, Provision
from webapp.vocab.charges import Amount, Basis, Joined, Regime, SentenceKind, StepKind
from webapp.vocab.claims import ClaimState
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.words import N_

_SENTENCING = (StepKind.CONVICTED, StepKind.UPHELD, StepKind.DEMANDED)
# How a step may change a sentence that stands; a new total is the sentence from then on.
_CHANGING = {
    StepKind.REDUCED: (Amount.TOTAL, Amount.DIFFERENCE),
    StepKind.INCREASED: (Amount.TOTAL, Amount.DIFFERENCE),
    StepKind.COMMUTED: (Amount.TOTAL,),
    StepKind.REMAINDER_REDUCED: (Amount.DIFFERENCE, Amount.FRACTION),
    StepKind.REPLACED: (Amount.TOTAL,),
}
_WITH_LENGTH = (SentenceKind.TERM, SentenceKind.RESTRICTION, SentenceKind.LABOUR)
_WITH_BASIS = (
    *_CHANGING, StepKind.REMAINDER_REMITTED, StepKind.SUSPENDED, StepKind.SUSPENSION_REVOKED,
    StepKind.CLEARED, StepKind.OVERTURNED, StepKind.UPHELD,
)  # fmt: skip
_MOST = {
    "years": 100, "months": 1200, "days": 36500, "fine_amount": 10**9, "numerator": 999, "denominator": 1000,
}  # fmt: skip


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
    amount: Amount | None = None
    numerator: int | None = None
    denominator: int | None = None
    joined: Joined | None = None
    regime: Regime | None = None
    basis: Basis | None = None
    instrument: str | None = None

    def checked(self) -> dict[str, Any]:
        """Return the attributes of the claim, cleaned. Raises Refused."""
        self._check_change()
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
        return vars(self) | {
            "fine_currency": currency and currency.upper(),
            "instrument": clean_line("instrument", self.instrument),
        }

    def _check_change(self) -> None:
        allowed = _CHANGING.get(self.step, ())
        if self.amount is not None and self.amount not in allowed:
            raise Refused("amount", N_("A step of this kind does not change a sentence in this way."))
        if self.amount is None and self.step is not StepKind.REPLACED and allowed and self._has_length():
            raise Refused("amount", N_("Say whether this is the new total, or by how much it changes."))
        if self.basis is not None and self.step not in _WITH_BASIS:
            raise Refused("basis", N_("Only a change of a sentence has such a basis."))
        self._check_fraction()

    def _check_fraction(self) -> None:
        given = self.numerator is not None and self.denominator is not None
        if self.amount is not Amount.FRACTION:
            if self.numerator is not None or self.denominator is not None:
                raise Refused("amount", N_("Only a change by a fraction has one."))
        elif not given or not 0 < int(self.numerator or 0) < int(self.denominator or 0):
            raise Refused("numerator", N_("Write the fraction as two numbers, such as 1 of 2."))
        elif self._has_length():
            raise Refused("years", N_("A fraction has no years, months or days of its own."))

    def _has_length(self) -> bool:
        return bool(self.years or self.months or self.days)

    def _check_sentence(self) -> None:
        total = self.amount is Amount.TOTAL
        if self.sentence is not None and self.step not in _SENTENCING and not total:
            message = N_("Only a conviction or its confirmation, a demand or a new total has a sentence.")
            raise Refused("sentence", message)
        if self._has_length() and self.amount is not Amount.DIFFERENCE and self.sentence not in _WITH_LENGTH:
            raise Refused("years", N_("Only a prison term has a length."))
        if self.sentence is not SentenceKind.FINE and self.fine_amount is not None:
            raise Refused("fine_amount", N_("Only a fine has an amount."))
        if self.amount is Amount.DIFFERENCE and not self._has_length():
            raise Refused("years", N_("Say by how much."))


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
    "amount": (N_("The length is"), "total, difference or fraction, where a sentence is changed"),
    "numerator": (N_("Parts"), "of the fraction by which what is left becomes less"),
    "denominator": (N_("Of"), "the whole of that fraction"),
    "joined": (N_("Beside other terms"), "total, concurrent, consecutive or absorbed"),
    "regime": (N_("Regime"), "how strictly the term is served"),
    "basis": (N_("Basis"), "appeal, cassation, pardon, amnesty, conditional release or conversion"),
    "instrument": (N_("Decree or ruling"), "its kind, number and date, in words"),
}


def person_charged(step: ChargeStepContent) -> list[Person]:
    """Return of whom a step is recorded: whose charge it is. Raises Refused for a withdrawn charge."""
    if step.charge.state is ClaimState.WITHDRAWN:
        raise Refused("charge", N_("This charge is withdrawn; record it anew with its passage."))
    return [step.charge.person]
