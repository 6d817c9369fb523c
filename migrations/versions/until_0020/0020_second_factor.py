"""A second factor at sign-in, required of roles by a rule of the home; sessions that end when left alone."""

import sqlalchemy as sa
from alembic import op

from migrations.tables import changed

revision = "0020_second_factor"
down_revision = "0019_home_rules"
branch_labels = None
depends_on = None

_ROLES = "'reader', 'curator', 'reviewer', 'admin'"


def upgrade() -> None:
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id"), nullable=False, index=True),
        sa.Column("secret_hash", sa.Text(), nullable=False, unique=True),
        sa.Column("used_at", sa.DateTime(timezone=True)),
    )
    op.add_column(
        "account",
        sa.Column(
            "second_factor_step", sa.Integer(), comment="of the code used last, so that none is good twice"
        ),
    )
    op.add_column("account_session", sa.Column("last_seen_at", sa.DateTime(timezone=True)))
    with changed("home_rules") as table:
        table.add_column(
            sa.Column("second_factor_from", sa.String(40), comment="of this role and above; none: of nobody")
        )
        table.create_check_constraint(op.f("ck_home_rules_role"), f"second_factor_from IN ({_ROLES})")


def downgrade() -> None:
    with changed("home_rules") as table:
        table.drop_constraint(op.f("ck_home_rules_role"), type_="check")
        table.drop_column("second_factor_from")
    op.drop_column("account_session", "last_seen_at")
    op.drop_column("account", "second_factor_step")
    op.drop_table("recovery_code")
