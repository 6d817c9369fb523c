"""Sources: finding, adding, describing, retiring them; their texts are versions, never edited."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from webapp.domain.input_rules import clean_line, clean_text, language_tag, required_line, web_address
from webapp.domain.references import canonical_reference, next_reference
from webapp.domain.refusals import check_version
from webapp.domain.sources.duplicate_check import refuse_text
from webapp.domain.sources.versions import add_version
from webapp.domain.text.canonical_text import canonical
from webapp.domain.visibility import Reader, may_see_source
from webapp.models import Organization, Source, SourceVersion
from webapp.vocab.claims import Visibility
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.people import PublicationState
from webapp.vocab.sources import Reliability, SourceKind


def source(session: Session, reference: str, *, to: Reader) -> Source | None:
    """Return the source with this reference, if the reader may see it."""
    query = select(Source).where(Source.reference == canonical_reference(reference), may_see_source(to))
    return session.scalar(query.options(selectinload(Source.versions)))


def sources(session: Session, *, to: Reader, offered: bool = False) -> list[Source]:
    """Return all sources, newest first; with `offered`, only those for new citations."""
    query = (
        select(Source)
        .where(may_see_source(to))
        .options(
            selectinload(Source.versions), selectinload(Source.publisher).selectinload(Organization.names)
        )
    )
    if offered:
        query = query.where(Source.state == PublicationState.PUBLISHED)
    return list(session.scalars(query.order_by(Source.reference.desc())))


def archived(session: Session, *, to: Reader) -> set[UUID]:
    """Return the ids of the sources of which some version's text is here."""
    query = select(SourceVersion.source_id).join(Source).where(may_see_source(to))
    return set(session.scalars(query.where(SourceVersion.text.is_not(None))))


def add_described_source(
    session: Session,
    *,
    title: str | None,
    kind: SourceKind,
    publisher: Organization | None,
    authors: str | None,
    language: str | None,
    date: PartialDate | None,
    url: str | None,
    archive_url: str | None,
    shelf_mark: str | None,
    reliability: Reliability,
    visibility: Visibility,
    note: str | None,
) -> Source:
    """Add a source by its description alone: nothing can be cited from it before it has a version.

    Raises Refused.
    """
    which = Source(reference=next_reference(session, "S"))
    _describe(
        which,
        title=title, kind=kind, publisher=publisher, authors=authors, language=language, date=date,
        url=url, archive_url=archive_url, shelf_mark=shelf_mark, reliability=reliability,
        visibility=visibility, note=note,
    )  # fmt: skip
    session.add(which)
    session.flush()
    return which


def add_source(
    session: Session,
    *,
    title: str | None,
    kind: SourceKind,
    publisher: Organization | None,
    authors: str | None,
    language: str | None,
    date: PartialDate | None,
    url: str | None,
    archive_url: str | None,
    shelf_mark: str | None,
    reliability: Reliability,
    visibility: Visibility,
    note: str | None,
    text: str | None,
) -> Source:
    """Add a source with the text of its first version. Raises Refused, also where the text is known."""
    read = canonical("text", text, trim=True)
    refuse_text(session, "text", read.sha256)
    which = add_described_source(
        session,
        title=title, kind=kind, publisher=publisher, authors=authors, language=language, date=date,
        url=url, archive_url=archive_url, shelf_mark=shelf_mark, reliability=reliability,
        visibility=visibility, note=note,
    )  # fmt: skip
    add_version(
        session, which, text_sha256=read.sha256, text_length=read.length, text=read.text,
        bytes_sha256=None, media_type="text/plain", extractor="pasted",
    )  # fmt: skip
    return which


def add_cited_source(
    session: Session,
    *,
    title: str | None,
    kind: SourceKind,
    publisher: Organization | None,
    authors: str | None,
    language: str | None,
    date: PartialDate | None,
    url: str | None,
    archive_url: str | None,
    shelf_mark: str | None,
    reliability: Reliability,
    visibility: Visibility,
    note: str | None,
    text_sha256: str,
    text_length: int,
    bytes_sha256: str | None,
    media_type: str,
    extractor: str,
) -> Source:
    """Add a source that is cited and not archived: its first version is known by hash and length alone.

    Raises Refused, also where a version with this hash is known.
    """
    refuse_text(session, "text_sha256", text_sha256)
    which = add_described_source(
        session,
        title=title, kind=kind, publisher=publisher, authors=authors, language=language, date=date,
        url=url, archive_url=archive_url, shelf_mark=shelf_mark, reliability=reliability,
        visibility=visibility, note=note,
    )  # fmt: skip
    add_version(
        session, which, text_sha256=text_sha256, text_length=text_length, text=None,
        bytes_sha256=bytes_sha256, media_type=media_type, extractor=extractor,
    )  # fmt: skip
    return which


def revise_source(
    session: Session,
    which: Source,
    *,
    version: int,
    title: str | None,
    kind: SourceKind,
    publisher: Organization | None,
    authors: str | None,
    language: str | None,
    date: PartialDate | None,
    url: str | None,
    archive_url: str | None,
    shelf_mark: str | None,
    reliability: Reliability,
    visibility: Visibility,
    note: str | None,
) -> Source:
    """Correct the description of a source; its versions are never edited. Raises Refused, Stale."""
    check_version(which, version)
    _describe(
        which, title=title, kind=kind, publisher=publisher, authors=authors, language=language, date=date,
        url=url, archive_url=archive_url, shelf_mark=shelf_mark, reliability=reliability,
        visibility=visibility, note=note,
    )  # fmt: skip
    session.flush()
    return which


def retire_source(session: Session, which: Source, *, version: int) -> Source:
    """Offer a source no longer for new citations; those that rest on it stay. Raises Stale."""
    check_version(which, version)
    which.state = PublicationState.RETIRED
    session.flush()
    return which


def _describe(
    which: Source,
    *,
    title: str | None,
    kind: SourceKind,
    publisher: Organization | None,
    authors: str | None,
    language: str | None,
    date: PartialDate | None,
    url: str | None,
    archive_url: str | None,
    shelf_mark: str | None,
    reliability: Reliability,
    visibility: Visibility,
    note: str | None,
) -> None:
    which.title = required_line("title", title, limit=500)
    which.kind, which.publisher, which.date = kind, publisher, date
    which.authors = clean_line("authors", authors, limit=1000)
    which.language = language_tag("language", language)
    which.url, which.archive_url = web_address("url", url), web_address("archive_url", archive_url)
    which.shelf_mark = clean_line("shelf_mark", shelf_mark)
    which.reliability, which.visibility = reliability, visibility
    which.note = clean_text("note", note, limit=5000)
