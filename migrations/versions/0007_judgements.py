"""Judgements on whether two records are about one person."""

import sqlalchemy as sa
from alembic import op

revision = "0007_judgements"
down_revision = "0006_list_issues"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "judgement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("one_id", sa.Uuid(), nullable=False, comment="of the same: the one merged"),
        sa.Column(
            "other_id", sa.Uuid(), nullable=False, comment="of the same: the one into which it was merged"
        ),
        sa.Column("verdict", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgement")),
        sa.UniqueConstraint("one_id", "other_id", name=op.f("uq_judgement_one_id_other_id")),
        sa.CheckConstraint("one_id <> other_id", name=op.f("ck_judgement_two_records")),
        sa.ForeignKeyConstraint(["one_id"], ["person.id"], name=op.f("fk_judgement_one_id_person")),
        sa.ForeignKeyConstraint(["other_id"], ["person.id"], name=op.f("fk_judgement_other_id_person")),
        sa.CheckConstraint("verdict IN ('same', 'different')", name=op.f("ck_judgement_verdict")),
    )
    op.create_index(op.f("ix_judgement_other_id"), "judgement", ["other_id"])


def downgrade() -> None:
    op.drop_table("judgement")
