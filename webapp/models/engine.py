"""One way to open the database, for the web, the command line, the seed and the tests alike."""

import os
from functools import cache, partial
from pathlib import Path
from sqlite3 import SQLITE_BUSY, SQLITE_READONLY, OperationalError
from time import sleep
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import psycopg
from psycopg.pq import Format
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool
from sqlalchemy.schema import CreateIndex, CreateTable

from webapp.models.base import Base

# The execution option of queries for many bytes and texts.
BYTES = "habeas_bytes"
# Seconds for a lock and connections, of the engine that many share who must not wait for long.
SHARED_PATIENCE = 5
SHARED_POOL = 24
# After so many rows were written they are counted anew; that takes some milliseconds.
COUNTED_AFTER = 1_000
# Seconds after which a connection is opened anew, to read what another process counted.
_REREAD_AFTER = 600
# Rows looked at in each index: https://sqlite.org/lang_analyze.html#approx
# Of what more rows share, SQLite takes so many to be: of 400 it believed that published claims were few.
_LOOKED_AT = 4_000
# Those of a reference that most rows lack count the rows without it as if all named one: SQLite then looked
# through the table for each row that is referred to, and the list of 3,000 organizations took 24 seconds.
_FORGET_MISLEADING = """
DELETE FROM sqlite_stat1 WHERE idx IN (
    SELECT listed.name
    FROM sqlite_master AS named, pragma_index_list(named.name) AS listed,
        pragma_index_info(listed.name) AS indexed, pragma_table_info(named.name) AS held,
        pragma_foreign_key_list(named.name) AS referring
    WHERE named.type = 'table' AND held.name = indexed.name AND NOT held."notnull"
        AND referring."from" = indexed.name AND indexed.seqno = 0
        AND 1 = (SELECT count(*) FROM pragma_index_info(listed.name))
)
"""
_WRITTEN, _LOADED, _WROTE = "rows_written", "statistics_loaded", "wrote"
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
        # Statements are prepared where nothing stands between: `_set_up_server_connection`.
        engine = create_engine(
            url, pool_pre_ping=True, pool_size=pool_size, hide_parameters=True,
            connect_args={"prepare_threshold": None, "connect_timeout": 5},
        )  # fmt: skip
        event.listen(engine, "connect", partial(_set_up_server_connection, patience=patience))
        event.listen(engine, "before_cursor_execute", _request_binary_results)
        event.listen(engine, "before_cursor_execute", _note_writing)
        event.listen(engine, "begin", _begin_on_server)
        event.listen(engine, "rollback", _end_reading)
        return engine
    # Parameters hold names; an error message must not carry them into a log.
    engine = create_engine(
        _readable(url), pool_size=pool_size, pool_recycle=_REREAD_AFTER, hide_parameters=True,
        connect_args={"timeout": patience},
    )  # fmt: skip
    event.listen(engine, "connect", partial(_set_up_connection, patience=patience))
    event.listen(engine, "begin", _begin)
    statistics = RowStatistics()
    event.listen(engine, "commit", partial(_commit, statistics=statistics))
    event.listen(engine, "connect", lambda _, record: statistics.on_connect(record.info))
    event.listen(engine, "checkout", lambda _, record, proxy: statistics.on_checkout(record.info))
    return engine


@cache
def shared_engine(url: str) -> Engine:
    """Return the one engine of this process for a URL: what it has compiled serves all who ask there."""
    return make_engine(url, patience=SHARED_PATIENCE, pool_size=SHARED_POOL)


def scratch_engine() -> Engine:
    """Return an engine on an empty database in the memory of this process, with all tables and no triggers.

    Foreign keys are not enforced there. It vanishes with the engine.
    """
    url = f"sqlite:///file:scratch-{uuid4().hex}?mode=memory&cache=shared&uri=true"
    # SQLAlchemy would keep a connection for each thread, and open as long as that.
    engine = create_engine(
        url, hide_parameters=True, poolclass=QueuePool, connect_args={"check_same_thread": False}
    )
    # The database lives as long as a connection to it does.
    keep_alive = engine.connect()
    event.listen(engine, "engine_disposed", lambda _: keep_alive.close())
    with engine.begin() as connection:
        for table in Base.metadata.sorted_tables:
            connection.execute(CreateTable(table))
            for index in sorted(table.indexes, key=lambda index: str(index.name)):
                connection.execute(CreateIndex(index))
    return engine


