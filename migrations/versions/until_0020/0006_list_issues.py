"""Numbered issues of the list, which nobody changes or removes."""

import sqlalchemy as sa
from alembic import op

from migrations import guards

revision = "0006_list_issues"
down_revision = "0005_facet_members"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "list_issue",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "number", sa.Integer(), nullable=False, unique=True, comment="from 1, without a gap, never reused"
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("filter", sa.Text(), nullable=False, comment="the query string of the list"),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False, comment="of the file, in hex"),
        sa.Column("file", sa.LargeBinary(), nullable=False, comment="the list as CSV, byte by byte"),
        sa.Column(
            "departed",
            sa.JSON(),
            nullable=False,
            comment="what was known of those of the issue before who are not in this one",
        ),
        sa.CheckConstraint("number > 0", name="number_positive"),
        sa.CheckConstraint("people >= 0", name="people_counted"),
        sa.CheckConstraint("length(sha256) = 64", name="sha256_length"),
        sa.CheckConstraint("title <> ''", name="title_filled"),
    )
    guards.only_added_to(
        "list_issue", "an issue of the list",
        "EXISTS (SELECT 1 FROM list_issue i WHERE i.id = NEW.id OR i.number = NEW.number)",
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("list_issue")
    guards.drop_only_added_to("list_issue")
