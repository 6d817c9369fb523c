"""Calendars by subscription: who may read one by its address, and what was handed out under each key."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.account import Account
from webapp.models.base import Base, Key
from webapp.models.types import not_empty


class CalendarFeed(Base):
    """A secret address of the calendar; only the hash of its token is kept, and revoking ends it here."""

    __tablename__ = "calendar_feed"

    id: Mapped[Key]
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    discreet: Mapped[bool] = mapped_column(comment="whether it leaves out names and references")
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship()


class CalendarEntry(Base):
    """One entry of the calendar as it was handed out last: what moves keeps its key and is counted."""

    __tablename__ = "calendar_entry"
    __table_args__ = (not_empty("uid"), not_empty("kind"))

    id: Mapped[Key]
    uid: Mapped[str] = mapped_column(unique=True, comment="what a subscriber knows the entry by")
    kind: Mapped[str] = mapped_column(comment="a word of DueKind")
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("court_case.id"))
    day: Mapped[date] = mapped_column(index=True)
    hour: Mapped[str | None] = mapped_column(comment="10:30, by the clocks of the place")
    precise: Mapped[bool] = mapped_column(comment="whether the day is meant, or the last of several")
    sequence: Mapped[int]
    cancelled: Mapped[bool]
    changed_at: Mapped[datetime]
