"""Searches of the people list with a name and an address."""

import sqlalchemy as sa
from alembic import op

revision = "0008_saved_searches"
down_revision = "0007_judgements"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_search",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "slug", sa.Text(), nullable=False, unique=True, comment="its part of the address, never reused"
        ),
        sa.Column("title", sa.Text(), nullable=False, unique=True),
        sa.Column(
            "query", sa.Text(), nullable=False, comment="the query string of the list; empty for everybody"
        ),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("slug <> ''", name="slug_filled"),
        sa.CheckConstraint("title <> ''", name="title_filled"),
        sa.CheckConstraint("state IN ('draft', 'published', 'retired')", name="publicationstate"),
    )


def downgrade() -> None:
    op.drop_table("saved_search")
