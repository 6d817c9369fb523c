"""Legal codes and the provisions that people are charged under."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base, Key, Versioned
from webapp.models.types import not_empty
from webapp.vocab.people import PublicationState


class LegalCode(Base, Versioned):
    """A code of law of one country, in the edition of one year."""

    __tablename__ = "legal_code"
    __table_args__ = (
        UniqueConstraint("country", "code", "year"),
        CheckConstraint("length(country) = 2", name="country_code"),
        CheckConstraint("year BETWEEN 1000 AND 9999", name="year_plausible"),
        not_empty("code"),
        not_empty("title"),
    )

    id: Mapped[Key]
    country: Mapped[str] = mapped_column(comment="ISO 3166-1 alpha-2")
    code: Mapped[str] = mapped_column(comment="the short name people write, such as CC")
    title: Mapped[str]
    year: Mapped[int]
    state: Mapped[PublicationState] = mapped_column(default=PublicationState.PUBLISHED)

    provisions: Mapped[list["Provision"]] = relationship(
        back_populates="legal_code", order_by="Provision.sort_key"
    )

    __mapper_args__ = {"version_id_col": Versioned.version, "version_id_generator": False}


class Provision(Base, Versioned):
    """An article, part or point of a code: `206.3.2` is article 206, part 3, point 2."""

    __tablename__ = "provision"
    __table_args__ = (
        UniqueConstraint("legal_code_id", "number"),
        not_empty("number"),
        not_empty("article"),
        CheckConstraint("point IS NULL OR part IS NOT NULL", name="point_of_part"),
    )

    id: Mapped[Key]
    legal_code_id: Mapped[UUID] = mapped_column(ForeignKey("legal_code.id"))
    number: Mapped[str] = mapped_column(comment="as written: 193-1.3.1")
    article: Mapped[str] = mapped_column(comment="193-1: the article, with its inserted number")
    part: Mapped[str | None]
    point: Mapped[str | None]
    sort_key: Mapped[str] = mapped_column(comment="number with each figure padded, for ordering")
    title: Mapped[str | None]
    state: Mapped[PublicationState] = mapped_column(default=PublicationState.PUBLISHED)

    legal_code: Mapped[LegalCode] = relationship(back_populates="provisions")

    __mapper_args__ = {"version_id_col": Versioned.version, "version_id_generator": False}
