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


def outcomes(session: Session, which: Provision, *, to: Reader) -> Outcomes:
    """Return what became of the charges under a provision, as far as this reader may see.

    A charge counts here where it was brought under the provision or was requalified to it; deprecated claims
    do not count.
    """
    moved = select(ChargeStep.charge_id).where(ChargeStep.to_provision_id == which.id)
    found = named_claims(session, Charge, or_(Charge.provision_id == which.id, Charge.id.in_(moved)), to=to)
    charges = [one for one in found if one.claim.rank is not Rank.DEPRECATED]
    keys = [one.claim.id for one in charges]
    told = named_claims(session, ChargeStep, ChargeStep.charge_id.in_(keys), to=to) if keys else []
    steps: dict[UUID, list[NamedClaim]] = {key: [] for key in keys}
    for one in told:
        if one.claim.rank is not Rank.DEPRECATED:
            steps[one.claim.charge_id].append(one)
    last = _grouped(charges, {key: _last(some) for key, some in steps.items()})
    years = _grouped(charges, {key: _begun(some) for key, some in steps.items()})
    undated = years.pop(None, [])
    standing = {step.id for step in sentences([one.claim for some in steps.values() for one in some])}
    return Outcomes(
        charges=len(charges),
        last=sorted(last.items(), key=lambda one: (-len(one[1]), one[0] or "")),
        years=[(year, years.get(year, [])) for year in _every(years)],
        undated=undated,
        sentenced=[one for one in told if one.claim.id in standing],
    )


def _grouped(charges: Iterable[NamedClaim], by: Mapping[UUID, T]) -> dict[T, list[NamedClaim]]:
    found: dict[T, list[NamedClaim]] = {}
    for one in charges:
        found.setdefault(by[one.claim.id], []).append(one)
    return found


def _last(some: Sequence[NamedClaim]) -> StepKind | None:
    steps = steps_in_order(one.claim for one in some)
    return steps[-1].step if steps else None


def _begun(some: Sequence[NamedClaim]) -> int | None:
    """Return the one year in which the first dated step of a charge happened."""
    dates = sorted(one.claim.date.earliest for one in some if _year(one.claim.date) is not None)
    return dates[0].year if dates else None


def _year(date: PartialDate | None) -> int | None:
    if date is None or date.earliest is None or date.latest is None or date.earliest.year != date.latest.year:
        return None
    return date.earliest.year


def _every(years: Iterable[int | None]) -> Iterable[int]:
    known = [year for year in years if year is not None]
    return range(min(known), max(known) + 1) if known else ()
