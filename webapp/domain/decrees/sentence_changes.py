"""How a decree changes the sentence of everybody whom it names: the step of each person's own charge."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from webapp.domain.claims.charge_steps import ChargeStepContent
from webapp.domain.claims.current_status import sentences
from webapp.domain.refusals import Refused
from webapp.models import Charge, ChargeStep, Person
from webapp.vocab.charges import Amount, Basis, Joined, StepKind
from webapp.vocab.claims import ClaimState, Rank
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.words import N_

# What a decree does to sentences of many: it sets no new total, which would be another one for each.
CHANGES = (
    StepKind.REMAINDER_REDUCED, StepKind.REMAINDER_REMITTED, StepKind.REDUCED, StepKind.SUSPENDED,
    StepKind.CLEARED,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class SentenceChange:
    """By what a decree changes sentences: a fraction, or a length, or neither where it ends them."""

    step: StepKind
    date: PartialDate | None
    numerator: int | None = None
    denominator: int | None = None
    years: int | None = None
    months: int | None = None
    days: int | None = None
    basis: Basis | None = None
    instrument: str | None = None

    @property
    def amount(self) -> Amount | None:
        """How the length changes a sentence."""
        if self.numerator is not None or self.denominator is not None:
            return Amount.FRACTION
        return Amount.DIFFERENCE if self.years or self.months or self.days else None

    def of_charge(self, charge: Charge) -> ChargeStepContent:
        """Return the step of a charge that says so. Raises Refused where it says too little."""
        if self.amount is None and self.step in (StepKind.REMAINDER_REDUCED, StepKind.REDUCED):
            raise Refused("numerator", N_("Say by how much."))
        content = ChargeStepContent(
            charge=charge, court=None, from_provision=None, to_provision=None, sentence=None,
            suspended=False, fine_amount=None, fine_currency=None, amount=self.amount, **vars(self),
        )  # fmt: skip
        content.checked()
        return content


def sentenced_charge(session: Session, person: Person) -> Charge:
    """Return the charge whose sentence a person serves: the only one, or that of the stated total.

    Raises Refused where no sentence stands, or several without a total.
    """
    steps = session.scalars(
        select(ChargeStep)
        .where(ChargeStep.person_id == person.id, ChargeStep.state != ClaimState.WITHDRAWN)
        .options(joinedload(ChargeStep.charge))
    )
    in_force = [
        step
        for step in sentences(steps)
        if step.charge.state is not ClaimState.WITHDRAWN and step.charge.rank is not Rank.DEPRECATED
    ]
    totals = [step for step in in_force if step.joined is Joined.TOTAL]
    if not in_force:
        raise Refused("names", N_("No sentence that stands is recorded of this person."))
    if len(totals or in_force) > 1:
        raise Refused("names", N_("Several sentences stand without a total; record the change by hand."))
    return (totals or in_force)[0].charge
