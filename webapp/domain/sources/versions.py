"""The versions of a source: the newest, adding the next, attaching the text of one that was only cited."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from webapp.domain.history.recording import open_edit
from webapp.domain.refusals import Refused
from webapp.domain.sources import custody_log, source_parts, word_index
from webapp.domain.text.canonical_text import canonical
from webapp.models import Passage, Source, SourcePage, SourceVersion
from webapp.vocab.custody_log import CustodyEvent
from webapp.vocab.words import N_


def newest_version(session: Session, source: Source) -> SourceVersion | None:
    """Return the newest version of a source with its text."""
    query = select(SourceVersion).where(SourceVersion.source_id == source.id)
    return session.scalar(
        query.order_by(SourceVersion.number.desc()).limit(1).options(undefer(SourceVersion.text))
    )


def numbered_version(session: Session, source: Source, number: int) -> SourceVersion | None:
    """Return one version of a source with its text."""
    query = select(SourceVersion).where(SourceVersion.source_id == source.id, SourceVersion.number == number)
    return session.scalar(query.options(undefer(SourceVersion.text)))


def is_any_text(session: Session) -> bool:
    """Tell whether any source has its text here, so that something can be cited."""
    version = select(SourceVersion.id).where(SourceVersion.text.is_not(None)).limit(1)
    return session.scalar(version) is not None


def pages(session: Session, version: SourceVersion) -> list[SourcePage]:
    """Return the pages of a version in order; none for a document without pages."""
    query = select(SourcePage).where(SourcePage.source_version_id == version.id)
    return list(session.scalars(query.order_by(SourcePage.number)))


def add_version(
    session: Session,
    source: Source,
    *,
    text_sha256: str,
    text_length: int,
    text: str | None,
    bytes_sha256: str | None,
    media_type: str,
    extractor: str,
    page_starts: Sequence[int] = (),
    key: UUID | None = None,
) -> SourceVersion:
    """Add the next version of a source; without `text` it is cited and not archived.

    `page_starts` are the code points at which its pages begin, none for a document without pages.
    """
    version = SourceVersion(
        id=key,
        number=len(source.versions) + 1,
        text_sha256=text_sha256,
        text_length=text_length,
        text=text,
        bytes_sha256=bytes_sha256,
        media_type=media_type,
        extractor=extractor,
    )
    source.versions.append(version)
    session.flush()
    session.add_all(
        SourcePage(source_version_id=version.id, number=number, start=start)
        for number, start in enumerate(page_starts, start=1)
    )
    word_index.index(session, version)
    source_parts.keep(session, version)
    return version


def attach_text(session: Session, version: SourceVersion, *, text: str | None) -> SourceVersion:
    """Attach the text of a version that was only cited.

    Raises Refused at field `text` unless its canonical form has the recorded SHA-256 and holds every passage
    that is cited from it at its place.
    """
    read = canonical("text", text)
    # What is copied from a window to paste it often lost the line break at its end, or gained one.
    for end in ("", "\n"):
        if read.sha256 != version.text_sha256:
            read = canonical("text", read.text.rstrip("\n") + end)
    if read.sha256 != version.text_sha256:
        raise Refused("text", N_("This is another text: its SHA-256 differs from the recorded one."))
    if version.text is None:
        _check_passages(session, version, read.text)
        version.text = read.text
        word_index.index(session, version)
        source_parts.keep(session, version)
        edit = open_edit(session)
        custody_log.log(
            session, version, CustodyEvent.ATTACHED,
            how="equal to the recorded SHA-256", sha256=read.sha256, by_id=edit.by_id, at=edit.at,
        )  # fmt: skip
    return version


def _check_passages(session: Session, version: SourceVersion, text: str) -> None:
    for passage in session.scalars(select(Passage).where(Passage.source_version_id == version.id)):
        if text[passage.start : passage.end] != passage.exact:
            message = N_("It differs from the passage cited from %(start)s to %(end)s: “%(exact)s”.")
            raise Refused("text", message, start=passage.start, end=passage.end, exact=passage.exact)
