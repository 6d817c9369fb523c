"""Affiliations: the organizations that a person belongs to, in which role, from when to when."""

from dataclasses import dataclass
from typing import Any

from webapp.domain.claims.content import Columns
from webapp.domain.refusals import Refused
from webapp.models import Organization
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.organizations import AffiliationRole
from webapp.vocab.people import Occupation
from webapp.vocab.words import N_


@dataclass(frozen=True, kw_only=True)
class AffiliationContent:
    """A person's part in an organization."""

    organization: Organization
    role: AffiliationRole
    occupation: Occupation | None
    since: PartialDate | None
    until: PartialDate | None

    def checked(self) -> dict[str, Any]:
        """Return the attributes of the claim. Raises Refused."""
        begin = self.since.earliest if self.since else None
        end = self.until.latest if self.until else None
        if begin and end and end < begin:
            raise Refused("until", N_("This ends before it begins."))
        return dict(vars(self))


COLUMNS: Columns = {
    "organization": (N_("Organization"), "the organization"),
    "role": (N_("Role"), "the person's role in it"),
    "occupation": (N_("Occupation there"), "code"),
    "since": (N_("Since"), "from when"),
    "until": (N_("Until"), "until when"),
}
