"""The people to choose from while somebody types a name: a handful, the likely ones first."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, joinedload

from webapp.domain.lists.name_matching import bears, beginning, typed_readings, whole
from webapp.domain.lists.name_search import likely
from webapp.domain.references import canonical_reference
from webapp.domain.visibility import Reader, in_use
from webapp.models import Claim, Person, PersonSummary

MOST = 20
# Of the newest claims, so many are looked at for the people whom somebody works on.
_NEWEST_CLAIMS = 60


def people_called(session: Session, typed: str, *, to: Reader) -> list[PersonSummary]:
    """Return at most 20 people in use who may be meant by the beginning of a name, or by a reference.

    Those come first of whom each typed word begins a word of some spelling, then whose names are like it.
    Where nothing is typed, they are those of whom something was recorded last.
    """
    if not typed:
        return _recorded_last(session, to)
    if reference := canonical_reference(typed):
        return list(session.scalars(_in_use(to).where(PersonSummary.reference == reference)))
    begun = bears(PersonSummary.person_id, typed_readings(typed), beginning, to=to)
    rows = list(session.scalars(_in_use(to).where(begun).order_by(PersonSummary.sort_key).limit(MOST)))
    if len(rows) < MOST:
        rows += [hit.person for hit in likely(session, typed, to=to, most=MOST)]
    return list({row.person_id: row for row in rows}.values())[:MOST]


def bearers_of(session: Session, name: str, *, to: Reader, most: int = MOST) -> list[PersonSummary]:
    """Return the people in use of whom each word of a name is a word of some spelling, in their order."""
    name_readings = typed_readings(name)
    if not name_readings:
        return []
    bearing = bears(PersonSummary.person_id, name_readings, whole, to=to)
    query = _in_use(to).where(bearing).order_by(PersonSummary.sort_key).limit(most)
    return list(session.scalars(query.options(joinedload(PersonSummary.person))))


def summaries_in_order(session: Session, people: Sequence[Person], *, to: Reader) -> list[PersonSummary]:
    """Return how lists know the first 20 of these people, in their order."""
    return _rows(session, [person.id for person in people[:MOST]], to)


def _recorded_last(session: Session, to: Reader) -> list[PersonSummary]:
    newest = session.scalars(select(Claim.person_id).order_by(Claim.id.desc()).limit(_NEWEST_CLAIMS))
    return _rows(session, list(dict.fromkeys(newest)), to)[:MOST]


def _rows(session: Session, keys: Sequence[UUID], to: Reader) -> list[PersonSummary]:
    rows = {row.person_id: row for row in session.scalars(_in_use(to, PersonSummary.person_id.in_(keys)))}
    return [rows[key] for key in keys if key in rows]


def _in_use(to: Reader, *conditions: ColumnElement[bool]) -> Select[PersonSummary]:
    return select(PersonSummary).where(
        PersonSummary.audience == to.audience, in_use(PersonSummary), *conditions
    )
