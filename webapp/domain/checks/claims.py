"""Whether every claim is whole: a row of its kind, a passage that supports it, and a person with a name."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, Table, and_, exists, select
from sqlalchemy.orm import Session, aliased

from webapp.domain.checks.fault import Fault
from webapp.domain.checks.table_reading import rows
from webapp.models import Base, Charge, ChargeStep, Citation, Claim, Judgement, Person, PersonName
from webapp.vocab.claims import ClaimKind, ClaimState, Stance
from webapp.vocab.merging import MergeVerdict
from webapp.vocab.people import PublicationState


def claim_faults(session: Session) -> Iterator[Fault]:
    """Yield every claim, charge step and person that lacks what it must have."""
    claims: Table = Base.metadata.tables["claim"]
    for kind in ClaimKind:
        table = Base.metadata.tables[kind.value]
        halves = select(claims.c.id).where(claims.c.kind == kind, ~exists().where(table.c.id == claims.c.id))
        yield from _faults(session, halves, "claim", f"it has no row in {kind.value}")
        of_kind = and_(claims.c.id == table.c.id, claims.c.kind == kind)
        strays = select(table.c.id).where(~exists().where(of_kind))
        yield from _faults(session, strays, kind.value, "it has no claim of this kind")
    supported = exists().where(
        Citation.id == claims.c.lead_citation_id,
        Citation.claim_id == claims.c.id,
        Citation.stance == Stance.SUPPORTS,
    )
    unsupported = select(claims.c.id).where(~supported)
    yield from _faults(session, unsupported, "claim", "no passage of its own supports it first")
    yield from _faults(session, _steps_astray(), "charge_step", "its charge is another person's")
    named = exists().where(
        PersonName.__table__.c.id == claims.c.id,
        claims.c.person_id == Person.id,
        claims.c.state != ClaimState.WITHDRAWN,
    )
    merged = exists().where(Judgement.one_id == Person.id, Judgement.verdict == MergeVerdict.SAME)
    yield from _faults(session, select(Person.reference).where(~named, ~merged), "person", "no name stands")
    has_claims = exists().where(claims.c.person_id == Person.id)
    astray = select(Person.reference).where(merged, has_claims | (Person.state != PublicationState.RETIRED))
    yield from _faults(session, astray, "person", "it was merged into another, and is still in use")


def _steps_astray() -> Select[Any]:
    step_claim, charge_claim = aliased(Claim.__table__), aliased(Claim.__table__)
    steps, charges = ChargeStep.__table__, Charge.__table__
    return (
        select(steps.c.id)
        .join(step_claim, step_claim.c.id == steps.c.id)
        .join(charges, charges.c.id == steps.c.charge_id)
        .join(charge_claim, charge_claim.c.id == charges.c.id)
        .where(step_claim.c.person_id != charge_claim.c.person_id)
    )


def _faults(session: Session, query: Select[Any], noun: str, message: str) -> Iterator[Fault]:
    for (key,) in rows(session, query):
        yield Fault(f"{noun} {key}", message)
