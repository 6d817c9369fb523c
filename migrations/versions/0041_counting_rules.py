"""How many days of a term a day in custody before the judgment is worth, each rule with a passage."""

import sqlalchemy as sa
from alembic import op

from migrations.words import among

revision = "0041_counting_rules"
down_revision = "0040_past_rows"
branch_labels = None
depends_on = None

_STATUSES = (
    "at_liberty", "wanted", "arrested", "administrative_detention", "pretrial_detention", "house_arrest",
    "travel_ban", "imprisoned", "psychiatric_detention", "enforced_disappearance", "released_pending_trial",
    "released_served", "released_early", "escaped", "exiled", "died_in_custody", "died_after_release",
    "executed", "not_stated",
)  # fmt: skip
_REGIMES = ("settlement", "general", "reinforced", "strict", "special", "cells")


def upgrade() -> None:
    op.create_table(
        "counting_rule",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("legal_code_id", sa.Uuid(), sa.ForeignKey("legal_code.id"), nullable=False, index=True),
        sa.Column("restraint", sa.String(40), nullable=False, comment="what the person was held in"),
        sa.Column("regime", sa.String(40), comment="of the term; none: of every term"),
        sa.Column("numerator", sa.Integer(), nullable=False, comment="days of the term"),
        sa.Column("denominator", sa.Integer(), nullable=False, comment="for so many days in custody"),
        sa.Column("since", sa.Date()),
        sa.Column("until", sa.Date(), comment="the last day on which it holds"),
        sa.Column("passage_id", sa.Uuid(), sa.ForeignKey("passage.id"), nullable=False, index=True),
        sa.Column("note", sa.Text()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "numerator BETWEEN 0 AND 1000 AND denominator BETWEEN 1 AND 1000", name="worth"
        ),
        sa.CheckConstraint("since IS NULL OR until IS NULL OR since <= until", name="holds_forward"),
        sa.CheckConstraint(among("restraint", _STATUSES), name="status"),
        sa.CheckConstraint(among("regime", _REGIMES), name="regime"),
    )


def downgrade() -> None:
    op.drop_table("counting_rule")
