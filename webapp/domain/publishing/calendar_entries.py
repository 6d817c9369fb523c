"""What the calendar holds: the days that are due, each under a key that stays when its day moves."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.domain.claims.hearings import first_of
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.people.due import due_rows
from webapp.domain.people.due_question import DueQuestion
from webapp.domain.visibility import INTERNAL
from webapp.models import CalendarEntry, CourtCase, Hearing, PersonSummary
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.terms import DueKind

# So far back, and so far ahead, in days.
_BACK, _AHEAD = 90, 400


@dataclass(frozen=True)
class CalendarLine:
    """An entry with whom and what it is about: name and reference; nobody where somebody is in no list."""

    entry: CalendarEntry | Row[Any]
    person: Row[Any] | None
    case: CourtCase | None


def calendar_lines(session: Session, *, today: date, now: datetime) -> list[CalendarLine]:
    """Return the entries of the calendar, brought up to date: what moved is counted, what fell away kept.

    What is no longer due and still to come is cancelled; a day that is over stays as it was. Nothing is
    written before the caller commits.
    """
    question = DueQuestion(
        people_filter=PeopleFilter(today=today), to=INTERNAL, today=today, ahead=_AHEAD,
        since=today - timedelta(days=_BACK),
    )  # fmt: skip
    with session.no_autoflush:
        return _up_to_date(session, due_rows(session, question, grouped=True), today, now)


def _up_to_date(session: Session, rows: Sequence[Row[Any]], today: date, now: datetime) -> list[CalendarLine]:
    hearings = _hearings(session, rows)
    by_person = dict[UUID, list[Hearing]]()
    for hearing in hearings.values():
        by_person.setdefault(hearing.person_id, []).append(hearing)
    wanted = {_uid(row, by_person.get(row.person_id, ())): row for row in rows}
    kept: dict[str, CalendarEntry | Row[Any]] = {row.uid: row for row in _entries(session, wanted, today)}
    states = {uid: _state(row, hearings) for uid, row in wanted.items()}
    moved = [uid for uid, state in states.items() if uid in kept and not _stands(kept[uid], state)]
    cancelled = [
        uid for uid, row in kept.items() if uid not in wanted and row.day > today and not row.cancelled
    ]
    # Most stand as they stood: only what changes is loaded as more than a row.
    for entry in _loaded(session, [*moved, *cancelled]):
        for name, value in states.get(entry.uid, {"cancelled": True}).items():
            setattr(entry, name, value)
        entry.sequence, entry.changed_at = entry.sequence + 1, now
        kept[entry.uid] = entry
    for uid in wanted.keys() - kept.keys():
        row = wanted[uid]
        kept[uid] = CalendarEntry(
            uid=uid, kind=row.kind, person_id=row.person_id, case_id=row.case_id, sequence=0, changed_at=now,
            **states[uid],
        )  # fmt: skip
        session.add(kept[uid])
    ordered = sorted(kept.values(), key=lambda entry: (entry.day, entry.uid))
    return _with_names(session, ordered, {row.person_id: row for row in rows})


_COLUMNS = (
    CalendarEntry.uid, CalendarEntry.kind, CalendarEntry.person_id, CalendarEntry.case_id, CalendarEntry.day,
    CalendarEntry.hour, CalendarEntry.precise, CalendarEntry.sequence, CalendarEntry.cancelled,
    CalendarEntry.changed_at,
)  # fmt: skip


def _entries(session: Session, wanted: Iterable[str], today: date) -> Iterator[Any]:
    first = today - timedelta(days=_BACK)
    near = session.execute(select(*_COLUMNS).where(CalendarEntry.day >= first)).all()
    yield from near
    # Those that were put off from long ago.
    for batch in batches(set(wanted) - {row.uid for row in near}):
        yield from session.execute(select(*_COLUMNS).where(CalendarEntry.uid.in_(batch)))


def _loaded(session: Session, uids: Iterable[str]) -> Iterator[CalendarEntry]:
    for batch in batches(uids):
        yield from session.scalars(select(CalendarEntry).where(CalendarEntry.uid.in_(batch)))


def _state(row: Row[Any], hearings: dict[UUID, Hearing]) -> dict[str, Any]:
    """Return what an entry says of a line."""
    hearing = hearings.get(row.event_id)
    # The hour is that of the day that was told with it, not of one to which it was put off.
    hour = hearing.hour if hearing is not None and hearing.postponed_to is None else None
    return {"day": row.day, "hour": hour, "precise": _is_precise(row), "cancelled": False}


def _stands(entry: CalendarEntry | Row[Any], state: dict[str, Any]) -> bool:
    return all(getattr(entry, name) == value for name, value in state.items())


def _is_precise(row: Row[Any]) -> bool:
    if row.kind == DueKind.BIRTHDAY:
        return True
    return bool(row.edtf) and PartialDate.parse(row.edtf).is_day


def _uid(row: Row[Any], hearings: Sequence[Hearing]) -> str:
    """Return the key of a line: it stays the same when a day is put off, extended or computed anew."""
    if row.kind == DueKind.HEARING:
        own = next(hearing for hearing in hearings if hearing.id == row.event_id)
        return f"hearing-{first_of(own, hearings).id}"
    year = f"-{row.day.year}" if row.kind == DueKind.BIRTHDAY else ""
    return f"{row.kind}-{row.person_id}{year}"


def _hearings(session: Session, rows: Sequence[Row[Any]]) -> dict[UUID, Hearing]:
    """Return every hearing of the people of whom a hearing is awaited."""
    people = {row.person_id for row in rows if row.kind == DueKind.HEARING}
    query = select(Hearing)
    return {
        row.id: row
        for batch in batches(people)
        for row in session.scalars(query.where(Hearing.person_id.in_(batch)))
    }


def _with_names(
    session: Session, entries: Sequence[CalendarEntry | Row[Any]], people: dict[UUID, Row[Any]]
) -> list[CalendarLine]:
    """Return entries with what they are about; `people` are those already known, of whom anything is due."""
    called = select(PersonSummary.person_id, PersonSummary.name, PersonSummary.reference)
    for batch in batches({entry.person_id for entry in entries} - people.keys()):
        query = called.where(
            PersonSummary.person_id.in_(batch), PersonSummary.audience == INTERNAL.audience
        )
        people |= {row.person_id: row for row in session.execute(query)}
    cases: dict[UUID, CourtCase] = {}
    for batch in batches({entry.case_id for entry in entries if entry.case_id}):
        cases |= {row.id: row for row in session.scalars(select(CourtCase).where(CourtCase.id.in_(batch)))}
    return [
        CalendarLine(entry, people.get(entry.person_id), cases.get(entry.case_id) if entry.case_id else None)
        for entry in entries
    ]
