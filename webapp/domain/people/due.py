"""What is due: days that have passed without a word and days to come, of the people of a filter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import CompoundSelect, Row, Select, and_, func, literal, select, union_all
from sqlalchemy.orm import Session, joinedload

from webapp.domain.claims.loading import claims_of
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.sql_conditions import matching
from webapp.domain.people.people import PersonRecord, record_from_claims
from webapp.domain.sources.passages import load_texts
from webapp.domain.visibility import Reader
from webapp.models import Citation, Claim, PersonSummary, StatusEvent
from webapp.vocab.liberty import Held
from webapp.vocab.terms import DueKind

PAGE = 25
AHEAD = (7, 30, 90)


@dataclass(frozen=True)
class DueLine:
    """One day of one person: `day` is the last that it may be; `edtf` how a source gives it, if one does."""

    kind: DueKind
    day: date
    edtf: str
    summary: PersonSummary
    record: PersonRecord


@dataclass(frozen=True)
class DuePage:
    """One page of what is due, the longest overdue first; `counts` are of each kind, whatever is chosen."""

    lines: list[DueLine]
    counts: dict[DueKind, int]
    overdue: int
    total: int


def due(
    session: Session,
    people_filter: PeopleFilter,
    *,
    kind: DueKind | None,
    ahead: int,
    first: int,
    to: Reader,
    today: date,
) -> DuePage:
    """Return a page of what is overdue or falls due within so many days, for one kind or for all."""
    last = today + timedelta(days=ahead)
    lines = _every_kind(people_filter, last, to).subquery()
    near = select(lines)
    numbers = select(lines.c.kind, func.count()).group_by(lines.c.kind)
    counts = {DueKind(code): number for code, number in session.execute(numbers)}
    if kind is not None:
        near = near.where(lines.c.kind == kind.value)
    of_kind = near.subquery()
    overdue = select(func.count()).select_from(of_kind).where(of_kind.c.day < today)
    rows = session.execute(_ordered(near, lines.c).offset(first).limit(PAGE)).all()
    total = counts.get(kind, 0) if kind is not None else sum(counts.values())
    return DuePage(_with_records(session, rows, to, today), counts, session.scalar(overdue) or 0, total)


def due_rows(
    session: Session,
    people_filter: PeopleFilter,
    *,
    kind: DueKind | None,
    ahead: int,
    to: Reader,
    today: date,
) -> Sequence[Row[Any]]:
    """Return all that is due as rows of kind, person, day, EDTF, reference and name, in the same order."""
    lines = _every_kind(people_filter, today + timedelta(days=ahead), to).subquery()
    near = select(lines)
    if kind is not None:
        near = near.where(lines.c.kind == kind.value)
    return session.execute(_ordered(near, lines.c)).all()


def overdue_count(session: Session, *, to: Reader, today: date) -> int:
    """Return how many days have passed without a word."""
    lines = _every_kind(PeopleFilter(today=today), today - timedelta(days=1), to).subquery()
    return session.scalar(select(func.count()).select_from(lines)) or 0


def _ordered(query: Select[Any], columns: Any) -> Select[Any]:
    return query.order_by(columns.day, columns.sort_key, columns.kind)


def _every_kind(people_filter: PeopleFilter, last: date, to: Reader) -> CompoundSelect[Any]:
    """Return what falls due by a day, of those who are held or of whom something is announced."""
    events, claims, summary = StatusEvent.__table__.c, Claim.__table__.c, PersonSummary
    # The leading citation of a summary is that of the status which is current.
    orders = (
        _lines(DueKind.ORDER_ENDS, events.until_latest, events.until_edtf)
        .join(Claim.__table__, claims.person_id == summary.person_id)
        .join(StatusEvent.__table__, events.id == claims.id)
        .join(Citation, and_(Citation.claim_id == claims.id, Citation.id == summary.citation_id))
    )
    terms = _lines(DueKind.TERM_ENDS, summary.term_ends_on, literal("")).where(summary.held == Held.YES)
    announced = _lines(DueKind.ANNOUNCED, summary.announced_latest, summary.announced_edtf)
    among = matching(people_filter, to=to)
    # Named once more, so that SQLite begins with the few events rather than with everybody.
    ordered = select(claims.person_id).join(StatusEvent.__table__, events.id == claims.id)
    ordered = ordered.where(events.until_latest <= last)
    return union_all(
        orders.where(among, events.until_latest <= last, summary.person_id.in_(ordered)),
        terms.where(among, summary.term_ends_on <= last),
        announced.where(among, summary.announced_latest <= last),
    )


def _lines(kind: DueKind, day: Any, edtf: Any) -> Select[Any]:
    return select(
        literal(kind.value).label("kind"), PersonSummary.person_id.label("person_id"), day.label("day"),
        edtf.label("edtf"), PersonSummary.reference.label("reference"), PersonSummary.name.label("name"),
        PersonSummary.sort_key.label("sort_key"),
    )  # fmt: skip


def _with_records(session: Session, rows: Sequence[Row[Any]], to: Reader, today: date) -> list[DueLine]:
    """Return lines with the records of their people, in as many queries for a page as for one line."""
    ids = list({row.person_id for row in rows})
    query = select(PersonSummary).where(
        PersonSummary.audience == to.audience, PersonSummary.person_id.in_(ids)
    ).options(joinedload(PersonSummary.person))  # fmt: skip
    summaries = {row.person_id: row for row in session.scalars(query)}
    claims = claims_of(session, ids, to=to)
    load_texts(session, (c.passage for each in claims.values() for claim in each for c in claim.citations))
    records: dict[UUID, PersonRecord] = {
        key: record_from_claims(summary.person, claims.get(key, []), to=to, today=today)
        for key, summary in summaries.items()
    }
    return [
        DueLine(DueKind(row.kind), row.day, row.edtf, summaries[row.person_id], records[row.person_id])
        for row in rows
    ]
