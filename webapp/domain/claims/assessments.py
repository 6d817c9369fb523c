"""Assessments: who says that somebody is a political prisoner, under which scheme, and why."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from webapp.domain.claims.recording import Evidence, record, revise
from webapp.domain.input_rules import clean_line
from webapp.domain.refusals import Refused
from webapp.models import Assessment, Organization, Person
from webapp.vocab.assessments import Criterion, Outcome, Scheme
from webapp.vocab.claims import ClaimState, Rank, Visibility
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.words import N_

_PREFIX = {Scheme.PACE_1900: "pace_", Scheme.WGAD: "wgad_"}


def add_assessment(
    session: Session,
    *,
    people: Sequence[Person],
    evidence: Evidence,
    state: ClaimState,
    visibility: Visibility,
    note: str | None,
    organization: Organization,
    scheme: Scheme,
    criteria: Sequence[Criterion],
    outcome: Outcome,
    list_group: str | None,
    date: PartialDate | None,
) -> list[Assessment]:
    """Record what an organization concluded of each person. Raises Refused."""
    return record(
        session,
        Assessment,
        people=people,
        evidence=evidence,
        state=state,
        visibility=visibility,
        note=note,
        **_said(
            organization=organization,
            scheme=scheme,
            criteria=criteria,
            outcome=outcome,
            list_group=list_group,
            date=date,
        ),
    )


def revise_assessment(
    session: Session,
    assessment: Assessment,
    *,
    version: int,
    rank: Rank,
    rank_reason: str | None,
    visibility: Visibility,
    note: str | None,
    organization: Organization,
    scheme: Scheme,
    criteria: Sequence[Criterion],
    outcome: Outcome,
    list_group: str | None,
    date: PartialDate | None,
) -> Assessment:
    """Correct an assessment. Raises Refused, Stale."""
    said = _said(
        organization=organization,
        scheme=scheme,
        criteria=criteria,
        outcome=outcome,
        list_group=list_group,
        date=date,
    )
    revise(
        session,
        assessment,
        version=version,
        rank=rank,
        rank_reason=rank_reason,
        visibility=visibility,
        note=note,
        **said,
    )
    return assessment


def _said(
    *,
    organization: Organization,
    scheme: Scheme,
    criteria: Sequence[Criterion],
    outcome: Outcome,
    list_group: str | None,
    date: PartialDate | None,
) -> dict[str, Any]:
    if any(not criterion.value.startswith(_PREFIX.get(scheme, "none")) for criterion in criteria):
        raise Refused("criteria", N_("These criteria belong to another scheme."))
    return {
        "organization": organization,
        "scheme": scheme,
        "criteria": " ".join(sorted({criterion.value for criterion in criteria})),
        "outcome": outcome,
        "list_group": clean_line("list_group", list_group),
        "date": date,
    }
