"""Judgements on whom the lists of an organization mean by a name."""

import sqlalchemy as sa
from alembic import op

revision = "0024_entry_judgements"
down_revision = "0023_list_mappings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "entry_judgement",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "organization_id", sa.Uuid(), sa.ForeignKey("organization.id"), nullable=False,
            comment="whose lists",
        ),
        sa.Column("name", sa.Text(), nullable=False, comment="as they print it"),
        sa.Column(
            "bearer_id", sa.Uuid(), sa.ForeignKey("person.id"), index=True, comment="none: nobody of ours"
        ),
        sa.Column(
            "candidates", sa.Text(), nullable=False,
            comment="references of whom it could have meant, with spaces",
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("organization_id", "name"),
        sa.CheckConstraint("name <> ''", name="name_filled"),
        sa.CheckConstraint("reason <> ''", name="reason_filled"),
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("entry_judgement")
