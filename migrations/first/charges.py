"""Charges and their steps, as first made."""

import sqlalchemy as sa
from alembic import op

from migrations.first.partial_dates import partial_date


def create() -> None:
    op.create_table(
        "charge",
        sa.Column("id", sa.Uuid(), sa.ForeignKey("claim.id"), primary_key=True),
        sa.Column("provision_id", sa.Uuid(), sa.ForeignKey("provision.id"), index=True),
        sa.Column("offence", sa.Text(), comment="in the source's words; none where not stated"),
        sa.Column(
            "characterisation",
            sa.Text(),
            comment="the source's own judgement of the charge, such as 'false'; never ours",
        ),
        sa.CheckConstraint("offence <> ''", name="offence_filled"),
        sa.CheckConstraint("characterisation <> ''", name="characterisation_filled"),
    )
    op.create_table(
        "charge_step",
        sa.Column("id", sa.Uuid(), sa.ForeignKey("claim.id"), primary_key=True),
        sa.Column("charge_id", sa.Uuid(), sa.ForeignKey("charge.id"), nullable=False, index=True),
        sa.Column("step", sa.String(40), nullable=False),
        *partial_date("date"),
        sa.Column("court_id", sa.Uuid(), sa.ForeignKey("organization.id"), index=True),
        sa.Column("from_provision_id", sa.Uuid(), sa.ForeignKey("provision.id")),
        sa.Column("to_provision_id", sa.Uuid(), sa.ForeignKey("provision.id")),
        sa.Column("sentence", sa.String(40)),
        sa.Column("years", sa.Integer()),
        sa.Column("months", sa.Integer()),
        sa.Column("days", sa.Integer()),
        sa.Column("suspended", sa.Boolean(), nullable=False),
        sa.Column("fine_amount", sa.Integer(), comment="in whole units of the currency"),
        sa.Column("fine_currency", sa.Text(), comment="ISO 4217"),
        sa.CheckConstraint(
            "(years IS NULL OR years >= 0) AND (months IS NULL OR months >= 0) AND (days IS NULL OR days >="
            " 0)",
            name="sentence_length",
        ),
        sa.CheckConstraint("fine_amount >= 0", name="fine_positive"),
        sa.CheckConstraint("length(fine_currency) = 3", name="fine_currency_code"),
        sa.CheckConstraint(
            "step IN ('alleged', 'charged', 'requalified', 'indicted', 'convicted', 'acquitted', 'dropped',"
            " 'overturned', 'upheld')",
            name="stepkind",
        ),
        sa.CheckConstraint("sentence IN ('term', 'life', 'death', 'fine')", name="sentencekind"),
    )


def drop() -> None:
    op.drop_table("charge_step")
    op.drop_table("charge")
