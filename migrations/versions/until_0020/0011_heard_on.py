"""When somebody was last heard of, beside their status, so that those to verify are found at once."""

import sqlalchemy as sa
from alembic import op

from migrations.tables import changed

revision = "0011_heard_on"
down_revision = "0010_verifications"
branch_labels = None
depends_on = None

_DERIVED = ("liberty_span", "person_summary")
_INDEXES = {
    "ix_person_summary_audience_status_heard_on": ["audience", "status", "heard_on", "sort_key"],
    "ix_person_summary_audience_last_verified_on": ["audience", "last_verified_on"],
    "ix_person_summary_audience_held_last_word_on": ["audience", "held", "last_word_on"],
}


def upgrade() -> None:
    for name in _DERIVED:
        # What is derived is made anew after the migration.
        op.execute(sa.text(f"DELETE FROM {name}"))
        with changed(name) as table:
            table.add_column(
                sa.Column(
                    "heard_on", sa.Date(), nullable=False,
                    comment="of word and confirmation the later; never: 0001-01-01",
                )
            )  # fmt: skip
    for index, columns in _INDEXES.items():
        op.create_index(index, "person_summary", columns)


def downgrade() -> None:
    for index in _INDEXES:
        op.drop_index(index, "person_summary")
    for name in _DERIVED:
        with changed(name) as table:
            table.drop_column("heard_on")
