"""Lists that were brought in, and those that are brought in by parts which nobody sees as yet."""

from datetime import datetime
from typing import NamedTuple
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


class ListPlace(NamedTuple):
    """Where the history of a list that was written by parts stands, and what it is chained to."""

    first_number: int
    last_number: int
    first_hash: str
    last_hash: str
    opened_by: str | None


_OF_PARTS = ("last_number", "first_hash", "last_hash")


class ListBatch(Base):
    """A list that was brought in: how much came, how it was read, and where long history is in the chain.

    Who brought it in, when and why, its edit tells, whose key it has. Only of one that was written by parts
    does its history stand at a distance, between the bounds that are given.
    """

    __tablename__ = "list_batch"
    __table_args__ = (
        CheckConstraint("first_number <= last_number", name="in_order"),
        CheckConstraint("length(first_hash) = 64", name="first_hash_length"),
        CheckConstraint("length(last_hash) = 64", name="last_hash_length"),
        CheckConstraint("length(opened_by) = 64", name="opened_by_length"),
        CheckConstraint(
            " AND ".join(f"(first_number IS NULL) = ({name} IS NULL)" for name in _OF_PARTS),
            name="by_parts_or_not",
        ),
    )

    id: Mapped[Key] = mapped_column(comment="of the edit")
    source_version_id: Mapped[UUID] = mapped_column(ForeignKey("source_version.id"), index=True)
    rows: Mapped[int]
    new_people: Mapped[int]
    claims: Mapped[int] = mapped_column(comment="made, or cited from a row")
    first_number: Mapped[int | None] = mapped_column(comment="of the first revision of its rows")
    last_number: Mapped[int | None]
    first_hash: Mapped[str | None] = mapped_column(comment="to which the first revision is chained")
    last_hash: Mapped[str | None]
    opened_by: Mapped[str | None] = mapped_column(
        comment="hash of the revision before the first, which is chained to all that was there"
    )
    finished_at: Mapped[datetime] = mapped_column(comment="from then on everybody knew of it")
    columns: Mapped[str | None] = mapped_column(comment="a line each: what it holds, a tab, its header")
    statuses: Mapped[str | None] = mapped_column(comment="a line each: what it means, a tab, the word")

    source_version: Mapped[SourceVersion] = relationship()

    @property
    def place(self) -> ListPlace | None:
        """Where its history stands, if it was written by parts."""
        of_parts = self.first_number, self.last_number, self.first_hash, self.last_hash
        return ListPlace(*of_parts, self.opened_by) if None not in of_parts else None  # type: ignore[arg-type]
