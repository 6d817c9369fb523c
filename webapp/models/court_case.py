"""Cases before courts: one row a case and instance, which may lead to its appeal."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base, Key, Versioned
from webapp.models.organization import Organization
from webapp.models.types import not_empty
from webapp.vocab.charges import Instance
from webapp.vocab.people import PublicationState


class CourtCase(Base, Versioned):
    """A case as one court tries it; what is said of its accused are their charges and hearings."""

    __tablename__ = "court_case"
    __table_args__ = (
        not_empty("reference"),
        not_empty("name"),
        not_empty("other_names"),
        not_empty("number"),
        CheckConstraint("earlier_id <> id", name="earlier_other"),
    )

    id: Mapped[Key]
    reference: Mapped[str] = mapped_column(unique=True, comment="K-0001: what people quote, never reused")
    name: Mapped[str]
    other_names: Mapped[str | None] = mapped_column(comment="separated by semicolons")
    number: Mapped[str | None] = mapped_column(comment="as the court writes it")
    court_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"), index=True)
    instance: Mapped[Instance] = mapped_column(default=Instance.FIRST)
    earlier_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("court_case.id"), index=True, comment="the case of the lower instance that led to this one"
    )
    state: Mapped[PublicationState] = mapped_column(default=PublicationState.PUBLISHED)
    note: Mapped[str | None]

    court: Mapped[Organization | None] = relationship()
    earlier: Mapped["CourtCase | None"] = relationship(remote_side="CourtCase.id")

    __mapper_args__ = {"version_id_col": Versioned.version, "version_id_generator": False}
