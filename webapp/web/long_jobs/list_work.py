"""Bringing in a long list, in a process of its own, which says in a file how far it is."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from time import monotonic
from typing import Any
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from webapp.domain.garbage import collected_rarely
from webapp.domain.history.giving_way import Heeding, giving_way
from webapp.domain.history.ready_rows import Overtaken
from webapp.domain.history.recording import Edit, editing, head
from webapp.domain.imports import lists
from webapp.domain.imports.batches.at_once import check_expected
from webapp.domain.imports.batches.unseen import Writing, is_long, write_unseen
from webapp.domain.imports.last_list import since_last_list
from webapp.domain.imports.mappings import written
from webapp.domain.imports.marks import marked_table
from webapp.domain.imports.prepared_rows import PreparedList, prepare_rows, state_of_claims
from webapp.domain.imports.prepared_writing import chain_ahead, write_prepared
from webapp.domain.imports.reading import ListReading
from webapp.domain.imports.rows import ListRow, read_rows
from webapp.domain.references import References, set_aside, use_set_aside
from webapp.domain.refusals import Refused
from webapp.domain.sources import source_parts
from webapp.models import Account, SourceVersion, writing, writing_much
from webapp.vocab.imports import JobPhase, ListField, MarkAnswer, MarkKind, RowOutcome
from webapp.vocab.liberty import Status
from webapp.vocab.words import N_
from webapp.web.long_jobs.progress import LIST, Progress, carry_out

_ATTEMPTS = 3


def main() -> None:
    """Do what one line on the input says, and end when whoever started this ends."""
    with collected_rarely():
        carry_out(LIST, lambda progress, engine: Job(progress).carry_out(engine))


def reading_of(version: SourceVersion, table: lists.ListTable, order: dict[str, Any]) -> ListReading:
    """Return how a list is read, as `order_of` wrote it down."""
    statuses = {word: Status(code) if code else None for word, code in order["statuses"].items()}
    marks = {MarkKind(kind): MarkAnswer(answer) for kind, answer in order["marks"].items()}
    reading = lists.likely_reading(version, table, map(ListField, order["fields"]))
    listed_by = version.source.publisher if order["listed"] else None
    return replace(reading, statuses=statuses, marks=marks, listed_by=listed_by)


def order_of(reading: ListReading, decisions: dict[int, str]) -> dict[str, Any]:
    """Return how a list is read and what was decided of its rows, as it can be handed on."""
    return {
        "fields": [held.value for held in reading.fields],
        "statuses": {word: status and status.value for word, status in reading.statuses.items()},
        "marks": {kind.value: answer.value for kind, answer in reading.marks.items()},
        "listed": reading.listed_by is not None,
        "decisions": decisions,
    }


class Job:
    """One list that is read, or read and recorded."""

    def __init__(self, progress: Progress) -> None:
        """Begin with what was said of it when it was started."""
        self._home, self._state, self._progress = progress.home, progress.state, progress

    def carry_out(self, engine: Engine) -> None:
        """Read the list; where it is to be recorded, prepare and write it. Raises Refused, Cancelled."""
        for _ in range(_ATTEMPTS):
            with Session(engine) as session:
                since, _hash = head(session)
                if not self._state["record"]:
                    return self._tell(session)
                if self._record(engine, session, since):
                    return None
        message = N_("Others changed what the list is about, again and again. Read it once more.")
        raise Refused("rows", message)

    def _read(self, session: Session) -> tuple[SourceVersion, Iterator[ListRow], tuple[str, str]]:
        """Return what is read, its rows, and how, as its record keeps it."""
        order = self._state["order"]
        version = session.get_one(SourceVersion, UUID(self._state["version"]))
        table = marked_table(version, lists.list_table(version), self._home / "archive")
        decisions = {int(number): decision for number, decision in order["decisions"].items()}
        reading = reading_of(version, table, order)
        progress = self._progress.in_phase(JobPhase.READING, len(table.rows))

        def rows() -> Iterator[ListRow]:
            read = read_rows(session, version, table.rows, reading, decisions=decisions)
            for done, row in enumerate(read, start=1):
                yield row
                progress(done)

        return version, rows(), written(table, reading)

    def _tell(self, session: Session) -> None:
        version, rows, _ = self._read(session)
        numbers: dict[str, list[int]] = {outcome.value: [] for outcome in RowOutcome}
        again, ready = [], 0
        for row in rows:
            numbers[row.outcome.value].append(row.row.number)
            again += [row.row.number] if row.again else []
            ready += row.to_write
        difference = since_last_list(session, version, lists.list_table(version))
        self._progress.say(
            phase=JobPhase.READ, numbers=numbers, again=again, ready=ready,
            done=sum(map(len, numbers.values())), since_last=difference and difference.as_plain(),
        )  # fmt: skip

    def _record(self, engine: Engine, session: Session, since: int) -> bool:
        """Record the rows; where others changed what they are about, write nothing and return False."""
        state = self._state
        edit = Edit(UUID(state["by"]), state["reason"], datetime.now(UTC), UUID(state["id"]))
        with PreparedList(engine.dialect, self._home, edit, state_of_claims(session, edit.by_id)) as prepared:
            self._prepare(session, prepared)
            # On SQLite what is written stays in the log as long as somebody reads what was there before.
            session.close()
            with Session(writing(engine)) as first:
                # Whoever cites the list at this moment needs them too, and would wait.
                source_parts.keep(first, first.get_one(SourceVersion, UUID(state["version"])))
                first.commit()
            if is_long(prepared):
                ended = self._write_unseen(engine, prepared, since)
            else:
                ended = self._write_at_once(engine, prepared, since)
        if ended:
            self._progress.say(phase=JobPhase.DONE, rows=prepared.recorded.rows, new=prepared.recorded.new)
        return ended

    def _prepare(self, session: Session, prepared: PreparedList) -> None:
        version, rows, prepared.mapping = self._read(session)
        counts = dict.fromkeys(RowOutcome, 0)

        def counted() -> Iterator[ListRow]:
            for row in rows:
                counts[row.outcome] += 1
                yield row

        prepare_rows(session, version, counted(), prepared)
        expected = dict(zip(RowOutcome, self._state["expected"], strict=True))
        check_expected(counts, expected, ready=prepared.recorded.rows)

    def _write_unseen(self, engine: Engine, prepared: PreparedList, since: int) -> bool:
        """Write the rows in parts; where others changed what they are about, leave nothing, return False."""
        with Session(engine) as session:
            version = session.get_one(SourceVersion, UUID(self._state["version"]))
        progress = self._progress.in_phase(JobPhase.WRITING, prepared.recorded.rows)
        way = Writing(lambda: datetime.now(UTC), monotonic, progress, heed=self._progress.heed)
        try:
            write_unseen(engine, self._home, version, prepared, way, since=since)
        except Overtaken:
            return False
        return True

    def _write_at_once(self, engine: Engine, prepared: PreparedList, since: int) -> bool:
        with set_aside(engine, {"P": prepared.recorded.new}) as references:
            return giving_way(partial(self._write, engine, prepared, since, references))

    def _write(
        self, engine: Engine, prepared: PreparedList, since: int, aside: References, heeding: Heeding
    ) -> bool:
        edit, rows, at = prepared.edit, prepared.recorded.rows, datetime.now(UTC)
        chain_ahead(engine, prepared, at)
        with Session(writing_much(engine)) as final:
            use_set_aside(final, aside)
            version = final.get_one(SourceVersion, UUID(self._state["version"]))
            by = final.get_one(Account, edit.by_id)
            try:
                with editing(final, by=by, reason=edit.reason, at=at, edit_id=edit.id, long=True):
                    progress = self._progress.in_phase(JobPhase.WRITING, rows)
                    write_prepared(
                        final, version, prepared, since=since, progress=progress, heeding=heeding
                    )
            except Overtaken:
                return False
            self._progress.heed()
            final.commit()
        return True
