"""Captures: a text is brought in, its bytes are archived, and it waits for a person to confirm it."""

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session, joinedload, undefer

from webapp.domain.history.recording import await_turn
from webapp.domain.input_rules import clean_line, web_address
from webapp.domain.sources import archive, duplicate_check
from webapp.domain.sources.extraction import Extracted, extract, read_pasted
from webapp.models import Account, Capture, Source, SourceVersion
from webapp.vocab.accounts import Role

_NAME_LIMIT = 100


@dataclass(frozen=True)
class Brought:
    """What somebody brought in: the untouched bytes, how they came, and what was read from them.

    `field` is the one of the form at which it is refused.
    """

    field: str
    data: bytes
    how: str
    read: Extracted


def pasted(text: str | None) -> Brought:
    """Read a pasted text. Raises Refused at field `text`."""
    text = text or ""
    return Brought("text", text.encode("utf-8", "surrogatepass"), "pasted", read_pasted(text))


def uploaded(data: bytes, *, file_name: str | None) -> Brought:
    """Read an uploaded file in a process of its own. Raises Refused at field `file`."""
    name = plain_name(file_name)
    return Brought("file", data, f"uploaded as {name}", extract(data, file_name=name))


def plain_name(file_name: str | None) -> str:
    """Return the last part of a file's name, without what no person can read, at most 100 characters."""
    last = (file_name or "").replace("\\", "/").rpartition("/")[2]
    shown = "".join(char for char in last if unicodedata.category(char)[0] != "C").strip()
    # From the end, where it says what sort of file it is.
    return unicodedata.normalize("NFC", shown)[-_NAME_LIMIT:] or "a file"


def stage(
    session: Session,
    folder: Path,
    brought: Brought,
    *,
    by: Account,
    at: datetime,
    of: Source | None,
    url: str | None,
    shelf_mark: str | None,
) -> Capture:
    """Archive the bytes, and let the text wait to become a source, or the next version `of` one.

    What this account has waiting already is returned, not doubled. Raises Refused, and AlreadyHere for a
    twin; then nothing is kept.
    """
    said = _said(url, shelf_mark)
    digest = hashlib.sha256(brought.read.text.encode()).hexdigest()
    duplicate_check.refuse_text(session, brought.field, digest)
    duplicate_check.refuse_bytes(session, brought.field, hashlib.sha256(brought.data).hexdigest())
    source_id = of.id if of else None
    row = session.scalar(
        select(Capture).where(
            Capture.account_id == by.id, Capture.text_sha256 == digest, Capture.source_id == source_id
        )
    )
    if row is None:
        row = _captured(brought, archive.keep(folder, brought.data))
        row.account_id, row.source_id, row.at, row.text_sha256 = by.id, source_id, at, digest
        session.add(row)
    row.found = row.found | said
    session.flush()
    return row


def capture(session: Session, capture_id: UUID, *, to: Account) -> Capture | None:
    """Return a text that waits, with its text, if this account may see it."""
    query = select(Capture).where(Capture.id == capture_id, _may_see(to))
    return session.scalar(query.options(undefer(Capture.text), joinedload(Capture.source)))


def waiting(session: Session, *, to: Account) -> Sequence[Capture]:
    """Return what waits for confirmation and this account may see, the newest first."""
    query = select(Capture).where(_may_see(to)).order_by(Capture.at.desc(), Capture.id.desc())
    return session.scalars(query.options(joinedload(Capture.source), joinedload(Capture.account))).all()


def as_version(session: Session, which: Capture, *, of: Source) -> Capture:
    """Let what waits become the next version of a source, where it would have become a source of its own."""
    which.source = of
    session.flush()
    return which


def discard(session: Session, folder: Path, which: Capture) -> None:
    """Throw away what waits, and its bytes where nothing else refers to them."""
    # Whoever brings in the same bytes now archives them either before this looks or after they are gone.
    await_turn(session)
    digest = which.bytes_sha256
    session.delete(which)
    session.flush()
    referred = [
        session.scalar(select(table.id).where(table.bytes_sha256 == digest).limit(1))
        for table in (Capture, SourceVersion)
    ]
    if not any(referred):
        archive.remove(folder, digest)


def _captured(brought: Brought, bytes_sha256: str) -> Capture:
    read = brought.read
    return Capture(
        how=brought.how,
        media_type=read.media_type,
        bytes_sha256=bytes_sha256,
        text=read.text,
        page_starts=list(read.page_starts),
        extractor=read.extractor,
        found={
            "title": read.title,
            "date": read.date,
            "language": read.language,
            "url": read.url,
            "warnings": list(read.warnings),
        },
    )


def _may_see(account: Account) -> ColumnElement[bool]:
    return true() if account.role is Role.ADMIN else Capture.account_id == account.id


def _said(url: str | None, shelf_mark: str | None) -> dict[str, str]:
    said = {"url": web_address("url", url), "shelf_mark": clean_line("shelf_mark", shelf_mark)}
    return {key: value for key, value in said.items() if value}
