"""A long list that is brought in by parts, which nobody sees before the last of them is written."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base, Key
from webapp.models.source import SourceVersion


class UnfinishedBatch(Base):
    """A list of which parts are written that nobody sees: gone with the last part, or with all of them.

    Its rows have keys within bounds in which nothing else has one, and its history follows at a distance that
    of whoever saves meanwhile: it is chained to it at the end.
    """

    __tablename__ = "unfinished_batch"
    __table_args__ = (CheckConstraint("lowest_key < highest_key", name="in_order"),)

    id: Mapped[Key] = mapped_column(comment="of the edit")
    first_number: Mapped[int] = mapped_column(comment="of the first revision of its rows")
    lowest_key: Mapped[UUID]
    highest_key: Mapped[UUID]
    begun_at: Mapped[datetime]


class ListBatch(Base):
    """A long list that was brought in: how much came, and where its history stands in the chain.

    Who brought it in, when and why, its edit tells, whose key it has.
    """

    __tablename__ = "list_batch"
    __table_args__ = (
        CheckConstraint("first_number <= last_number", name="in_order"),
        CheckConstraint("length(first_hash) = 64", name="first_hash_length"),
        CheckConstraint("length(last_hash) = 64", name="last_hash_length"),
        CheckConstraint("length(opened_by) = 64", name="opened_by_length"),
    )

    id: Mapped[Key] = mapped_column(comment="of the edit")
    source_version_id: Mapped[UUID] = mapped_column(ForeignKey("source_version.id"), index=True)
    rows: Mapped[int]
    new_people: Mapped[int]
    claims: Mapped[int] = mapped_column(comment="made, or cited from a row")
    first_number: Mapped[int] = mapped_column(comment="of the first revision of its rows")
    last_number: Mapped[int]
    first_hash: Mapped[str] = mapped_column(comment="to which the first revision is chained")
    last_hash: Mapped[str]
    opened_by: Mapped[str | None] = mapped_column(
        comment="hash of the revision before the first, which is chained to all that was there"
    )
    finished_at: Mapped[datetime] = mapped_column(comment="from then on everybody knew of it")
    columns: Mapped[str | None] = mapped_column(comment="a line each: what it holds, a tab, its header")
    statuses: Mapped[str | None] = mapped_column(comment="a line each: what it means, a tab, the word")

    source_version: Mapped[SourceVersion] = relationship()
