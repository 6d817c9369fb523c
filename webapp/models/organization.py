"""Organizations and their names: media, unions, parties, state bodies, prisons, courts."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base, Key, Versioned
from webapp.models.types import not_empty
from webapp.vocab.organizations import OrganizationKind
from webapp.vocab.people import NameKind, PublicationState


class Organization(Base, Versioned):
    """A body that acts on people, that people belong to, or that speaks about them."""

    __tablename__ = "organization"
    __table_args__ = (
        not_empty("reference"),
        CheckConstraint("length(country) = 2", name="country_code"),
        CheckConstraint("parent_id <> id", name="parent_other"),
    )

    id: Mapped[Key]
    reference: Mapped[str] = mapped_column(unique=True, comment="O-0001: what people quote, never reused")
    kind: Mapped[OrganizationKind]
    country: Mapped[str | None] = mapped_column(comment="ISO 3166-1 alpha-2")
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"))
    state: Mapped[PublicationState] = mapped_column(default=PublicationState.PUBLISHED)
    note: Mapped[str | None]

    parent: Mapped["Organization | None"] = relationship(remote_side="Organization.id")
    names: Mapped[list["OrganizationName"]] = relationship(
        back_populates="organization", order_by="OrganizationName.position"
    )

    __mapper_args__ = {"version_id_col": Versioned.version, "version_id_generator": False}

    @property
    def name(self) -> str:
        """The first main name, or the first name of any kind."""
        return next((row.text for row in self.names if row.kind is NameKind.MAIN), self.names[0].text)


class OrganizationName(Base, Versioned):
    """One spelling of an organization's name, with the passage that prints it where there is one."""

    __tablename__ = "organization_name"
    __table_args__ = (not_empty("text"),)

    id: Mapped[Key]
    organization_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    position: Mapped[int]
    text: Mapped[str]
    kind: Mapped[NameKind]
    language: Mapped[str | None] = mapped_column(comment="BCP 47")
    passage_id: Mapped[UUID | None] = mapped_column(ForeignKey("passage.id"), index=True)
    note: Mapped[str | None]

    organization: Mapped[Organization] = relationship(back_populates="names")

    __mapper_args__ = {"version_id_col": Versioned.version, "version_id_generator": False}
