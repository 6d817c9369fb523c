"""The guard against replaced revisions asks one index after the other, however small the table once was."""

from alembic import op

from migrations import guards
from migrations.guards import Guard

revision = "0032_revision_guard"
down_revision = "0031_fair_trial_facts"
branch_labels = None
depends_on = None

_NAME, _REFUSAL = "revision_not_replaced", "history is never edited"


def upgrade() -> None:
    keys = ("number", "hash", "previous_hash")
    _replace(" OR ".join(f"EXISTS (SELECT 1 FROM revision r WHERE r.{key} = NEW.{key})" for key in keys))


def downgrade() -> None:
    _replace(
        "EXISTS (SELECT 1 FROM revision r WHERE r.number = NEW.number OR r.hash = NEW.hash"
        " OR r.previous_hash = NEW.previous_hash)"
    )


def _replace(condition: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER {_NAME}")
        guards.create((), not_replaced=[Guard(_NAME, "INSERT", "revision", condition, _REFUSAL)])
