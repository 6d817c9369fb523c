"""What is due: days that have passed without a word and days to come, of the people of a filter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Date,
    Row,
    Select,
    Uuid,
    and_,
    func,
    literal,
    null,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy import (
    case as either,
)
from sqlalchemy.orm import Session, joinedload

from webapp.domain.claims.loading import claims_of
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.sql_conditions import matching
from webapp.domain.people.due_hearings import awaited_hearings, cases_of, hearings_together
from webapp.domain.people.people import PersonRecord, record_from_claims
from webapp.domain.sources.passages import load_texts
from webapp.domain.visibility import Reader
from webapp.models import Charge, Citation, Claim, CourtCase, Hearing, PersonSummary, StatusEvent
from webapp.vocab.liberty import Held
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


@dataclass(frozen=True)
class DuePage:
    """One page of what is due, the longest overdue first; `counts` are of each kind, whatever is chosen."""

    lines: list[DueLine]
    counts: dict[DueKind, int]
    overdue: int
    total: int
    cases: list[tuple[CourtCase, int]]


def due(
    session: Session,
    people_filter: PeopleFilter,
    *,
    kind: DueKind | None,
    case: CourtCase | None,
    ahead: int,
    first: int,
    to: Reader,
    today: date,
) -> DuePage:
    """Return a page of what is overdue or falls due within so many days, for one kind or for all.

    Of a case it holds what falls due of its accused; a hearing of several is one line.
    """
    lines = _every_kind(people_filter, case, today, ahead, to, first_only=True).subquery()
    near = select(lines)
    numbers = select(lines.c.kind, func.count()).group_by(lines.c.kind)
    counts = {DueKind(code): number for code, number in session.execute(numbers)}
    if kind is not None:
        near = near.where(lines.c.kind == kind.value)
    of_kind = near.subquery()
    overdue = select(func.count()).select_from(of_kind).where(of_kind.c.day < today)
    rows = session.execute(_ordered(near, lines.c).offset(first).limit(PAGE)).all()
    total = counts.get(kind, 0) if kind is not None else sum(counts.values())
    records = _with_records(session, rows, to, today)
    return DuePage(records, counts, session.scalar(overdue) or 0, total, cases_of(session, lines))


def due_rows(
    session: Session,
    people_filter: PeopleFilter,
    *,
    kind: DueKind | None,
    case: CourtCase | None,
    ahead: int,
    to: Reader,
    today: date,
    grouped: bool = False,
) -> Sequence[Row[Any]]:
    """Return all that is due as rows of kind, person, day, EDTF, reference and name, in the same order.

    A hearing of several is a row for each, or with `grouped` one.
    """
    lines = _every_kind(people_filter, case, today, ahead, to, first_only=grouped).subquery()
    near = select(lines)
    if kind is not None:
        near = near.where(lines.c.kind == kind.value)
    return session.execute(_ordered(near, lines.c)).all()


def overdue_count(session: Session, *, to: Reader, today: date) -> int:
    """Return how many days have passed without a word."""
    lines = _every_kind(PeopleFilter(today=today), None, today, -1, to, first_only=True).subquery()
    return session.scalar(select(func.count()).select_from(lines)) or 0


def _ordered(query: Select[Any], columns: Any) -> Select[Any]:
    return query.order_by(columns.day, columns.sort_key, columns.kind)


def _every_kind(
    people_filter: PeopleFilter,
    case: CourtCase | None,
    today: date,
    ahead: int,
    to: Reader,
    *,
    first_only: bool = False,
) -> CompoundSelect[Any]:
    """Return what falls due within so many days, of all people of a filter and a case.

    With `first_only` a hearing of several stands under the first of them.
    """
    last = today + timedelta(days=ahead)
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
    among = and_(matching(people_filter, to=to), _of_case(case))
    # Named once more, so that SQLite begins with the few events rather than with everybody.
    ordered = select(claims.person_id).join(StatusEvent.__table__, events.id == claims.id)
    ordered = ordered.where(events.until_latest <= last)
    return union_all(
        orders.where(among, events.until_latest <= last, summary.person_id.in_(ordered)),
        terms.where(among, summary.term_ends_on <= last),
        announced.where(among, summary.announced_latest <= last),
        *_hearings(among, last, to, first_only),
        *_birthdays(among, today, last),
    )


def _hearings(
    among: ColumnElement[bool], last: date, to: Reader, first_only: bool
) -> Iterator[Select[Any]]:
    awaited = awaited_hearings(among, last, to).subquery()
    lines = _lines(DueKind.HEARING, awaited.c.awaited, awaited.c.awaited_edtf, awaited)
    lines = lines.join(awaited, awaited.c.holder_id == PersonSummary.person_id)
    lines = lines.where(PersonSummary.audience == to.audience)
    yield lines.where(awaited.c.place == 1) if first_only else lines


def _birthdays(among: ColumnElement[bool], today: date, last: date) -> Iterator[Select[Any]]:
    """Yield the birthdays of those held whose day of birth is known, from today on."""
    days = {day.strftime("%m-%d"): day for day in _days(today, last)}
    if days:
        month_and_day = func.substr(PersonSummary.born, 6)
        day = either({text: literal(day, Date) for text, day in days.items()}, value=month_and_day)
        held = PersonSummary.held == Held.YES
        yield _lines(DueKind.BIRTHDAY, day, literal("")).where(among, held, month_and_day.in_(days))


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=place) for place in range((last - first).days + 1))


def _of_case(row: CourtCase | None) -> ColumnElement[bool]:
    if row is None:
        return true()
    kinds = (Charge, Hearing)
    named = (select(kind.person_id).where(kind.case_id == row.id).correlate(None) for kind in kinds)
    return or_(*(PersonSummary.person_id.in_(people) for people in named))


def _lines(kind: DueKind, day: Any, edtf: Any, hearing: Any = None) -> Select[Any]:
    nothing = null().cast(Uuid)
    return select(
        literal(kind.value).label("kind"), PersonSummary.person_id.label("person_id"), day.label("day"),
        edtf.label("edtf"), PersonSummary.reference.label("reference"), PersonSummary.name.label("name"),
        PersonSummary.sort_key.label("sort_key"),
        (nothing if hearing is None else hearing.c.event_id).label("event_id"),
        (nothing if hearing is None else hearing.c.case_id).label("case_id"),
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
    together = hearings_together(session, (row.event_id for row in rows if row.event_id), to=to)
    return [
        DueLine(
            DueKind(row.kind), row.day, row.edtf, summaries[row.person_id], records[row.person_id],
            together.get(row.event_id, ()),
        )
        for row in rows
    ]  # fmt: skip
