"""The audit log: who came in, what was refused, handed out, shown, decided; and what owners learn of it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.account import Account, AccountSession
from webapp.models.base import Base, Key
from webapp.vocab.accounts import AuditEvent


class AuditEntry(Base):
    """One line of the audit log; the database lets nobody change or remove it."""

    __tablename__ = "audit_entry"

    id: Mapped[Key]
    at: Mapped[datetime] = mapped_column(index=True)
    event: Mapped[AuditEvent]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"), comment="none of a stranger")
    about_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("account.id"), index=True, comment="the account that it happened to"
    )
    what: Mapped[str | None] = mapped_column(comment="an address or a word; no names of people")

    by: Mapped[Account | None] = relationship(foreign_keys=[by_id])
    about: Mapped[Account | None] = relationship(foreign_keys=[about_id])


class Notice(Base):
    """That the owner of an account is to be told of an entry, until they say that they know of it."""

    __tablename__ = "notice"

    id: Mapped[Key]
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    audit_entry_id: Mapped[UUID] = mapped_column(ForeignKey("audit_entry.id"), unique=True)
    session_id: Mapped[UUID | None] = mapped_column(
        ForeignKey(AccountSession.id), comment="in which it happened, and which is not told of it"
    )
    dismissed_at: Mapped[datetime | None]

    audit_entry: Mapped[AuditEntry] = relationship()
