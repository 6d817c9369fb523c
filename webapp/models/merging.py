"""Judgements of people on whether two records are about one person."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base, Key
from webapp.models.claim import Person
from webapp.models.types import word_type
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
