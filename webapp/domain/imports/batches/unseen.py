"""Writing a list in parts that nobody sees, between which others save, and a last one that all see."""

# The history of its rows is a chain of its own, hashed ahead: its numbers follow those of whoever saves
# meanwhile at a distance. At the end it is tied in: the revision before its first is chained to what was
# there, and the one after its last holds the hash of that one too.

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from time import sleep
from typing import Any

from psycopg.errors import DeadlockDetected, UniqueViolation
from sqlalchemy import Connection, Engine, insert
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from webapp.domain.history.chain import await_turn, digest_of
from webapp.domain.history.giving_way import Heeding, Progress, giving_way
from webapp.domain.history.prepared_history import OwnPart, PreparedHistory
from webapp.domain.history.ready_parts import ReadyParts
from webapp.domain.history.ready_rows import Overtaken, ReadyTable, keep_indexes_in_memory
from webapp.domain.history.recording import Edit, editing, head
from webapp.domain.history.staged_rows import StagedRows
from webapp.domain.imports.batches.alone import alone, remove_left
from webapp.domain.imports.batches.announcing import announce
from webapp.domain.imports.batches.others import Part, changed_since, derive_others, write_others
from webapp.domain.imports.batches.records import keep_record
from webapp.domain.imports.batches.removal import remove_batch
from webapp.domain.imports.batches.written_rows import (
    CACHE_OF_PERSON,
    CACHE_OF_ROW,
    CHANGES,
    INSTEAD,
    WrittenRows,
    chain_staged,
    stated,
    write_name_keys,
    write_sets,
)
from webapp.domain.imports.overtaken import is_overtaken
from webapp.domain.imports.prepared_rows import PreparedList
from webapp.domain.read_model.facet_sets import number_of
from webapp.domain.read_model.past_rows import VERSIONS
from webapp.domain.references import References, set_aside
from webapp.domain.refusals import Refused
from webapp.models import (
    Account,
    ListPlace,
    SourceVersion,
    UnfinishedBatch,
    hearing_others,
    look_anew,
    writing,
    writing_much,
    writing_parts,
)
from webapp.vocab.words import N_

# Lists of no more rows are written in one transaction: others wait no longer for that than for a part.
FEW = 1_000
# Seconds that a part is to take, and those that others who waited have between two, so often.
_PART, _PAUSE, _PAUSES = 0.25, 0.2, 3
_ANOTHER = N_(
    "Another list is being brought in or undone, or terms are computed anew. Wait until it is done."
)
Arrival = Callable[[Session], Callable[[Session, SourceVersion], None]]
"""Takes a new source in: first whatever stands against it is looked up, then it is noted how it came."""


@dataclass(frozen=True)
class Writing:
    """How a list is written: when it is, how long that takes, who hears how far it is, and its new source."""

    now: Callable[[], datetime]
    clock: Callable[[], float]
    progress: Progress
    arrival: Arrival | None = None
    heed: Callable[[], None] = lambda: None
    """Raises before the last part is written for good, where nobody wants it any more."""


def takes_parts(rows: int) -> bool:
    """Tell whether a list of so many rows is written in parts."""
    return rows > FEW


def is_long(prepared: PreparedList) -> bool:
    """Tell whether a list is to be written in parts: one of which its source was made ready is."""
    holds_rows = prepared.of_new.revisions_kept + prepared.of_others.revisions_kept > 0
    return prepared.with_source or (holds_rows and takes_parts(prepared.recorded.rows))


def write_unseen(
    engine: Engine, home: Path, version: SourceVersion, prepared: PreparedList, writing: Writing, *,
    since: int,
) -> None:
    """Write what was made ready of rows that were read at revision `since`, and commit it.

    Others save between its parts, and see nothing of it before the last. Raises Overtaken where what others
    did meanwhile, or another day, makes something else of the list, and Refused at `rows` where the account
    may not record any more, or another list is being written: then nothing of it is left.
    """
    new = {"P": prepared.recorded.new, "S": int(writing.arrival is not None)}
    with alone(engine, home) as is_alone:
        if not is_alone:
            raise Refused("rows", _ANOTHER)
        remove_left(engine)
        with set_aside(engine, new, always=True) as references:
            batch = _Batch(engine, version, prepared, writing, since, references)
            try:
                batch.write()
            except BaseException as error:
                remove_batch(engine, prepared.edit.id)
                if _is_rivalry(error):
                    # The same words of the source, cited by somebody at this moment.
                    raise Overtaken from error
                raise


