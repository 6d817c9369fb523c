"""Claims of every kind in one query with what they refer to: as many queries for a thousand as for one."""

from functools import cache
from typing import Any

from sqlalchemy.orm import selectinload, with_polymorphic

from webapp.models import Claim, Organization, Provision


# Made once: of a new one each time, SQLAlchemy would work out all columns anew for every query.
@cache
def every_claim() -> Any:
    """Return the class of claims to select from where each shall come as its own kind, with its columns."""
    return with_polymorphic(Claim, "*")


@cache
def referred() -> tuple[Any, ...]:
    """Return the options that load what the claims of `every_claim()` put into words."""
    every = every_claim()
    organizations = (
        every.StatusEvent.place,
        every.StatusEvent.authority,
        every.Affiliation.organization,
        every.Assessment.organization,
        every.Treatment.perpetrator,
        every.ChargeStep.court,
    )
    provisions = (every.Charge.provision, every.ChargeStep.from_provision, every.ChargeStep.to_provision)
    return (
        *(selectinload(one).selectinload(Organization.names) for one in organizations),
        *(selectinload(one).joinedload(Provision.legal_code) for one in provisions),
    )
