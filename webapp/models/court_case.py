"""Cases before courts, each of which may lead to its appeal; and hearings, what came of them."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base, Key, Versioned
from webapp.models.claim import Claim
from webapp.models.organization import Organization
from webapp.models.types import not_empty, partial_date_checks, partial_date_columns
from webapp.vocab.charges import HearingOutcome, Instance, Openness, Proceeding, Ruling
from webapp.vocab.claims import ClaimKind
from webapp.vocab.dates.partial_date import PartialDate
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


class Hearing(Claim):
    """One sitting of a court on one person's case; officials are organizations of their own kind."""

    __tablename__ = "hearing"
    __table_args__ = (
        *partial_date_checks("date", "postponed_to"),
        not_empty("judges_words"),
        not_empty("counsel"),
        not_empty("demanded"),
        CheckConstraint("hour LIKE '__:__'", name="hour_whole"),
        CheckConstraint(
            "postponed_to_edtf IS NULL OR (outcome IS NOT NULL AND outcome = 'postponed')",
            name="day_of_postponed",
        ),
        Index("ix_hearing_date_latest", "date_latest"),
        Index("ix_hearing_postponed_to_latest", "postponed_to_latest"),
    )

    id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"), primary_key=True, sort_order=-1)
    proceeding: Mapped[Proceeding]
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("court_case.id"), index=True)
    court_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"), index=True)
    date: Mapped[PartialDate | None] = partial_date_columns("date")
    hour: Mapped[str | None] = mapped_column(comment="10:30, by the clocks of the court")
    openness: Mapped[Openness | None]
    judge_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"), index=True)
    second_judge_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"), index=True)
    third_judge_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"), index=True)
    judges_words: Mapped[str | None] = mapped_column(comment="who else sat, in the source's words")
    prosecutor_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"), index=True)
    counsel: Mapped[str | None] = mapped_column(comment="who defended, in the source's words")
    demanded: Mapped[str | None] = mapped_column(comment="what the prosecution asked for, in words")
    outcome: Mapped[HearingOutcome | None]
    postponed_to: Mapped[PartialDate | None] = partial_date_columns("postponed_to")
    ruling: Mapped[Ruling | None]

    case: Mapped[CourtCase | None] = relationship()
    court: Mapped[Organization | None] = relationship(foreign_keys=[court_id])
    judge: Mapped[Organization | None] = relationship(foreign_keys=[judge_id])
    second_judge: Mapped[Organization | None] = relationship(foreign_keys=[second_judge_id])
    third_judge: Mapped[Organization | None] = relationship(foreign_keys=[third_judge_id])
    prosecutor: Mapped[Organization | None] = relationship(foreign_keys=[prosecutor_id])

    __mapper_args__ = {"polymorphic_identity": ClaimKind.HEARING}
