"""Seals: what rows that history leaves out said when they were written, chained so that none is changed."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base


class Seal(Base):
    """The hash of one row of a log, of an account's secrets, or of who may come in; never changed."""

    __tablename__ = "seal"
    __table_args__ = (
        CheckConstraint("length(digest) = 64", name="digest_length"),
        CheckConstraint("length(previous_hash) = 64", name="previous_hash_length"),
        CheckConstraint("length(hash) = 64", name="hash_length"),
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    table_name: Mapped[str]
    row_key: Mapped[str] = mapped_column(comment="the primary key, its columns separated by a slash")
    digest: Mapped[str] = mapped_column(comment="SHA-256 of what the row said then, in hex")
    previous_hash: Mapped[str] = mapped_column(unique=True)
    hash: Mapped[str] = mapped_column(unique=True)
