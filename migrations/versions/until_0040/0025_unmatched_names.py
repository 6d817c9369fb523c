"""Names in texts that are nobody of ours, kept with the source."""

import sqlalchemy as sa
from alembic import op

revision = "0025_unmatched_names"
down_revision = "0024_entry_judgements"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unmatched_name",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "passage_id", sa.Uuid(), sa.ForeignKey("passage.id"), nullable=False,
            comment="the words about it",
        ),
        sa.Column("text", sa.Text(), nullable=False, comment="as printed"),
        sa.UniqueConstraint("passage_id", "text"),
        sa.CheckConstraint("text <> ''", name="text_filled"),
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("unmatched_name")
