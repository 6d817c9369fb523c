"""Long lists are written in parts that nobody sees before the last; it is noted which were brought in so."""

import sqlalchemy as sa
from alembic import op

from migrations import guards
from migrations.guards import Guard

revision = "0043_list_batches"
down_revision = "0042_text_last"
branch_labels = None
depends_on = None

_UNSEEN = "EXISTS (SELECT 1 FROM unfinished_batch u WHERE OLD.number >= u.first_number)"


def upgrade() -> None:
    op.create_table(
        "unfinished_batch",
        sa.Column("id", sa.Uuid(), primary_key=True, comment="of the edit"),
        sa.Column(
            "first_number", sa.Integer(), nullable=False, comment="of the first revision of its rows"
        ),
        sa.Column("lowest_key", sa.Uuid(), nullable=False),
        sa.Column("highest_key", sa.Uuid(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("lowest_key < highest_key", name="in_order"),
    )
    op.create_table(
        "list_batch",
        sa.Column("id", sa.Uuid(), primary_key=True, comment="of the edit"),
        sa.Column(
            "source_version_id", sa.Uuid(), sa.ForeignKey("source_version.id"), nullable=False, index=True
        ),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("rows", "new_people")),
        sa.Column("claims", sa.Integer(), nullable=False, comment="made, or cited from a row"),
        sa.Column(
            "first_number", sa.Integer(), nullable=False, comment="of the first revision of its rows"
        ),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column(
            "first_hash", sa.Text(), nullable=False, comment="to which the first revision is chained"
        ),
        sa.Column("last_hash", sa.Text(), nullable=False),
        sa.Column(
            "opened_by", sa.Text(),
            comment="hash of the revision before the first, which is chained to all that was there",
        ),
        sa.Column(
            "finished_at", sa.DateTime(timezone=True), nullable=False,
            comment="from then on everybody knew of it",
        ),
        sa.CheckConstraint("first_number <= last_number", name="in_order"),
        *(
            sa.CheckConstraint(f"length({name}) = 64", name=f"{name}_length")
            for name in ("first_hash", "last_hash", "opened_by")
        ),
    )  # fmt: skip
    _keep(f"NOT {_UNSEEN}")


def downgrade() -> None:
    _keep("1 = 1")
    op.drop_table("list_batch")
    op.drop_table("unfinished_batch")


def _keep(condition: str) -> None:
    """Refuse to remove history under a condition."""
    guard = Guard("revision_kept", "DELETE", "revision", condition, "history is never removed")
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER {guard.name}")
        guards.create([guard])
    else:
        guards.replace(guard)
