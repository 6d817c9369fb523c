"""On SQLite people are looked up by reference in an index that tells their names: no row of them is read."""

from alembic import op

revision = "0044_people_looked_up"
down_revision = "0043_list_batches"
branch_labels = None
depends_on = None

_TABLE, _NAME = "person_summary", "ix_person_summary_looked_up"
_BEFORE = "ix_person_summary_audience_reference"
_COLUMNS = ["audience", "reference", "person_id", "state", "sort_key", "name", "other_names"]


def upgrade() -> None:
    # An index of PostgreSQL takes no long texts.
    if op.get_bind().dialect.name == "sqlite":
        op.create_index(_NAME, _TABLE, _COLUMNS)
        op.drop_index(_BEFORE, _TABLE)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.create_index(_BEFORE, _TABLE, _COLUMNS[:2])
        op.drop_index(_NAME, _TABLE)
