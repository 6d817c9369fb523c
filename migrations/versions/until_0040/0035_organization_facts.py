"""Where letters to a place of detention go, and its rules on visits and parcels, each with a passage."""

import sqlalchemy as sa
from alembic import op

from migrations.first.partial_dates import partial_date
from migrations.words import among

revision = "0035_organization_facts"
down_revision = "0034_passkeys"
branch_labels = None
depends_on = None

_KINDS = ("letter_address", "letters", "parcels", "visits", "calls", "money")


def upgrade() -> None:
    op.create_table(
        "organization_fact",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("organization_id", sa.Uuid(), sa.ForeignKey("organization.id"), nullable=False, index=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column(
            "text", sa.Text(), nullable=False, comment="an address line by line, a rule in a sentence or two"
        ),
        sa.Column("language", sa.Text(), comment="BCP 47"),
        *partial_date("since"),
        *partial_date("until"),
        sa.Column("passage_id", sa.Uuid(), sa.ForeignKey("passage.id"), nullable=False, index=True),
        sa.Column("note", sa.Text()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("text <> ''", name="text_filled"),
        sa.CheckConstraint(among("kind", _KINDS), name="organizationfactkind"),
    )


def downgrade() -> None:
    op.drop_table("organization_fact")
