"""The long lists that were brought in from a source: by whom, when, how they were read, and what came."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.imports.mappings import KeptReading, mapping_of
from webapp.models import ListBatch, Revision, Source, SourceVersion


@dataclass(frozen=True)
class BroughtIn:
    """A list with the first revision of its edit, and how it was read, where that was kept already."""

    batch: ListBatch
    edit: Revision
    reading: KeptReading | None


def lists_from(session: Session, source: Source) -> list[BroughtIn]:
    """Return the lists that were brought in from a source, the newest first."""
    query = select(ListBatch, Revision).join(Revision, Revision.number == ListBatch.first_number - 1)
    query = query.join(SourceVersion, SourceVersion.id == ListBatch.source_version_id)
    rows = session.execute(query.where(SourceVersion.source_id == source.id).order_by(ListBatch.id.desc()))
    return [BroughtIn(batch, edit, mapping_of(batch) if batch.columns else None) for batch, edit in rows]