class RowStatistics:
    """The statistics of one database, kept true by the connections of one engine.

    Without them SQLite takes every index to be as good as another: a search then looked at everybody, and
    took four times as long. A connection reads them when it is opened, and is opened anew once another has
    counted.
    """

    def __init__(self) -> None:
        """Begin with none that a connection could have missed."""
        self._counted = 0
        self._written_since = 0

    def after_commit(self, connection: Any, info: dict[Any, Any]) -> None:
        """Count anew where many rows were written since; `info` is kept with the connection."""
        self._written_since += connection.total_changes - info.get(_WRITTEN, 0)
        info[_WRITTEN] = connection.total_changes
        if self._written_since >= COUNTED_AFTER:
            self.count(connection, info)

    def count(self, connection: Any, info: dict[Any, Any]) -> None:
        """Count anew, unless somebody else writes at this moment, or nobody can."""
        (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
        # Nobody waits for statistics: the next one who writes will count.
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            connection.execute(f"PRAGMA analysis_limit = {_LOOKED_AT}")
            connection.execute("ANALYZE")
            connection.execute(_FORGET_MISLEADING)
        except OperationalError:
            return
        finally:
            connection.execute(f"PRAGMA busy_timeout = {patience}")
        self._counted += 1
        self._written_since = 0
        info |= {_LOADED: self._counted, _WRITTEN: connection.total_changes}

    def on_connect(self, info: dict[Any, Any]) -> None:
        """Note what a new connection has read."""
        info[_LOADED] = self._counted

    def on_checkout(self, info: dict[Any, Any]) -> None:
        """Have a connection opened anew that has not read what another counted since."""
        if info[_LOADED] != self._counted:
            # SQLite reads statistics when it opens a file; to read them again it would want the write lock.
            raise DisconnectionError


def count_rows(engine: Engine) -> None:
    """Have SQLite count how rows are spread over its indexes; PostgreSQL does so by itself."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            RowStatistics().count(connection.connection.dbapi_connection, connection.info)


def writing(engine: Engine) -> Engine:
    """Return the same engine for sessions that write: on SQLite they take the write lock at once.

    A transaction that reads first and then wants to write can only fail when another writer was faster.
    """
    return engine.execution_options(takes_write_lock=True)


def _request_binary_results(
    _connection: Connection, cursor: Any, _statement: str, _parameters: Any, context: Any, _many: bool
) -> None:
    # PostgreSQL would send bytes as hexadecimal digits, twice as long and to be read back.
    if context is not None and context.execution_options.get(BYTES):
        cursor.format = Format.BINARY


def writing_much(engine: Engine) -> Engine:
    """Return the same engine for sessions that write very many rows at once, in a process of their own.

    For each statement SQLite notes what its pages were before, should a trigger refuse it. Where that once
    grew beyond 64 kB it would be a file to the end of the transaction, written for each row: it is memory.
    """
    return engine.execution_options(takes_write_lock=True, writes_much=True)


def file_to_read(session: Session) -> str | None:
    """Return the address at which SQLite reads the file of a session once more; None where it has none."""
    if session.get_bind().dialect.name != "sqlite":
        return None
    databases = session.connection().exec_driver_sql("PRAGMA database_list")
    name = next(file for _, schema, file in databases if schema == "main")
    return _address(Path(name)) if name else None


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
    for pragma in ("foreign_keys=ON", "synchronous=FULL", f"busy_timeout={patience * 1000}"):
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


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    lock = options.get("takes_write_lock", False)
    if options.get("writes_much", False):
        connection.exec_driver_sql("PRAGMA temp_store=MEMORY")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if lock else "BEGIN")


def _commit(connection: Connection, *, statistics: RowStatistics) -> None:
    # SQLite keeps a transaction open whose COMMIT it refused, a claim without a citation for one, and with
    # it the write lock; SQLAlchemy believes it ended, as it does on PostgreSQL.
    try:
        connection.exec_driver_sql("COMMIT")
    except DBAPIError:
        connection.connection.rollback()
        raise
    statistics.after_commit(connection.connection.dbapi_connection, connection.info)
