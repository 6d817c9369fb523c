"""Legal codes, the provisions that people are charged under, and how days before a judgment count."""

from datetime import date
from fractions import Fraction
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base, Key, Versioned
from webapp.models.source import Passage
from webapp.models.types import not_empty
from webapp.vocab.charges import Regime
from webapp.vocab.liberty import Status
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
    counting_rules: Mapped[list["CountingRule"]] = relationship(
        back_populates="legal_code", order_by="CountingRule.id"
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


class CountingRule(Base, Versioned):
    """How many days of a term a day in custody before the judgment is worth, in the words of the law.

    It holds from the first day of the calendar where `since` is None, to the last where `until` is (`until`
    belongs to it), and for every regime where `regime` is None.
    """

    __tablename__ = "counting_rule"
    __table_args__ = (
        CheckConstraint("numerator BETWEEN 0 AND 1000 AND denominator BETWEEN 1 AND 1000", name="worth"),
        CheckConstraint("since IS NULL OR until IS NULL OR since <= until", name="holds_forward"),
    )

    id: Mapped[Key]
    legal_code_id: Mapped[UUID] = mapped_column(ForeignKey("legal_code.id"), index=True)
    restraint: Mapped[Status] = mapped_column(comment="what the person was held in")
    regime: Mapped[Regime | None] = mapped_column(comment="of the term; none: of every term")
    numerator: Mapped[int] = mapped_column(comment="days of the term")
    denominator: Mapped[int] = mapped_column(comment="for so many days in custody")
    since: Mapped[date | None]
    until: Mapped[date | None] = mapped_column(comment="the last day on which it holds")
    passage_id: Mapped[UUID] = mapped_column(ForeignKey("passage.id"), index=True)
    note: Mapped[str | None]

    legal_code: Mapped[LegalCode] = relationship(back_populates="counting_rules")
    # Whoever tells of a rule shows its words; one by one they would be a query each.
    passage: Mapped[Passage] = relationship(lazy="joined")

    __mapper_args__ = {"version_id_col": Versioned.version, "version_id_generator": False}

    @property
    def days(self) -> Fraction:
        """How many days of the term one day in custody is worth."""
        return Fraction(self.numerator, self.denominator)
