"""What became of the charges under a provision: the last step of each, by year, and the sentences."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webapp.domain.current import sentences, steps_in_order
from webapp.domain.named import Said, said
from webapp.domain.reading import Reader
from webapp.models import Charge, ChargeStep, Provision
from webapp.vocab.charges import StepKind
from webapp.vocab.claims import Rank
from webapp.vocab.dates import PartialDate


@dataclass(frozen=True)
class Outcomes:
    """How many charges stand at which step, begun in which year, and the sentences; units: charges.

    `last` holds None where no source tells a step; `years` leaves out charges of which no source gives the
    year, `undated` counts them. `sentenced` are the steps that set a sentence which stands.
    """

    charges: int
    last: list[tuple[StepKind | None, int]]
    years: list[tuple[int, int]]
    undated: int
    sentenced: list[Said]


def outcomes(session: Session, which: Provision, *, to: Reader) -> Outcomes:
    """Return what became of the charges under a provision, as far as this reader may see.

    A charge counts here where it was brought under the provision or was requalified to it; deprecated claims
    do not count.
    """
    moved = select(ChargeStep.charge_id).where(ChargeStep.to_provision_id == which.id)
    found = said(session, Charge, or_(Charge.provision_id == which.id, Charge.id.in_(moved)), to=to)
    charges = [one.claim.id for one in found if one.claim.rank is not Rank.DEPRECATED]
    told = said(session, ChargeStep, ChargeStep.charge_id.in_(charges), to=to) if charges else []
    steps: dict[UUID, list[Said]] = {charge: [] for charge in charges}
    for one in told:
        if one.claim.rank is not Rank.DEPRECATED:
            steps[one.claim.charge_id].append(one)
    last = Counter(_last(some) for some in steps.values())
    years = Counter(_begun(some) for some in steps.values())
    undated = years.pop(None, 0)
    standing = {step.id for step in sentences([one.claim for some in steps.values() for one in some])}
    return Outcomes(
        charges=len(charges),
        last=sorted(last.items(), key=lambda one: (-one[1], one[0] or "")),
        years=[(year, years.get(year, 0)) for year in _every(years)],
        undated=undated,
        sentenced=[one for one in told if one.claim.id in standing],
    )


def _last(some: Sequence[Said]) -> StepKind | None:
    steps = steps_in_order(one.claim for one in some)
    return steps[-1].step if steps else None


def _begun(some: Sequence[Said]) -> int | None:
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
