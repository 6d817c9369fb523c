"""The kinds of claim: names, statuses, charges and their steps, affiliations, ill-treatment, and so on."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.claim import Claim
from webapp.models.court_case import CourtCase
from webapp.models.law import Provision
from webapp.models.organization import Organization
from webapp.models.types import not_empty, partial_date_checks, partial_date_columns
from webapp.vocab.assessments import Outcome, Scheme
from webapp.vocab.charges import Amount, Basis, Joined, Regime, SentenceKind, StepKind
from webapp.vocab.claims import ClaimKind
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Cause, Status
from webapp.vocab.organizations import AffiliationRole
from webapp.vocab.people import FactKind, NameKind, Occupation, Script
from webapp.vocab.treatments import ActType


class PersonName(Claim):
    """One spelling of a person's name."""

    __tablename__ = "person_name"
    __table_args__ = (not_empty("text"),)

    id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"), primary_key=True, sort_order=-1)
    text: Mapped[str]
    script: Mapped[Script]
    language: Mapped[str | None] = mapped_column(comment="BCP 47")
    name_kind: Mapped[NameKind]
    given: Mapped[str | None]
    patronymic: Mapped[str | None]
    family: Mapped[str | None]

    __mapper_args__ = {"polymorphic_identity": ClaimKind.PERSON_NAME}


class StatusEvent(Claim):
    """A deprivation of liberty, or its end: what, since when, why, where, by whom."""

    __tablename__ = "status_event"
    __table_args__ = (
        *partial_date_checks("since", "until"),
        not_empty("place_words"),
        not_empty("reason_words"),
        Index("ix_status_event_until_latest", "until_latest"),
        CheckConstraint(
            "CASE WHEN after_id IS NULL AND disputes_id IS NULL THEN order_reason IS NULL"
            " ELSE order_reason IS NOT NULL AND order_reason <> '' END",
            name="order_reason_given",
        ),
    )

    id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"), primary_key=True, sort_order=-1)
    status: Mapped[Status]
    cause: Mapped[Cause | None]
    since: Mapped[PartialDate | None] = partial_date_columns("since")
    until: Mapped[PartialDate | None] = partial_date_columns("until")
    place_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"), index=True)
    place_words: Mapped[str | None] = mapped_column(comment="the place in the source's words")
    authority_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"), index=True)
    reason_words: Mapped[str | None] = mapped_column(comment="why, in the source's words")
    announced: Mapped[bool | None] = mapped_column(
        comment="what a curator answered, whether it was still to come; none where the rule decides"
    )
    after_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("status_event.id"), comment="the event that a curator states it came after"
    )
    disputes_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("status_event.id"), comment="the event that a curator states it contradicts"
    )
    order_reason: Mapped[str | None] = mapped_column(comment="why the curator states so")

    place: Mapped[Organization | None] = relationship(foreign_keys=[place_id])
    authority: Mapped[Organization | None] = relationship(foreign_keys=[authority_id])
    after: Mapped["StatusEvent | None"] = relationship(
        foreign_keys=[after_id], remote_side=[id], viewonly=True
    )
    disputes: Mapped["StatusEvent | None"] = relationship(
        foreign_keys=[disputes_id], remote_side=[id], viewonly=True
    )

    __mapper_args__ = {
        "polymorphic_identity": ClaimKind.STATUS_EVENT,
        "inherit_condition": id == Claim.id,
    }


class Charge(Claim):
    """What a person is accused of: a provision, or the offence in the source's words, or neither stated."""

    __tablename__ = "charge"
    __table_args__ = (not_empty("offence"), not_empty("characterisation"))

    id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"), primary_key=True, sort_order=-1)
    provision_id: Mapped[UUID | None] = mapped_column(ForeignKey("provision.id"), index=True)
    offence: Mapped[str | None] = mapped_column(comment="in the source's words; none where not stated")
    characterisation: Mapped[str | None] = mapped_column(
        comment="the source's own judgement of the charge, such as 'false'; never ours"
    )
    case_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("court_case.id"), index=True, comment="the case of the first instance that tries it"
    )

    provision: Mapped[Provision | None] = relationship()
    case: Mapped[CourtCase | None] = relationship()
    steps: Mapped[list["ChargeStep"]] = relationship(
        back_populates="charge", foreign_keys="ChargeStep.charge_id"
    )

    __mapper_args__ = {"polymorphic_identity": ClaimKind.CHARGE}


