"""The read model holds what falls due of people; the command that migrates derives it."""

import sqlalchemy as sa
from alembic import op

revision = "0038_due_days"
down_revision = "0037_notices"
branch_labels = None
depends_on = None

_AUDIENCES = ("public", "internal")
_KINDS = ("order_ends", "term_ends", "announced", "hearing", "birthday")


def upgrade() -> None:
    op.create_table(
        "due_day",
        sa.Column("audience", _word(_AUDIENCES, "audience"), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("kind", _word(_KINDS, "duekind"), primary_key=True),
        sa.Column("event_id", sa.Uuid(), primary_key=True, comment="the hearing; of others the person"),
        sa.Column(
            "day", sa.Date(), nullable=False,
            comment="the last that it may be; of a birthday in the year 9996",
        ),
        sa.Column(
            "edtf", sa.Text(), nullable=False, comment="as a source gives it; empty where it is computed"
        ),
        sa.Column("case_id", sa.Uuid(), sa.ForeignKey("court_case.id"), index=True),
        sa.Column(
            "sitting", sa.Text(), nullable=False,
            comment="what the hearing of several has in common; else a key",
        ),
    )  # fmt: skip
    op.create_index("ix_due_day_audience_day", "due_day", ["audience", "day", "kind", "sitting", "person_id"])
    op.create_index("ix_due_day_sitting", "due_day", ["sitting", "audience", "day"])
    op.create_index("ix_due_day_person_id", "due_day", ["person_id"])


def downgrade() -> None:
    op.drop_table("due_day")


def _word(words: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)
