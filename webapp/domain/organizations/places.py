"""Places as sources name them: where people were held, taken or lived, and who."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from webapp.domain.claims.by_person import NamedClaim, named_claims
from webapp.domain.text.name_folding import sort_key
from webapp.domain.visibility import Reader
from webapp.models import Organization, PersonalFact, StatusEvent
from webapp.vocab.people import FactKind


@dataclass(frozen=True)
class Place:
    """A place in the words of the sources, or an organization that is one; of how many people it is told."""

    name: str
    organization: Organization | None
    people: int


@dataclass(frozen=True)
class PlaceClaims:
    """What is told of a place: statuses of people there, and that people lived there."""

    statuses: list[NamedClaim]
    residents: list[NamedClaim]


def places(session: Session, *, to: Reader) -> list[Place]:
    """Return every place that a claim names which this reader may see, by name in Latin letters."""
    people: dict[str, set[UUID]] = {}
    bodies: dict[Organization, set[UUID]] = {}
    words, body = StatusEvent.place_words, StatusEvent.place_id
    lived = PersonalFact.fact == FactKind.RESIDENCE
    for event, _ in named_claims(session, StatusEvent, body.is_not(None), to=to):
        bodies.setdefault(event.place, set()).add(event.person_id)
    for event, _ in named_claims(session, StatusEvent, body.is_(None), words.is_not(None), to=to):
        people.setdefault(event.place_words, set()).add(event.person_id)
    for fact, _ in named_claims(session, PersonalFact, lived, to=to):
        people.setdefault(fact.value, set()).add(fact.person_id)
    listed = [Place(name, None, len(people_there)) for name, people_there in people.items()]
    listed += [Place(body.name, body, len(people_there)) for body, people_there in bodies.items()]
    return sorted(listed, key=lambda place: (sort_key(place.name), place.name, place.organization is None))


def claims_of_place(session: Session, name: str, *, to: Reader) -> PlaceClaims:
    """Return what this reader may see of the place that sources call exactly so, people by name."""
    return PlaceClaims(
        statuses=named_claims(session, StatusEvent, StatusEvent.place_words == name, to=to),
        residents=named_claims(
            session, PersonalFact, PersonalFact.fact == FactKind.RESIDENCE, PersonalFact.value == name, to=to
        ),
    )
