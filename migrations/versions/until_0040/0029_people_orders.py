"""The list of people is sorted by the day since which, or by the last word, along an index."""

from alembic import op

revision = "0029_people_orders"
down_revision = "0028_session_ended"
branch_labels = None
depends_on = None

_INDEXES = {
    "ix_person_summary_audience_since": ["audience", "status_since_earliest", "sort_key"],
    "ix_person_summary_audience_last_word_on": ["audience", "last_word_on", "sort_key"],
}


def upgrade() -> None:
    for index, columns in _INDEXES.items():
        op.create_index(index, "person_summary", columns)


def downgrade() -> None:
    for index in _INDEXES:
        op.drop_index(index, "person_summary")
