"""Sources: finding, adding, describing, retiring them; their texts are versions, never edited."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from webapp.domain.law.counting_rules import refuse_to_hide_rules
from webapp.domain.references import canonical_reference, next_reference
from webapp.domain.refusals import Refused, check_version
from webapp.domain.sources.description import SourceDescription, describe
from webapp.domain.sources.duplicate_check import refuse_text
from webapp.domain.sources.versions import add_version
from webapp.domain.text.canonical_text import canonical
from webapp.domain.visibility import Reader, may_see_source
from webapp.models import Citation, Organization, Passage, Source, SourceVersion
from webapp.vocab.people import PublicationState
from webapp.vocab.words import N_


def source(session: Session, reference: str, *, to: Reader) -> Source | None:
    """Return the source with this reference, if the reader may see it."""
    query = select(Source).where(Source.reference == canonical_reference(reference), may_see_source(to))
    return session.scalar(query.options(selectinload(Source.versions)))


def count(session: Session, *, to: Reader) -> int:
    """Return how many sources a reader may see."""
    return session.scalar(select(func.count()).select_from(Source).where(may_see_source(to))) or 0


def sources(
    session: Session, *, to: Reader, offered: bool = False, most: int | None = None
) -> list[Source]:
    """Return all sources or the first `most`, newest first; with `offered`, only those for new citations."""
    query = (
        select(Source)
        .where(may_see_source(to))
        .options(
            selectinload(Source.versions), selectinload(Source.publisher).selectinload(Organization.names)
        )
    )
    if offered:
        query = query.where(Source.state == PublicationState.PUBLISHED)
    return list(session.scalars(query.order_by(Source.reference.desc()).limit(most)))


def archived(session: Session, *, to: Reader) -> set[UUID]:
    """Return the ids of the sources of which some version's text is here."""
    query = select(SourceVersion.source_id).join(Source).where(may_see_source(to))
    return set(session.scalars(query.where(SourceVersion.text.is_not(None))))


def add_described_source(
    session: Session, *, description: SourceDescription, key: UUID | None = None
) -> Source:
    """Add a source by its description alone: nothing can be cited from it before it has a version.

    Raises Refused.
    """
    source = Source(id=key, reference=next_reference(session, "S"))
    describe(source, description)
    session.add(source)
    session.flush()
    return source


def add_source(session: Session, *, description: SourceDescription, text: str | None) -> Source:
    """Add a source with the text of its first version. Raises Refused, also where the text is known."""
    read = canonical("text", text, trim=True)
    refuse_text(session, "text", read.sha256)
    source = add_described_source(session, description=description)
    add_version(
        session, source, text_sha256=read.sha256, text_length=read.length, text=read.text,
        bytes_sha256=None, media_type="text/plain", extractor="pasted",
    )  # fmt: skip
    return source


def add_cited_source(
    session: Session,
    *,
    description: SourceDescription,
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
    source = add_described_source(session, description=description)
    add_version(
        session, source, text_sha256=text_sha256, text_length=text_length, text=None,
        bytes_sha256=bytes_sha256, media_type=media_type, extractor=extractor,
    )  # fmt: skip
    return source


def revise_source(
    session: Session, source: Source, *, version: int, description: SourceDescription
) -> Source:
    """Correct the description of a source; its versions are never edited. Raises Refused, Stale."""
    check_version(source, version)
    describe(source, description)
    refuse_to_hide_rules(session, source)
    session.flush()
    return source


def mark_nothing_in_it(
    session: Session, source: Source, *, version: int, nothing_in_it: bool, day: date
) -> Source:
    """Write down on which day somebody read a source and saw nothing to record, or that this is not so.

    Raises Refused where something of it is recorded, and Stale.
    """
    check_version(source, version)
    cited = select(SourceVersion.source_id).join(Passage).join(Citation)
    if nothing_in_it and session.scalar(cited.where(SourceVersion.source_id == source.id).limit(1)):
        raise Refused("nothing_in_it", N_("Something of this source is recorded."))
    source.nothing_in_it_on = day if nothing_in_it else None
    session.flush()
    return source
