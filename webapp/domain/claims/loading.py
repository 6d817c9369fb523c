"""Claims of every kind in one query with what they refer to: as many queries for a thousand as for one."""

from collections.abc import Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import inspect, select
from sqlalchemy.orm import MANYTOONE, RelationshipProperty, Session, selectinload, with_polymorphic

from webapp.domain.visibility import Reader, may_see_claim
from webapp.models import (
    Base,
    Citation,
    Claim,
    CourtCase,
    Organization,
    Passage,
    Provision,
    SourceVersion,
)


def references(model: type[Claim], *targets: type[Base]) -> list[RelationshipProperty[Any]]:
    """Return the relations by which claims of one kind refer to a row of these classes."""
    relations = inspect(model).relationships
    return [
        relation
        for relation in relations
        if relation.direction is MANYTOONE and issubclass(relation.mapper.class_, targets)
    ]


# Made once: of a new one each time, SQLAlchemy would work out all columns anew for every query.
@cache
def every_claim() -> Any:
    """Return the class of claims to select from where each shall come as its own kind, with its columns."""
    return with_polymorphic(Claim, "*")


@cache
def referred() -> tuple[Any, ...]:
    """Return the options that load what the claims of `every_claim()` put into words."""
    every = every_claim()
    options = []
    for model in Claim.__subclasses__():
        for relation in references(model, Organization, Provision, CourtCase):
            attribute = getattr(getattr(every, model.__name__), relation.key)
            if relation.mapper.class_ is Organization:
                options.append(selectinload(attribute).selectinload(Organization.names))
            elif relation.mapper.class_ is Provision:
                options.append(selectinload(attribute).joinedload(Provision.legal_code))
            else:
                options.append(selectinload(attribute))
    return tuple(options)


def claims_of(session: Session, person_ids: Sequence[UUID], *, to: Reader) -> dict[UUID, list[Claim]]:
    """Return the claims on these persons that a reader may see, with all they refer to, in few queries."""
    every = every_claim()
    query = (
        select(every)
        .where(every.person_id.in_(person_ids), every.id.in_(select(Claim.id).where(may_see_claim(to))))
        .order_by(every.made_at, every.id)
        .options(
            selectinload(every.citations)
            .joinedload(Citation.passage)
            .joinedload(Passage.source_version)
            .joinedload(SourceVersion.source),
            *referred(),
        )
    )
    claims: dict[UUID, list[Claim]] = {}
    for claim in session.scalars(query):
        claims.setdefault(claim.person_id, []).append(claim)
    return claims
