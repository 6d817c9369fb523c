"""What a person is called, is, and is taken for, as first made."""

import sqlalchemy as sa
from alembic import op

from migrations.first.partial_dates import partial_date


def create() -> None:
    op.create_table(
        "person_name",
        sa.Column("id", sa.Uuid(), sa.ForeignKey("claim.id"), primary_key=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("script", sa.String(40), nullable=False),
        sa.Column("language", sa.Text(), comment="BCP 47"),
        sa.Column("name_kind", sa.String(40), nullable=False),
        sa.Column("given", sa.Text()),
        sa.Column("patronymic", sa.Text()),
        sa.Column("family", sa.Text()),
        sa.CheckConstraint("text <> ''", name="text_filled"),
        sa.CheckConstraint(
            "script IN ('Latn', 'Cyrl', 'Arab', 'Armn', 'Geor', 'Grek', 'Hebr', 'Syrc', 'Thaa', 'Mong',"
            " 'Tibt', 'Deva', 'Beng', 'Guru', 'Taml', 'Sinh', 'Thai', 'Laoo', 'Mymr', 'Khmr', 'Ethi',"
            " 'Hani', 'Hans', 'Hant', 'Jpan', 'Kore', 'Zyyy')",
            name="script",
        ),
        sa.CheckConstraint(
            "name_kind IN ('main', 'alias', 'birth', 'religious', 'as_printed', 'transliteration')",
            name="namekind",
        ),
    )
    op.create_table(
        "personal_fact",
        sa.Column("id", sa.Uuid(), sa.ForeignKey("claim.id"), primary_key=True),
        sa.Column("fact", sa.String(40), nullable=False),
        sa.Column("value", sa.Text(), comment="a word's code for sex and occupation, else text"),
        sa.Column("words", sa.Text(), comment="the source's words, where the value is a code"),
        *partial_date("date"),
        sa.CheckConstraint("value <> ''", name="value_filled"),
        sa.CheckConstraint(
            "CASE WHEN fact IN ('birth_date', 'death_date') THEN date_edtf IS NOT NULL AND value IS NULL"
            " ELSE value IS NOT NULL END",
            name="value_or_date",
        ),
        sa.CheckConstraint(
            "fact IN ('sex', 'birth_date', 'death_date', 'nationality', 'occupation', 'residence', 'health')",
            name="factkind",
        ),
    )
    op.create_table(
        "assessment",
        sa.Column("id", sa.Uuid(), sa.ForeignKey("claim.id"), primary_key=True),
        sa.Column("organization_id", sa.Uuid(), sa.ForeignKey("organization.id"), nullable=False, index=True),
        sa.Column("scheme", sa.String(40), nullable=False),
        sa.Column("criteria", sa.Text(), nullable=False, comment="codes of the scheme, separated by a space"),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("list_group", sa.Text(), comment="group within the organization's own list"),
        *partial_date("date"),
        sa.CheckConstraint("list_group <> ''", name="list_group_filled"),
        sa.CheckConstraint("scheme IN ('pace_1900', 'wgad', 'amnesty_poc', 'own_list')", name="scheme"),
        sa.CheckConstraint(
            "outcome IN ('political_prisoner', 'not_political_prisoner', 'prisoner_of_conscience',"
            " 'arbitrary', 'not_arbitrary', 'listed', 'not_listed', 'release_demanded',"
            " 'subject_of_solidarity', 'pending', 'no_decision')",
            name="outcome",
        ),
    )


def drop() -> None:
    op.drop_table("assessment")
    op.drop_table("personal_fact")
    op.drop_table("person_name")
