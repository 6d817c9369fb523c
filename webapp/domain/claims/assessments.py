"""Assessments: who says that somebody is a political prisoner, under which scheme, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from webapp.domain.claims.content import Columns
from webapp.domain.input_rules import clean_line
from webapp.domain.refusals import Refused
from webapp.models import Organization
from webapp.vocab.assessments import Criterion, Outcome, Scheme
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.words import N_

_PREFIX = {Scheme.PACE_1900: "pace_", Scheme.WGAD: "wgad_"}


@dataclass(frozen=True, kw_only=True)
class AssessmentContent:
    """What an organization concluded of a person, by which rules."""

    organization: Organization
    scheme: Scheme
    criteria: Sequence[Criterion]
    outcome: Outcome
    list_group: str | None
    date: PartialDate | None

    def checked(self) -> dict[str, Any]:
        """Return the attributes of the claim, cleaned, the criteria as one text. Raises Refused."""
        prefix = _PREFIX.get(self.scheme, "none")
        if any(not criterion.value.startswith(prefix) for criterion in self.criteria):
            raise Refused("criteria", N_("These criteria belong to another scheme."))
        return vars(self) | {
            "criteria": " ".join(sorted({criterion.value for criterion in self.criteria})),
            "list_group": clean_line("list_group", self.list_group),
        }


COLUMNS: Columns = {
    "organization": (N_("Organization"), "who assesses"),
    "scheme": (N_("Criteria used"), "by which scheme"),
    "criteria": (N_("Criteria"), "codes of the scheme, separated by a space"),
    "outcome": (N_("Outcome"), "the outcome"),
    "list_group": (N_("Group in the organization's own list"), "group within the organization's own list"),
    "date": (N_("Date"), "when"),
}


def criteria_of(codes: str) -> tuple[Criterion, ...]:
    """Return the criteria that an assessment holds as one text."""
    return tuple(map(Criterion, codes.split()))
