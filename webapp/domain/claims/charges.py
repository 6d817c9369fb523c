"""Charges: what a person is accused of, as far as a source says."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from webapp.domain.claims.recording import Evidence, record, revise
from webapp.domain.input_rules import clean_line
from webapp.models import Charge, Person, Provision
from webapp.vocab.claims import ClaimState, Rank, Visibility


def add_charge(
    session: Session,
    *,
    people: Sequence[Person],
    evidence: Evidence,
    state: ClaimState,
    visibility: Visibility,
    note: str | None,
    provision: Provision | None,
    offence: str | None,
    characterisation: str | None,
) -> list[Charge]:
    """Record a charge: a provision, or the offence in the source's words, or neither. Raises Refused."""
    return record(
        session,
        Charge,
        people=people,
        evidence=evidence,
        state=state,
        visibility=visibility,
        note=note,
        **_said(provision=provision, offence=offence, characterisation=characterisation),
    )


def revise_charge(
    session: Session,
    charge: Charge,
    *,
    version: int,
    rank: Rank,
    rank_reason: str | None,
    visibility: Visibility,
    note: str | None,
    provision: Provision | None,
    offence: str | None,
    characterisation: str | None,
) -> Charge:
    """Correct a charge; a requalification is a step, not a correction. Raises Refused, Stale."""
    said = _said(provision=provision, offence=offence, characterisation=characterisation)
    revise(
        session,
        charge,
        version=version,
        rank=rank,
        rank_reason=rank_reason,
        visibility=visibility,
        note=note,
        **said,
    )
    return charge


def _said(
    *,
    provision: Provision | None,
    offence: str | None,
    characterisation: str | None,
) -> dict[str, Any]:
    return {
        "provision": provision,
        "offence": clean_line("offence", offence, limit=1000),
        "characterisation": clean_line("characterisation", characterisation, limit=1000),
    }
