"""What befell a person, and where the person belonged, as first made."""

import sqlalchemy as sa
from alembic import op

from migrations.first.partial_dates import partial_date


def create() -> None:
    op.create_table(
        "status_event",
        sa.Column("id", sa.Uuid(), sa.ForeignKey("claim.id"), primary_key=True),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("cause", sa.String(40)),
        *partial_date("since"),
        sa.Column("place_id", sa.Uuid(), sa.ForeignKey("organization.id"), index=True),
        sa.Column("place_words", sa.Text(), comment="the place in the source's words"),
        sa.Column("authority_id", sa.Uuid(), sa.ForeignKey("organization.id"), index=True),
        sa.CheckConstraint("place_words <> ''", name="place_words_filled"),
        sa.CheckConstraint(
            "status IN ('at_liberty', 'wanted', 'arrested', 'administrative_detention',"
            " 'pretrial_detention', 'house_arrest', 'travel_ban', 'imprisoned', 'psychiatric_detention',"
            " 'enforced_disappearance', 'released_pending_trial', 'released_served', 'released_early',"
            " 'escaped', 'exiled', 'died_in_custody', 'died_after_release', 'executed', 'not_stated')",
            name="status",
        ),
        sa.CheckConstraint(
            "cause IN ('sentence_served', 'pardon', 'amnesty', 'conditional_release', 'acquittal',"
            " 'charges_dropped', 'bail', 'medical', 'exchange', 'end_of_administrative_term', 'unknown')",
            name="cause",
        ),
    )
    op.create_table(
        "affiliation",
        sa.Column("id", sa.Uuid(), sa.ForeignKey("claim.id"), primary_key=True),
        sa.Column("organization_id", sa.Uuid(), sa.ForeignKey("organization.id"), nullable=False, index=True),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("occupation", sa.String(40)),
        *partial_date("since"),
        *partial_date("until"),
        sa.CheckConstraint(
            "role IN ('leader', 'founder', 'member', 'employee', 'contributor', 'supporter', 'candidate',"
            " 'not_stated')",
            name="affiliationrole",
        ),
        sa.CheckConstraint(
            "occupation IN ('journalist', 'media_worker', 'blogger', 'courier', 'trade_unionist',"
            " 'politician', 'lawyer', 'human_rights_defender', 'activist', 'scholar', 'student',"
            " 'religious_figure', 'artist', 'soldier', 'civil_servant', 'worker', 'peasant', 'entrepreneur',"
            " 'other')",
            name="occupation",
        ),
    )
    op.create_table(
        "treatment",
        sa.Column("id", sa.Uuid(), sa.ForeignKey("claim.id"), primary_key=True),
        sa.Column("act", sa.String(40), nullable=False),
        *partial_date("date"),
        sa.Column(
            "perpetrator_id", sa.Uuid(), sa.ForeignKey("organization.id"), index=True, comment="alleged"
        ),
        sa.Column("perpetrator_words", sa.Text(), comment="the alleged perpetrator as the source says"),
        sa.CheckConstraint("perpetrator_words <> ''", name="perpetrator_words_filled"),
        sa.CheckConstraint(
            "act IN ('torture', 'beating', 'killing', 'assassination_attempt', 'threats', 'blackmail',"
            " 'harassment', 'surveillance', 'raid', 'planted_evidence', 'denial_of_books',"
            " 'denial_of_letters', 'denial_of_visits', 'denial_of_counsel', 'denial_of_medical_care',"
            " 'reprisal_against_relatives', 'public_denunciation', 'deportation', 'other')",
            name="acttype",
        ),
    )


def drop() -> None:
    op.drop_table("treatment")
    op.drop_table("affiliation")
    op.drop_table("status_event")
