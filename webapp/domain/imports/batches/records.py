"""The lists that were brought in from a source: by whom, when, how they were read, and what came."""

from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from webapp.domain.history.recording import open_edit
from webapp.domain.imports.mappings import KeptReading, mapping_of
from webapp.domain.imports.recording import RecordedList
from webapp.models import ListBatch, ListPlace, Revision, Source, SourceVersion
from webapp.vocab.accounts import Action


@dataclass(frozen=True)
class BroughtIn:
    """A list with the revision of its record, and how it was read, where that was kept already."""

    batch: ListBatch
    edit: Revision
    reading: KeptReading | None


def keep_record(
    session: Session, version: SourceVersion, recorded: RecordedList, mapping: tuple[str, str] | None, *,
    place: ListPlace | None = None,
) -> ListBatch:  # fmt: skip
    """Keep what a list brought in under the edit that is open, and how it was read; return the record.

    `mapping` is that as rows keep it; `place` is where the history of one that was written by parts stands.
    """
    edit, (columns, statuses) = open_edit(session), mapping or (None, None)
    record = ListBatch(
        id=edit.id, source_version=version, rows=recorded.rows, new_people=recorded.new,
        claims=recorded.claims, finished_at=edit.at, columns=columns, statuses=statuses,
        **(place._asdict() if place else {}),
    )  # fmt: skip
    session.add(record)
    session.flush()
    return record


def lists_from(session: Session, source: Source) -> list[BroughtIn]:
    """Return the lists that were brought in from a source, the newest first."""
    created = and_(Revision.row_id == ListBatch.id, Revision.action == Action.CREATED)
    query = select(ListBatch, Revision).join(Revision, created)
    query = query.join(SourceVersion, SourceVersion.id == ListBatch.source_version_id)
    rows = session.execute(query.where(SourceVersion.source_id == source.id).order_by(ListBatch.id.desc()))
    return [BroughtIn(batch, edit, mapping_of(batch) if batch.columns else None) for batch, edit in rows]
