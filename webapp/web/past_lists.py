"""Where lists are read: in today's database, in the rows that held on an earlier day, or in one restored."""

import os
import time
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date, datetime
from threading import Lock
from typing import cast
from uuid import UUID

from flask import Flask, current_app, g, request
from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from werkzeug.exceptions import ServiceUnavailable

from webapp.domain.history.recording import head
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.named_access import read_alike
from webapp.domain.past import database
from webapp.domain.past.filling import fill
from webapp.domain.past.known_lists import KnownSets, kept_session, session_at
from webapp.domain.past.rows import connected
from webapp.domain.read_model import past_rows, refresh
from webapp.domain.refusals import Refused
from webapp.domain.visibility import INTERNAL, PUBLIC, Reader
from webapp.models import Person, scratch_engine
from webapp.vocab.claims import Audience
from webapp.vocab.words import N_
from webapp.web.access import account
from webapp.web.db import db, is_on_standby, noting, now, reading_connection
from webapp.web.home_limits import at_most, run_folder

_EXTENSION = "habeas-known"
_KEPT, _KEPT_SETS = 3, 8
# More people than this take minutes to restore, which is nothing for a page; for a stranger, a few seconds.
MOST, MOST_FOR_STRANGERS = 20_000, 5_000
# After restoring for a stranger for longer than these seconds, the server is left alone for so many times as
# long before it does so for the next.
_QUICK, _REST = 2, 4
_RESTED_UNTIL = ".restored"
# Of so many people, who changed since, is worked out in which sets they were: it takes a second or two.
MOST_CHANGED, MOST_CHANGED_FOR_STRANGERS = 100_000, 20_000
# Of more than so many that is done for nobody else at the same time.
_SOON_DONE = 1_000
# Of so many people history is asked in between, where what it tells of them is not kept.
_FEW = 50


@dataclass
class Kept:
    """A restored database, the newest revision with which it was compared, and whether it holds claims."""

    engine: Engine
    compared: int
    claims: bool


