"""Confirming a capture: what a person has looked at becomes a source, or the next version of one."""

from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from webapp.domain.refusals import Refused
from webapp.domain.sources import custody_log, duplicate_check
from webapp.domain.sources.description import SourceDescription
from webapp.domain.sources.intake import scan_of
from webapp.domain.sources.new_version import comparisons
from webapp.domain.sources.sources import add_described_source
from webapp.domain.sources.versions import add_version
from webapp.models import Capture, Source, SourceVersion
from webapp.vocab.custody_log import CustodyEvent
from webapp.vocab.words import N_

# Of the words that a machine was not sure of, how many are written in the log.
_MOST_WORDS = 100


class SameAddress(Refused):
    """Another source has this address: a person says whether this is its next version."""

    def __init__(self, field: str, source: Source) -> None:
        message = N_(
            "%(reference)s has this address. Say that it is another document, or add this as its version."
        )
        super().__init__(field, message, reference=source.reference)
        self.source = source


def confirm_source(
    session: Session,
    capture: Capture,
    folder: Path,
    *,
    description: SourceDescription,
    another: bool,
    keys: tuple[UUID | None, UUID | None] = (None, None),
) -> Source:
    """Add a capture as a source, described by a person; its text is version 1.

    `another` says that it is not the document which has this address already. `keys` are those that source
    and version get where somebody refers to them before. Raises Refused, AlreadyHere
    where the text became a source meanwhile, SameAddress.
    """
    _check(session, capture, folder)
    same = None if another else duplicate_check.at_address(session, description.url)
    if same is not None:
        raise SameAddress("url", same)
    source = add_described_source(session, description=description, key=keys[0])
    _keep(session, capture, source, keys[1])
    return source


def confirm_version(session: Session, capture: Capture, folder: Path, *, of: Source) -> SourceVersion:
    """Add a capture as the next version of a source, and compare with it what is cited from older versions.

    Raises Refused, AlreadyHere.
    """
    _check(session, capture, folder)
    version = _keep(session, capture, of)
    comparisons.compare(session, version)
    return version


def _check(session: Session, capture: Capture, folder: Path) -> None:
    duplicate_check.refuse_text(session, "text", capture.text_sha256)
    duplicate_check.refuse_bytes(session, "text", capture.bytes_sha256)
    scan = scan_of(capture)
    if scan is not None and not scan.is_read:
        raise Refused("text", N_("Not all of its pages have been read yet; let them be read first."))
    if custody_log.original(folder, capture.bytes_sha256) is None:
        raise Refused("text", N_("Its bytes are no longer in the archive; throw it away and bring it again."))


def _keep(
    session: Session, capture: Capture, source: Source, key: UUID | None = None
) -> SourceVersion:
    version = add_version(
        session, source, text_sha256=capture.text_sha256, text_length=len(capture.text), text=capture.text,
        bytes_sha256=capture.bytes_sha256, media_type=capture.media_type, extractor=capture.extractor,
        page_starts=capture.page_starts, key=key,
    )  # fmt: skip
    confirm_written(session, capture, version)
    return version


def confirm_written(session: Session, capture: Capture, version: SourceVersion) -> None:
    """Log how a text came in whose version is written already, and throw its capture away."""
    for event, how, sha256 in (
        (CustodyEvent.COLLECTED, capture.how, capture.bytes_sha256),
        (CustodyEvent.EXTRACTED, capture.extractor + _words_in_doubt(capture), capture.text_sha256),
    ):
        # When it came in and by whom, which may be long before somebody confirms it.
        by_id, at = capture.account_id, capture.at
        custody_log.log(session, version, event, how=how, sha256=sha256, by_id=by_id, at=at)
    session.delete(capture)
    session.flush()


def _words_in_doubt(capture: Capture) -> str:
    """Return which words of a scan a machine was not sure of, for the log; nothing of other texts."""
    scan = scan_of(capture)
    if scan is None:
        return ""
    text, _, doubtful = scan.text()
    words = dict.fromkeys(text[start:end] for start, end in doubtful)
    shown = ", ".join(list(words)[:_MOST_WORDS]) or "none"
    return f"; {len(doubtful)} words in doubt: {shown}{', …' if len(words) > _MOST_WORDS else ''}"
