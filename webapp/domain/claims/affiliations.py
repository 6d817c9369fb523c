"""Affiliations: the organizations that a person belongs to, in which role, from when to when."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from webapp.domain.claims.recording import Evidence, record, revise
from webapp.domain.refusals import Refused
from webapp.models import Affiliation, Organization, Person
from webapp.vocab.claims import ClaimState, Rank, Visibility
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.organizations import AffiliationRole
from webapp.vocab.people import Occupation
from webapp.vocab.words import N_


def add_affiliation(
    session: Session,
    *,
    people: Sequence[Person],
    evidence: Evidence,
    state: ClaimState,
    visibility: Visibility,
    note: str | None,
    organization: Organization,
    role: AffiliationRole,
    occupation: Occupation | None,
    since: PartialDate | None,
    until: PartialDate | None,
) -> list[Affiliation]:
    """Record a person's part in an organization. Raises Refused."""
    return record(
        session,
        Affiliation,
        people=people,
        evidence=evidence,
        state=state,
        visibility=visibility,
        note=note,
        **_said(organization=organization, role=role, occupation=occupation, since=since, until=until),
    )


def revise_affiliation(
    session: Session,
    affiliation: Affiliation,
    *,
    version: int,
    rank: Rank,
    rank_reason: str | None,
    visibility: Visibility,
    note: str | None,
    organization: Organization,
    role: AffiliationRole,
    occupation: Occupation | None,
    since: PartialDate | None,
    until: PartialDate | None,
) -> Affiliation:
    """Correct an affiliation. Raises Refused, Stale."""
    said = _said(organization=organization, role=role, occupation=occupation, since=since, until=until)
    revise(
        session,
        affiliation,
        version=version,
        rank=rank,
        rank_reason=rank_reason,
        visibility=visibility,
        note=note,
        **said,
    )
    return affiliation


def _said(
    *,
    organization: Organization,
    role: AffiliationRole,
    occupation: Occupation | None,
    since: PartialDate | None,
    until: PartialDate | None,
) -> dict[str, Any]:
    if since and until and since.earliest and until.latest and until.latest < since.earliest:
        raise Refused("until", N_("This ends before it begins."))
    return {
        "organization": organization,
        "role": role,
        "occupation": occupation,
        "since": since,
        "until": until,
    }
