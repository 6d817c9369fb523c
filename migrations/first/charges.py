"""Charges and their steps, as first made."""

import sqlalchemy as sa
from alembic import op


def create() -> None:
    op.create_table(
        "charge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("provision_id", sa.Uuid(), nullable=True),
        sa.Column(
            "offence", sa.Text(), nullable=True, comment="in the source's words; none where not stated"
        ),
        sa.Column(
            "characterisation",
            sa.Text(),
            nullable=True,
            comment="the source's own judgement of the charge, such as 'false'; never ours",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charge")),
        sa.CheckConstraint("offence <> ''", name=op.f("ck_charge_offence_filled")),
        sa.CheckConstraint("characterisation <> ''", name=op.f("ck_charge_characterisation_filled")),
        sa.ForeignKeyConstraint(["id"], ["claim.id"], name=op.f("fk_charge_id_claim")),
        sa.ForeignKeyConstraint(
            ["provision_id"], ["provision.id"], name=op.f("fk_charge_provision_id_provision")
        ),
    )
    op.create_index(op.f("ix_charge_provision_id"), "charge", ["provision_id"], unique=False)
    op.create_table(
        "charge_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("charge_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("date_edtf", sa.Text(), nullable=True),
        sa.Column("date_earliest", sa.Date(), nullable=True),
        sa.Column("date_latest", sa.Date(), nullable=True),
        sa.Column("court_id", sa.Uuid(), nullable=True),
        sa.Column("from_provision_id", sa.Uuid(), nullable=True),
        sa.Column("to_provision_id", sa.Uuid(), nullable=True),
        sa.Column("sentence", sa.String(40), nullable=True),
        sa.Column("years", sa.Integer(), nullable=True),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("suspended", sa.Boolean(), nullable=False),
        sa.Column("fine_amount", sa.Integer(), nullable=True, comment="in whole units of the currency"),
        sa.Column("fine_currency", sa.Text(), nullable=True, comment="ISO 4217"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charge_step")),
        sa.CheckConstraint(
            "(date_edtf IS NULL AND date_earliest IS NULL AND date_latest IS NULL) OR (date_edtf IS"
            " NOT NULL AND date_edtf <> '' AND (date_earliest IS NOT NULL OR date_latest IS NOT"
            " NULL))",
            name=op.f("ck_charge_step_date_whole"),
        ),
        sa.CheckConstraint("date_earliest <= date_latest", name=op.f("ck_charge_step_date_in_order")),
        sa.CheckConstraint(
            "(years IS NULL OR years >= 0) AND (months IS NULL OR months >= 0) AND (days IS NULL OR"
            " days >= 0)",
            name=op.f("ck_charge_step_sentence_length"),
        ),
        sa.CheckConstraint("fine_amount >= 0", name=op.f("ck_charge_step_fine_positive")),
        sa.CheckConstraint("length(fine_currency) = 3", name=op.f("ck_charge_step_fine_currency_code")),
        sa.ForeignKeyConstraint(["id"], ["claim.id"], name=op.f("fk_charge_step_id_claim")),
        sa.ForeignKeyConstraint(["charge_id"], ["charge.id"], name=op.f("fk_charge_step_charge_id_charge")),
        sa.CheckConstraint(
            "step IN ('alleged', 'charged', 'requalified', 'indicted', 'convicted', 'acquitted',"
            " 'dropped', 'overturned', 'upheld')",
            name=op.f("ck_charge_step_stepkind"),
        ),
        sa.ForeignKeyConstraint(
            ["court_id"], ["organization.id"], name=op.f("fk_charge_step_court_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["from_provision_id"], ["provision.id"], name=op.f("fk_charge_step_from_provision_id_provision")
        ),
        sa.ForeignKeyConstraint(
            ["to_provision_id"], ["provision.id"], name=op.f("fk_charge_step_to_provision_id_provision")
        ),
        sa.CheckConstraint(
            "sentence IN ('term', 'life', 'death', 'fine')", name=op.f("ck_charge_step_sentencekind")
        ),
    )
    op.create_index(op.f("ix_charge_step_charge_id"), "charge_step", ["charge_id"], unique=False)
    op.create_index(op.f("ix_charge_step_court_id"), "charge_step", ["court_id"], unique=False)


def drop() -> None:
    op.drop_table("charge_step")
    op.drop_table("charge")
