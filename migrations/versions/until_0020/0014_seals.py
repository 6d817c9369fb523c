"""Seals of logs, issues, secrets and of who may come in, which nobody changes or removes."""

import sqlalchemy as sa
from alembic import op

from migrations import guards

revision = "0014_seals"
down_revision = "0013_ages"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "seal",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column(
            "row_key", sa.Text(), nullable=False,
            comment="the primary key, its columns separated by a slash",
        ),
        sa.Column(
            "digest", sa.Text(), nullable=False, comment="SHA-256 of what the row said then, in hex"
        ),
        sa.Column("previous_hash", sa.Text(), nullable=False, unique=True),
        sa.Column("hash", sa.Text(), nullable=False, unique=True),
        sa.CheckConstraint("length(digest) = 64", name="digest_length"),
        sa.CheckConstraint("length(previous_hash) = 64", name="previous_hash_length"),
        sa.CheckConstraint("length(hash) = 64", name="hash_length"),
    )  # fmt: skip
    guards.only_added_to(
        "seal", "a seal",
        "EXISTS (SELECT 1 FROM seal s WHERE s.number = NEW.number OR s.hash = NEW.hash"
        " OR s.previous_hash = NEW.previous_hash)",
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("seal")
    guards.drop_only_added_to("seal")
