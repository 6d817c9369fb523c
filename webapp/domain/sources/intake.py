"""Captures: a text is brought in, its bytes are archived, and it waits for a person to confirm it."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session, joinedload, undefer

from webapp.domain.history.chain import await_turn
from webapp.domain.input_rules import clean_line, web_address
from webapp.domain.refusals import Refused
from webapp.domain.sources import archive, custody_log, duplicate_check, quotas
from webapp.domain.sources.extraction.extracted_text import Extracted
from webapp.domain.sources.extraction.scans.reading import Scan
from webapp.domain.sources.extraction.scans.words import ScannedPage
from webapp.models import Account, Capture, Source, SourceVersion
from webapp.vocab.accounts import Role
from webapp.vocab.words import N_

_UPLOADED = "uploaded as "
# What is known of a file's origin, whatever is read in it.
_ORIGIN = ("url", "shelf_mark")


def stage(
    session: Session,
    folder: Path,
    extracted: Extracted,
    *,
    by: Account,
    at: datetime,
    of: Source | None,
    url: str | None,
    shelf_mark: str | None,
    archived: int = quotas.ARCHIVED,
) -> Capture:
    """Archive the bytes, and add a capture that waits to become a source, or the next version `of` one.

    What this account has waiting already is returned, not doubled. `archived` is how many bytes the archive
    may hold. Raises Refused, and AlreadyHere for a twin; then nothing is kept.
    """
    origin = _origin(url, shelf_mark)
    field = "text" if extracted.file_name is None else "file"
    digest = hashlib.sha256(extracted.text.encode()).hexdigest()
    duplicate_check.refuse_text(session, field, digest)
    duplicate_check.refuse_bytes(session, field, hashlib.sha256(extracted.original).hexdigest())
    source_id = of.id if of else None
    row = session.scalar(
        select(Capture).where(
            Capture.account_id == by.id, Capture.text_sha256 == digest, Capture.source_id == source_id
        )
    )
    if row is None:
        quotas.refuse_beyond(session, folder, extracted.original, by=by, field=field, archived=archived)
        row = Capture(account_id=by.id, source_id=source_id, at=at, text_sha256=digest)
        row.how = "pasted" if extracted.file_name is None else f"{_UPLOADED}{extracted.file_name}"
        row.bytes_sha256 = archive.keep(folder, extracted.original)
        _set_text(row, extracted)
        session.add(row)
    row.found = row.found | origin
    session.flush()
    return row


def capture(session: Session, capture_id: UUID, *, to: Account) -> Capture | None:
    """Return a text that waits, with its text, if this account may see it."""
    query = select(Capture).where(Capture.id == capture_id, _may_see(to))
    loaded = (undefer(Capture.text), joinedload(Capture.source), joinedload(Capture.account))
    return session.scalar(query.options(*loaded))


def waiting(session: Session, *, to: Account) -> Sequence[Capture]:
    """Return what waits for confirmation and this account may see, the newest first."""
    query = select(Capture).where(_may_see(to)).order_by(Capture.at.desc(), Capture.id.desc())
    return session.scalars(query.options(joinedload(Capture.source), joinedload(Capture.account))).all()


def original(folder: Path, capture: Capture) -> tuple[bytes, str]:
    """Return the untouched bytes of a file that waits, and its name, to read it again. Raises Refused."""
    data = custody_log.original(folder, capture.bytes_sha256)
    if data is None or not capture.how.startswith(_UPLOADED):
        raise Refused("text", N_("There is no file of it that could be read again."))
    return data, capture.how.removeprefix(_UPLOADED)


def read_otherwise(session: Session, capture: Capture, extracted: Extracted) -> Capture:
    """Let a file that waits have the text of another reading of its bytes. Raises AlreadyHere for a twin."""
    digest = hashlib.sha256(extracted.text.encode()).hexdigest()
    duplicate_check.refuse_text(session, "text", digest)
    kept = {name: value for name, value in capture.found.items() if name in _ORIGIN}
    _set_text(capture, extracted)
    capture.found, capture.text_sha256 = capture.found | kept, digest
    session.flush()
    return capture


def scan_of(capture: Capture) -> Scan | None:
    """Return how far a scan that waits was read by machine, None for what was not read so."""
    kept = capture.found.get("scan")
    if kept is None:
        return None
    pages = (ScannedPage(page["text"], tuple((start, end) for start, end in page["doubtful"]))
             for page in kept["pages"])  # fmt: skip
    return Scan(tuple(kept["languages"]), kept["count"], tuple(pages))


def as_version(session: Session, capture: Capture, *, of: Source) -> Capture:
    """Let what waits become the next version of a source, where it would have become a source of its own."""
    capture.source = of
    session.flush()
    return capture


def discard(session: Session, folder: Path, capture: Capture) -> None:
    """Throw away what waits, and its bytes where nothing else refers to them."""
    # Whoever brings in the same bytes now archives them either before this looks or after they are gone.
    await_turn(session)
    digest = capture.bytes_sha256
    session.delete(capture)
    session.flush()
    remove_unused(session, folder, digest)


def remove_unused(session: Session, folder: Path, bytes_sha256: str) -> None:
    """Remove bytes from the archive where nothing refers to them."""
    referred = [
        session.scalar(select(table.id).where(table.bytes_sha256 == bytes_sha256).limit(1))
        for table in (Capture, SourceVersion)
    ]
    if not any(referred):
        archive.remove(folder, bytes_sha256)


def _set_text(capture: Capture, extracted: Extracted) -> None:
    capture.media_type, capture.extractor = extracted.media_type, extracted.extractor
    capture.text, capture.page_starts = extracted.text, list(extracted.page_starts)
    capture.found = {
        "title": extracted.title,
        "date": extracted.date,
        "language": extracted.language,
        "url": extracted.url,
        "warnings": list(extracted.warnings),
        "encodings": list(map(list, extracted.encodings)),
        "scan": asdict(extracted.scan) if extracted.scan else None,
    }


def _may_see(account: Account) -> ColumnElement[bool]:
    return true() if account.role is Role.ADMIN else Capture.account_id == account.id


def _origin(url: str | None, shelf_mark: str | None) -> dict[str, str]:
    origin = {"url": web_address("url", url), "shelf_mark": clean_line("shelf_mark", shelf_mark)}
    return {key: value for key, value in origin.items() if value}
