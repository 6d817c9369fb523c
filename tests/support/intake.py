"""Texts that are brought in and wait, for tests of what becomes of them."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from tests import make
from tests.support.one_edit import edit
from webapp.domain.sources import intake, intake_confirmation
from webapp.domain.sources.description import SourceDescription
from webapp.domain.sources.extraction.extracted_text import read_pasted
from webapp.domain.sources.extraction.file_kinds import FileKind
from webapp.models import Capture, Source
from webapp.vocab.claims import Visibility
from webapp.vocab.sources import Reliability, SourceKind

DESCRIPTION = SourceDescription(
    title="A letter", kind=SourceKind.LETTER, publisher=None, authors=None, language="en", date=None,
    url=None, archive_url=None, shelf_mark=None, note=None, reliability=Reliability.CANNOT_BE_JUDGED,
    visibility=Visibility.PUBLIC,
)  # fmt: skip


def captured(
    session: Session, folder: Path, text: str = make.TEXT, *, of: Source | None = None, **other: Any
) -> Capture:
    """Bring a text in by pasting it; it waits for confirmation."""
    said = {"by": make.account(session), "at": make.AT, "url": None, "shelf_mark": None} | other
    return intake.stage(session, folder, read_pasted(text), of=of, **said)


def captured_pdf(session: Session, folder: Path, data: bytes, text: str, *starts: int) -> Capture:
    """Bring a PDF in whose text and places of pages are as given; it waits for confirmation."""
    read = replace(
        read_pasted(text), original=data, file_name="a.pdf", media_type=FileKind.PDF, page_starts=starts
    )
    by, at = make.account(session), make.AT
    return intake.stage(session, folder, read, of=None, by=by, at=at, url=None, shelf_mark=None)


def printed_source(
    session: Session,
    folder: Path,
    data: bytes,
    text: str,
    *starts: int,
    visibility: Visibility = Visibility.PUBLIC,
) -> Source:
    """Add a PDF as a source whose text and places of pages are as given."""
    capture = captured_pdf(session, folder, data, text, *starts)
    described = replace(DESCRIPTION, visibility=visibility)
    confirm = partial(intake_confirmation.confirm_source, description=described, another=False)
    source: Source = edit(session, confirm, capture, folder)
    return source
