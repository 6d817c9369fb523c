"""The database session of a request: opened at first use, closed at its end, committed by the door."""

from collections.abc import Iterable
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from threading import BoundedSemaphore

from flask import Flask, Response, current_app, g, has_app_context, request
from itsdangerous import BadSignature, Signer
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from werkzeug.exceptions import ServiceUnavailable

from webapp.models import shared_engine, writing
from webapp.settings import COOKIE, Settings
from webapp.web.standbys.answering_again import answering_again, is_left_to_main, leave_to_main
from webapp.web.standbys.freshness import Standbys
from webapp.web.turns import FOR_SAVES, Turns

_EXTENSION = "habeas"
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


class Engines:
    """The engines of one application: of the main database, and of standbys that strangers are read from.

    `places` bounds how many requests of this process write or wait to write: the server's other threads
    are left to those who read. `turns` are those of the pages being worked out.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.main = shared_engine(settings.database_url)
        self.standbys = Standbys(self.main, [shared_engine(url) for url in settings.standby_urls])
        self.writing = writing(self.main)
        self.places = BoundedSemaphore(settings.writers)
        self.turns = Turns()
        # Applications of one process share their engines.
        if not event.contains(self.main, "before_cursor_execute", _let_saves_pass_before_reading):
            event.listen(self.main, "before_cursor_execute", _let_saves_pass_before_reading)


def init_app(app: Flask, settings: Settings) -> None:
    """Give the application its engines, and close the session of every request at its end."""
    app.extensions[_EXTENSION] = Engines(settings)
    if settings.standby_urls:
        app.wsgi_app = answering_again(app.wsgi_app)  # type: ignore[method-assign]

    def joined(parts: Iterable[str]) -> str:
        # At the end of each part of a page, of which it has hundreds, and hardly ever does anybody save.
        if app.extensions[_EXTENSION].turns.saves:
            _let_saves_pass()
        return "".join(parts)

    app.jinja_env.concat = joined  # type: ignore[method-assign]
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
        event.listen(g.db, "before_flush", _forget_commit)
        event.listen(g.db, "before_commit", _note_commit_begun)
        event.listen(g.db, "after_commit", _note_committed)
    session: Session = g.db
    return session


def _forget_commit(session: Session, *_: object) -> None:
    # What is written after a commit is not saved with it.
    if session.info.get("commit") == "done":
        del session.info["commit"]


def _note_commit_begun(session: Session) -> None:
    session.info["commit"] = "begun"


def _note_committed(session: Session) -> None:
    session.info["commit"] = "done"


def _engine() -> Engine:
    if request.method not in SAFE_METHODS:
        if not engines().places.acquire(blocking=False):
            raise ServiceUnavailable("writers", retry_after=5)
        g.place = engines().places
        if session_token():
            g.save = ExitStack()
            g.save.enter_context(engines().turns.saving())
        return engines().writing
    _take_turn()
    return _standby() or engines().main


def _standby() -> Engine | None:
    """Return the standby that this request is answered from, or None.

    It lags behind: whoever may have just saved something reads from the main database. So does whoever opens
    a one-time link, which may have just been made. A calendar notes what it handed out.
    """
    if is_left_to_main() or session_token() or request.path.startswith(("/sign-in", "/calendar/")):
        return None
    if "standby" not in g:
        g.standby = engines().standbys.fresh()
    standby: Engine | None = g.standby
    return standby


def is_on_standby() -> bool:
    """Tell whether this request is answered from a standby."""
    return g.get("standby") is not None


def note_standby_failure() -> None:
    """Have this request answered by the main database, and the next ones too while its standby fails."""
    engines().standbys.note_failure(g.standby)
    leave_to_main()


def session_token() -> str | None:
    """Return the token by which a browser is signed in, if this installation gave it out, or None.

    What somebody made up is seen through without asking a database.
    """
    try:
        return _signer(engines().settings).unsign(request.cookies.get(session_cookie(), "")).decode("ascii")
    except (BadSignature, UnicodeDecodeError):
        return None


def signed_token(token: str, settings: Settings) -> str:
    """Return what the session cookie holds of a token."""
    return _signer(settings).sign(token).decode("ascii")


def _signer(settings: Settings) -> Signer:
    return Signer(settings.secret_key, salt="session")


def session_cookie() -> str:
    """Return the name of the cookie by which a browser is signed in."""
    return engines().settings.cookie(COOKIE)


def reading_connection() -> Connection:
    """Return a connection of its own to where this request is answered from, to be closed by who takes it."""
    return (_standby() or engines().main).connect()


def looking() -> Session:
    """Return a session of its own to look something up in the main database and end at once.

    A request that writes may so know what it needs before it takes SQLite's write lock.
    """
    return Session(engines().main)


def noting() -> Session:
    """Return a session that writes a note beside what is shown, and waits for no standby to confirm it.

    Where a standby has to confirm what is written, and is away, whoever reads still does not wait for it.
    """
    session = Session(engines().writing)
    if engines().main.dialect.name == "postgresql":
        session.execute(text("SET LOCAL synchronous_commit TO local"))
    return session


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
    turns: Turns | None = g.pop("turns", None)
    if turns is not None:
        turns.give_back()


def need_no_turn() -> None:
    """Have this page worked out beside those that take turns: it waited for a turn of another kind."""
    g.had_turn = True


def _take_turn() -> None:
    turns = engines().turns
    if not g.get("had_turn", False):
        g.had_turn = True
        if turns.take():
            g.turns = turns


def _let_saves_pass() -> None:
    """Let whoever saves come first, in the middle of this page: for a moment in all, however many save."""
    turns: Turns | None = g.get("turns")
    if turns is not None and turns.saves:
        g.patience = turns.let_saves_pass(g.get("patience", FOR_SAVES))


def _let_saves_pass_before_reading(connection: Connection, *_: object) -> None:
    # Whoever notes something while reading has what a save may be waiting for.
    if has_app_context() and not connection.get_execution_options().get("takes_write_lock", False):
        _let_saves_pass()


def _end_turn(response: Response) -> Response:
    # What is sent while it is made goes on without one, at the pace of whoever takes it.
    g.had_turn = True
    give_turn_back()
    return response


def _close(_error: BaseException | None) -> None:
    give_turn_back()
    with ExitStack() as ending:
        # Whatever fails of it, the place is given back, last.
        if "place" in g:
            ending.callback(g.pop("place").release)
        if "save" in g:
            ending.callback(g.pop("save").close)
        if "db" in g:
            ending.callback(_close_session, g.pop("db"))


def _close_session(session: Session) -> None:
    try:
        session.close()
    except DBAPIError:
        # The server went away after the answer was ready: what it tells is true all the same.
        session.invalidate()
