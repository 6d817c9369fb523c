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
        sa.Column("audience", sa.String(40), primary_key=True),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), primary_key=True, index=True),
        sa.Column("begins", sa.Date(), primary_key=True),
        sa.Column("ends", sa.Date(), nullable=False, comment="the first day that does not belong to it"),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("held", sa.String(40), nullable=False),
        sa.Column("status_since_edtf", sa.Text(), nullable=False),
        sa.Column("status_since_earliest", sa.Date()),
        sa.Column("status_since_latest", sa.Date()),
        sa.Column("status_place", sa.Text(), nullable=False),
        sa.Column("held_since", sa.Date()),
        sa.Column("term_ends_on", sa.Date()),
        sa.CheckConstraint("begins < ends", name="in_order"),
        sa.CheckConstraint("audience IN ('public', 'internal')", name="audience"),
        sa.CheckConstraint(_one_of("status", _STATUSES), name="status"),
        sa.CheckConstraint(_one_of("held", ("yes", "no", "not_stated")), name="held"),
    )


def downgrade() -> None:
    op.drop_table("liberty_span")


def _one_of(column: str, words: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(word) for word in words)})"
