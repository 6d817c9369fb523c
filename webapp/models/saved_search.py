"""Searches of the people list that were given a name and an address."""

from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Key, Versioned
from webapp.models.types import not_empty
from webapp.vocab.people import PublicationState


class SavedSearch(Base, Versioned):
    """A filter of the people list under a name; its address stays when it is renamed or retired."""

    __tablename__ = "saved_search"
    __table_args__ = (not_empty("slug"), not_empty("title"))

    id: Mapped[Key]
    slug: Mapped[str] = mapped_column(unique=True, comment="its part of the address, never reused")
    title: Mapped[str] = mapped_column(unique=True)
    query: Mapped[str] = mapped_column(comment="the query string of the list; empty for everybody")
    state: Mapped[PublicationState] = mapped_column(default=PublicationState.PUBLISHED)

    __mapper_args__ = {"version_id_col": Versioned.version, "version_id_generator": False}
