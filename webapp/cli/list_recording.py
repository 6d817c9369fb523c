"""`habeas import` of a list: read and made ready in files, then written in one transaction, or not at all."""

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from uuid import UUID

import click
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from webapp.domain.garbage import collected_rarely
from webapp.domain.history.giving_way import Heeding, giving_way
from webapp.domain.history.ready_rows import Overtaken
from webapp.domain.history.recording import Edit, editing, head
from webapp.domain.imports import lists
from webapp.domain.imports.batches.unseen import Writing, is_long, takes_parts, write_unseen
from webapp.domain.imports.mappings import written
from webapp.domain.imports.marks import marked_table
from webapp.domain.imports.prepared_rows import PreparedList, prepare_rows, state_of_claims
from webapp.domain.imports.prepared_writing import chain_ahead, write_prepared
from webapp.domain.imports.reading import ListReading
from webapp.domain.imports.recording import RecordedList
from webapp.domain.imports.row_marks import QUESTIONS
from webapp.domain.imports.rows import ListRow, read_rows
from webapp.domain.references import set_aside, use_set_aside
from webapp.domain.sources import intake, intake_confirmation, versions
from webapp.domain.sources.description import SourceDescription
from webapp.domain.sources.extraction.extracted_text import Extracted
from webapp.models import Account, BatchKeys, Capture, Source, SourceVersion, writing, writing_much
from webapp.vocab.imports import RowOutcome

_ATTEMPTS = 3
HowRead = Callable[[Session, SourceVersion, lists.ListTable], tuple[ListReading, dict[int, str]]]
"""How a list is read, and what was decided of its rows."""


@dataclass(frozen=True)
class ListToRecord:
    """A file that becomes a source, or a source that there is; who brings it in, why, and how it is read.

    Of a longer list, `rows_before` of its rows stand in earlier parts: they count in the numbers of rows that
    are told and decided of.
    """

    file: tuple[Extracted, SourceDescription] | None
    source_id: UUID | None
    by_id: UUID
    reason: str
    how_read: HowRead
    dry_run: bool
    rows_before: int = 0


def record_list(engine: Engine, home: Path, order: ListToRecord) -> bool:
    """Record the rows of a list, or say what becomes of them; return False where some of them wait.

    Raises ClickException where others change what the list is about again and again, and Refused.
    """
    home.mkdir(parents=True, exist_ok=True)
    archive = home / "archive"
    try:
        with collected_rarely():
            for _ in range(_ATTEMPTS):
                if (is_whole := _attempt(engine, home, archive, order)) is not None:
                    return is_whole
            raise click.ClickException("Others changed what the list is about meanwhile; try again.")
    finally:
        if order.file is not None:
            digest = hashlib.sha256(order.file[0].original).hexdigest()
            with Session(writing(engine)) as session:
                intake.remove_unused(session, archive, digest)


def _attempt(engine: Engine, home: Path, archive: Path, order: ListToRecord) -> bool | None:
    """Read a list and write it, unless rows wait; return None where others changed what it is about."""
    # One instant for all that is derived: it hangs on the day, and the next one may begin meanwhile.
    at, keys = datetime.now(UTC), BatchKeys()
    draft = _draft(engine, archive, order, at, (keys(), keys()))
    with Session(engine) as session:
        since, _ = head(session)
        version = draft or _own_version(session, order)
        table = marked_table(version, lists.list_table(version), archive)
        if table.marks_unread:
            click.echo(table.marks_unread)
        reading, decided = order.how_read(session, version, table)
        decisions = {number - order.rows_before: reference for number, reference in decided.items()}
        tally = _Tally(order.rows_before)
        read = read_rows(session, version, table.rows, reading, decisions=decisions)
        rows = tally.noted(_with_progress(read, len(table.rows), "Reading"), every=order.dry_run)
        edit = Edit(order.by_id, order.reason, at)
        state = state_of_claims(session, order.by_id)
        with PreparedList(engine.dialect, home, edit, state, keys) as prepared:
            if order.dry_run:
                for _row in rows:
                    pass
            else:
                if draft and takes_parts(len(table.rows)):
                    prepared.add_source(draft)
                prepared.mapping = written(table, reading)
                prepare_rows(session, version, rows, prepared)
            # On SQLite what is written stays in the log as long as somebody reads what was there before.
            session.close()
            for line in tally.report():
                click.echo(line)
            if order.dry_run or tally.left_out:
                return not tally.left_out
            if is_long(prepared):
                return _write_unseen(engine, home, order, version, prepared, since) or None
            return _write(engine, archive, order, version, prepared, since) or None


def _write_unseen(
    engine: Engine,
    home: Path,
    order: ListToRecord,
    version: SourceVersion,
    prepared: PreparedList,
    since: int,
) -> bool:
    """Write a list in parts, its new source too; return False where others changed what it is about."""
    recorded, archive = prepared.recorded, home / "archive"

    def arrival(session: Session) -> Callable[[Session, SourceVersion], None]:
        # Refused where somebody else has brought in the same text meanwhile.
        capture = _staged(session, archive, order, datetime.now(UTC))
        return lambda session, own: intake_confirmation.confirm_written(session, capture, own)

    try:
        with click.progressbar(length=recorded.rows, label="Recording", file=sys.stderr) as bar:
            way = Writing(
                lambda: datetime.now(UTC), monotonic, lambda done: bar.update(done - bar.pos),
                arrival if order.file else None,
            )  # fmt: skip
            write_unseen(engine, home, version, prepared, way, since=since)
    except Overtaken:
        return False
    click.echo(_recorded(version, recorded))
    return True


