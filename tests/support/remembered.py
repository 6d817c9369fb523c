"""What tests record again and again on an empty database: written a second time by its statements alone."""

# Tests begin with a few records, which the domain writes through some fifty statements each, most of them
# questions. What a function writes depends on its arguments and on the database before, and on nothing else.
# So where both are as they were once in this process, the statements that wrote then are sent again, and all
# else is left out. What became of a database by another hand is not known: from there on all is done anew.

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar, cast
from uuid import UUID

from sqlalchemy import Connection, Engine, event, inspect
from sqlalchemy.orm import Session

from webapp.domain.named_access import FOR_EVERYBODY
from webapp.models import Base

P = ParamSpec("P")
T = TypeVar("T")
Statement = tuple[str, Any, bool]

_ASKING = ("SELECT", "WITH RECURSIVE", "BEGIN", "COMMIT", "PRAGMA")
_TURN = "SELECT pg_advisory_xact_lock"
# No edit asks who is signed in; what is sealed then comes before the seals of an edit.
_BESIDE = ("INSERT INTO account_session ", "UPDATE account_session ", "INSERT INTO seal ")
_SEAL = _BESIDE[-1]
_HEAD = "SELECT number, hash FROM revision ORDER BY number DESC LIMIT 1"
_WROTE = "wrote for a test"
# Statements of one function that are worth remembering, and of all.
_MOST, _MOST_OF_ALL = 3_000, 60_000


class NotRememberedError(Exception):
    """A value that cannot be told from others, or not be had again."""


@dataclass
class State:
    """An empty database, or what known steps made of it: the head of its history, and what was done next."""

    head: tuple[int, str] | None = None
    steps: dict[Any, "Step"] = field(default_factory=dict)


@dataclass
class Step:
    """What a function wrote and returned, and what the database was after it."""

    statements: list[Statement]
    result: Any
    after: State


@dataclass
class Watched:
    """A database of a test: its state while it is known, and what is written while a function runs.

    It is `sealed` where there are seals beside those of known steps, which others cannot follow.
    """

    state: State | None
    written: list[Statement] | None = None
    repeats: bool = False
    sealed: bool = False


_empty: dict[str, State] = {}
_statements: list[list[Statement]] = []
_watched: dict[str, Watched] = {}


@contextmanager
def remembering(engine: Engine) -> Iterator[None]:
    """Remember what is recorded in a database that is as the migrations left it."""
    _listen(engine)
    if sum(map(len, _statements)) > _MOST_OF_ALL:
        _empty.clear()
        _statements.clear()
    _watched[str(engine.url)] = Watched(_empty.setdefault(engine.dialect.name, State()))
    try:
        yield
    finally:
        del _watched[str(engine.url)]


def remembered(function: Callable[P, T]) -> Callable[P, T]:
    """Let a function that records something in the session it is given be remembered."""

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        session = cast(Session, args[0])
        database = _watched.get(str(session.get_bind().engine.url))
        state = database and _known(database, session)
        if database is None or state is None:
            return function(*args, **kwargs)
        try:
            key = (function, _instant(), _key(args[1:]), _key(sorted(kwargs.items())))
        except NotRememberedError:
            return function(*args, **kwargs)
        step = state.steps.get(key)
        if step is None or (database.sealed and _seals(step.statements)):
            database.written = []
            try:
                result = function(*args, **kwargs)
                _remember(session, database, state, key, result)
            finally:
                database.written = None
            return result
        _repeat(session, database, step)
        return cast(T, _value(session, step.result))

    return call


def _known(database: Watched, session: Session) -> State | None:
    """Return the state of a database, unless somebody else wrote there or something is under way."""
    state = database.state
    if state is None or database.written is not None or "edit" in session.info:
        return None
    if session.new or session.dirty or session.deleted or _head(session) != state.head:
        return None
    return state


def _head(session: Session) -> tuple[int, str] | None:
    head = session.connection().exec_driver_sql(_HEAD).one_or_none()
    return tuple(head) if head else None


