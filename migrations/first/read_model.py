"""The read model, as first made."""

import sqlalchemy as sa
from alembic import op


def create() -> None:
    op.create_table(
        "person_summary",
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("audience", sa.String(40), primary_key=True),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column(
            "sort_key",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
            comment="folded name, a space, the reference: unique",
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_language", sa.Text()),
        sa.Column("name_script", sa.Text(), nullable=False),
        sa.Column("other_names", sa.Text(), nullable=False),
        sa.Column("sex", sa.Text(), nullable=False),
        sa.Column("born", sa.Text(), nullable=False),
        sa.Column("occupation", sa.Text(), nullable=False),
        sa.Column("organizations", sa.Text(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("held", sa.String(40), nullable=False),
        sa.Column("status_since_edtf", sa.Text(), nullable=False),
        sa.Column("status_since_earliest", sa.Date()),
        sa.Column("status_since_latest", sa.Date()),
        sa.Column("status_place", sa.Text(), nullable=False),
        sa.Column("held_since", sa.Date(), comment="first day of the present detention, if known"),
        sa.Column("term_ends_on", sa.Date(), comment="last day of the sentence, if computable"),
        sa.Column("conflict", sa.Boolean(), nullable=False),
        sa.Column("charges", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("assessments", sa.Text(), nullable=False),
        sa.Column("last_verified_on", sa.Date()),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.Column("source_count", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("citation_id", sa.Uuid()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("audience IN ('public', 'internal')", name="audience"),
        sa.CheckConstraint("state IN ('draft', 'published', 'retired')", name="publicationstate"),
        sa.CheckConstraint(
            "status IN ('at_liberty', 'wanted', 'arrested', 'administrative_detention',"
            " 'pretrial_detention', 'house_arrest', 'travel_ban', 'imprisoned', 'psychiatric_detention',"
            " 'enforced_disappearance', 'released_pending_trial', 'released_served', 'released_early',"
            " 'escaped', 'exiled', 'died_in_custody', 'died_after_release', 'executed', 'not_stated')",
            name="status",
        ),
        sa.CheckConstraint("held IN ('yes', 'no', 'not_stated')", name="held"),
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
        sa.Column("audience", sa.String(40), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), primary_key=True, index=True),
        sa.Column("facet", sa.Text(), primary_key=True),
        sa.Column("value", sa.Text(), primary_key=True),
        sa.CheckConstraint("audience IN ('public', 'internal')", name="audience"),
    )
    op.create_index(
        op.f("ix_summary_facet_lookup"),
        "summary_facet",
        ["audience", "facet", "value", "person_id"],
        unique=False,
    )
    op.create_table(
        "name_token",
        sa.Column("audience", sa.String(40), primary_key=True),
        sa.Column("token", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), primary_key=True, index=True),
        sa.CheckConstraint("audience IN ('public', 'internal')", name="audience"),
    )


def drop() -> None:
    op.drop_table("name_token")
    op.drop_table("summary_facet")
    op.drop_table("person_summary")
