"""Organizations and their names: media, unions, parties, state bodies, prisons, courts."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base, Key, Versioned
from webapp.models.types import not_empty, partial_date_checks, partial_date_columns
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.organizations import OrganizationKind
from webapp.vocab.people import NameKind, PublicationState

N = TypeVar("N", bound=Any)


class Organization(Base, Versioned):
    """A body that acts on people, that people belong to, or that speaks about them."""

    __tablename__ = "organization"
    __table_args__ = (
        not_empty("reference"),
        CheckConstraint("length(country) = 2", name="country_code"),
        CheckConstraint("parent_id <> id", name="parent_other"),
        CheckConstraint("merged_into_id <> id", name="merged_other"),
    )

    id: Mapped[Key]
    reference: Mapped[str] = mapped_column(unique=True, comment="O-0001: what people quote, never reused")
    kind: Mapped[OrganizationKind]
    country: Mapped[str | None] = mapped_column(comment="ISO 3166-1 alpha-2")
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"))
    merged_into_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("organization.id"), index=True, comment="the record that is left of two of one body"
    )
    state: Mapped[PublicationState] = mapped_column(default=PublicationState.PUBLISHED)
    note: Mapped[str | None]

    parent: Mapped["Organization | None"] = relationship(
        remote_side="Organization.id", foreign_keys="Organization.parent_id"
    )
    merged_into: Mapped["Organization | None"] = relationship(
        remote_side="Organization.id", foreign_keys="Organization.merged_into_id"
    )
    merged: Mapped[list["Organization"]] = relationship(
        foreign_keys="Organization.merged_into_id", order_by="Organization.reference", viewonly=True
    )
    names: Mapped[list["OrganizationName"]] = relationship(
        back_populates="organization", order_by="OrganizationName.position"
    )

    __mapper_args__ = {"version_id_col": Versioned.version, "version_id_generator": False}

    @property
    def main_name(self) -> "OrganizationName":
        """The main name that it took last, else the first name of any kind."""
        return main_of(self.names)

    @property
    def name(self) -> str:
        """The text of the main name."""
        return self.main_name.text

    @property
    def every_name(self) -> list["OrganizationName"]:
        """Its own names, and those of the records that were merged into it."""
        return [*self.names, *(row for record in self.merged for row in record.every_name)]


def main_of(names: Sequence[N]) -> N:
    """Return of names in their order, or of rows with these columns of them, the main one taken last."""
    main = [name for name in names if name.kind is NameKind.MAIN] or names[:1]
    return max(main, key=lambda name: (_day(name), -name.position))


def _day(name: Any) -> date:
    return (name.since and name.since.earliest) or date.min


class OrganizationName(Base, Versioned):
    """One spelling of an organization's name, with the passage that prints it where there is one."""

    __tablename__ = "organization_name"
    __table_args__ = (not_empty("text"), *partial_date_checks("since"), *partial_date_checks("until"))

    id: Mapped[Key]
    organization_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    position: Mapped[int]
    text: Mapped[str]
    kind: Mapped[NameKind]
    language: Mapped[str | None] = mapped_column(comment="BCP 47")
    since: Mapped[PartialDate | None] = partial_date_columns("since")
    until: Mapped[PartialDate | None] = partial_date_columns("until")
    passage_id: Mapped[UUID | None] = mapped_column(ForeignKey("passage.id"), index=True)
    note: Mapped[str | None]

    organization: Mapped[Organization] = relationship(back_populates="names")

    __mapper_args__ = {"version_id_col": Versioned.version, "version_id_generator": False}
