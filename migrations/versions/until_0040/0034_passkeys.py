"""Passkeys, and what the audit log tells of them."""

import sqlalchemy as sa
from alembic import op

from migrations import guards
from migrations.words import allow

revision = "0034_passkeys"
down_revision = "0033_named_accounts"
branch_labels = None
depends_on = None

_EVENTS = (
    "signed_in", "sign_in_refused", "refused", "exported", "restricted_shown", "sign_in_link",
    "password_changed", "second_factor_changed", "account_changed", "rules_decided", "line_withheld",
    "session_ended",
)  # fmt: skip
_NEW_EVENTS = ("passkey_added", "passkey_removed")


def upgrade() -> None:
    op.create_table(
        "passkey",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id"), nullable=False, index=True),
        sa.Column("name", sa.Text(), nullable=False, comment="as its owner calls it"),
        sa.Column("credential_id", sa.Text(), nullable=False, unique=True, comment="base64url"),
        sa.Column("public_key", sa.Text(), nullable=False, comment="COSE, base64url"),
        sa.Column(
            "sign_count", sa.BigInteger(), nullable=False,
            comment="as the authenticator counts; some always say 0",
        ),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True)),
        sa.Column(
            "challenged_at", sa.DateTime(timezone=True), nullable=False,
            comment="of the challenge answered last, so that none is good twice",
        ),
        sa.Column("removed_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("name <> ''", name=op.f("ck_passkey_name_filled")),
    )  # fmt: skip
    allow("audit_entry", "auditevent", "event", (*_EVENTS, *_NEW_EVENTS))


def downgrade() -> None:
    with guards.off("audit_entry"):
        op.execute(f"DELETE FROM audit_entry WHERE event IN {_NEW_EVENTS}")
    allow("audit_entry", "auditevent", "event", _EVENTS)
    op.drop_table("passkey")
