"""Judgements on whether two records are about one person."""

import sqlalchemy as sa
from alembic import op

revision = "0007_judgements"
down_revision = "0006_list_issues"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "judgement",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "one_id",
            sa.Uuid(),
            sa.ForeignKey("person.id"),
            nullable=False,
            comment="of the same: the one merged",
        ),
        sa.Column(
            "other_id",
            sa.Uuid(),
            sa.ForeignKey("person.id"),
            nullable=False,
            index=True,
            comment="of the same: the one into which it was merged",
        ),
        sa.Column("verdict", sa.String(40), nullable=False),
        sa.UniqueConstraint("one_id", "other_id"),
        sa.CheckConstraint("one_id <> other_id", name="two_records"),
        sa.CheckConstraint("verdict IN ('same', 'different')", name="verdict"),
    )


def downgrade() -> None:
    op.drop_table("judgement")
