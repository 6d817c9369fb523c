"""How much may be brought in: by one account before it confirms any of it, and by all together."""

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.refusals import Refused
from webapp.domain.sources import archive
from webapp.models import Account, Capture
from webapp.vocab.words import N_

_MEGABYTE = 1_000_000
# Bytes and texts of one account that wait: a shelf of scans, and no disk full of them.
WAITING, TEXTS_WAITING = 500 * _MEGABYTE, 500
# Bytes of all that an archive may hold, where an installation does not say another number.
ARCHIVED = 50_000 * _MEGABYTE


def refuse_beyond(
    session: Session, folder: Path, data: bytes, *, by: Account, field: str, archived: int
) -> None:
    """Refuse bytes for which an account, or the archive, has no room left. Raises Refused at a field."""
    waiting = session.scalars(select(Capture.bytes_sha256).where(Capture.account_id == by.id)).all()
    size = sum(archive.size(folder, digest) for digest in waiting)
    if len(waiting) >= TEXTS_WAITING or size + len(data) > WAITING:
        raise Refused(
            field,
            N_("%(texts)s of your texts, %(megabytes)s MB, wait already. Confirm or discard some first."),
            texts=len(waiting),
            megabytes=size // _MEGABYTE,
        )
    if archive.total_size(folder) + len(data) > archived:
        raise Refused(
            field,
            N_("The archive holds the %(megabytes)s MB that it may. Whoever runs Habeas can allow more."),
            megabytes=archived // _MEGABYTE,
        )
