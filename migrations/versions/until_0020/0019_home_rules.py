"""How a home works is decided by its administrators: first, who accepts a claim."""

import sqlalchemy as sa
from alembic import op

revision = "0019_home_rules"
down_revision = "0018_days_due"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "home_rules",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "own_claims",
            sa.Enum(
                "by_another", "by_oneself",
                name="ownclaims", native_enum=False, create_constraint=True, length=40,
            ),  # fmt: skip
            comment="none until an administrator is asked",
        ),
        sa.Column("version", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("home_rules")
