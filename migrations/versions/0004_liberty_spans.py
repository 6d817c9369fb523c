"""Which status was current from when until when, so that a list can be asked for as of any day."""

import sqlalchemy as sa
from alembic import op

revision = "0004_liberty_spans"
down_revision = "0003_name_keys"
branch_labels = None
depends_on = None

_STATUSES = (
    "at_liberty", "wanted", "arrested", "administrative_detention", "pretrial_detention", "house_arrest",
    "travel_ban", "imprisoned", "psychiatric_detention", "enforced_disappearance", "released_pending_trial",
    "released_served", "released_early", "escaped", "exiled", "died_in_custody", "died_after_release",
    "executed", "not_stated",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "liberty_span",
        sa.Column("audience", sa.String(40), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False, comment="the first day that does not belong to it"),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("held", sa.String(40), nullable=False),
        sa.Column("status_since_edtf", sa.Text(), nullable=False),
        sa.Column("status_since_earliest", sa.Date(), nullable=True),
        sa.Column("status_since_latest", sa.Date(), nullable=True),
        sa.Column("status_place", sa.Text(), nullable=False),
        sa.Column("held_since", sa.Date(), nullable=True),
        sa.Column("term_ends_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("audience", "person_id", "begins", name=op.f("pk_liberty_span")),
        sa.CheckConstraint("begins < ends", name=op.f("ck_liberty_span_in_order")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_liberty_span_person_id_person")),
        sa.CheckConstraint("audience IN ('public', 'internal')", name=op.f("ck_liberty_span_audience")),
        sa.CheckConstraint(_one_of("status", _STATUSES), name=op.f("ck_liberty_span_status")),
        sa.CheckConstraint(_one_of("held", ("yes", "no", "not_stated")), name=op.f("ck_liberty_span_held")),
    )
    op.create_index("ix_liberty_span_person_id", "liberty_span", ["person_id"])


def downgrade() -> None:
    op.drop_table("liberty_span")


def _one_of(column: str, words: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(word) for word in words)})"
