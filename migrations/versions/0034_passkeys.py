"""Passkeys, and what the audit log tells of them."""

import sqlalchemy as sa
from alembic import op

from migrations import guards
from migrations.guards import Guard

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
_NEVER = "the audit log is never"
_GUARDS = (
    Guard("audit_entry_unchanged", "UPDATE", "audit_entry", "1 = 1", f"{_NEVER} edited"),
    Guard("audit_entry_kept", "DELETE", "audit_entry", "1 = 1", f"{_NEVER} removed"),
    Guard(
        "audit_entry_not_replaced", "INSERT", "audit_entry",
        "EXISTS (SELECT 1 FROM audit_entry a WHERE a.id = NEW.id)", f"{_NEVER} edited",
    ),
)  # fmt: skip


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
    _allow((*_EVENTS, *_NEW_EVENTS))


def downgrade() -> None:
    if _on_sqlite():
        op.execute("DROP TRIGGER audit_entry_kept")
    else:
        op.execute("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_kept")
    op.execute(f"DELETE FROM audit_entry WHERE event IN {_NEW_EVENTS}")
    if not _on_sqlite():
        op.execute("ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_kept")
    _allow(_EVENTS)
    op.drop_table("passkey")


def _allow(words: tuple[str, ...]) -> None:
    """Let entries be of these events; on SQLite the table is made anew, and its guards with it."""
    if _on_sqlite():
        for guard in _GUARDS:
            op.execute(f"DROP TRIGGER IF EXISTS {guard.name}")
    with op.batch_alter_table("audit_entry") as table:
        table.drop_constraint(op.f("ck_audit_entry_auditevent"), type_="check")
        among = f"event IN ({', '.join(map(repr, words))})"
        table.create_check_constraint(op.f("ck_audit_entry_auditevent"), among)
    if _on_sqlite():
        guards.create(_GUARDS)


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
