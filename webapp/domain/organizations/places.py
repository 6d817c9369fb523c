"""Places as sources name them: where people were held, taken or lived, and who."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select, union
from sqlalchemy.orm import Session, selectinload

from webapp.domain.batches import batches
from webapp.domain.claims.by_person import NamedClaim, named_claims, with_names
from webapp.domain.known_organizations import may_see_organization
from webapp.domain.text.name_folding import sort_key
from webapp.domain.visibility import Reader
from webapp.models import Claim, Organization, PersonalFact, StatusEvent
from webapp.vocab.organizations import OrganizationKind
from webapp.vocab.people import FactKind


@dataclass(frozen=True)
class Place:
    """A place of how many people it is told: in the words of the sources, or an organization that is one."""

    name: str
    people: int
    reference: str | None = None
    kind: OrganizationKind | None = None


@dataclass(frozen=True)
class PlaceClaims:
    """What is told of a place: statuses of people there, and that people lived there."""

    statuses: list[NamedClaim]
    residents: list[NamedClaim]


def places(session: Session, *, to: Reader) -> list[Place]:
    """Return every place that a claim names which this reader may see, by name in Latin letters."""
    body, words = _columns(StatusEvent, "place_id", "place_words")
    value, fact = _columns(PersonalFact, "value", "fact")
    there = _people(StatusEvent, body, to, body.is_not(None)).subquery()
    counted = select(there.c.place, func.count()).group_by(there.c.place)
    people: dict[UUID, int] = dict(session.execute(counted).all())
    listed = []
    for batch in batches(people):
        query = select(Organization).where(Organization.id.in_(batch), may_see_organization(to))
        bodies = session.scalars(query.options(selectinload(Organization.names)))
        listed += [Place(body.name, people[body.id], body.reference, body.kind) for body in bodies]
    # Who was held in a place and lived there is one person.
    named = union(
        _people(StatusEvent, words, to, body.is_(None), words.is_not(None)),
        _people(PersonalFact, value, to, fact == FactKind.RESIDENCE),
    ).subquery()
    counted = select(named.c.place, func.count()).group_by(named.c.place)
    listed += [Place(name, number) for name, number in session.execute(counted)]
    return sorted(listed, key=lambda place: (sort_key(place.name), place.name, place.reference is None))


def _columns(kind: type[Claim], *names: str) -> Iterator[ColumnElement[Any]]:
    """Yield columns of a kind's own table: what a session leaves out of claims is left out around them."""
    return (kind.__table__.c[name] for name in names)


def _people(kind: type[Claim], place: Any, to: Reader, *conditions: ColumnElement[bool]) -> Select[Any]:
    """Return the query of each place with each person of whom claims that meet the conditions tell it."""
    # Said twice, so that SQLite begins with these claims: it takes those published to be few, and they are
    # nearly all.
    theirs = select(kind.__table__.c.id).where(*conditions).correlate(None)
    claims = with_names(select(kind).join(kind.person), kind, to=to).where(*conditions, kind.id.in_(theirs))
    columns = (place.label("place"), kind.person_id)
    return claims.with_only_columns(*columns, maintain_column_froms=True).order_by(None).distinct()


def claims_of_place(session: Session, name: str, *, to: Reader) -> PlaceClaims:
    """Return what this reader may see of the place that sources call exactly so, people by name."""
    return PlaceClaims(
        statuses=named_claims(session, StatusEvent, StatusEvent.place_words == name, to=to),
        residents=named_claims(
            session, PersonalFact, PersonalFact.fact == FactKind.RESIDENCE, PersonalFact.value == name, to=to
        ),
    )
