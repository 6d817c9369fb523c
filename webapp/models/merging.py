"""Judgements of people: whether two records are about one person, and whom the lists of others mean."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base, Key, Versioned
from webapp.models.claim import Person
from webapp.models.organization import Organization
from webapp.models.types import not_empty, word_type
from webapp.vocab.merging import MergeVerdict


class Judgement(Base):
    """Two records and whether they are about one person; removing the row takes the judgement back."""

    __tablename__ = "judgement"
    __table_args__ = (
        UniqueConstraint("one_id", "other_id"),
        CheckConstraint("one_id <> other_id", name="two_records"),
    )

    id: Mapped[Key]
    one_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), comment="of the same: the one merged")
    other_id: Mapped[UUID] = mapped_column(
        ForeignKey("person.id"), index=True, comment="of the same: the one into which it was merged"
    )
    verdict: Mapped[MergeVerdict] = mapped_column(word_type(MergeVerdict, name="verdict"))

    record: Mapped[Person] = relationship(foreign_keys=[one_id])
    other: Mapped[Person] = relationship(foreign_keys=[other_id])


class EntryJudgement(Base, Versioned):
    """Whom a name means in the lists of one organization, and why; removing the row takes it back."""

    __tablename__ = "entry_judgement"
    __table_args__ = (
        UniqueConstraint("organization_id", "name"),
        not_empty("name"),
        not_empty("reason"),
    )

    id: Mapped[Key]
    organization_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"), comment="whose lists")
    name: Mapped[str] = mapped_column(comment="as they print it")
    bearer_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("person.id"), index=True, comment="none: nobody of ours"
    )
    candidates: Mapped[str] = mapped_column(comment="references of whom it could have meant, with spaces")
    reason: Mapped[str]

    organization: Mapped[Organization] = relationship()
    bearer: Mapped[Person | None] = relationship()

    __mapper_args__ = {"version_id_col": Versioned.version, "version_id_generator": False}
