"""Ill-treatment, and other acts against a person: what, when, by whom as alleged."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from webapp.domain.claims.recording import Evidence, record, revise
from webapp.domain.input_rules import clean_line
from webapp.models import Organization, Person, Treatment
from webapp.vocab.claims import ClaimState, Rank, Visibility
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.treatments import ActType


def add_treatment(
    session: Session,
    *,
    people: Sequence[Person],
    evidence: Evidence,
    state: ClaimState,
    visibility: Visibility,
    note: str | None,
    act: ActType,
    date: PartialDate | None,
    perpetrator: Organization | None,
    perpetrator_words: str | None,
) -> list[Treatment]:
    """Record an act against each person. Raises Refused."""
    return record(
        session,
        Treatment,
        people=people,
        evidence=evidence,
        state=state,
        visibility=visibility,
        note=note,
        **_said(act=act, date=date, perpetrator=perpetrator, perpetrator_words=perpetrator_words),
    )


def revise_treatment(
    session: Session,
    treatment: Treatment,
    *,
    version: int,
    rank: Rank,
    rank_reason: str | None,
    visibility: Visibility,
    note: str | None,
    act: ActType,
    date: PartialDate | None,
    perpetrator: Organization | None,
    perpetrator_words: str | None,
) -> Treatment:
    """Correct an act. Raises Refused, Stale."""
    said = _said(act=act, date=date, perpetrator=perpetrator, perpetrator_words=perpetrator_words)
    revise(
        session,
        treatment,
        version=version,
        rank=rank,
        rank_reason=rank_reason,
        visibility=visibility,
        note=note,
        **said,
    )
    return treatment


def _said(
    *,
    act: ActType,
    date: PartialDate | None,
    perpetrator: Organization | None,
    perpetrator_words: str | None,
) -> dict[str, Any]:
    return {
        "act": act,
        "date": date,
        "perpetrator": perpetrator,
        "perpetrator_words": clean_line("perpetrator_words", perpetrator_words),
    }
