"""Texts that are brought in and wait, for tests of what becomes of them."""

from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from tests import make
from webapp.domain.sources import intake
from webapp.domain.sources.description import SourceDescription
from webapp.domain.sources.extraction.extracted_text import read_pasted
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
