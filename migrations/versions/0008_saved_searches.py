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
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False, comment="its part of the address, never reused"),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column(
            "query", sa.Text(), nullable=False, comment="the query string of the list; empty for everybody"
        ),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_search")),
        sa.CheckConstraint("slug <> ''", name=op.f("ck_saved_search_slug_filled")),
        sa.CheckConstraint("title <> ''", name=op.f("ck_saved_search_title_filled")),
        sa.UniqueConstraint("slug", name=op.f("uq_saved_search_slug")),
        sa.UniqueConstraint("title", name=op.f("uq_saved_search_title")),
        sa.CheckConstraint(
            "state IN ('draft', 'published', 'retired')", name=op.f("ck_saved_search_publicationstate")
        ),
    )


def downgrade() -> None:
    op.drop_table("saved_search")
