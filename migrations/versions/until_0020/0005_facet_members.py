"""Who has which value of which facet, as sets, so that facets are counted without looking at every person."""

import sqlalchemy as sa
from alembic import op

revision = "0005_facet_members"
down_revision = "0004_liberty_spans"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "facet_members",
        sa.Column("audience", sa.String(40), primary_key=True),
        sa.Column("facet", sa.Text(), primary_key=True),
        sa.Column("value", sa.Text(), primary_key=True),
        sa.Column("number", sa.Integer(), nullable=False, comment="how many they are"),
        sa.Column(
            "members", sa.LargeBinary(), nullable=False, comment="a roaring bitmap, in the portable format"
        ),
        sa.CheckConstraint("audience IN ('public', 'internal')", name="audience"),
    )
    op.create_index(
        "ix_facet_members_audience_facet_number", "facet_members", ["audience", "facet", "number"]
    )
    op.create_index(
        "ix_person_summary_audience_reference", "person_summary", ["audience", "reference"]
    )


def downgrade() -> None:
    op.drop_index("ix_person_summary_audience_reference", "person_summary")
    op.drop_table("facet_members")
