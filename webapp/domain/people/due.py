"""What is due: days that have passed without a word and days to come, of the people of a filter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    Row,
    Select,
    and_,
    literal,
    literal_column,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy import (
    case as either,
)
from sqlalchemy.orm import Session, aliased, joinedload

from webapp.domain.claims.loading import claims_of
from webapp.domain.people.due_hearings import hearings_together
from webapp.domain.people.due_question import DueQuestion
from webapp.domain.people.people import PersonRecord, record_from_claims
from webapp.domain.sources.passages import load_texts
from webapp.models import DueDay, Hearing, PersonSummary
from webapp.vocab.claims import ClaimKind
from webapp.vocab.terms import DueKind

PAGE = 20
AHEAD = (7, 30, 90)


@dataclass(frozen=True)
class DueLine:
    """One day of one person: `day` is the last that it may be; `edtf` how a source gives it, if one does.

    `hearings` are those of all accused of the case whom a hearing awaits, that of the person first.
    """

    kind: DueKind
    day: date
    edtf: str
    summary: PersonSummary
    record: PersonRecord
    hearings: Sequence[Hearing] = ()


# What a line shows or works out; the other claims of its person are many, and left alone.
_SHOWN = (ClaimKind.STATUS_EVENT, ClaimKind.CHARGE, ClaimKind.CHARGE_STEP, ClaimKind.HEARING)


def due_lines(session: Session, question: DueQuestion, *, first: int = 0) -> list[DueLine]:
    """Return a page of lines, the longest overdue first; a hearing of several is one."""
    rows = session.execute(_lines(question, grouped=True, most=first + PAGE).offset(first)).all()
    return _with_records(session, rows, question)


def due_rows(session: Session, question: DueQuestion, *, grouped: bool = False) -> Sequence[Row[Any]]:
    """Return all that is due as rows of kind, person, day, EDTF, reference and name, in the same order.

    A hearing of several is a row for each, or with `grouped` one.
    """
    return session.execute(_lines(question, grouped=grouped)).all()


def _lines(question: DueQuestion, *, grouped: bool, most: int | None = None) -> Select[Any]:
    """Return the query of lines, the longest overdue first; with `grouped` one for a hearing of several."""
    near = _line(DueDay.day).where(question.near())
    if grouped:
        near = near.where(_is_first(question))
    parts = [near, _birthdays(question)]
    if question.kind is not None:
        parts = [part.where(DueDay.kind == question.kind) for part in parts]
    # Each in its order, so that of very many only the first are looked at.
    ordered = (part.order_by(literal_column("day"), PersonSummary.sort_key).limit(most) for part in parts)
    lines = union_all(*(select(part.subquery()) for part in ordered)).subquery()
    return select(lines).order_by(lines.c.day, lines.c.sort_key, lines.c.kind).limit(most)


def _line(day: Any) -> Select[Any]:
    columns: tuple[Any, ...] = (
        DueDay.kind, DueDay.person_id, type_coerce(day, Date).label("day"), DueDay.edtf,
        PersonSummary.reference, PersonSummary.name, PersonSummary.sort_key, DueDay.event_id, DueDay.case_id,
        DueDay.sitting,
    )  # fmt: skip
    own = PersonSummary.person_id == DueDay.person_id, PersonSummary.audience == DueDay.audience
    return select(*columns).join(PersonSummary, and_(*own))


def _is_first(question: DueQuestion) -> ColumnElement[bool]:
    """Return the condition that a hearing is that of the first by name of all whom its sitting is about."""
    other, named = aliased(DueDay), aliased(PersonSummary)
    earlier = (
        select(other.person_id)
        .join(named, and_(named.person_id == other.person_id, named.audience == other.audience))
        .where(
            other.sitting == DueDay.sitting, other.audience == DueDay.audience, other.day == DueDay.day,
            other.kind == DueDay.kind, other.event_id != DueDay.event_id, question.holds(other),
            or_(named.sort_key < PersonSummary.sort_key,
                and_(other.person_id == DueDay.person_id, other.event_id < DueDay.event_id)),
        )
        .correlate(DueDay, PersonSummary)
    )  # fmt: skip
    return or_(DueDay.kind != DueKind.HEARING, ~earlier.exists())


def _birthdays(question: DueQuestion) -> Select[Any]:
    """Return the query of the birthdays of those held whose day of birth is known, from today on."""
    days = {key: literal(day, Date) for key, day in question.birthdays().items()}
    return _line(either(days, value=DueDay.day)).where(question.is_birthday())


def _with_records(session: Session, rows: Sequence[Row[Any]], question: DueQuestion) -> list[DueLine]:
    """Return lines with the records of their people, in as many queries for a page as for one line."""
    to, ids = question.to, list({row.person_id for row in rows})
    query = select(PersonSummary).where(
        PersonSummary.audience == to.audience, PersonSummary.person_id.in_(ids)
    ).options(joinedload(PersonSummary.person))  # fmt: skip
    summaries = {row.person_id: row for row in session.scalars(query)}
    claims = claims_of(session, ids, to=to, kinds=_SHOWN)
    load_texts(session, (c.passage for each in claims.values() for claim in each for c in claim.citations))
    records: dict[UUID, PersonRecord] = {
        key: record_from_claims(summary.person, claims.get(key, []), to=to, today=question.today)
        for key, summary in summaries.items()
    }
    together = hearings_together(session, rows, to=to)
    return [
        DueLine(
            DueKind(row.kind), row.day, row.edtf, summaries[row.person_id], records[row.person_id],
            together.get(row.event_id, ()),
        )
        for row in rows
    ]  # fmt: skip