def _recorded(version: SourceVersion, recorded: RecordedList) -> str:
    reference = version.source.reference
    return f"Recorded from {reference}: {recorded.rows} rows, {recorded.new} of somebody new."


def _write(
    engine: Engine,
    archive: Path,
    order: ListToRecord,
    version: SourceVersion,
    prepared: PreparedList,
    since: int,
) -> bool:
    before, recorded = prepared.edit, prepared.recorded

    def write(heeding: Heeding) -> bool:
        at = datetime.now(UTC)
        chain_ahead(engine, prepared, at)
        with Session(writing_much(engine)) as session:
            use_set_aside(session, references)
            account = session.get_one(Account, order.by_id)
            try:
                with editing(
                    session, by=account, reason=before.reason, at=at, edit_id=before.id, long=True,
                ) as edit:
                    if order.file:
                        own = _added(session, archive, order, at, (version.source_id, version.id))
                    else:
                        own = _own_version(session, order)
                    # Nobody rests on it yet: nobody is derived anew at the end.
                    edit.touched.clear()
                    if own.source.reference != version.source.reference:
                        raise Overtaken
                    with click.progressbar(length=recorded.rows, label="Recording", file=sys.stderr) as bar:
                        write_prepared(
                            session, own, prepared, since=since, heeding=heeding,
                            progress=lambda done: bar.update(done - bar.pos),
                        )  # fmt: skip
            except Overtaken:
                return False
            session.commit()
            return True

    with set_aside(engine, {"P": recorded.new, "S": int(order.file is not None)}) as references:
        is_written = giving_way(write)
    if is_written:
        click.echo(_recorded(version, recorded))
    return is_written


def _own_version(session: Session, order: ListToRecord) -> SourceVersion:
    """Return the text of a source that there is. Raises ClickException where it is not archived."""
    source = session.get_one(Source, order.source_id)
    version = versions.newest_version(session, source)
    if version is None or version.text is None:
        raise click.ClickException(f"The text of {source.reference} is not archived.")
    return version


def _draft(
    engine: Engine, archive: Path, order: ListToRecord, at: datetime, keys: tuple[UUID, UUID]
) -> SourceVersion | None:
    """Return the version that a file would become now; nothing of it is kept but its bytes."""
    if order.file is None:
        return None
    with Session(writing(engine)) as session:
        account = session.get_one(Account, order.by_id)
        with editing(session, by=account, reason=order.reason, at=at):
            version = _added(session, archive, order, at, keys)
            source = version.source
            session.refresh(source, ["publisher", *Source.__table__.columns.keys()])
            session.refresh(version, ["source", *SourceVersion.__table__.columns.keys()])
            session.expunge(version)
            session.expunge(source)
        session.rollback()
    return version


def _added(
    session: Session,
    archive: Path,
    order: ListToRecord,
    at: datetime,
    keys: tuple[UUID, UUID],
) -> SourceVersion:
    assert order.file is not None
    added = intake_confirmation.confirm_source(
        session, _staged(session, archive, order, at), archive, description=order.file[1], another=False,
        keys=keys,
    )  # fmt: skip
    return added.versions[0]


def _staged(session: Session, archive: Path, order: ListToRecord, at: datetime) -> Capture:
    assert order.file is not None
    account = session.get_one(Account, order.by_id)
    # Whoever has the command line may fill the disk.
    return intake.stage(
        session, archive, order.file[0], by=account, at=at, of=None, url=None, shelf_mark=None,
        archived=sys.maxsize,
    )  # fmt: skip


def _with_progress(rows: Iterable[ListRow], length: int, label: str) -> Iterator[ListRow]:
    with click.progressbar(rows, length=length, label=label, file=sys.stderr) as bar:
        yield from bar


@dataclass
class _Tally:
    """What becomes of the rows of a list: how many come to what, and a line for each that waits."""

    rows_before: int = 0
    counts: dict[RowOutcome, int] = field(default_factory=lambda: dict.fromkeys(RowOutcome, 0))
    lines: list[str] = field(default_factory=list)
    left_out: int = 0
    unrecorded: int = 0

    def noted(self, rows: Iterable[ListRow], *, every: bool) -> Iterator[ListRow]:
        """Yield rows as they are noted; unless `every`, none after the first that waits."""
        for row in rows:
            self.counts[row.outcome] += 1
            self.left_out += row.waits
            self.unrecorded += len(row.unrecorded)
            self.lines += _lines(row, self.rows_before + row.row.number)
            if every or not self.left_out:
                yield row

    def report(self) -> Iterator[str]:
        """Yield a line for each cell that is refused and each row that asks, and one with all counts."""
        yield from self.lines
        if self.unrecorded:
            yield f"{self.unrecorded} cells that are read say more than is recorded; they stay in the source."
        yield ", ".join(
            f"{number} {outcome}" for outcome, number in self.counts.items()
            if number or outcome is not RowOutcome.CONTINUED
        )  # fmt: skip


def _lines(row: ListRow, number: int) -> Iterator[str]:
    for problem in row.problems:
        yield f"row {number}, {problem.field}: {problem.text!r}: {problem.refused.translated()}"
    for kind in row.questions:
        answers = " or ".join(QUESTIONS[kind])
        yield (
            f"row {number}: {row.name!r}: {kind.label} in the file; say under [marks] in the"
            f" mapping: {kind} = {answers}"
        )
    if row.outcome is RowOutcome.ASK:
        people = ", ".join(f"{hit.person.name} ({hit.person.reference})" for hit in row.candidates)
        yield f"row {number}, name: {row.name!r}: may be {people or 'the same as an earlier row'}"
