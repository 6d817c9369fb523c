"""What a person is called, is, and is taken for, as first made."""

import sqlalchemy as sa
from alembic import op


def create() -> None:
    op.create_table(
        "person_name",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("script", sa.String(40), nullable=False),
        sa.Column("language", sa.Text(), nullable=True, comment="BCP 47"),
        sa.Column("name_kind", sa.String(40), nullable=False),
        sa.Column("given", sa.Text(), nullable=True),
        sa.Column("patronymic", sa.Text(), nullable=True),
        sa.Column("family", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_name")),
        sa.CheckConstraint("text <> ''", name=op.f("ck_person_name_text_filled")),
        sa.ForeignKeyConstraint(["id"], ["claim.id"], name=op.f("fk_person_name_id_claim")),
        sa.CheckConstraint(
            "script IN ('Latn', 'Cyrl', 'Arab', 'Armn', 'Geor', 'Grek', 'Hebr', 'Syrc', 'Thaa',"
            " 'Mong', 'Tibt', 'Deva', 'Beng', 'Guru', 'Taml', 'Sinh', 'Thai', 'Laoo', 'Mymr', 'Khmr',"
            " 'Ethi', 'Hani', 'Hans', 'Hant', 'Jpan', 'Kore', 'Zyyy')",
            name=op.f("ck_person_name_script"),
        ),
        sa.CheckConstraint(
            "name_kind IN ('main', 'alias', 'birth', 'religious', 'as_printed', 'transliteration')",
            name=op.f("ck_person_name_namekind"),
        ),
    )
    op.create_table(
        "personal_fact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("fact", sa.String(40), nullable=False),
        sa.Column(
            "value", sa.Text(), nullable=True, comment="a word's code for sex and occupation, else text"
        ),
        sa.Column("words", sa.Text(), nullable=True, comment="the source's words, where the value is a code"),
        sa.Column("date_edtf", sa.Text(), nullable=True),
        sa.Column("date_earliest", sa.Date(), nullable=True),
        sa.Column("date_latest", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personal_fact")),
        sa.CheckConstraint(
            "(date_edtf IS NULL AND date_earliest IS NULL AND date_latest IS NULL) OR (date_edtf IS"
            " NOT NULL AND date_edtf <> '' AND (date_earliest IS NOT NULL OR date_latest IS NOT"
            " NULL))",
            name=op.f("ck_personal_fact_date_whole"),
        ),
        sa.CheckConstraint("date_earliest <= date_latest", name=op.f("ck_personal_fact_date_in_order")),
        sa.CheckConstraint("value <> ''", name=op.f("ck_personal_fact_value_filled")),
        sa.CheckConstraint(
            "CASE WHEN fact IN ('birth_date', 'death_date') THEN date_edtf IS NOT NULL AND value IS"
            " NULL ELSE value IS NOT NULL END",
            name=op.f("ck_personal_fact_value_or_date"),
        ),
        sa.ForeignKeyConstraint(["id"], ["claim.id"], name=op.f("fk_personal_fact_id_claim")),
        sa.CheckConstraint(
            "fact IN ('sex', 'birth_date', 'death_date', 'nationality', 'occupation', 'residence', 'health')",
            name=op.f("ck_personal_fact_factkind"),
        ),
    )
    op.create_table(
        "assessment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("scheme", sa.String(40), nullable=False),
        sa.Column("criteria", sa.Text(), nullable=False, comment="codes of the scheme, separated by a space"),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("list_group", sa.Text(), nullable=True, comment="group within the organization's own list"),
        sa.Column("date_edtf", sa.Text(), nullable=True),
        sa.Column("date_earliest", sa.Date(), nullable=True),
        sa.Column("date_latest", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
        sa.CheckConstraint(
            "(date_edtf IS NULL AND date_earliest IS NULL AND date_latest IS NULL) OR (date_edtf IS"
            " NOT NULL AND date_edtf <> '' AND (date_earliest IS NOT NULL OR date_latest IS NOT"
            " NULL))",
            name=op.f("ck_assessment_date_whole"),
        ),
        sa.CheckConstraint("date_earliest <= date_latest", name=op.f("ck_assessment_date_in_order")),
        sa.CheckConstraint("list_group <> ''", name=op.f("ck_assessment_list_group_filled")),
        sa.ForeignKeyConstraint(["id"], ["claim.id"], name=op.f("fk_assessment_id_claim")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_assessment_organization_id_organization")
        ),
        sa.CheckConstraint(
            "scheme IN ('pace_1900', 'wgad', 'amnesty_poc', 'own_list')", name=op.f("ck_assessment_scheme")
        ),
        sa.CheckConstraint(
            "outcome IN ('political_prisoner', 'not_political_prisoner', 'prisoner_of_conscience',"
            " 'arbitrary', 'not_arbitrary', 'listed', 'not_listed', 'release_demanded',"
            " 'subject_of_solidarity', 'pending', 'no_decision')",
            name=op.f("ck_assessment_outcome"),
        ),
    )
    op.create_index(op.f("ix_assessment_organization_id"), "assessment", ["organization_id"], unique=False)


def drop() -> None:
    op.drop_table("assessment")
    op.drop_table("personal_fact")
    op.drop_table("person_name")
