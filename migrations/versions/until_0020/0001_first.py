"""The first schema: every table, the guards that keep what was written, and the counters of references."""

import sqlalchemy as sa
from alembic import op

from migrations.first import (
    accounts,
    attributes,
    charges,
    claims,
    documents,
    events,
    guards,
    passages,
    read_model,
)

revision = "0001_first"
down_revision = None
branch_labels = None
depends_on = None

# In the order in which each refers only to those before it.
_PARTS = (documents, accounts, passages, claims, charges, events, attributes, read_model)


def upgrade() -> None:
    for part in _PARTS:
        part.create()
    guards.create()
    counter = sa.table("counter", sa.column("prefix", sa.Text()), sa.column("last", sa.Integer()))
    op.bulk_insert(counter, [{"prefix": prefix, "last": 0} for prefix in "PSO"])


def downgrade() -> None:
    for part in reversed(_PARTS):
        part.drop()
    guards.drop()