def _remember(session: Session, database: Watched, state: State, key: Any, result: Any) -> None:
    """Keep what a function wrote, if it can be repeated; the state is known from then on as well."""
    written, database.state = database.written, None
    if written is None or (database.sealed and _seals(written)):
        return
    if sum(len(values) if many else 1 for _, values, many in written) > _MOST:
        return
    if not written:
        database.state = state
        return
    try:
        after = State(_head(session))
        state.steps[key] = Step(written, _key(result), after)
        _statements.append(written)
        database.state = after
    except NotRememberedError:
        return


def _repeat(session: Session, database: Watched, step: Step) -> None:
    """Send statements past SQLAlchemy, all but the last: by that the engine learns that there were some."""
    connection = session.connection()
    *others, (last, parameters, _) = step.statements
    driver: Any = connection.connection.dbapi_connection
    with driver.pipeline() if connection.dialect.name == "postgresql" else nullcontext():
        cursor = driver.cursor()
        for statement, values, many in others:
            (cursor.executemany if many else cursor.execute)(statement, values)
    database.repeats = True
    try:
        connection.exec_driver_sql(last, parameters).close()
    finally:
        database.repeats = False
    session.expire_all()
    database.state = step.after


def _seals(statements: list[Statement]) -> bool:
    return any(statement.startswith(_SEAL) for statement, _, _ in statements)


def _instant() -> datetime:
    """Return when everything is recorded, which tests of earlier days set."""
    from tests import make

    return make.AT


def _key(value: Any) -> Any:
    """Return what tells a value from others, and gives it again in a database of the same rows."""
    match value:
        case None | str() | int() | bytes() | date() | datetime() | UUID() | Enum() | type():
            return type(value), value
        case list() | tuple() if type(value) in (list, tuple):
            return type(value), tuple(map(_key, value))
        case Base() if (identity := inspect(value).identity) is not None:
            return "row", type(value), identity
    if not is_dataclass(value):
        raise NotRememberedError
    named = ((each.name, getattr(value, each.name)) for each in fields(value))
    return "fields", type(value), tuple((name, _key(of)) for name, of in named)


def _value(session: Session, key: Any) -> Any:
    match key:
        case "row", kind, identity:
            return session.get_one(kind, identity, execution_options=FOR_EVERYBODY)
        case "fields", kind, named:
            return kind(**{name: _value(session, of) for name, of in named})
        case kind, values if kind in (list, tuple):
            return kind(_value(session, of) for of in values)
    return key[1]


@cache
def _listen(engine: Engine) -> None:
    """Note what is written through an engine, and what of it is taken back."""
    url = str(engine.url)

    def begun(connection: Connection) -> None:
        connection.info[_WROTE] = False

    def sent(
        connection: Connection, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool
    ) -> None:
        database = _watched.get(url)
        turn = statement.startswith(_TURN)
        if database is None or (statement.startswith(_ASKING) and not turn):
            return
        connection.info[_WROTE] = True
        if database.written is not None:
            # Many rows of one INSERT are told to be many executions, though their values stand in one row.
            rows = parameters if isinstance(parameters, list | tuple) else ()
            apart = all(isinstance(values, list | tuple | dict) for values in rows) and bool(rows)
            database.written.append((statement, parameters, many and apart))
        elif not (database.repeats or turn):
            database.sealed = database.sealed or statement.startswith(_SEAL)
            if not statement.startswith(_BESIDE):
                database.state = None

    def taken_back(connection: Connection, *_: Any) -> None:
        database = _watched.get(url)
        lost = connection.closed or connection.invalidated
        if database is not None and (lost or connection.info.get(_WROTE)):
            database.state = database.written = None

    event.listen(engine, "begin", begun)
    event.listen(engine, "before_cursor_execute", sent)
    event.listen(engine, "rollback", taken_back)
    event.listen(engine, "rollback_savepoint", taken_back)
