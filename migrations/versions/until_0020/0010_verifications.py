"""Verifications of a record, and how fresh the last word on a status was on each day."""

import sqlalchemy as sa
from alembic import op

from migrations.tables import changed

revision = "0010_verifications"
down_revision = "0009_what_is_known"
branch_labels = None
depends_on = None

_METHODS = "method IN ('family', 'lawyer', 'visit', 'authority', 'reports', 'other')"


def upgrade() -> None:
    op.create_table(
        "verification",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("day", sa.Date(), nullable=False, comment="on which it was checked"),
        sa.Column("checked", sa.String(40), nullable=False),
        sa.Column("method", sa.String(40), nullable=False),
        sa.Column("passage_id", sa.Uuid(), sa.ForeignKey("passage.id")),
        sa.Column("note", sa.Text(), comment="for colleagues; shown to no reader"),
        sa.Column("by_id", sa.Uuid(), sa.ForeignKey("account.id"), nullable=False),
        sa.CheckConstraint(
            "passage_id IS NOT NULL OR (note IS NOT NULL AND note <> '')", name="on_something"
        ),
        sa.CheckConstraint("checked IN ('status', 'record')", name="checked"),
        sa.CheckConstraint(_METHODS, name="verificationmethod"),
    )
    with changed("liberty_span") as table:
        table.add_column(sa.Column("last_verified_on", sa.Date()))
        table.add_column(
            sa.Column("freshness", sa.String(40), comment="none where the status needs no verifying")
        )
        table.create_check_constraint(
            op.f("ck_liberty_span_freshness"), "freshness IN ('recent', 'stale', 'undated')"
        )


def downgrade() -> None:
    with changed("liberty_span") as table:
        table.drop_constraint(op.f("ck_liberty_span_freshness"), type_="check")
        table.drop_column("freshness")
        table.drop_column("last_verified_on")
    op.drop_table("verification")
