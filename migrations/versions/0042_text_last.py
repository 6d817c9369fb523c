"""On SQLite the text of a version is the last of its columns: those behind a long one are slow to read."""

import sqlalchemy as sa
from alembic import op

from migrations import guards

revision = "0042_text_last"
down_revision = "0041_counting_rules"
branch_labels = None
depends_on = None

_TABLE, _REMADE = "source_version", "source_version_remade"
_CHECKS = {
    "number_positive": "number > 0",
    "text_sha256_length": "length(text_sha256) = 64",
    "bytes_sha256_length": "length(bytes_sha256) = 64",
    "text_length_true": "text_length = length(text)",
}


def upgrade() -> None:
    # PostgreSQL keeps long texts beside the table.
    if op.get_bind().dialect.name != "sqlite":
        return
    remade = op.create_table(
        _REMADE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("bytes_sha256", sa.Text()),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("text_length", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("extractor", sa.Text(), nullable=False),
        sa.Column("retrieved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retrieved_by_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text()),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_TABLE}")),
        sa.UniqueConstraint("source_id", "number", name=op.f(f"uq_{_TABLE}_source_id_number")),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_{_TABLE}_{name}")) for name, rule in _CHECKS.items()),
        _refers("source_id", "source"),
        _refers("retrieved_by_id", "account"),
    )
    columns = ", ".join(remade.columns.keys())
    op.execute(f"INSERT INTO {_REMADE} ({columns}) SELECT {columns} FROM {_TABLE}")
    with guards.off(_TABLE):
        op.drop_table(_TABLE)
        op.rename_table(_REMADE, _TABLE)


def downgrade() -> None:
    """Leave it: in which order columns stand means nothing to what was before."""


def _refers(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_{_TABLE}_{column}_{table}"))
