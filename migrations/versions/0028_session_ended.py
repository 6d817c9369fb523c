"""The audit log tells of sessions that were ended."""

from alembic import op

from migrations import guards
from migrations.guards import Guard

revision = "0028_session_ended"
down_revision = "0027_withholdings"
branch_labels = None
depends_on = None

_EVENTS = (
    "signed_in", "sign_in_refused", "refused", "exported", "restricted_shown", "sign_in_link",
    "password_changed", "second_factor_changed", "account_changed", "rules_decided", "line_withheld",
)  # fmt: skip
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
    _allow((*_EVENTS, "session_ended"))


def downgrade() -> None:
    if _on_sqlite():
        op.execute("DROP TRIGGER audit_entry_kept")
    else:
        op.execute("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_kept")
    op.execute("DELETE FROM audit_entry WHERE event = 'session_ended'")
    if not _on_sqlite():
        op.execute("ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_kept")
    _allow(_EVENTS)


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
