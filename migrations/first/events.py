"""What befell a person, and where the person belonged, as first made."""

import sqlalchemy as sa
from alembic import op


def create() -> None:
    op.create_table(
        "status_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("cause", sa.String(40), nullable=True),
        sa.Column("since_edtf", sa.Text(), nullable=True),
        sa.Column("since_earliest", sa.Date(), nullable=True),
        sa.Column("since_latest", sa.Date(), nullable=True),
        sa.Column("place_id", sa.Uuid(), nullable=True),
        sa.Column("place_words", sa.Text(), nullable=True, comment="the place in the source's words"),
        sa.Column("authority_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_event")),
        sa.CheckConstraint(
            "(since_edtf IS NULL AND since_earliest IS NULL AND since_latest IS NULL) OR (since_edtf"
            " IS NOT NULL AND since_edtf <> '' AND (since_earliest IS NOT NULL OR since_latest IS NOT"
            " NULL))",
            name=op.f("ck_status_event_since_whole"),
        ),
        sa.CheckConstraint("since_earliest <= since_latest", name=op.f("ck_status_event_since_in_order")),
        sa.CheckConstraint("place_words <> ''", name=op.f("ck_status_event_place_words_filled")),
        sa.ForeignKeyConstraint(["id"], ["claim.id"], name=op.f("fk_status_event_id_claim")),
        sa.CheckConstraint(
            "status IN ('at_liberty', 'wanted', 'arrested', 'administrative_detention',"
            " 'pretrial_detention', 'house_arrest', 'travel_ban', 'imprisoned',"
            " 'psychiatric_detention', 'enforced_disappearance', 'released_pending_trial',"
            " 'released_served', 'released_early', 'escaped', 'exiled', 'died_in_custody',"
            " 'died_after_release', 'executed', 'not_stated')",
            name=op.f("ck_status_event_status"),
        ),
        sa.CheckConstraint(
            "cause IN ('sentence_served', 'pardon', 'amnesty', 'conditional_release', 'acquittal',"
            " 'charges_dropped', 'bail', 'medical', 'exchange', 'end_of_administrative_term',"
            " 'unknown')",
            name=op.f("ck_status_event_cause"),
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["organization.id"], name=op.f("fk_status_event_place_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["organization.id"], name=op.f("fk_status_event_authority_id_organization")
        ),
    )
    op.create_index(op.f("ix_status_event_authority_id"), "status_event", ["authority_id"], unique=False)
    op.create_index(op.f("ix_status_event_place_id"), "status_event", ["place_id"], unique=False)
    op.create_table(
        "affiliation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("occupation", sa.String(40), nullable=True),
        sa.Column("since_edtf", sa.Text(), nullable=True),
        sa.Column("since_earliest", sa.Date(), nullable=True),
        sa.Column("since_latest", sa.Date(), nullable=True),
        sa.Column("until_edtf", sa.Text(), nullable=True),
        sa.Column("until_earliest", sa.Date(), nullable=True),
        sa.Column("until_latest", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_affiliation")),
        sa.CheckConstraint(
            "(since_edtf IS NULL AND since_earliest IS NULL AND since_latest IS NULL) OR (since_edtf"
            " IS NOT NULL AND since_edtf <> '' AND (since_earliest IS NOT NULL OR since_latest IS NOT"
            " NULL))",
            name=op.f("ck_affiliation_since_whole"),
        ),
        sa.CheckConstraint("since_earliest <= since_latest", name=op.f("ck_affiliation_since_in_order")),
        sa.CheckConstraint(
            "(until_edtf IS NULL AND until_earliest IS NULL AND until_latest IS NULL) OR (until_edtf"
            " IS NOT NULL AND until_edtf <> '' AND (until_earliest IS NOT NULL OR until_latest IS NOT"
            " NULL))",
            name=op.f("ck_affiliation_until_whole"),
        ),
        sa.CheckConstraint("until_earliest <= until_latest", name=op.f("ck_affiliation_until_in_order")),
        sa.ForeignKeyConstraint(["id"], ["claim.id"], name=op.f("fk_affiliation_id_claim")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_affiliation_organization_id_organization")
        ),
        sa.CheckConstraint(
            "role IN ('leader', 'founder', 'member', 'employee', 'contributor', 'supporter',"
            " 'candidate', 'not_stated')",
            name=op.f("ck_affiliation_affiliationrole"),
        ),
        sa.CheckConstraint(
            "occupation IN ('journalist', 'media_worker', 'blogger', 'courier', 'trade_unionist',"
            " 'politician', 'lawyer', 'human_rights_defender', 'activist', 'scholar', 'student',"
            " 'religious_figure', 'artist', 'soldier', 'civil_servant', 'worker', 'peasant',"
            " 'entrepreneur', 'other')",
            name=op.f("ck_affiliation_occupation"),
        ),
    )
    op.create_index(op.f("ix_affiliation_organization_id"), "affiliation", ["organization_id"], unique=False)
    op.create_table(
        "treatment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(40), nullable=False),
        sa.Column("date_edtf", sa.Text(), nullable=True),
        sa.Column("date_earliest", sa.Date(), nullable=True),
        sa.Column("date_latest", sa.Date(), nullable=True),
        sa.Column("perpetrator_id", sa.Uuid(), nullable=True, comment="alleged"),
        sa.Column(
            "perpetrator_words",
            sa.Text(),
            nullable=True,
            comment="the alleged perpetrator as the source says",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_treatment")),
        sa.CheckConstraint(
            "(date_edtf IS NULL AND date_earliest IS NULL AND date_latest IS NULL) OR (date_edtf IS"
            " NOT NULL AND date_edtf <> '' AND (date_earliest IS NOT NULL OR date_latest IS NOT"
            " NULL))",
            name=op.f("ck_treatment_date_whole"),
        ),
        sa.CheckConstraint("date_earliest <= date_latest", name=op.f("ck_treatment_date_in_order")),
        sa.CheckConstraint("perpetrator_words <> ''", name=op.f("ck_treatment_perpetrator_words_filled")),
        sa.ForeignKeyConstraint(["id"], ["claim.id"], name=op.f("fk_treatment_id_claim")),
        sa.CheckConstraint(
            "act IN ('torture', 'beating', 'killing', 'assassination_attempt', 'threats',"
            " 'blackmail', 'harassment', 'surveillance', 'raid', 'planted_evidence',"
            " 'denial_of_books', 'denial_of_letters', 'denial_of_visits', 'denial_of_counsel',"
            " 'denial_of_medical_care', 'reprisal_against_relatives', 'public_denunciation',"
            " 'deportation', 'other')",
            name=op.f("ck_treatment_acttype"),
        ),
        sa.ForeignKeyConstraint(
            ["perpetrator_id"], ["organization.id"], name=op.f("fk_treatment_perpetrator_id_organization")
        ),
    )
    op.create_index(op.f("ix_treatment_perpetrator_id"), "treatment", ["perpetrator_id"], unique=False)


def drop() -> None:
    op.drop_table("treatment")
    op.drop_table("affiliation")
    op.drop_table("status_event")
