"""What was recorded last of people's liberty, corrections among it, for those who follow it."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session, selectinload

from webapp.domain.batches import BATCH, batches
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.sql_conditions import matching
from webapp.domain.publishing.once_public import once_public
from webapp.domain.visibility import PUBLIC, may_see_claim, visible_citations
from webapp.models import Citation, Passage, PersonSummary, Revision, SourceVersion, StatusEvent
from webapp.vocab.accounts import Action
from webapp.vocab.claims import Stance

_EVENTS = 50
# Of so many of the newest events of everybody most feeds are made.
_NEWEST = 1_000
# Of so many changes of whatever kind, the newest, so many of statuses are looked at for corrections.
_LOOKED_BACK = 20_000
_REVISED = 500
# Whoever follows those held wants to hear that a word was withdrawn after which nobody is held any more.
_LIBERTY = ("held", "status", "freshness", "taken_in", "released_in", "length")


class StatusChange(NamedTuple):
    """A status event with its person, what the public may see of its passages, and when it changed last.

    Of one that is `withdrawn`, from the public or altogether, only that may be told.
    """

    event: StatusEvent
    person: PersonSummary
    citations: list[Citation]
    updated: datetime
    withdrawn: bool


def status_changes(
    session: Session, people_filter: PeopleFilter, *, history: Session, until: datetime
) -> list[StatusChange]:
    """Return the public status events of a filter's people that changed last, the newest first, at most 50.

    `history` is the session in which revisions are, up to `until`. An event that was public and is no more,
    for whatever reason, is told as withdrawn.
    """
    revised = _revised(history, until)
    seen = may_see_claim(PUBLIC)
    events = _events(people_filter).where(seen)
    rows = {event.id: (event, person, False) for event, person in _newest(session, events)}
    without_liberty = _events(reduce(PeopleFilter.without, _LIBERTY, people_filter)).where(~seen)
    for ids in batches(revised):
        for event, person in session.execute(events.where(StatusEvent.id.in_(ids))):
            rows[event.id] = event, person, False
        hidden = session.execute(without_liberty.where(StatusEvent.id.in_(ids))).all()
        supported = [event.id for event, _ in hidden if _is_supported(event)]
        withdrawn = once_public(history, supported, until=until)
        rows |= {event.id: (event, person, True) for event, person in hidden if event.id in withdrawn}
    updated = _updated(history, rows, until)
    changes = [
        StatusChange(
            event, person, [] if withdrawn else visible_citations(event, to=PUBLIC),
            updated.get(event.id, event.made_at), withdrawn,
        )
        for event, person, withdrawn in rows.values()
    ]  # fmt: skip
    return sorted(changes, key=lambda change: (change.updated, change.event.id), reverse=True)[:_EVENTS]


def newest_events(session: Session, *, most: int) -> list[tuple[StatusEvent, PersonSummary]]:
    """Return what the public may see of those status events that were recorded last, one for each person.

    It looks at some twenty times as many events as are wanted, and may return fewer.
    """
    of_all = select(StatusEvent.__table__.c.id).order_by(StatusEvent.__table__.c.id.desc()).limit(20 * most)
    ids = session.scalars(of_all).all()
    query = _events(PeopleFilter()).where(may_see_claim(PUBLIC), StatusEvent.id.in_(ids))
    of_people: dict[UUID, tuple[StatusEvent, PersonSummary]] = {}
    for event, person in session.execute(query.order_by(StatusEvent.id.desc()).limit(4 * most)):
        of_people.setdefault(person.person_id, (event, person))
    return list(of_people.values())[:most]


def _newest(
    session: Session, events: Select[StatusEvent, PersonSummary]
) -> list[Row[StatusEvent, PersonSummary]]:
    """Return the newest of these events, by their keys, which are given in the order of time."""
    of_all = select(StatusEvent.__table__.c.id).order_by(StatusEvent.__table__.c.id.desc()).limit(_NEWEST)
    rows: list[Row[StatusEvent, PersonSummary]] = []
    # Most feeds are full of these; asked for all at once, the database would look at every event there is.
    newest = session.scalars(of_all).all()
    for place in range(0, len(newest), BATCH):
        ids = newest[place : place + BATCH]
        rows += session.execute(events.where(StatusEvent.id.in_(ids)).order_by(StatusEvent.id.desc()))
        if len(rows) >= _EVENTS:
            return rows[:_EVENTS]
    return list(session.execute(events.order_by(StatusEvent.id.desc()).limit(_EVENTS)))


def _events(people_filter: PeopleFilter) -> Select[StatusEvent, PersonSummary]:
    return (
        select(StatusEvent, PersonSummary)
        .join(PersonSummary, PersonSummary.person_id == StatusEvent.person_id)
        .where(matching(people_filter, to=PUBLIC))
        .options(
            selectinload(StatusEvent.citations)
            .joinedload(Citation.passage)
            .selectinload(Passage.source_version)
            .joinedload(SourceVersion.source)
        )
    )


def _revised(history: Session, until: datetime) -> list[UUID]:
    """Return the status events that were changed last after they had been recorded."""
    newest = history.scalar(select(func.max(Revision.number))) or 0
    query = (
        select(Revision.row_id)
        .where(
            Revision.number > newest - _LOOKED_BACK, Revision.table_name == StatusEvent.__tablename__,
            Revision.action == Action.CHANGED, Revision.at <= until,
        )
        .order_by(Revision.number.desc())
        .limit(_REVISED)
    )  # fmt: skip
    return list(dict.fromkeys(history.scalars(query)))


def _updated(history: Session, ids: Iterable[UUID], until: datetime) -> dict[UUID, datetime]:
    """Return the last change of each of these events that history knows."""
    last: dict[UUID, datetime] = {}
    for batch in batches(ids):
        query = select(Revision.row_id, func.max(Revision.at)).group_by(Revision.row_id)
        rows = history.execute(query.where(Revision.row_id.in_(batch), Revision.at <= until))
        last.update((row_id, at) for row_id, at in rows)
    return last


def _is_supported(event: StatusEvent) -> bool:
    """Tell whether everybody may read a source that supports an event."""
    return any(citation.stance is Stance.SUPPORTS for citation in visible_citations(event, to=PUBLIC))
