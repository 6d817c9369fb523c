"""How a source comes in: what waits for confirmation, its pages, its custody, and how lists are read."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.account import Account
from webapp.models.base import Base, Key, Versioned
from webapp.models.source import Source, SourceVersion
from webapp.models.types import not_empty
from webapp.vocab.custody_log import CustodyEvent


class Capture(Base):
    """A text that somebody brought in and has not yet confirmed; it is no source and nothing can cite it."""

    __tablename__ = "capture"
    __table_args__ = (
        CheckConstraint("length(bytes_sha256) = 64", name="bytes_sha256_length"),
        CheckConstraint("length(text_sha256) = 64", name="text_sha256_length"),
        not_empty("text"),
    )

    id: Mapped[Key]
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    source_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("source.id"), comment="of which this is to be the next version; none for a new source"
    )
    at: Mapped[datetime]
    how: Mapped[str] = mapped_column(comment="pasted, or uploaded with the name of the file")
    media_type: Mapped[str]
    bytes_sha256: Mapped[str] = mapped_column(index=True)
    text: Mapped[str] = mapped_column(deferred=True)
    text_sha256: Mapped[str]
    page_starts: Mapped[list[int]] = mapped_column(JSON, comment="code point at which each page begins")
    extractor: Mapped[str] = mapped_column(comment="what made the canonical text, with its version")
    found: Mapped[dict[str, Any]] = mapped_column(
        JSON, comment="title, date, language and address as found in the file, and warnings of its reading"
    )

    account: Mapped[Account] = relationship()
    source: Mapped[Source | None] = relationship()


class SourcePage(Base):
    """The place at which a page of a version begins, for documents that have pages."""

    __tablename__ = "source_page"
    __table_args__ = (
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("start >= 0", name="start_inside"),
    )

    source_version_id: Mapped[UUID] = mapped_column(ForeignKey("source_version.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    start: Mapped[int] = mapped_column(comment="code points before the page")


class Custody(Base):
    """One line of the custody log: what befell a version's bytes or text, when, by whom and how."""

    __tablename__ = "custody"
    __table_args__ = (CheckConstraint("length(sha256) = 64", name="sha256_length"), not_empty("how"))

    id: Mapped[Key]
    source_version_id: Mapped[UUID] = mapped_column(ForeignKey("source_version.id"), index=True)
    event: Mapped[CustodyEvent]
    at: Mapped[datetime]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    how: Mapped[str]
    sha256: Mapped[str] = mapped_column(comment="of the bytes, or of the text where that is what it is about")

    by: Mapped[Account] = relationship()
    source_version: Mapped[SourceVersion] = relationship()


class ListMapping(Base, Versioned):
    """How the lists of one shape are read, under a name; removing the row offers it no longer."""

    __tablename__ = "list_mapping"
    __table_args__ = (not_empty("title"), not_empty("columns"))

    id: Mapped[Key]
    title: Mapped[str] = mapped_column(unique=True)
    source_id: Mapped[UUID] = mapped_column(
        ForeignKey("source.id"), index=True, comment="the list by which it was made"
    )
    columns: Mapped[str] = mapped_column(comment="a line for each: what it holds, a tab, its header")
    statuses: Mapped[str] = mapped_column(comment="a line for each word: what it means, a tab, the word")

    source: Mapped[Source] = relationship()

    __mapper_args__ = {"version_id_col": Versioned.version, "version_id_generator": False}
