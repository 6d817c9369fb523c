"""The database session of a request: opened at first use, closed at its end, committed by the door."""

from datetime import UTC, date, datetime
from pathlib import Path
from threading import BoundedSemaphore

from flask import Flask, Response, current_app, g, request
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from werkzeug.exceptions import ServiceUnavailable

from webapp.models import shared_engine, writing
from webapp.settings import COOKIE, Settings

_EXTENSION = "habeas"
# Pages that a process works out at once: more of them only take Python from one another, and all come later.
_PAGES_AT_ONCE = 2
# Seconds after which a page is worked out beside them, should those before it wait for something.
_TURN_PATIENCE = 0.5
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


class Engines:
    """The engines of one application: one that writes, one that only reads and may be a standby.

    `places` bounds how many requests of this process write or wait to write: the server's other threads
    are left to those who read. `turns` are those of the pages being worked out.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.main = shared_engine(settings.database_url)
        self.reading = shared_engine(settings.read_database_url)
        self.writing = writing(self.main)
        self.places = BoundedSemaphore(settings.writers)
        self.turns = BoundedSemaphore(_PAGES_AT_ONCE)


def init_app(app: Flask, settings: Settings) -> None:
    """Give the application its engines, and close the session of every request at its end."""
    app.extensions[_EXTENSION] = Engines(settings)
    app.after_request(_end_turn)
    app.teardown_appcontext(_close)


def engines() -> Engines:
    """Return the engines of the application that answers."""
    found: Engines = current_app.extensions[_EXTENSION]
    return found


def db() -> Session:
    """Return the session of this request; on SQLite only a request that may write takes the write lock."""
    if "db" not in g:
        g.db = Session(_engine())
    session: Session = g.db
    return session


def _engine() -> Engine:
    if request.method not in SAFE_METHODS:
        if not engines().places.acquire(blocking=False):
            raise ServiceUnavailable("writers", retry_after=5)
        g.place = engines().places
        return engines().writing
    _take_turn()
    # A standby lags behind: whoever may have just saved something reads from the main database.
    return engines().main if session_cookie() in request.cookies else engines().reading


def session_cookie() -> str:
    """Return the name of the cookie by which a browser is signed in."""
    return engines().settings.cookie(COOKIE)


def looking() -> Session:
    """Return a session of its own to look something up in the main database and end at once.

    A request that writes may so know what it needs before it takes SQLite's write lock.
    """
    return Session(engines().main)


def archive_folder() -> Path:
    """Return the folder in which the bytes of sources are kept untouched."""
    return engines().settings.home / "archive"


def now() -> datetime:
    """Return the present instant, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the present day."""
    return now().date()


def give_turn_back() -> None:
    """Let another page be worked out: this one waits for something, or is sent while it is made."""
    turns: BoundedSemaphore | None = g.pop("turns", None)
    if turns is not None:
        turns.release()


def _take_turn() -> None:
    turns = engines().turns
    if not g.get("had_turn", False):
        g.had_turn = True
        if turns.acquire(timeout=_TURN_PATIENCE):
            g.turns = turns


def _end_turn(response: Response) -> Response:
    # What is sent while it is made goes on without one, at the pace of whoever takes it.
    g.had_turn = True
    give_turn_back()
    return response


def _close(_error: BaseException | None) -> None:
    give_turn_back()
    session: Session | None = g.pop("db", None)
    if session is not None:
        session.close()
    place: BoundedSemaphore | None = g.pop("place", None)
    if place is not None:
        place.release()
