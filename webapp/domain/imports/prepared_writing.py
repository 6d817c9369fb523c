"""Writing a list that was made ready: one transaction, in which little is left to work out."""

from collections.abc import Callable, Iterator
from datetime import UTC
from typing import Any

from psycopg import sql
from pyroaring import BitMap
from sqlalchemy.orm import Session

from webapp.domain.history.chain import digest_of, plain
from webapp.domain.history.recording import Edit, head, open_edit
from webapp.domain.imports.prepared_rows import REVISIONS, PreparedList, ReadyPart, ReadyTable
from webapp.domain.read_model.facet_sets import exchange, number_of, reference_of
from webapp.domain.read_model.refresh import keep_keys
from webapp.domain.references import next_references
from webapp.domain.sources import source_parts
from webapp.models import SourceVersion

_TIMED = ("claim", "citation")
_WITH_REFERENCE = ("person", "person_summary")


def write_prepared(
    session: Session, version: SourceVersion, prepared: PreparedList, *, progress: Callable[[int], None]
) -> None:
    """Write what was made ready under the edit that is open, whose key and account it has.

    People get their references, and all its instant, only now. People who were there before are left to the
    end of the edit.
    """
    edit = open_edit(session)
    source_parts.keep(session, version)
    # The turn is awaited before anything is counted on.
    number, previous = head(session, lock=True)
    given = next_references(session, "P", prepared.recorded.new)
    first = number_of(given[0]) - 1 if given else 0
    written = _Written(session, prepared.edit, edit, first, number, previous)
    for done, part in enumerate(prepared.parts(), start=1):
        written.write(part)
        progress(done)
    for audience, sets in prepared.sets.items():
        moved = {value: BitMap(number + first for number in numbers) for value, numbers in sets.items()}
        exchange(session, audience, {}, moved)
    keep_keys(session, prepared.tokens)
    edit.touched |= prepared.touched
    session.expire_all()


class _Written:
    """Puts rows into their tables, with the references and the instant that they get."""

    def __init__(
        self, session: Session, before: Edit, now: Edit, first: int, number: int, previous: str
    ) -> None:
        connection = session.connection()
        self._cursor: Any = connection.connection.cursor()
        self._copies = connection.dialect.name == "postgresql"
        self._first, self._number, self._previous = first, number, previous
        bind = REVISIONS.c.at.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
        self._at = tuple(bind(edit.at) if bind else edit.at for edit in (before, now))
        self._quoted = tuple(f'"{plain(edit.at.astimezone(UTC))}"' for edit in (before, now))

    def write(self, part: ReadyPart) -> None:
        """Write some rows of the list, with their history."""
        for table in part.tables:
            if table.name in _TIMED:
                self._insert(table.name, table.columns, self._timed(table))
            elif table.name in _WITH_REFERENCE:
                self._insert(table.name, table.columns, self._referred(table))
            else:
                self._insert(table.name, table.columns, iter(table.rows))
        columns = tuple(column.name for column in REVISIONS.columns)
        revisions = (self._chained(*revision) for revision in part.revisions)
        self._insert(REVISIONS.name, columns, (tuple(each[name] for name in columns) for each in revisions))

    def _timed(self, table: ReadyTable) -> Iterator[tuple[Any, ...]]:
        place = table.columns.index("made_at")
        return ((*row[:place], self._at[1], *row[place + 1 :]) for row in table.rows)

    def _referred(self, table: ReadyTable) -> Iterator[tuple[Any, ...]]:
        for row in table.rows:
            values = dict(zip(table.columns, row, strict=True))
            given = values["reference"]
            reference = self._reference(given)
            if "sort_key" in values:
                values["sort_key"] = values["sort_key"].removesuffix(given) + reference
            yield tuple((values | {"reference": reference}).values())

    def _reference(self, given: str) -> str:
        return reference_of(number_of(given) + self._first)

    def _chained(self, columns: dict[str, Any], head: str, tail: str) -> dict[str, Any]:
        self._number += 1
        changes = columns["changes"]
        if columns["table_name"] == "person":
            given = changes.partition('"P-')[2].partition('"')[0]
            old, new = f'"P-{given}"', f'"{self._reference(f"P-{given}")}"'
            changes, head = changes.replace(old, new), head.replace(old, new)
        before, now = self._quoted
        head = head.replace(before, now)
        previous = self._previous
        self._previous = digest_of(f'{head}"number":{self._number},"previous_hash":"{previous}"{tail}')
        return columns | {
            "number": self._number, "at": self._at[1], "changes": changes.replace(before, now),
            "previous_hash": previous, "hash": self._previous,
        }  # fmt: skip

    def _insert(self, table: str, columns: tuple[str, ...], rows: Iterator[tuple[Any, ...]]) -> None:
        if self._copies:
            names = sql.SQL(",").join(map(sql.Identifier, columns))
            statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
            with self._cursor.copy(statement) as copy:
                for row in rows:
                    copy.write_row(row)
            return
        names_quoted = ",".join(f'"{name}"' for name in columns)
        places = ",".join("?" * len(columns))
        self._cursor.executemany(f'INSERT INTO "{table}" ({names_quoted}) VALUES ({places})', rows)
