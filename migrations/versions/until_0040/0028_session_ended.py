"""The audit log tells of sessions that were ended."""

from alembic import op

from migrations import guards
from migrations.words import allow

revision = "0028_session_ended"
down_revision = "0027_withholdings"
branch_labels = None
depends_on = None

_EVENTS = (
    "signed_in", "sign_in_refused", "refused", "exported", "restricted_shown", "sign_in_link",
    "password_changed", "second_factor_changed", "account_changed", "rules_decided", "line_withheld",
)  # fmt: skip


def upgrade() -> None:
    allow("audit_entry", "auditevent", "event", (*_EVENTS, "session_ended"))


def downgrade() -> None:
    with guards.off("audit_entry"):
        op.execute("DELETE FROM audit_entry WHERE event = 'session_ended'")
    allow("audit_entry", "auditevent", "event", _EVENTS)
