"""What claims refer to, loaded with them in as many queries for a thousand as for one."""

from typing import Any

from sqlalchemy.orm import selectinload

from webapp.models import Organization, Provision


def referred(every: Any) -> tuple[Any, ...]:
    """Return the options that load what the claims of `with_polymorphic(Claim, "*")` put into words."""
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
