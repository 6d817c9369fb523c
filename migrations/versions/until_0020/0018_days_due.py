"""Days that fall due are found by themselves, however many people there are."""

from alembic import op

revision = "0018_days_due"
down_revision = "0017_note_to_colleagues"
branch_labels = None
depends_on = None

_INDEXES = {
    "ix_person_summary_audience_term_ends_on": ("person_summary", ["audience", "term_ends_on"]),
    "ix_person_summary_audience_announced_latest": ("person_summary", ["audience", "announced_latest"]),
    "ix_status_event_until_latest": ("status_event", ["until_latest"]),
}


def upgrade() -> None:
    for index, (table, columns) in _INDEXES.items():
        op.create_index(index, table, columns)


def downgrade() -> None:
    for index, (table, _) in _INDEXES.items():
        op.drop_index(index, table)
