"""Whether the untouched bytes that were collected are all still there, and still the same."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.checks.fault import Fault
from webapp.domain.checks.table_reading import rows
from webapp.domain.sources import archive
from webapp.models import Custody, Source, SourceVersion
from webapp.vocab.custody_log import CustodyEvent


def archive_faults(session: Session, folder: Path) -> Iterator[Fault]:
    """Yield every version whose collected bytes are not in the archive, and every file that was changed.

    A file that no version refers to is no fault: it may belong to a text that waits for its confirmation.
    """
    collected = (
        select(Custody.sha256, SourceVersion.number, Source.reference)
        .join(Custody.source_version)
        .join(SourceVersion.source)
        .where(Custody.event == CustodyEvent.COLLECTED)
        .order_by(Source.reference, SourceVersion.number)
    )
    for row in rows(session, collected):
        if not archive.path(folder, row.sha256).is_file():
            subject = f"source {row.reference} version {row.number}"
            yield Fault(subject, f"the collected bytes {row.sha256} are not in the archive")
    for sha256 in archive.kept(folder):
        try:
            archive.read(folder, sha256)
        except archive.Damaged:
            yield Fault(f"archived file {sha256}", "it does not hold the bytes that its name stands for")
        except OSError as error:
            yield Fault(f"archived file {sha256}", f"it cannot be read: {error.strerror}")
