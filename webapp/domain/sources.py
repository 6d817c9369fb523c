"""Sources and their versions: adding, describing, attaching the text, reading with what rests on them."""

import hashlib
import unicodedata
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload, undefer

from webapp.domain.claims import check_version
from webapp.domain.cleaning import (
    check_storable,
    clean_line,
    clean_text,
    language_tag,
    required_line,
    web_address,
)
from webapp.domain.reading import Reader, may_see_source
from webapp.domain.references import canonical_reference, next_reference
from webapp.domain.refusal import Refused
from webapp.models import Organization, Passage, Source, SourceVersion
from webapp.vocab.claims import Visibility
from webapp.vocab.dates import PartialDate
from webapp.vocab.people import PublicationState
from webapp.vocab.sources import Reliability, SourceKind
from webapp.vocab.words import N_

TEXT_LIMIT = 1_000_000


@dataclass(frozen=True)
class Text:
    """A canonical text: decoded, without byte order mark, LF line ends, Unicode NFC."""

    text: str
    sha256: str
    length: int


def canonical(field: str, text: str | None, *, trim: bool = False) -> Text:
    """Return the canonical form of a text. Raises Refused where it is blank, too long or not text."""
    plain = (text or "").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    plain = unicodedata.normalize("NFC", plain.strip() if trim else plain)
    if not plain.strip():
        raise Refused(field, N_("There is no text."))
    if len(plain.encode("utf-8", "surrogatepass")) > TEXT_LIMIT:
        raise Refused(field, N_("The text is longer than a million bytes; add it in parts."))
    check_storable(field, plain)
    return Text(plain, hashlib.sha256(plain.encode()).hexdigest(), len(plain))


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


def newest_version(session: Session, which: Source) -> SourceVersion | None:
    """Return the newest version of a source with its text."""
    query = select(SourceVersion).where(SourceVersion.source_id == which.id)
    return session.scalar(
        query.order_by(SourceVersion.number.desc()).limit(1).options(undefer(SourceVersion.text))
    )


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
    _refuse_twin(session, "text", read.sha256)
    which = Source(reference=next_reference(session, "S"))
    _describe(
        which, title=title, kind=kind, publisher=publisher, authors=authors, language=language, date=date,
        url=url, archive_url=archive_url, shelf_mark=shelf_mark, reliability=reliability,
        visibility=visibility, note=note,
    )  # fmt: skip
    session.add(which)
    add_version(
        session,
        which,
        text_sha256=read.sha256,
        text_length=read.length,
        text=read.text,
        bytes_sha256=None,
        media_type="text/plain",
        extractor="pasted",
    )
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
    _refuse_twin(session, "text_sha256", text_sha256)
    which = Source(reference=next_reference(session, "S"))
    _describe(
        which, title=title, kind=kind, publisher=publisher, authors=authors, language=language, date=date,
        url=url, archive_url=archive_url, shelf_mark=shelf_mark, reliability=reliability,
        visibility=visibility, note=note,
    )  # fmt: skip
    session.add(which)
    add_version(
        session,
        which,
        text_sha256=text_sha256,
        text_length=text_length,
        text=None,
        bytes_sha256=bytes_sha256,
        media_type=media_type,
        extractor=extractor,
    )
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


def add_version(
    session: Session,
    which: Source,
    *,
    text_sha256: str,
    text_length: int,
    text: str | None,
    bytes_sha256: str | None,
    media_type: str,
    extractor: str,
) -> SourceVersion:
    """Add the next version of a source; without `text` it is cited and not archived."""
    version = SourceVersion(
        number=len(which.versions) + 1,
        text_sha256=text_sha256,
        text_length=text_length,
        text=text,
        bytes_sha256=bytes_sha256,
        media_type=media_type,
        extractor=extractor,
    )
    which.versions.append(version)
    session.flush()
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
        for passage in session.scalars(select(Passage).where(Passage.source_version_id == version.id)):
            if read.text[passage.start : passage.end] != passage.exact:
                message = N_("It differs from the passage cited from %(start)s to %(end)s: “%(exact)s”.")
                raise Refused("text", message, start=passage.start, end=passage.end, exact=passage.exact)
        version.text = read.text
        session.flush()
    return version


def _refuse_twin(session: Session, field: str, text_sha256: str) -> None:
    twin = session.scalar(select(SourceVersion).where(SourceVersion.text_sha256 == text_sha256))
    if twin is not None:
        message = N_("This text is already here as %(reference)s.")
        raise Refused(field, message, reference=twin.source.reference)


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
