"""One way to open the database, for the web, the command line, the seed and the tests alike."""

import os
from functools import cache, partial
from pathlib import Path
from sqlite3 import SQLITE_BUSY, SQLITE_READONLY, OperationalError
from time import sleep
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg.pq import Format
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from webapp.models.database.processor_time import count_work
from webapp.models.database.row_statistics import RowStatistics
from webapp.models.database.unfinished import leave_out_unfinished
from webapp.models.database.write_turns import begin_long, empty_log, end_long, mark_of, want_turn

# The execution option of queries for many bytes and texts.
BYTES = "habeas_bytes"
# Seconds for a lock and connections, of the engine that many share who must not wait for long.
SHARED_PATIENCE = 5
SHARED_POOL = 24
# Seconds after which a connection is opened anew, to read what another process counted.
_REREAD_AFTER = 600
_WROTE, _ATTACHED = "wrote", "habeas_attached"
# Bytes that SQLite's log keeps on the disk once all of it stands in the file.
_LONGEST_LOG = 64 << 20
# A statement is prepared when it is asked so often, and so many of a connection's are.
_PREPARED_AFTER, _PREPARED = 5, 250


def make_engine(url: str, *, patience: int = 30, pool_size: int = 5) -> Engine:
    """Return an engine for a `sqlite:///…` or `postgresql+psycopg://…` URL.

    A connection waits `patience` seconds for a lock that somebody else holds; then its statement fails.

    On SQLite every connection enforces foreign keys, keeps a write-ahead log and syncs it fully: with this
    setting no acknowledged write was lost in any rebuilt state of the disk after a power cut. A file that
    cannot be written is only read.
    """
    if not url.startswith("sqlite"):
        # Statements are prepared where nothing stands between: `_set_up_server_connection`. A connection
        # knows its own alone: the one that was used last is taken first.
        engine = create_engine(
            url, pool_pre_ping=True, pool_size=pool_size, pool_use_lifo=True, hide_parameters=True,
            connect_args={"prepare_threshold": None, "connect_timeout": 5},
        )  # fmt: skip
        event.listen(engine, "connect", partial(_set_up_server_connection, patience=patience))
        event.listen(engine, "before_cursor_execute", _request_binary_results)
        event.listen(engine, "before_cursor_execute", _note_writing)
        event.listen(engine, "begin", _begin_on_server)
        event.listen(engine, "rollback", _end_reading)
        leave_out_unfinished(engine)
        count_work(engine)
        return engine
    # Parameters hold names; an error message must not carry them into a log.
    engine = create_engine(
        _readable(url), pool_size=pool_size, pool_recycle=_REREAD_AFTER, hide_parameters=True,
        connect_args={"timeout": patience},
    )  # fmt: skip
    event.listen(engine, "connect", partial(_set_up_connection, patience=patience))
    event.listen(engine, "begin", partial(_begin, mark=mark_of(url)))
    event.listen(engine, "rollback", lambda connection: end_long(connection.info))
    statistics = RowStatistics()
    event.listen(engine, "commit", partial(_commit, statistics=statistics))
    event.listen(engine, "connect", lambda _, record: statistics.on_connect(record.info))
    event.listen(engine, "checkout", lambda _, record, proxy: statistics.on_checkout(record.info))
    event.listen(engine, "checkin", _detach)
    leave_out_unfinished(engine)
    return engine


@cache
def shared_engine(url: str) -> Engine:
    """Return the one engine of this process for a URL: what it has compiled serves all who ask there."""
    return make_engine(url, patience=SHARED_PATIENCE, pool_size=SHARED_POOL)


def _request_binary_results(
    _connection: Connection, cursor: Any, _statement: str, _parameters: Any, context: Any, _many: bool
) -> None:
    # PostgreSQL would send bytes as hexadecimal digits, twice as long and to be read back.
    if context is not None and context.execution_options.get(BYTES):
        cursor.format = Format.BINARY


def file_to_read(session: Session) -> str | None:
    """Return the address at which SQLite reads the file of a session once more; None where it has none."""
    if session.get_bind().dialect.name != "sqlite":
        return None
    databases = session.connection().exec_driver_sql("PRAGMA database_list")
    name = next(file for _, schema, file in databases if schema == "main")
    return _address(Path(name)) if name else None


def attach(session: Session, file: Path) -> str:
    """Return the name under which a session of SQLite reads another file as long as it has its connection."""
    connection = session.connection()
    attached = connection.info.setdefault(_ATTACHED, {})
    if file not in attached:
        connection.exec_driver_sql(f"ATTACH ? AS attached_{len(attached)}", (os.fspath(file),))
        attached[file] = f"attached_{len(attached)}"
    return str(attached[file])


