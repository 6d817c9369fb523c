"""The organization, a court or any other, that a cell names."""

from sqlalchemy.orm import Session

from webapp.domain.organizations.organizations import organization_named
from webapp.domain.refusals import Refused
from webapp.models import Organization
from webapp.vocab.words import N_


def read_organization(session: Session, text: str) -> Organization:
    """Return the recorded organization that a cell names. Raises Refused at `value`."""
    organization = organization_named(session, " ".join(text.split()))
    if organization is None:
        message = N_("No organization of this name is recorded. Add it, or leave the column out.")
        raise Refused("value", message)
    return organization
