"""What waits for somebody is looked up by an index: claims to review, and people whose sources disagree."""

from alembic import op

revision = "0036_day_work"
down_revision = "0035_organization_facts"
branch_labels = None
depends_on = None

_INDEXES = {
    "ix_claim_state_made_at": ("claim", ["state", "made_at"]),
    "ix_person_summary_audience_conflict": ("person_summary", ["audience", "conflict", "sort_key"]),
}


def upgrade() -> None:
    for name, (table, columns) in _INDEXES.items():
        op.create_index(name, table, columns)


def downgrade() -> None:
    for name, (table, _) in _INDEXES.items():
        op.drop_index(name, table)
