"""Persons, what sources say of them, the citations without which nothing can be said, and verifications."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.schema import SchemaItem

from webapp.models.account import Account
from webapp.models.base import Base, Key, Versioned
from webapp.models.source import Passage
from webapp.models.types import index_of_named, named_accounts_column, not_empty
from webapp.vocab.claims import ClaimKind, ClaimState, Credibility, Rank, Stance, Visibility
from webapp.vocab.people import PublicationState
from webapp.vocab.verification import Checked, VerificationMethod


class Person(Base, Versioned):
    """Somebody a source speaks of; everything said about the person is a claim."""

    __tablename__ = "person"
    __table_args__ = (not_empty("reference"),)

    id: Mapped[Key]
    reference: Mapped[str] = mapped_column(unique=True, comment="P-0001: what people quote, never reused")
    state: Mapped[PublicationState] = mapped_column(default=PublicationState.DRAFT)
    last_verified_on: Mapped[date | None]
    last_verified_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    note: Mapped[str | None] = mapped_column(comment="for colleagues; never a fact, and no reader sees it")

    last_verified_by: Mapped[Account | None] = relationship()
    claims: Mapped[list["Claim"]] = relationship(back_populates="person")
    verifications: Mapped[list["Verification"]] = relationship(
        back_populates="person", order_by="Verification.day, Verification.id"
    )

    __mapper_args__ = {"version_id_col": Versioned.version, "version_id_generator": False}


class Claim(Base, Versioned):
    """Something that a passage says of a person; its kind's own columns lie in the kind's table.

    `lead_citation_id` may not be NULL and must name a citation of this very claim: the database refuses
    a claim without a citation, and the removal of its last one, at commit.
    """

    __tablename__ = "claim"
    __table_args__: tuple[SchemaItem, ...] = (
        CheckConstraint(
            "rank = 'normal' OR (rank_reason IS NOT NULL AND rank_reason <> '')", name="rank_reason_given"
        ),
        index_of_named("claim"),
        # Who waits for a review, the oldest first: few of very many.
        Index("ix_claim_state_made_at", "state", "made_at"),
    )

    id: Mapped[Key]
    kind: Mapped[ClaimKind]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    lead_citation_id: Mapped[UUID]
    state: Mapped[ClaimState] = mapped_column(default=ClaimState.IN_REVIEW)
    rank: Mapped[Rank] = mapped_column(default=Rank.NORMAL)
    rank_reason: Mapped[str | None]
    visibility: Mapped[Visibility] = mapped_column(default=Visibility.PUBLIC)
    note: Mapped[str | None]
    named_accounts: Mapped[str | None] = named_accounts_column()
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    made_at: Mapped[datetime]

    person: Mapped[Person] = relationship(back_populates="claims")
    made_by: Mapped[Account] = relationship()
    citations: Mapped[list["Citation"]] = relationship(
        back_populates="claim",
        foreign_keys="Citation.claim_id",
        order_by="Citation.id",
        cascade="save-update, merge",
        passive_deletes="all",
    )

    __mapper_args__ = {
        "polymorphic_on": "kind",
        "version_id_col": Versioned.version,
        "version_id_generator": False,
    }


class Citation(Base, Versioned):
    """What ties a claim to a passage, with how far the passage bears it out."""

    __tablename__ = "citation"
    __table_args__ = (UniqueConstraint("claim_id", "id"), UniqueConstraint("claim_id", "passage_id"))

    id: Mapped[Key]
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id", deferrable=True, initially="DEFERRED"))
    passage_id: Mapped[UUID] = mapped_column(ForeignKey("passage.id"), index=True)
    stance: Mapped[Stance] = mapped_column(default=Stance.SUPPORTS)
    credibility: Mapped[Credibility] = mapped_column(
        default=Credibility.CANNOT_BE_JUDGED, comment="Admiralty grading of the information; 6 by default"
    )
    note: Mapped[str | None]
    translation: Mapped[str | None] = mapped_column(comment="the quotation in the language of display")
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    made_at: Mapped[datetime]

    claim: Mapped[Claim] = relationship(back_populates="citations", foreign_keys=[claim_id])
    passage: Mapped[Passage] = relationship()

    __mapper_args__ = {"version_id_col": Versioned.version, "version_id_generator": False}


# Added after the classes: inside them the inheritance join could not tell which key is the inheritance.
Claim.__table__.append_constraint(  # type: ignore[attr-defined]
    ForeignKeyConstraint(
        ["id", "lead_citation_id"],
        ["citation.claim_id", "citation.id"],
        name="fk_claim_id_lead_citation_id_citation",
        deferrable=True,
        initially="DEFERRED",
        use_alter=True,
    )
)


class Verification(Base):
    """That a record was checked on a day: it rests on a passage, or on a note that never becomes a fact."""

    __tablename__ = "verification"
    __table_args__ = (
        CheckConstraint("passage_id IS NOT NULL OR (note IS NOT NULL AND note <> '')", name="on_something"),
    )

    id: Mapped[Key]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    day: Mapped[date] = mapped_column(comment="on which it was checked")
    checked: Mapped[Checked]
    method: Mapped[VerificationMethod]
    passage_id: Mapped[UUID | None] = mapped_column(ForeignKey("passage.id"))
    note: Mapped[str | None] = mapped_column(comment="for colleagues; shown to no reader")
    by_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))

    person: Mapped[Person] = relationship(back_populates="verifications")
    passage: Mapped[Passage | None] = relationship()
    by: Mapped[Account] = relationship()