class ChargeStep(Claim):
    """One dated step in the history of a charge; a sentence belongs to a conviction."""

    __tablename__ = "charge_step"
    __table_args__ = (
        *partial_date_checks("date"),
        CheckConstraint(
            "(years IS NULL OR years >= 0) AND (months IS NULL OR months >= 0)"
            " AND (days IS NULL OR days >= 0)",
            name="sentence_length",
        ),
        CheckConstraint("fine_amount >= 0", name="fine_positive"),
        CheckConstraint("length(fine_currency) = 3", name="fine_currency_code"),
        not_empty("instrument"),
        CheckConstraint(
            "CASE WHEN amount = 'fraction' THEN numerator IS NOT NULL AND denominator IS NOT NULL"
            " AND numerator > 0 AND numerator < denominator"
            " ELSE numerator IS NULL AND denominator IS NULL END",
            name="fraction_whole",
        ),
        CheckConstraint(
            "amount IS NULL OR amount = 'total' OR sentence IS NULL", name="sentence_is_total"
        ),
        CheckConstraint("step <> 'demanded' OR amount IS NULL", name="demand_changes_nothing"),
    )

    id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"), primary_key=True, sort_order=-1)
    charge_id: Mapped[UUID] = mapped_column(ForeignKey("charge.id"), index=True)
    step: Mapped[StepKind]
    date: Mapped[PartialDate | None] = partial_date_columns("date")
    court_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"), index=True)
    from_provision_id: Mapped[UUID | None] = mapped_column(ForeignKey("provision.id"))
    to_provision_id: Mapped[UUID | None] = mapped_column(ForeignKey("provision.id"))
    sentence: Mapped[SentenceKind | None]
    years: Mapped[int | None]
    months: Mapped[int | None]
    days: Mapped[int | None]
    suspended: Mapped[bool] = mapped_column(default=False)
    fine_amount: Mapped[int | None] = mapped_column(comment="in whole units of the currency")
    fine_currency: Mapped[str | None] = mapped_column(comment="ISO 4217")
    amount: Mapped[Amount | None] = mapped_column(comment="how the length changes an earlier sentence")
    numerator: Mapped[int | None] = mapped_column(comment="of the fraction by which the remainder shrinks")
    denominator: Mapped[int | None]
    joined: Mapped[Joined | None] = mapped_column(comment="how the term stands to those of other charges")
    regime: Mapped[Regime | None]
    basis: Mapped[Basis | None]
    instrument: Mapped[str | None] = mapped_column(comment="decree or ruling, its number and date, in words")

    charge: Mapped[Charge] = relationship(back_populates="steps", foreign_keys=[charge_id])
    court: Mapped[Organization | None] = relationship()
    from_provision: Mapped[Provision | None] = relationship(foreign_keys=[from_provision_id])
    to_provision: Mapped[Provision | None] = relationship(foreign_keys=[to_provision_id])

    __mapper_args__ = {
        "polymorphic_identity": ClaimKind.CHARGE_STEP,
        "inherit_condition": id == Claim.id,
    }


class Affiliation(Claim):
    """A person's place in an organization."""

    __tablename__ = "affiliation"
    __table_args__ = (*partial_date_checks("since", "until"),)

    id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"), primary_key=True, sort_order=-1)
    organization_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    role: Mapped[AffiliationRole]
    occupation: Mapped[Occupation | None]
    since: Mapped[PartialDate | None] = partial_date_columns("since")
    until: Mapped[PartialDate | None] = partial_date_columns("until")

    organization: Mapped[Organization] = relationship()

    __mapper_args__ = {"polymorphic_identity": ClaimKind.AFFILIATION}


class Treatment(Claim):
    """An act of ill-treatment, or another act against the person."""

    __tablename__ = "treatment"
    __table_args__ = (
        *partial_date_checks("date"), not_empty("place_words"), not_empty("perpetrator_words"),
    )  # fmt: skip

    id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"), primary_key=True, sort_order=-1)
    act: Mapped[ActType]
    date: Mapped[PartialDate | None] = partial_date_columns("date")
    place_words: Mapped[str | None] = mapped_column(comment="the place in the source's words")
    perpetrator_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("organization.id"), index=True, comment="alleged"
    )
    perpetrator_words: Mapped[str | None] = mapped_column(
        comment="the alleged perpetrator as the source says"
    )

    perpetrator: Mapped[Organization | None] = relationship()

    __mapper_args__ = {"polymorphic_identity": ClaimKind.TREATMENT}


class Assessment(Claim):
    """What an organization says the person is: political prisoner, arbitrarily detained, and so on."""

    __tablename__ = "assessment"
    __table_args__ = (*partial_date_checks("date"), not_empty("list_group"))

    id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"), primary_key=True, sort_order=-1)
    organization_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    scheme: Mapped[Scheme]
    criteria: Mapped[str] = mapped_column(default="", comment="codes of the scheme, separated by a space")
    outcome: Mapped[Outcome]
    list_group: Mapped[str | None] = mapped_column(comment="group within the organization's own list")
    date: Mapped[PartialDate | None] = partial_date_columns("date")

    organization: Mapped[Organization] = relationship()

    __mapper_args__ = {"polymorphic_identity": ClaimKind.ASSESSMENT}


class PersonalFact(Claim):
    """One fact: sex, birth date, death date, nationality, occupation, residence, health, fair trial."""

    __tablename__ = "personal_fact"
    __table_args__ = (
        *partial_date_checks("date"),
        not_empty("value"),
        CheckConstraint(
            "CASE WHEN fact IN ('birth_date', 'death_date') THEN date_edtf IS NOT NULL AND value IS NULL"
            " ELSE value IS NOT NULL END",
            name="value_or_date",
        ),
    )

    id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"), primary_key=True, sort_order=-1)
    fact: Mapped[FactKind]
    value: Mapped[str | None] = mapped_column(comment="a word's code for sex and occupation, else text")
    words: Mapped[str | None] = mapped_column(comment="the source's words, where the value is a code")
    date: Mapped[PartialDate | None] = partial_date_columns("date")

    __mapper_args__ = {"polymorphic_identity": ClaimKind.PERSONAL_FACT}
