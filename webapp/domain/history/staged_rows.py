"""Very many rows made ready in a SQLite file beside the database, which copies them by its own statements."""

# While rows are written nobody else saves. So all that can be done before is done before, the hashing of
# their history too, and SQLite is left to copy rows into their tables; it checks each of them as ever.

import fcntl
import os
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import mkstemp
from typing import Any

from sqlalchemy.orm import Session

from webapp.domain.history.prepared_history import CHAINED, REVISIONS, OwnPart, PreparedHistory
from webapp.domain.history.ready_rows import ReadyTable
from webapp.models import Base, attach

_PREFIX, _SUFFIX = ".list-", ".rows"
_REVISION, _LINK = "revision", "link"
Expressions = Mapping[str, Mapping[str, str]]
"""What is copied in place of columns, by table, in SQL with values by name."""
Values = Mapping[str, Any]


class StagedRows:
    """Rows and their history, part by part, in a file that goes with whoever made it.

    What a process that was killed left behind is removed by the next one.
    """

    def __init__(self, folder: Path) -> None:
        """Open a file in a folder."""
        remove_abandoned(folder)
        # It gets its name once it is locked: before, another process would take it for an abandoned one.
        self._lock, name = mkstemp(dir=folder, prefix=_PREFIX)
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        self._file = Path(name).rename(f"{name}{_SUFFIX}")
        self._connection = sqlite3.connect(self._file, isolation_level=None)
        # It need not outlast the process.
        for setting in ("journal_mode = OFF", "synchronous = OFF"):
            self._connection.execute(f"PRAGMA {setting}")
        self._create(_REVISION, ("about_id", "row_id", "table_name", "changes", "given"))
        self._create(_LINK, ("number", "previous_hash", "hash"))
        self._tables: dict[tuple[str, tuple[str, ...]], str] = {}
        self._ends: list[dict[str, int]] = [{}]
        self._chained: object = None

    def close(self) -> None:
        """Throw away what is kept."""
        self._connection.close()
        self._file.unlink(missing_ok=True)
        os.close(self._lock)

    def keep(self, tables: Iterable[ReadyTable], revisions: Iterable[tuple[OwnPart, str | None]]) -> None:
        """Keep a part of the rows, and its history: with each revision the reference that its row has."""
        self._connection.execute("BEGIN")
        for table in tables:
            self._put(self._name(table), len(table.columns), table.rows)
        self._put(_REVISION, 5, ((*own, given) for own, given in revisions))
        self._connection.execute("COMMIT")
        self._ends.append({name: self._last(name) for name in (_REVISION, *self._tables.values())})

    def chain(self, history: PreparedHistory, changes: str, values: Values, *, expecting: object) -> None:
        """Chain the history, unless that was done `expecting` the same; nothing must have been copied yet.

        `changes` is what a revision tells in place of what was kept, in SQL.
        """
        if self._chained == expecting:
            return
        self._chained = None
        own = f"SELECT about_id, row_id, table_name, {changes} FROM {_REVISION} AS kept ORDER BY rowid"
        self._connection.execute("BEGIN")
        self._connection.execute(f"DELETE FROM {_LINK}")
        self._put(_LINK, 3, history.links(self._connection.execute(own, values)))
        self._connection.execute("COMMIT")
        self._chained = expecting

    def last_link(self, before: tuple[int, str]) -> tuple[int, str]:
        """Return number and hash of the last revision as it was chained; `before` where there is none."""
        query = f"SELECT number, hash FROM {_LINK} ORDER BY rowid DESC LIMIT 1"
        last: tuple[int, str] | None = self._connection.execute(query).fetchone()
        return last or before

    def copy_rows(self, session: Session, part: int, instead: Expressions, values: Values) -> None:
        """Copy the rows of a part, counted from 0: tables as they refer to each other."""
        schema = attach(session, self._file)
        places = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}
        for (table, columns), name in sorted(self._tables.items(), key=lambda each: places[each[0][0]]):
            of_table = instead.get(table, {})
            copied = {column: of_table.get(column, f'kept."{column}"') for column in columns}
            self._copy(session, part + 1, name, table, copied, f"{schema}.{name} AS kept", values)

    def copy_history(
        self, session: Session, part: int, history: PreparedHistory, changes: str, values: Values
    ) -> None:
        """Copy the history of a part that was chained."""
        schema = attach(session, self._file)
        kept, link = f"{schema}.{_REVISION} AS kept", f"{schema}.{_LINK} AS link"
        source = f"{kept} CROSS JOIN {link} ON link.rowid = kept.rowid"
        copied = {
            # SQLite keeps keys as text without hyphens.
            "about_id": "replace(kept.about_id, '-', '')",
            "row_id": "replace(kept.row_id, '-', '')",
            "table_name": "kept.table_name",
            "changes": changes,
            **{column: f"link.{column}" for column in CHAINED},
            **{column: f":{column}" for column in history.common},
        }
        given = {**values, **history.common}
        self._copy(session, part + 1, _REVISION, REVISIONS.name, copied, source, given)

    def _copy(
        self, session: Session, place: int, name: str, table: str, copied: Mapping[str, str], source: str,
        values: Values,
    ) -> None:  # fmt: skip
        begin, end = (self._ends[each].get(name, 0) for each in (place - 1, place))
        if begin == end:
            return
        session.connection().exec_driver_sql(
            f'INSERT INTO main."{table}" ({_quoted(copied)}) SELECT {",".join(copied.values())} FROM {source}'
            " WHERE kept.rowid > :begin AND kept.rowid <= :end ORDER BY kept.rowid",
            {**values, "begin": begin, "end": end},
        )

    def _name(self, table: ReadyTable) -> str:
        key = table.name, table.columns
        if key not in self._tables:
            self._tables[key] = f"rows_{len(self._tables)}"
            self._create(self._tables[key], table.columns)
        return self._tables[key]

    def _create(self, name: str, columns: Iterable[str]) -> None:
        # Of no type: what is kept is copied as it is.
        self._connection.execute(f"CREATE TABLE {name} ({_quoted(columns)})")

    def _put(self, name: str, columns: int, rows: Iterable[tuple[Any, ...]]) -> None:
        self._connection.executemany(f"INSERT INTO {name} VALUES ({','.join('?' * columns)})", rows)

    def _last(self, name: str) -> int:
        (last,) = self._connection.execute(f"SELECT coalesce(max(rowid), 0) FROM {name}").fetchone()
        return int(last)


def remove_abandoned(folder: Path) -> None:
    """Remove what processes left in a folder that were killed."""
    for file in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        try:
            with file.open("rb") as opened:
                fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
                file.unlink(missing_ok=True)
        except OSError:
            # Somebody is making it ready at this moment.
            continue


def _quoted(columns: Iterable[str]) -> str:
    return ",".join(f'"{column}"' for column in columns)
