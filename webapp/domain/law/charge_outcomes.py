"""What became of the charges under a provision: the last step of each, by year, and the sentences."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webapp.domain.claims.by_person import NamedClaim, named_claims
from webapp.domain.claims.current_status import sentences, steps_in_order
from webapp.domain.visibility import Reader
from webapp.models import Charge, ChargeStep, Provision
from webapp.vocab.charges import StepKind
from webapp.vocab.claims import Rank
from webapp.vocab.dates.partial_date import PartialDate

T = TypeVar("T")


@dataclass(frozen=True)
class Outcomes:
    """Which charges stand at which step, begun in which year, and the sentences; units: charges.

    `last` has those of which no source tells a step under None, and `undated` those of which none gives the
    year; `years` leaves out no year in between. `sentenced` are the steps that set a sentence which stands.
    """

    charges: int
    last: list[tuple[StepKind | None, list[NamedClaim]]]
    years: list[tuple[int, list[NamedClaim]]]
    undated: list[NamedClaim]
    sentenced: list[NamedClaim]


def outcomes(session: Session, provision: Provision, *, to: Reader) -> Outcomes:
    """Return what became of the charges under a provision, as far as this reader may see.

    A charge counts here where it was brought under the provision or was requalified to it; deprecated claims
    do not count.
    """
    moved = select(ChargeStep.charge_id).where(ChargeStep.to_provision_id == provision.id)
    under_it = or_(Charge.provision_id == provision.id, Charge.id.in_(moved))
    named = named_claims(session, Charge, under_it, to=to)
    charges = [charge for charge in named if charge.claim.rank is not Rank.DEPRECATED]
    keys = [charge.claim.id for charge in charges]
    named_steps = named_claims(session, ChargeStep, ChargeStep.charge_id.in_(keys), to=to) if keys else []
    steps: dict[UUID, list[NamedClaim]] = {key: [] for key in keys}
    for step in named_steps:
        if step.claim.rank is not Rank.DEPRECATED:
            steps[step.claim.charge_id].append(step)
    last = _grouped(charges, {key: _last(history) for key, history in steps.items()})
    years = _grouped(charges, {key: _begun(history) for key, history in steps.items()})
    undated = years.pop(None, [])
    claims = [step.claim for history in steps.values() for step in history]
    sentencing = {step.id for step in sentences(claims)}
    return Outcomes(
        charges=len(charges),
        last=sorted(last.items(), key=lambda group: (-len(group[1]), group[0] or "")),
        years=[(year, years.get(year, [])) for year in _every(years)],
        undated=undated,
        sentenced=[step for step in named_steps if step.claim.id in sentencing],
    )


def _grouped(charges: Iterable[NamedClaim], by: Mapping[UUID, T]) -> dict[T, list[NamedClaim]]:
    groups: dict[T, list[NamedClaim]] = {}
    for charge in charges:
        groups.setdefault(by[charge.claim.id], []).append(charge)
    return groups


def _last(history: Sequence[NamedClaim]) -> StepKind | None:
    steps = steps_in_order(step.claim for step in history)
    return steps[-1].step if steps else None


def _begun(history: Sequence[NamedClaim]) -> int | None:
    """Return the one year in which the first dated step of a charge happened."""
    dates = sorted(step.claim.date.earliest for step in history if _year(step.claim.date) is not None)
    return dates[0].year if dates else None


def _year(date: PartialDate | None) -> int | None:
    if date is None or date.earliest is None or date.latest is None or date.earliest.year != date.latest.year:
        return None
    return date.earliest.year


def _every(years: Iterable[int | None]) -> Iterable[int]:
    known = [year for year in years if year is not None]
    return range(min(known), max(known) + 1) if known else ()
