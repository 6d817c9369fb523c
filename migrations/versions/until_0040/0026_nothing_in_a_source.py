"""A source can be marked as read, with nothing in it to record."""

import sqlalchemy as sa
from alembic import op

revision = "0026_nothing_in_a_source"
down_revision = "0025_unmatched_names"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "source",
        sa.Column(
            "nothing_in_it_on", sa.Date(), comment="when somebody read it and saw nothing in it to record"
        ),
    )


def downgrade() -> None:
    op.drop_column("source", "nothing_in_it_on")
