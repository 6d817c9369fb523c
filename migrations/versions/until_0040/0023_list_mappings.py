"""How lists of one shape are read, kept under a name."""

import sqlalchemy as sa
from alembic import op

revision = "0023_list_mappings"
down_revision = "0022_cases_and_hearings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "list_mapping",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("title", sa.Text(), nullable=False, unique=True),
        sa.Column(
            "source_id", sa.Uuid(), sa.ForeignKey("source.id"), nullable=False, index=True,
            comment="the list by which it was made",
        ),
        sa.Column(
            "columns", sa.Text(), nullable=False, comment="a line for each: what it holds, a tab, its header"
        ),
        sa.Column(
            "statuses", sa.Text(), nullable=False,
            comment="a line for each word: what it means, a tab, the word",
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("title <> ''", name="title_filled"),
        sa.CheckConstraint("columns <> ''", name="columns_filled"),
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("list_mapping")
