"""What is due: days that have passed without a word and days to come, of the people of a filter."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Date,
    Row,
    Select,
    literal,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy import (
    case as either,
)
from sqlalchemy.orm import Session, joinedload

from webapp.domain.claims.loading import claims_of
from webapp.domain.people.due_hearings import hearings_alone, hearings_together
from webapp.domain.people.due_question import IS_OF_PERSON, DueQuestion
from webapp.domain.people.people import PersonRecord, record_from_claims
from webapp.domain.sources.passages import load_texts
from webapp.models import Claim, DueDay, Hearing, PersonSummary
from webapp.vocab.claims import ClaimKind
from webapp.vocab.terms import DueKind

PAGE = 20
# Lines of which the records are loaded together.
_AT_ONCE = 200
AHEAD = (7, 30, 90)


@dataclass(frozen=True)
class DueLine:
    """One day of one person: `day` is the last that it may be; `edtf` how a source gives it, if one does.

    `record` holds no other claims than those from which the day follows, and there is none of a hearing or a
    birthday. `hearings` are those of all accused of the case whom a hearing awaits, that of the person first.
    """

    kind: DueKind
    day: date
    edtf: str
    summary: PersonSummary
    record: PersonRecord | None = None
    hearings: Sequence[Hearing] = ()


# From which claims a day of each kind follows; the other claims of its person are many, and left alone.
_RESTS_ON = {
    DueKind.ORDER_ENDS: (ClaimKind.STATUS_EVENT,),
    DueKind.ANNOUNCED: (ClaimKind.STATUS_EVENT,),
    DueKind.TERM_ENDS: (ClaimKind.STATUS_EVENT, ClaimKind.CHARGE, ClaimKind.CHARGE_STEP),
}


def due_lines(session: Session, question: DueQuestion, *, first: int = 0) -> list[DueLine]:
    """Return a page of lines, the longest overdue first; a hearing of several is one."""
    wanted, most = first + PAGE, 4 * (first + PAGE)
    while True:
        rows = session.execute(_lines(question, most)).all()
        lines = _grouped(rows)
        if len(lines) >= wanted or len(rows) < most:
            page = lines[first:wanted]
            together = hearings_together(session, page, to=question.to)
            return _with_records(session, page, question, together)
        # Hearings of many people: more of them are needed for as many lines.
        most *= 4


def due_lines_of_each(session: Session, question: DueQuestion) -> Iterator[DueLine]:
    """Yield all lines in the order of `due_lines`; a hearing of several is one for each of them."""
    rows = session.execute(_lines(question, None)).all()
    for place in range(0, len(rows), _AT_ONCE):
        part = rows[place : place + _AT_ONCE]
        yield from _with_records(session, part, question, hearings_alone(session, part))


def deciding_claim(line: DueLine) -> Claim | None:
    """Return the claim that a line rests on first; None for a birthday, and where none is told any more."""
    if line.hearings:
        return line.hearings[0]
    if line.record is None:
        return None
    if line.kind is DueKind.ANNOUNCED:
        return line.record.current.announced
    if line.kind is DueKind.ORDER_ENDS:
        return line.record.current.event
    working = [part.claim_id for part in line.record.term_end.parts if part.claim_id is not None]
    return next((claim for claim in line.record.claims if claim.id in working[:1]), None)


def due_rows(
    session: Session, question: DueQuestion, *, grouped: bool = False, most: int | None = None
) -> Sequence[Row[Any]]:
    """Return what is due as rows of kind, person, day, EDTF, reference and name, in the same order.

    A hearing of several is a row for each, or with `grouped` one. Of more than `most` only the first are.
    """
    rows = session.execute(_lines(question, most)).all()
    return _grouped(rows) if grouped else rows


def _grouped(rows: Sequence[Row[Any]]) -> list[Row[Any]]:
    """Return rows of which those of one sitting on one day are the first of them."""
    first: dict[Any, Row[Any]] = {}
    for row in rows:
        first.setdefault((row.sitting, row.day) if row.kind == DueKind.HEARING else row, row)
    return list(first.values())


def _lines(question: DueQuestion, most: int | None) -> Select[Any]:
    """Return the query of what is due, the longest overdue first, of each person alone."""
    # A case belongs to the session that loaded it.
    return _put_together(question, most) if question.case else _kept_lines(question, most)


@lru_cache(maxsize=64)
def _kept_lines(question: DueQuestion, most: int | None) -> Select[Any]:
    # To put it together takes longer than to answer it: the days of a month are a value each.
    return _put_together(question, most)


def _put_together(question: DueQuestion, most: int | None) -> Select[Any]:
    parts = [_line(DueDay.day, question).where(question.near())]
    for is_birthday, days in question.birthdays():
        day = either({key: literal(day, Date) for key, day in days.items()}, value=DueDay.day)
        parts.append(_line(day, question).where(is_birthday))
    if question.kind is not None:
        parts = [part.where(DueDay.kind == question.kind) for part in parts]
    # Each in its order, so that of very many only the first are looked at.
    ordered = (part.order_by(DueDay.day, PersonSummary.sort_key).limit(most) for part in parts)
    lines = union_all(*(select(part.subquery()) for part in ordered)).subquery()
    return select(lines).order_by(lines.c.day, lines.c.sort_key, lines.c.kind).limit(most)


def _line(day: Any, question: DueQuestion) -> Select[Any]:
    columns: tuple[Any, ...] = (
        DueDay.kind, DueDay.person_id, type_coerce(day, Date).label("day"), DueDay.edtf,
        PersonSummary.reference, PersonSummary.name, PersonSummary.sort_key, DueDay.event_id, DueDay.case_id,
        DueDay.sitting,
    )  # fmt: skip
    return select(*columns).join(PersonSummary, IS_OF_PERSON).where(question.of_filter())


def _with_records(
    session: Session, rows: Sequence[Row[Any]], question: DueQuestion,
    hearings: Mapping[UUID, Sequence[Hearing]],
) -> list[DueLine]:  # fmt: skip
    """Return lines with the records of their people, in as many queries for a page as for one line."""
    to = question.to
    query = select(PersonSummary).where(
        PersonSummary.audience == to.audience, PersonSummary.person_id.in_({row.person_id for row in rows})
    ).options(joinedload(PersonSummary.person))  # fmt: skip
    summaries = {row.person_id: row for row in session.scalars(query)}
    records = _records(session, rows, summaries, question)
    return [
        DueLine(
            DueKind(row.kind), row.day, row.edtf, summaries[row.person_id],
            records.get((row.kind, row.person_id)), hearings.get(row.event_id, ()),
        )
        for row in rows
    ]  # fmt: skip


def _records(
    session: Session, rows: Sequence[Row[Any]], summaries: Mapping[UUID, PersonSummary], question: DueQuestion
) -> dict[tuple[DueKind, UUID], PersonRecord]:
    """Return the record of each line that follows from claims, by its kind and person."""
    records = dict[tuple[DueKind, UUID], PersonRecord]()
    of_kinds: dict[tuple[ClaimKind, ...], set[tuple[DueKind, UUID]]] = {}
    for row in rows:
        if kinds := _RESTS_ON.get(row.kind):
            of_kinds.setdefault(kinds, set()).add((row.kind, row.person_id))
    for kinds, keys in of_kinds.items():
        claims = claims_of(session, list({person_id for _, person_id in keys}), to=question.to, kinds=kinds)
        load_texts(session, (c.passage for own in claims.values() for claim in own for c in claim.citations))
        for key in keys:
            person, own = summaries[key[1]].person, claims.get(key[1], [])
            records[key] = record_from_claims(person, own, to=question.to, today=question.today)
    return records
