"""Hearings: that a court sat or is to sit on a person's case, with whom, and what came of it."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.claim import Claim
from webapp.models.court_case import CourtCase
from webapp.models.organization import Organization
from webapp.models.types import not_empty, partial_date_checks, partial_date_columns
from webapp.vocab.charges import HearingOutcome, Openness, Proceeding, Ruling
from webapp.vocab.claims import ClaimKind
from webapp.vocab.dates.partial_date import PartialDate


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
