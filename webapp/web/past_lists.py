"""Where lists are read: in today's database, or in one restored as it was known, kept for a while."""

from collections import OrderedDict
from dataclasses import replace
from datetime import date, datetime
from threading import Lock

from flask import Flask, abort, current_app, g, request
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.past import database
from webapp.domain.read_model import refresh
from webapp.domain.refusals import Refused
from webapp.domain.visibility import INTERNAL, PUBLIC, Reader
from webapp.models import scratch_engine
from webapp.vocab.claims import Audience
from webapp.vocab.words import N_
from webapp.web.db import db, now

_EXTENSION = "habeas-known"
_KEPT = 3
# Seconds after which somebody is told to come back, while another restoring is under way.
_PATIENCE = 20
# More people than this take minutes to restore, which is nothing for a page.
MOST = 20_000


class Restored:
    """The databases that were restored last, the one used longest ago first; one is restored at a time."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.engines: OrderedDict[tuple[int, int, Audience], Engine] = OrderedDict()


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


def lists(people_filter: PeopleFilter, to: Reader) -> Session:
    """Return the session in which a filter's people are looked up.

    Answers 503 while another database is being restored for too long. Raises Refused at `known_on` for the
    future, and where there are too many people.
    """
    if not people_filter.known_on:
        return db()
    key = (*database.state_at(db(), at=known_at(people_filter)), to.audience)
    session: Session | None = g.get("known")
    if session is None or g.known_key != key:
        _close(None)
        g.known, g.known_key = Session(_engine(key, known_at(people_filter))), key
        session = g.known
    return session


def _engine(key: tuple[int, int, Audience], at: datetime) -> Engine:
    restored: Restored = current_app.extensions[_EXTENSION]
    if not restored.lock.acquire(timeout=_PATIENCE):
        abort(503)
    try:
        if key not in restored.engines:
            if refresh.count(db()) > MOST:
                message = N_("There are too many people for a page; ask habeas export --known-on for it.")
                raise Refused("known_on", message)
            restored.engines[key] = _restored(key[2], at)
        restored.engines.move_to_end(key)
        while len(restored.engines) > _KEPT:
            restored.engines.popitem(last=False)[1].dispose()
        return restored.engines[key]
    finally:
        restored.lock.release()


def _restored(audience: Audience, at: datetime) -> Engine:
    engine = scratch_engine()
    with Session(engine) as into:
        for _ in database.restore(db(), into, at=at, to=PUBLIC if audience is Audience.PUBLIC else INTERNAL):
            pass
    return engine


def _close(_error: BaseException | None) -> None:
    session: Session | None = g.pop("known", None)
    if session is not None:
        session.close()