def _detach(connection: Any, record: Any) -> None:
    for name in record.info.pop(_ATTACHED, {}).values():
        # A connection that was lost has none any more.
        if connection is not None:
            connection.execute(f"DETACH {name}")


def _readable(url: str) -> str:
    """Return the URL of a SQLite file, to be only read where it or its folder cannot be written."""
    file = Path(make_url(url).database or ":memory:")
    if not file.is_file() or _can_be_written(file):
        return url
    return f"sqlite:///{_address(file)}&uri=true"


def _address(file: Path) -> str:
    log = file.with_name(f"{file.name}-wal")
    # What only stands in the log yet is read from it; without one, SQLite would want to make one.
    read_as_it_stands = _can_be_written(file) or (log.is_file() and log.stat().st_size)
    mode = "mode=ro" if read_as_it_stands else "mode=ro&immutable=1"
    return f"file:{quote(str(file.resolve()))}?{mode}"


def _can_be_written(file: Path) -> bool:
    return os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)


def _set_up_server_connection(connection: Any, _record: object, *, patience: int) -> None:
    # Not among the options of the connection, which pgbouncer does not take.
    connection.execute(f"SET lock_timeout = '{patience}s'")
    # Compiling a question of many conditions took five times as long as its answer.
    connection.execute("SET jit = off")
    # Half the time of a page's questions is planning them, which is done once for those that are prepared. A
    # pooler gives each client a number of its own, and every transaction to whichever process is free.
    (process,) = connection.execute("SELECT pg_backend_pid()").fetchone()
    if process == connection.info.backend_pid and connection.prepare_threshold is None:
        connection.prepare_threshold, connection.prepared_max = _PREPARED_AFTER, _PREPARED
    connection.commit()


def _begin_on_server(connection: Connection) -> None:
    connection.info[_WROTE] = connection.get_execution_options().get("takes_write_lock", False)


def _note_writing(connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
    if not statement.startswith(("SELECT", "WITH RECURSIVE")):
        connection.info[_WROTE] = True


def _end_reading(connection: Connection) -> None:
    # The driver forgets at a rollback whatever it had prepared; where nothing was written, both are the same.
    if connection.closed or connection.invalidated or connection.info.get(_WROTE, True):
        return
    try:
        connection.connection.dbapi_connection.commit()  # type: ignore[union-attr]
    except psycopg.Error:
        # Lost; what was read was read.
        connection.invalidate()


def _set_up_connection(connection: Any, _record: object, *, patience: int) -> None:
    # The driver's own transaction control would begin late and without the lock; `_begin` does it.
    connection.isolation_level = None
    _use_write_ahead_log(connection)
    settings = (
        "foreign_keys=ON", "synchronous=FULL", f"busy_timeout={patience * 1000}",
        f"journal_size_limit={_LONGEST_LOG}",
    )  # fmt: skip
    for pragma in settings:
        connection.execute(f"PRAGMA {pragma}")


def _use_write_ahead_log(connection: Any) -> None:
    # Where two turn a new file to write-ahead logging at once, SQLite refuses one of them and does not wait.
    for tries_left in reversed(range(100)):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except OperationalError as error:
            if error.sqlite_errorcode & 0xFF == SQLITE_READONLY:
                return
            if error.sqlite_errorcode & 0xFF != SQLITE_BUSY or not tries_left:
                raise
            sleep(0.05)


def _begin(connection: Connection, *, mark: Path | None) -> None:
    options = connection.get_execution_options()
    lock = options.get("takes_write_lock", False)
    if options.get("writes_much", False):
        connection.exec_driver_sql("PRAGMA temp_store=MEMORY")
        if not options.get("writes_parts", False):
            begin_long(mark, connection.info)
    elif lock:
        want_turn(mark)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if lock else "BEGIN")


def _commit(connection: Connection, *, statistics: RowStatistics) -> None:
    # SQLite keeps a transaction open whose COMMIT it refused, a claim without a citation for one, and with
    # it the write lock; SQLAlchemy believes it ended, as it does on PostgreSQL.
    try:
        connection.exec_driver_sql("COMMIT")
    except DBAPIError:
        connection.connection.rollback()
        raise
    finally:
        wrote_much = end_long(connection.info)
    if wrote_much:
        empty_log(connection.connection.dbapi_connection)
    statistics.after_commit(connection.connection.dbapi_connection, connection.info)
