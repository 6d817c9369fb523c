"""A cited passage held against a new version of its source, and what a person decided about it."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base, Key, Versioned
from webapp.models.source import Passage, SourceVersion
from webapp.vocab.comparisons import Decision, Verdict


class Comparison(Base, Versioned):
    """Where a passage of an older version stands in a newer one; nothing moves before a decision."""

    __tablename__ = "comparison"
    __table_args__ = (
        UniqueConstraint("passage_id", "source_version_id"),
        CheckConstraint('(start IS NULL) = ("end" IS NULL)', name="span_whole"),
        CheckConstraint('0 <= start AND start < "end"', name="span_in_order"),
        CheckConstraint("(start IS NULL) = (verdict = 'lost')", name="span_unless_lost"),
        CheckConstraint(
            "(new_passage_id IS NOT NULL) = (decision IS NOT NULL AND decision = 'moved')",
            name="moved_to_a_passage",
        ),
    )

    id: Mapped[Key]
    passage_id: Mapped[UUID] = mapped_column(ForeignKey("passage.id"), comment="of the older version")
    source_version_id: Mapped[UUID] = mapped_column(
        ForeignKey("source_version.id"), index=True, comment="the newer version"
    )
    verdict: Mapped[Verdict]
    start: Mapped[int | None] = mapped_column(comment="code points, in the newer version")
    end: Mapped[int | None]
    decision: Mapped[Decision | None] = mapped_column(comment="none while it waits for a person")
    new_passage_id: Mapped[UUID | None] = mapped_column(ForeignKey("passage.id"))

    passage: Mapped[Passage] = relationship(foreign_keys=[passage_id])
    new_passage: Mapped[Passage | None] = relationship(foreign_keys=[new_passage_id])
    source_version: Mapped[SourceVersion] = relationship()

    __mapper_args__ = {"version_id_col": Versioned.version, "version_id_generator": False}
