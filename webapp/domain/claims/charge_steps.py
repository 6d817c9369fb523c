"""Steps of a charge: brought, requalified, tried, decided; each a dated claim of its own."""

from typing import Any

from sqlalchemy.orm import Session

from webapp.domain.claims.recording import Evidence, record, revise
from webapp.domain.input_rules import clean_line
from webapp.domain.refusals import Refused
from webapp.models import Charge, ChargeStep, Organization, Provision
from webapp.vocab.charges import SentenceKind, StepKind
from webapp.vocab.claims import ClaimState, Rank, Visibility
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.words import N_

_SENTENCING = (StepKind.CONVICTED, StepKind.UPHELD)


def add_charge_step(
    session: Session,
    *,
    charge: Charge,
    evidence: Evidence,
    state: ClaimState,
    visibility: Visibility,
    note: str | None,
    step: StepKind,
    date: PartialDate | None,
    court: Organization | None,
    from_provision: Provision | None,
    to_provision: Provision | None,
    sentence: SentenceKind | None,
    years: int | None,
    months: int | None,
    days: int | None,
    suspended: bool,
    fine_amount: int | None,
    fine_currency: str | None,
) -> ChargeStep:
    """Record a step in the history of a charge that stands. Raises Refused."""
    if charge.state is ClaimState.WITHDRAWN:
        raise Refused("charge", N_("This charge is withdrawn; record it anew with its passage."))
    said = _said(
        step=step, date=date, court=court, from_provision=from_provision, to_provision=to_provision,
        sentence=sentence, years=years, months=months, days=days, suspended=suspended,
        fine_amount=fine_amount, fine_currency=fine_currency,
    )  # fmt: skip
    return record(
        session,
        ChargeStep,
        people=[charge.person],
        evidence=evidence,
        state=state,
        visibility=visibility,
        note=note,
        charge=charge,
        **said,
    )[0]


def revise_charge_step(
    session: Session,
    row: ChargeStep,
    *,
    version: int,
    rank: Rank,
    rank_reason: str | None,
    visibility: Visibility,
    note: str | None,
    step: StepKind,
    date: PartialDate | None,
    court: Organization | None,
    from_provision: Provision | None,
    to_provision: Provision | None,
    sentence: SentenceKind | None,
    years: int | None,
    months: int | None,
    days: int | None,
    suspended: bool,
    fine_amount: int | None,
    fine_currency: str | None,
) -> ChargeStep:
    """Correct a step. Raises Refused, Stale."""
    said = _said(
        step=step, date=date, court=court, from_provision=from_provision, to_provision=to_provision,
        sentence=sentence, years=years, months=months, days=days, suspended=suspended,
        fine_amount=fine_amount, fine_currency=fine_currency,
    )  # fmt: skip
    revise(
        session,
        row,
        version=version,
        rank=rank,
        rank_reason=rank_reason,
        visibility=visibility,
        note=note,
        **said,
    )
    return row


def _said(
    *,
    step: StepKind,
    sentence: SentenceKind | None,
    years: int | None,
    months: int | None,
    days: int | None,
    fine_amount: int | None,
    fine_currency: str | None,
    **said: Any,
) -> dict[str, Any]:
    """Return the columns of a step, having refused what does not fit together."""
    if sentence is not None and step not in _SENTENCING:
        raise Refused("sentence", N_("Only a conviction, or a judgment that upholds it, has a sentence."))
    if sentence is not SentenceKind.TERM and (years or months or days):
        raise Refused("years", N_("Only a prison term has a length."))
    if sentence is not SentenceKind.FINE and fine_amount is not None:
        raise Refused("fine_amount", N_("Only a fine has an amount."))
    limits = (
        ("years", years, 100),
        ("months", months, 1200),
        ("days", days, 36500),
        ("fine_amount", fine_amount, 10**9),
    )
    for field, number, most in limits:
        if number is not None and not 0 <= number <= most:
            raise Refused(field, N_("Give a number from 0 to %(most)s."), most=most)
    currency = clean_line("fine_currency", fine_currency, limit=3)
    if currency is not None and not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        raise Refused("fine_currency", N_("Write the currency as three letters, such as AZN."))
    if step is not StepKind.REQUALIFIED and (said["from_provision"] or said["to_provision"]):
        raise Refused("to_provision", N_("Only a requalification leads from one provision to another."))
    return said | {
        "step": step,
        "sentence": sentence,
        "years": years,
        "months": months,
        "days": days,
        "fine_amount": fine_amount,
        "fine_currency": currency and currency.upper(),
    }
