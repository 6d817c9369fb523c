"""Lines of numbered issues are withheld by a logged act, which nobody changes or removes."""

import sqlalchemy as sa
from alembic import op

from migrations import guards

revision = "0027_withholdings"
down_revision = "0026_nothing_in_a_source"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "withholding",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("withheld", sa.Boolean(), nullable=False, comment="false: shown again"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False, comment="for those alone who may review"),
        sa.CheckConstraint("reason <> ''", name="reason_filled"),
    )
    guards.only_added_to(
        "withholding", "a withholding",
        "EXISTS (SELECT 1 FROM withholding w WHERE w.id = NEW.id)",
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("withholding")
    guards.drop_only_added_to("withholding")
