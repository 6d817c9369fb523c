"""The audit log, which nobody changes or removes."""

import sqlalchemy as sa
from alembic import op

from migrations import guards

revision = "0021_audit"
down_revision = "0020_second_factor"
branch_labels = None
depends_on = None

_EVENTS = (
    "signed_in", "sign_in_refused", "refused", "exported", "restricted_shown", "sign_in_link",
    "password_changed", "second_factor_changed", "account_changed", "rules_decided", "line_withheld",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, index=True),
        sa.Column(
            "event",
            sa.Enum(*_EVENTS, name="auditevent", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("by_id", sa.Uuid(), sa.ForeignKey("account.id"), comment="none of a stranger"),
        sa.Column(
            "about_id", sa.Uuid(), sa.ForeignKey("account.id"), index=True,
            comment="the account that it happened to",
        ),
        sa.Column("what", sa.Text(), comment="an address or a word; no names of people"),
    )  # fmt: skip
    guards.only_added_to(
        "audit_entry", "the audit log",
        "EXISTS (SELECT 1 FROM audit_entry a WHERE a.id = NEW.id)",
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("audit_entry")
    guards.drop_only_added_to("audit_entry")
