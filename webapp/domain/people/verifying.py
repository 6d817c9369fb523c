"""Verifying records against the world, one or several at once, and the list of those that want it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pyroaring import BitMap
from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from webapp.domain.read_model.day_sets import freshness_on
from webapp.domain.read_model.facet_members import members, members_of_facets
from webapp.domain.read_model.freshness import is_stale
from webapp.domain.refusals import Refused, check_version
from webapp.domain.visibility import IN_USE, INTERNAL, Reader, in_use
from webapp.models import Account, Passage, Person, PersonSummary, Verification
from webapp.vocab.liberty import Held, Status
from webapp.vocab.verification import DAYS_TO_VERIFY, MOST_ENDANGERED, Checked, Freshness, VerificationMethod
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
    """Return who wants to be verified on a day, the most endangered and the longest unheard of first.

    Whose status is uncertain comes after all whose status is known.
    """
    people: list[PersonSummary] = []
    groups, skipped = _groups(session, day), first
    for status, number in groups:
        if skipped < number and len(people) < size:
            query = select(PersonSummary).where(_known_as(status), _wants_verifying(day))
            query = query.order_by(PersonSummary.heard_on, PersonSummary.sort_key)
            people += session.scalars(query.offset(skipped).limit(size - len(people)))
        skipped = max(0, skipped - number)
    return UnverifiedPage(people, sum(number for _, number in groups))


def unverified_count(session: Session, *, day: date) -> int:
    """Return how many people want to be verified on a day."""
    return len(_unverified(session, day))


def _groups(session: Session, day: date) -> list[tuple[Status | None, int]]:
    """Return each status, the most endangered first, and how many of it want verifying; None: uncertain."""
    sets = {
        (facet, value): people
        for facet, value, people in members_of_facets(session, INTERNAL.audience, ("state", "held", "status"))
    }
    used = BitMap.union(BitMap(), *(sets.get(("state", state), BitMap()) for state in IN_USE))
    want = _stale(session, day) & used
    statuses = [*MOST_ENDANGERED, *(status for status in DAYS_TO_VERIFY if status not in MOST_ENDANGERED)]
    groups: list[tuple[Status | None, int]] = [
        (each, len(want & sets.get(("status", each), BitMap()))) for each in statuses
    ]
    return [*groups, (None, len(want & sets.get(("held", Held.UNCERTAIN), BitMap())))]


def _known_as(status: Status | None) -> ColumnElement[bool]:
    if status is None:
        return PersonSummary.held == Held.UNCERTAIN
    return and_(PersonSummary.status == status, PersonSummary.held != Held.UNCERTAIN)


def _unverified(session: Session, day: date) -> BitMap:
    """Return the numbers of those who want to be verified on a day."""
    return _stale(session, day) & members(session, INTERNAL.audience, "state", IN_USE)


def _stale(session: Session, day: date) -> BitMap:
    fresh = freshness_on(session, INTERNAL.audience, day)
    return fresh[Freshness.STALE] | fresh[Freshness.UNDATED]


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
