"""What a person's page shows: the record of today, one of an earlier day, or where its claims went."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from webapp.domain.past.person import KnownRecord, known_on
from webapp.domain.people import people
from webapp.domain.people.people import PersonRecord
from webapp.domain.visibility import Reader
from webapp.models import Person
from webapp.vocab.people import PublicationState


@dataclass(frozen=True)
class PersonPage:
    """A person's record as a reader may see it; no record where none could be seen at the instant of `known`.

    `known` is set where the record of an earlier instant was asked for.
    """

    person: Person
    record: PersonRecord | None
    known: KnownRecord | None


@dataclass(frozen=True)
class MergedInto:
    """The record that today holds the claims of the one that was asked for."""

    person: Person


def person_page(
    session: Session,
    reference: str,
    *,
    to: Reader,
    today: date,
    known_at: datetime | None = None,
    as_of: date | None = None,
) -> PersonPage | MergedInto | None:
    """Return what the page of a reference shows: as known at `known_at` or now, current on `as_of` or today.

    A merged record leads to the one that holds its claims, save for an instant at which it stood by itself.
    None where there is nothing that the reader may see.
    """
    recorded = people.person_of_exact_reference(session, reference)
    holder = recorded and people.holder_of_claims(session, recorded, to=to)
    if holder is None or recorded is None:
        return None
    known = known_on(session, recorded, at=known_at, to=to, as_of=as_of) if known_at else None
    if holder is not recorded and not _stood_by_itself(known):
        return MergedInto(holder)
    record = people.record_of(session, recorded, to=to, today=today, as_of=as_of)
    if not _is_open(record, to):
        return None
    if known is None:
        return PersonPage(recorded, record, None)
    return PersonPage(recorded, known.record if _is_open(known.record, to) else None, known)


def _stood_by_itself(known: KnownRecord | None) -> bool:
    record = known.record if known else None
    return record is not None and record.person.state is not PublicationState.RETIRED


def _is_open(record: PersonRecord | None, to: Reader) -> bool:
    """Tell whether there is a record with a name; a nameless one is open to those who work on it."""
    return record is not None and (record.name is not None or to.restricted)
