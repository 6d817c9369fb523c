"""History: every change of every row, chained by hash so that a later change of it shows."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.account import Account
from webapp.models.base import Base
from webapp.models.types import not_empty
from webapp.vocab.accounts import Action


class Revision(Base):
    """One change of one row; written by the session itself, and never changed or removed afterwards."""

    __tablename__ = "revision"
    __table_args__ = (
        CheckConstraint("length(hash) = 64", name="hash_length"),
        CheckConstraint("length(previous_hash) = 64", name="previous_hash_length"),
        not_empty("reason"),
        # The first revision of an edit is looked up in it.
        Index("ix_revision_edit_id", "edit_id", "number"),
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[str]
    edit_id: Mapped[UUID] = mapped_column(comment="shared by all changes of one form post")
    about_id: Mapped[UUID] = mapped_column(index=True, comment="the record that the row belongs to")
    action: Mapped[Action]
    table_name: Mapped[str]
    row_id: Mapped[UUID] = mapped_column(index=True)
    changes: Mapped[dict[str, list[Any]]] = mapped_column(JSON, comment="column: [old, new]")
    previous_hash: Mapped[str] = mapped_column(unique=True)
    hash: Mapped[str] = mapped_column(unique=True)

    by: Mapped[Account] = relationship()


class Counter(Base):
    """The last number given out of each kind of reference, so that none is ever given twice."""

    __tablename__ = "counter"

    prefix: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]
