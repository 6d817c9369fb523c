"""The read model, as first made."""

import sqlalchemy as sa
from alembic import op


def create() -> None:
    op.create_table(
        "person_summary",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("audience", sa.String(40), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column(
            "sort_key",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
            comment="folded name, a space, the reference: unique",
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_language", sa.Text(), nullable=True),
        sa.Column("name_script", sa.Text(), nullable=False),
        sa.Column("other_names", sa.Text(), nullable=False),
        sa.Column("sex", sa.Text(), nullable=False),
        sa.Column("born", sa.Text(), nullable=False),
        sa.Column("occupation", sa.Text(), nullable=False),
        sa.Column("organizations", sa.Text(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("held", sa.String(40), nullable=False),
        sa.Column("status_since_edtf", sa.Text(), nullable=False),
        sa.Column("status_since_earliest", sa.Date(), nullable=True),
        sa.Column("status_since_latest", sa.Date(), nullable=True),
        sa.Column("status_place", sa.Text(), nullable=False),
        sa.Column(
            "held_since", sa.Date(), nullable=True, comment="first day of the present detention, if known"
        ),
        sa.Column(
            "term_ends_on", sa.Date(), nullable=True, comment="last day of the sentence, if computable"
        ),
        sa.Column("conflict", sa.Boolean(), nullable=False),
        sa.Column("charges", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("assessments", sa.Text(), nullable=False),
        sa.Column("last_verified_on", sa.Date(), nullable=True),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.Column("source_count", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("citation_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "audience", name=op.f("pk_person_summary")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_summary_person_id_person")
        ),
        sa.CheckConstraint("audience IN ('public', 'internal')", name=op.f("ck_person_summary_audience")),
        sa.CheckConstraint(
            "state IN ('draft', 'published', 'retired')", name=op.f("ck_person_summary_publicationstate")
        ),
        sa.CheckConstraint(
            "status IN ('at_liberty', 'wanted', 'arrested', 'administrative_detention',"
            " 'pretrial_detention', 'house_arrest', 'travel_ban', 'imprisoned',"
            " 'psychiatric_detention', 'enforced_disappearance', 'released_pending_trial',"
            " 'released_served', 'released_early', 'escaped', 'exiled', 'died_in_custody',"
            " 'died_after_release', 'executed', 'not_stated')",
            name=op.f("ck_person_summary_status"),
        ),
        sa.CheckConstraint("held IN ('yes', 'no', 'not_stated')", name=op.f("ck_person_summary_held")),
    )
    op.create_index(
        op.f("ix_person_summary_audience_held_sort_key"),
        "person_summary",
        ["audience", "held", "sort_key"],
        unique=False,
    )
    op.create_index(
        op.f("ix_person_summary_audience_sort_key"), "person_summary", ["audience", "sort_key"], unique=False
    )
    op.create_index(
        op.f("ix_person_summary_audience_status_sort_key"),
        "person_summary",
        ["audience", "status", "sort_key"],
        unique=False,
    )
    op.create_table(
        "summary_facet",
        sa.Column("audience", sa.String(40), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("facet", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("audience", "person_id", "facet", "value", name=op.f("pk_summary_facet")),
        sa.CheckConstraint("audience IN ('public', 'internal')", name=op.f("ck_summary_facet_audience")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_summary_facet_person_id_person")),
    )
    op.create_index(
        op.f("ix_summary_facet_lookup"),
        "summary_facet",
        ["audience", "facet", "value", "person_id"],
        unique=False,
    )
    op.create_index(op.f("ix_summary_facet_person_id"), "summary_facet", ["person_id"], unique=False)
    op.create_table(
        "name_token",
        sa.Column("audience", sa.String(40), nullable=False),
        sa.Column("token", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("audience", "token", "person_id", name=op.f("pk_name_token")),
        sa.CheckConstraint("audience IN ('public', 'internal')", name=op.f("ck_name_token_audience")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_name_token_person_id_person")),
    )
    op.create_index(op.f("ix_name_token_person_id"), "name_token", ["person_id"], unique=False)


def drop() -> None:
    op.drop_table("name_token")
    op.drop_table("summary_facet")
    op.drop_table("person_summary")
