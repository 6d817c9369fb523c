"""How rows are spread over the indexes of a SQLite database, counted anew as it grows."""

from sqlite3 import OperationalError
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import DisconnectionError

# After so many rows were written they are counted anew, and after so many of those that are there: it takes
# some milliseconds, and every connection of the engine is then opened anew.
COUNTED_AFTER = 1_000
_PART_WRITTEN = 0.05
_ROWS = "SELECT sum(rows) FROM (SELECT max(CAST(stat AS INTEGER)) AS rows FROM sqlite_stat1 GROUP BY tbl)"
# Rows looked at in each index: https://sqlite.org/lang_analyze.html#approx
# Of what more rows share, SQLite takes so many to be: of 400 it believed that published claims were few.
_LOOKED_AT = 4_000
# Those of a reference that most rows lack count the rows without it as if all named one: SQLite then looked
# through the table for each row that is referred to, and the list of 3,000 organizations took 24 seconds.
# Likewise where one organization published the lists on which nearly everybody stands: to look another up,
# SQLite looked through all of them.
_FORGET_MISLEADING = """
DELETE FROM sqlite_stat1 WHERE idx IN (
    SELECT listed.name
    FROM sqlite_master AS named, pragma_index_list(named.name) AS listed,
        pragma_index_info(listed.name) AS indexed, pragma_table_info(named.name) AS held,
        pragma_foreign_key_list(named.name) AS referring
    WHERE named.type = 'table' AND held.name = indexed.name
        AND (NOT held."notnull" OR referring."table" = 'organization')
        AND referring."from" = indexed.name AND indexed.seqno = 0
        AND 1 = (SELECT count(*) FROM pragma_index_info(listed.name))
)
"""
_WRITTEN, _LOADED = "rows_written", "statistics_loaded"


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
        self._counted_after = COUNTED_AFTER

    def after_commit(self, connection: Any, info: dict[Any, Any]) -> None:
        """Count anew where many rows were written since; `info` is kept with the connection."""
        self._written_since += connection.total_changes - info.get(_WRITTEN, 0)
        info[_WRITTEN] = connection.total_changes
        if self._written_since >= self._counted_after:
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
            (rows,) = connection.execute(_ROWS).fetchone()
        except OperationalError:
            return
        finally:
            connection.execute(f"PRAGMA busy_timeout = {patience}")
        self._counted += 1
        self._written_since, self._counted_after = 0, max(COUNTED_AFTER, int((rows or 0) * _PART_WRITTEN))
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
