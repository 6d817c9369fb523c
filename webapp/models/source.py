"""Source documents, their immutable versions, and the passages that claims rest on."""

from datetime import date as Day
from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base, Key, Versioned
from webapp.models.organization import Organization
from webapp.models.types import (
    index_of_named,
    named_accounts_column,
    not_empty,
    partial_date_checks,
    partial_date_columns,
)
from webapp.vocab.claims import Visibility
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.organizations import OrganizationFactKind
from webapp.vocab.people import PublicationState
from webapp.vocab.sources import Reliability, SourceKind


class Source(Base, Versioned):
    """A document, as the world knows it: what it is, who published it, how far it can be relied on."""

    __tablename__ = "source"
    __table_args__ = (
        not_empty("reference"), not_empty("title"), *partial_date_checks("date"), index_of_named("source"),
    )  # fmt: skip

    id: Mapped[Key]
    reference: Mapped[str] = mapped_column(unique=True, comment="S-0001: what people quote, never reused")
    title: Mapped[str]
    kind: Mapped[SourceKind]
    publisher_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"), index=True)
    authors: Mapped[str | None]
    language: Mapped[str | None] = mapped_column(comment="BCP 47")
    date: Mapped[PartialDate | None] = partial_date_columns("date")
    url: Mapped[str | None]
    archive_url: Mapped[str | None]
    shelf_mark: Mapped[str | None] = mapped_column(comment="where the original lies when it is not online")
    reliability: Mapped[Reliability] = mapped_column(
        default=Reliability.CANNOT_BE_JUDGED, comment="Admiralty grading of the source; F by default"
    )
    visibility: Mapped[Visibility] = mapped_column(default=Visibility.PUBLIC)
    named_accounts: Mapped[str | None] = named_accounts_column()
    state: Mapped[PublicationState] = mapped_column(default=PublicationState.PUBLISHED)
    note: Mapped[str | None]
    nothing_in_it_on: Mapped[Day | None] = mapped_column(
        comment="when somebody read it and saw nothing in it to record"
    )

    publisher: Mapped[Organization | None] = relationship()
    versions: Mapped[list["SourceVersion"]] = relationship(
        back_populates="source", order_by="SourceVersion.number"
    )

    __mapper_args__ = {"version_id_col": Versioned.version, "version_id_generator": False}


class SourceVersion(Base):
    """One state of a source's text, never edited: a correction is a new version.

    `text` is the canonical text (NFC, LF); it may be absent, when the source is cited and not archived.
    """

    __tablename__ = "source_version"
    __table_args__ = (
        UniqueConstraint("source_id", "number"),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("length(text_sha256) = 64", name="text_sha256_length"),
        CheckConstraint("length(bytes_sha256) = 64", name="bytes_sha256_length"),
        CheckConstraint("text_length = length(text)", name="text_length_true"),
    )

    id: Mapped[Key]
    source_id: Mapped[UUID] = mapped_column(ForeignKey("source.id"))
    number: Mapped[int]
    bytes_sha256: Mapped[str | None] = mapped_column(comment="SHA-256 of the bytes as collected, in hex")
    text_sha256: Mapped[str] = mapped_column(comment="SHA-256 of the canonical text's UTF-8 bytes, in hex")
    text_length: Mapped[int] = mapped_column(comment="length of the canonical text in code points")
    media_type: Mapped[str]
    extractor: Mapped[str] = mapped_column(comment="what made the canonical text, with its version")
    retrieved_at: Mapped[datetime]
    retrieved_by_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    # Deferred: a text may be a megabyte, and most pages need only a quotation. The last column: SQLite reads
    # through all of it to what stands behind it.
    text: Mapped[str | None] = mapped_column(deferred=True)

    source: Mapped[Source] = relationship(back_populates="versions")


class Passage(Base):
    """A span of one version's text: W3C TextPositionSelector and TextQuoteSelector in one row.

    `start` and `end` count code points; `text[start:end] == exact` or the database refuses the row.
    """

    __tablename__ = "passage"
    __table_args__ = (
        UniqueConstraint("source_version_id", "start", "end"),
        CheckConstraint("start >= 0", name="start_inside"),
        CheckConstraint('length(exact) = "end" - start', name="exact_fills_span"),
        not_empty("exact"),
    )

    id: Mapped[Key]
    source_version_id: Mapped[UUID] = mapped_column(ForeignKey("source_version.id"))
    start: Mapped[int]
    end: Mapped[int]
    exact: Mapped[str]
    prefix: Mapped[str] = mapped_column(comment="up to 120 characters before, for people to read")
    suffix: Mapped[str] = mapped_column(comment="up to 120 characters after, for people to read")
    page: Mapped[int | None]

    source_version: Mapped[SourceVersion] = relationship()


class UnmatchedName(Base):
    """A name in a text whose bearer was nobody of ours then; it states nothing of anybody."""

    __tablename__ = "unmatched_name"
    __table_args__ = (UniqueConstraint("passage_id", "text"), not_empty("text"))

    id: Mapped[Key]
    passage_id: Mapped[UUID] = mapped_column(ForeignKey("passage.id"), comment="the words about it")
    text: Mapped[str] = mapped_column(comment="as printed")

    passage: Mapped[Passage] = relationship()


class OrganizationFact(Base, Versioned):
    """What a passage tells of a place: where letters go, or a rule on visits, parcels and the like."""

    __tablename__ = "organization_fact"
    __table_args__ = (not_empty("text"), *partial_date_checks("since"), *partial_date_checks("until"))

    id: Mapped[Key]
    organization_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    kind: Mapped[OrganizationFactKind]
    text: Mapped[str] = mapped_column(comment="an address line by line, a rule in a sentence or two")
    language: Mapped[str | None] = mapped_column(comment="BCP 47")
    since: Mapped[PartialDate | None] = partial_date_columns("since")
    until: Mapped[PartialDate | None] = partial_date_columns("until")
    passage_id: Mapped[UUID] = mapped_column(ForeignKey("passage.id"), index=True)
    note: Mapped[str | None]

    organization: Mapped[Organization] = relationship()
    passage: Mapped[Passage] = relationship()

    __mapper_args__ = {"version_id_col": Versioned.version, "version_id_generator": False}