class Restored:
    """The databases that were restored last, the one used longest ago first."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.kept: OrderedDict[tuple[int, Audience], Kept] = OrderedDict()
        self.sets: OrderedDict[tuple[int, Audience], KnownSets] = OrderedDict()


def init_app(app: Flask) -> None:
    """Give the application a place for restored databases, and close what a request read of them."""
    app.extensions[_EXTENSION] = Restored()
    app.teardown_appcontext(_close)


def requested_filter() -> PeopleFilter:
    """Return the filter that the address asks for, put today. Raises Refused at a wrong parameter."""
    people_filter = PeopleFilter.read(request.args.items(multi=True))
    return replace(people_filter, today=known_day(people_filter))


def known_at(people_filter: PeopleFilter) -> datetime:
    """Return the instant of whose knowledge a filter asks. Raises Refused at `known_on` for the future."""
    return database.known_at(people_filter.known_until, now=now())


def known_day(people_filter: PeopleFilter) -> date:
    """Return the day on which a filter's list was today's."""
    return known_at(people_filter).date()


def lists(
    people_filter: PeopleFilter, to: Reader, *, claims: bool = True, quotes: bool = False
) -> Session:
    """Return the session in which a filter's people are looked up; without `claims` only for lists of them.

    With `quotes` also for the passages on which those of a day rest.
    Answers 503 while another database is being restored, and to strangers soon after. Raises Refused at
    `known_on` for the future, and where there are too many people.
    """
    if not people_filter.known_on:
        return db()
    at = known_at(people_filter)
    key = (database.revision_at(db(), at=at), to.audience)
    session: Session | None = g.get("known")
    if session is None or g.known_key not in ((key, True), (key, claims)):
        _close(None)
        session = None if claims else _read_as_kept(key, to)
        if session is None and quotes and people_filter.as_of:
            # Of another day than the last one the lists hold no words of their own.
            claims = True
        g.known = session or Session(_kept(key, claims) or _restored_once(key, at, claims))
        g.known_key = key, claims
    return cast(Session, g.known)


def claims_of_few(people_filter: PeopleFilter, references: Sequence[str], to: Reader) -> Session:
    """Return the session in which all that is said of a few people of a filter's list is looked up.

    Of an earlier day these people alone are restored, however many there are, with those from whom or to
    whom any of their claims was ever moved. Raises as `lists` does.
    """
    if not people_filter.known_on:
        return db()
    listed = lists(people_filter, to, claims=False)
    people = db().scalars(select(Person.id).where(Person.reference.in_(references))).all()
    person_ids = sorted(set[UUID]().union(*(connected(db(), person) for person in people)))
    g.few_engine = scratch_engine()
    g.few = Session(g.few_engine)
    database.restore_few(db(), g.few, person_ids, at=known_at(people_filter), to=to, kept=listed)
    return cast(Session, g.few)


def _read_as_kept(key: tuple[int, Audience], to: Reader) -> Session | None:
    """Return a session over the rows that held then; None where they are not kept of everybody."""
    restored: Restored = current_app.extensions[_EXTENSION]
    with restored.lock:
        known = restored.sets.get(key) or KnownSets(key[0])
    changed = past_rows.count_changed(db(), after=known.compared)
    if changed > (MOST_CHANGED if account() else MOST_CHANGED_FOR_STRANGERS):
        return None
    turn = at_most(1, "restoring", waiting=0, retry_after=60) if changed > _SOON_DONE else nullcontext()
    connection = g.known_connection = reading_connection()
    with turn:
        session, sets = session_at(connection, key[0], to=to, known=known)
        if sets is None and _filled(key[0]):
            session.close()
            session, sets = session_at(connection, key[0], to=to, known=known)
    if sets is None:
        session.close()
        return None
    read_alike(session, db())
    with restored.lock:
        restored.sets[key] = sets
        restored.sets.move_to_end(key)
        while len(restored.sets) > _KEPT_SETS:
            restored.sets.popitem(last=False)
    return session


def _filled(revision: int) -> bool:
    """Keep what held then of a few people of whom it is not kept, from history; tell whether it was done."""
    unkept = past_rows.unkept(db(), after=revision, most=_FEW + 1)
    if len(unkept) > _FEW or is_on_standby():
        return False
    try:
        with noting() as session:
            fill(session, unkept)
            session.commit()
    except DBAPIError:
        # Read-only, or somebody writes for long: history answers.
        return False
    return True


def _kept(key: tuple[int, Audience], claims: bool) -> Engine | None:
    """Return a database restored before, if it holds what is needed and what may be told is the same."""
    restored: Restored = current_app.extensions[_EXTENSION]
    newest, _ = head(db())
    with restored.lock:
        kept = restored.kept.get(key)
        if kept is None or (claims and not kept.claims):
            return None
        if database.alters(db(), then=key[0], since=kept.compared):
            # Whoever reads it at this moment reads on; it vanishes with its last connection.
            del restored.kept[key]
            return None
        kept.compared = newest
        restored.kept.move_to_end(key)
        return kept.engine


def _restored_once(key: tuple[int, Audience], at: datetime, claims: bool) -> Engine:
    """Restore a database; by nobody else in this home at the same time."""
    known = account() is not None
    if refresh.count(db()) > (MOST if known else MOST_FOR_STRANGERS):
        message = N_("There are too many people for a page; ask habeas export --known-on for it.")
        raise Refused("known_on", message)
    with at_most(1, "restoring", waiting=0, retry_after=60):
        rested = run_folder() / _RESTED_UNTIL
        wait = rested.stat().st_mtime - time.time() if rested.exists() else 0
        if wait > 0 and not known:
            raise ServiceUnavailable("restoring", retry_after=int(wait) + 1)
        begun, (newest, _) = time.time(), head(db())
        engine = _restored(key, at, claims)
        if not known and time.time() - begun > _QUICK:
            rested.touch()
            os.utime(rested, times=(time.time(), time.time() + _REST * (time.time() - begun)))
    _keep(key, Kept(engine, newest, claims))
    return engine


def _keep(key: tuple[int, Audience], kept: Kept) -> None:
    restored: Restored = current_app.extensions[_EXTENSION]
    with restored.lock:
        restored.kept[key] = kept
        while len(restored.kept) > _KEPT:
            restored.kept.popitem(last=False)[1].engine.dispose()


def _restored(key: tuple[int, Audience], at: datetime, claims: bool) -> Engine:
    engine, to = scratch_engine(), PUBLIC if key[1] is Audience.PUBLIC else INTERNAL
    with Session(engine) as into, reading_connection() as connection:
        kept = kept_session(connection, key[0])
        for _ in database.restore(db(), into, at=at, to=to, lists_only=not claims, kept=kept):
            pass
    return engine


def _close(_error: BaseException | None) -> None:
    for name in ("few", "known", "known_connection"):
        opened: Session | Connection | None = g.pop(name, None)
        if opened is not None:
            opened.close()
    few: Engine | None = g.pop("few_engine", None)
    if few is not None:
        few.dispose()
