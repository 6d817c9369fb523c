"""A person's record carries a note to colleagues."""

import sqlalchemy as sa
from alembic import op

revision = "0017_note_to_colleagues"
down_revision = "0016_sentences_that_move"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "person",
        sa.Column("note", sa.Text(), comment="for colleagues; never a fact, and no reader sees it"),
    )


def downgrade() -> None:
    op.drop_column("person", "note")
