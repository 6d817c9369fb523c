"""What owners are to be told of their accounts."""

import sqlalchemy as sa
from alembic import op

revision = "0037_notices"
down_revision = "0036_day_work"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id"), nullable=False, index=True),
        sa.Column(
            "audit_entry_id", sa.Uuid(), sa.ForeignKey("audit_entry.id"), nullable=False, unique=True
        ),
        sa.Column(
            "session_id", sa.Uuid(), sa.ForeignKey("account_session.id"),
            comment="in which it happened, and which is not told of it",
        ),
        sa.Column("dismissed_at", sa.DateTime(timezone=True)),
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("notice")
