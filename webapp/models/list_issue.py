"""Numbered issues of the list: what was handed out, kept as it was, and whose lines are withheld since."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.account import Account
from webapp.models.base import Base, Key
from webapp.models.claim import Person
from webapp.models.types import not_empty


class ListIssue(Base):
    """A list as it was frozen under a number; the database lets nobody change or remove it."""

    __tablename__ = "list_issue"
    __table_args__ = (
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("people >= 0", name="people_counted"),
        CheckConstraint("length(sha256) = 64", name="sha256_length"),
        not_empty("title"),
    )

    id: Mapped[Key]
    number: Mapped[int] = mapped_column(unique=True, comment="from 1, without a gap, never reused")
    title: Mapped[str]
    note: Mapped[str | None]
    filter: Mapped[str] = mapped_column(comment="the query string of the list")
    as_of: Mapped[date]
    made_at: Mapped[datetime]
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    people: Mapped[int]
    sha256: Mapped[str] = mapped_column(comment="of the file, in hex")
    # Deferred: a list of issues needs no file.
    file: Mapped[bytes] = mapped_column(deferred=True, comment="the list as CSV, byte by byte")
    # By reference: cells by column name; the first issues hold them as a list, by position. Later ones
    # hold a cause besides, and also who is in this one and free.
    departed: Mapped[dict[str, dict[str, str] | list[str] | None]] = mapped_column(
        JSON, deferred=True, comment="what was known of those of the issue before who are not in this one"
    )

    made_by: Mapped[Account] = relationship()


class Withholding(Base):
    """That a person's lines of all issues are withheld, or shown again: of each person the last one holds.

    The database lets nobody change or remove it.
    """

    __tablename__ = "withholding"
    __table_args__ = (not_empty("reason"),)

    id: Mapped[Key]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    withheld: Mapped[bool] = mapped_column(comment="false: shown again")
    at: Mapped[datetime]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[str] = mapped_column(comment="for those alone who may review")

    person: Mapped[Person] = relationship()
    by: Mapped[Account] = relationship()
