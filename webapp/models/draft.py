"""What somebody typed into a form and has not sent yet."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base
from webapp.models.types import not_empty


class Draft(Base):
    """The fields of one unsent form of one account, by the address of its page; gone once it is saved."""

    __tablename__ = "draft"
    __table_args__ = (not_empty("address"),)

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    address: Mapped[str] = mapped_column(
        primary_key=True, comment="path of the form's page, after # which opening of it"
    )
    title: Mapped[str] = mapped_column(comment="of the page, for the list of drafts")
    fields: Mapped[list[list[str]]] = mapped_column(JSON, comment="pairs of name and value, as a form sends")
    saved_at: Mapped[datetime]
