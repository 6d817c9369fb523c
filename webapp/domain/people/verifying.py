"""Verifying records against the world, one or several at once, and the list of those that want it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from webapp.domain.read_model.freshness import heard_on, is_stale
from webapp.domain.refusals import Refused, check_version
from webapp.domain.visibility import INTERNAL, Reader, in_use
from webapp.models import Account, Passage, Person, PersonSummary, Verification
from webapp.vocab.liberty import Held
from webapp.vocab.verification import MOST_ENDANGERED, Checked, VerificationMethod
from webapp.vocab.words import N_

PAGE = 10


@dataclass(frozen=True)
class UnverifiedPage:
    """One page of those who want to be verified, and how many they are in all."""

    people: list[PersonSummary]
    total: int


def verify_person(
    session: Session,
    person: Person,
    *,
    version: int,
    day: date | None,
    checked: Checked,
    method: VerificationMethod,
    passage: Passage | None = None,
    note: str | None = None,
    today: date,
    by: Account,
) -> Person:
    """Record that a person's record was checked against the world on a day. Raises Refused, Stale."""
    check_version(person, version)
    verify_people(
        session, [person], day=day, checked=checked, method=method, passage=passage, note=note, today=today,
        by=by,
    )  # fmt: skip
    return person


def verify_people(
    session: Session,
    people: Sequence[Person],
    *,
    day: date | None,
    checked: Checked,
    method: VerificationMethod,
    passage: Passage | None = None,
    note: str | None = None,
    today: date,
    by: Account,
) -> list[Verification]:
    """Record that one call, visit or text confirmed the records of several people on a day.

    It rests on a passage, or on a note for colleagues that never becomes a fact. Raises Refused.
    """
    if not people:
        raise Refused("person", N_("Choose whose record was verified."))
    if day is None or day > today:
        raise Refused("day", N_("Give the day of the check, in the past or today."))
    note = (note or "").strip() or None
    if passage is None and note is None:
        raise Refused("note", N_("Write what was learned, or give the address of the passage that says so."))
    verifications = []
    for person in people:
        verifications.append(
            Verification(
                person=person, day=day, checked=checked, method=method, passage=passage, note=note, by=by
            )
        )
        if person.last_verified_on is None or person.last_verified_on <= day:
            person.last_verified_on, person.last_verified_by = day, by
    session.add_all(verifications)
    session.flush()
    return verifications


def names_of(session: Session, people: Sequence[Person]) -> dict[UUID, str]:
    """Return by person what colleagues call them."""
    query = select(PersonSummary.person_id, PersonSummary.name).where(
        PersonSummary.audience == INTERNAL.audience,
        PersonSummary.person_id.in_([person.id for person in people]),
    )
    return dict(session.execute(query).all())


def unverified(session: Session, *, day: date, first: int = 0, size: int = PAGE) -> UnverifiedPage:
    """Return who wants to be verified on a day, the most endangered and the longest unheard of first."""
    place = case({status: place for place, status in enumerate(MOST_ENDANGERED)}, value=PersonSummary.status)
    query = select(PersonSummary).where(_wants_verifying(day))
    query = query.order_by(place.nulls_last(), heard_on(PersonSummary).nulls_first(), PersonSummary.sort_key)
    people = list(session.scalars(query.offset(first).limit(size)))
    return UnverifiedPage(people, unverified_count(session, day=day))


def unverified_count(session: Session, *, day: date) -> int:
    """Return how many people want to be verified on a day."""
    return session.scalar(select(func.count()).select_from(PersonSummary).where(_wants_verifying(day))) or 0


def confirmed_since(session: Session, day: date, *, to: Reader) -> int:
    """Return of how many people who are last known to be held somebody confirmed the record since a day."""
    query = select(func.count()).select_from(PersonSummary).where(
        PersonSummary.audience == to.audience, PersonSummary.held == Held.YES, in_use(PersonSummary),
        PersonSummary.last_verified_on >= day,
    )  # fmt: skip
    return session.scalar(query) or 0


def _wants_verifying(day: date) -> ColumnElement[bool]:
    mine = PersonSummary.audience == INTERNAL.audience
    return and_(mine, in_use(PersonSummary), is_stale(PersonSummary, day))
