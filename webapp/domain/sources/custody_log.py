"""The custody log: what befell the bytes and the text of a version, when, by whom and how."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from webapp.domain.sources import archive
from webapp.domain.sources.archive import Damaged
from webapp.models import Custody, Source, SourceVersion
from webapp.vocab.custody_log import CustodyEvent


def log(
    session: Session,
    version: SourceVersion,
    event: CustodyEvent,
    *,
    how: str,
    sha256: str,
    by_id: UUID,
    at: datetime,
) -> Custody:
    """Write one line of the log; the database lets nobody change or remove it (Berkeley Protocol).

    `sha256` is in hex, of the bytes, or of the text where the text is what the line is about.
    """
    line = Custody(source_version=version, event=event, how=how, sha256=sha256, by_id=by_id, at=at)
    session.add(line)
    session.flush()
    return line


def original(folder: Path, sha256: str | None) -> bytes | None:
    """Return the untouched bytes of this hash from the archive; None where it does not hold just these."""
    with suppress(Damaged):
        return archive.read(folder, sha256) if sha256 else None
    return None


def hand_out(
    session: Session, version: SourceVersion, folder: Path, *, file_name: str, by_id: UUID, at: datetime
) -> bytes | None:
    """Return the untouched bytes of a version and log that they were handed out under this name.

    None, and no line in the log, where the archive does not hold just these.
    """
    data = original(folder, version.bytes_sha256)
    if data is not None and version.bytes_sha256 is not None:
        log(
            session, version, CustodyEvent.OPENED,
            how=f"handed out as {file_name}", sha256=version.bytes_sha256, by_id=by_id, at=at,
        )  # fmt: skip
    return data


def custody_of(session: Session, source: Source) -> Sequence[Custody]:
    """Return the log of all versions of a source, in the order in which it was written."""
    return session.scalars(
        select(Custody)
        .join(Custody.source_version)
        .where(SourceVersion.source_id == source.id)
        .order_by(Custody.at, Custody.id)
        .options(joinedload(Custody.by), joinedload(Custody.source_version))
    ).all()