class _Batch:
    """A list that is being written."""

    def __init__(
        self, engine: Engine, version: SourceVersion, prepared: PreparedList, writing: Writing, since: int,
        references: References,
    ) -> None:  # fmt: skip
        self._engine, self._version, self._prepared, self._since = engine, version, prepared, since
        self._writing = writing
        self._edit = replace(prepared.edit, at=writing.now())
        given = references.get("P", [])
        self._first = number_of(given[0]) - 1 if given else 0
        if writing.arrival and references["S"] != [version.source.reference]:
            raise Overtaken
        # What is chained to nothing else, and to this by nothing else.
        self._start = digest_of(f"list {prepared.edit.id}")
        self._first_number = self._done = 0

    def write(self) -> None:
        """Write all of it."""
        self._first_number = announce(
            self._engine, self._edit, self._prepared, self._writing.clock,
            cited=None if self._writing.arrival else self._version,
        )  # fmt: skip
        before = self._first_number - 1, self._start
        values, chained = stated(self._prepared, self._edit, self._first), before
        if self._engine.dialect.name == "sqlite":
            for kept in self._prepared.kept:
                chained = chain_staged(self._prepared, kept, self._edit, chained, values)
        history = PreparedHistory(self._engine.dialect, self._edit, before)
        with writing_parts(self._engine).connect() as connection:
            self._write_parts(connection, self._parts(history, values))
            self._write_parts(connection, derive_others(
                self._engine, self._prepared, until=self._first_number - 1
            ))  # fmt: skip
        giving_way(partial(self._finish, chained if chained != before else history.newest))

    def _parts(self, history: PreparedHistory, values: dict[str, Any]) -> Iterator[Part]:
        """Yield the parts of all rows: those of people who are new, then of others."""
        for part, (rows, write) in enumerate(self._kept(self._prepared.of_new, history, values)):
            yield rows, partial(self._with_beside, write, part)
        yield from self._kept(self._prepared.of_others, history, values)

    def _kept(self, parts: ReadyParts, history: PreparedHistory, values: dict[str, Any]) -> Iterator[Part]:
        if parts.staged is not None:
            for part, rows in enumerate(parts.sizes):
                yield rows, partial(self._copy, parts.staged, part, history, values)
            return
        for rows, tables, revisions in zip(parts.sizes, parts.tables(), parts.revisions(), strict=True):
            yield rows, partial(self._put, history, tables, revisions)

    def _write_parts(self, connection: Connection, parts: Iterator[Part]) -> None:
        at_once, pauses, clock = 1, 0, self._writing.clock
        with hearing_others(self._engine) as others_wait:
            while group := list(islice(parts, at_once)):
                begun = clock()
                with Session(connection) as session:
                    self._write_group(session, [write for _, write in group])
                took = clock() - begun
                at_once = max(1, min(2 * len(group), int(len(group) * _PART / max(took, 0.001))))
                self._done += sum(rows for rows, _ in group)
                self._writing.progress(self._done)
                pauses = _PAUSES if others_wait() else pauses
                if pauses:
                    pauses -= 1
                    sleep(_PAUSE)

    def _write_group(self, session: Session, parts: list[Callable[[Session], None]]) -> None:
        # On PostgreSQL, where names of others get the same keys at this moment.
        await_turn(session)
        if session.get(UnfinishedBatch, self._edit.id, with_for_update=True) is None:
            raise Overtaken
        keep_indexes_in_memory(session, self._prepared.recorded.rows * CACHE_OF_ROW)
        for write in parts:
            write(session)
        session.commit()

    def _copy(
        self, staged: StagedRows, part: int, history: PreparedHistory, values: dict[str, Any],
        session: Session,
    ) -> None:  # fmt: skip
        staged.copy_rows(session, part, INSTEAD, values)
        staged.copy_history(session, part, history, CHANGES, values)

    def _put(
        self, history: PreparedHistory, tables: list[ReadyTable], revisions: Iterable[OwnPart],
        session: Session,
    ) -> None:  # fmt: skip
        written = WrittenRows(session, self._prepared.edit, self._edit, self._first)
        written.write(tables)
        written.write_history(history, revisions)

    def _with_beside(self, write: Callable[[Session], None], part: int, session: Session) -> None:
        """Write a part, what search needs of it, and that of its people nothing is known before the list."""
        write(session)
        write_name_keys(session, self._prepared.tokens[part])
        if people := self._prepared.newcomers[part]:
            until = self._first_number - 1
            own = [{"person_id": key, "until": until, "kept": True} for key in people]
            session.execute(insert(VERSIONS), own)

    def _finish(self, last: tuple[int, str], heeding: Heeding) -> None:
        """Write what everybody sees at once from then on."""
        prepared, edit, at = self._prepared, self._edit, self._writing.now()
        others = len(prepared.others)
        engine = writing_much(self._engine) if others > FEW else writing(self._engine)
        with Session(engine) as session:
            by = session.get_one(Account, edit.by_id)
            with editing(session, by=by, reason=edit.reason, at=at, edit_id=edit.id) as own:
                unfinished = session.get(UnfinishedBatch, edit.id, with_for_update=True)
                # What is derived of people hangs on the day.
                if unfinished is None or at.date() != prepared.edit.at.date():
                    raise Overtaken
                newest = head(session)
                is_too_near = newest[0] >= self._first_number - 2
                if is_too_near or is_overtaken(session, self._version, prepared, self._since):
                    raise Overtaken
                changed = changed_since(session, prepared, self._since)
                arrived = self._writing.arrival and self._writing.arrival(session)
                session.delete(unfinished)
                session.flush()
                look_anew(session.connection())
                version = session.get_one(SourceVersion, self._version.id)
                own.newest = self._first_number - 2, newest[1]
                self._tie(session, own, version, last)
                if arrived:
                    arrived(session, version)
                keep_indexes_in_memory(session, others * CACHE_OF_PERSON)
                heed = heeding(session, others, lambda _: None) if others > FEW else lambda _: None
                write_others(session, prepared, changed, lambda part: heed(int(part * others)))
                write_sets(session, prepared, self._first)
                session.expire_all()
            self._writing.heed()
            session.commit()

    def _tie(self, session: Session, own: Edit, version: SourceVersion, last: tuple[int, str]) -> None:
        """Tie its history in, between the revision that makes its record and one that holds its hash."""
        prepared, place = self._prepared, ListPlace(self._first_number, last[0], self._start, last[1], None)
        record = keep_record(session, version, prepared.recorded, prepared.mapping, place=place)
        assert own.newest is not None
        opening, record.opened_by = own.newest
        assert opening == self._first_number - 1
        own.newest, own.written_before = last, last[0]
        session.flush()


def _is_rivalry(error: BaseException) -> bool:
    if isinstance(error, DBAPIError):
        return isinstance(error, IntegrityError) or isinstance(error.orig, DeadlockDetected)
    return isinstance(error, UniqueViolation | DeadlockDetected)
