"""With a long list that was brought in it is kept how it was read."""

import sqlalchemy as sa
from alembic import op

revision = "0046_lists_as_read"
down_revision = "0045_initials"
branch_labels = None
depends_on = None

_TOLD = {"columns": "what it holds, a tab, its header", "statuses": "what it means, a tab, the word"}


def upgrade() -> None:
    for name, line in _TOLD.items():
        op.add_column("list_batch", sa.Column(name, sa.Text(), comment=f"a line each: {line}"))
        # After a way back history still tells it.
        path = f"json_extract(changes, '$.{name}[1]')"
        if op.get_bind().dialect.name == "postgresql":
            path = f"changes->'{name}'->>1"
        told = "row_id = list_batch.id AND table_name = 'list_batch' AND action = 'created'"
        op.execute(f"UPDATE list_batch SET {name} = (SELECT {path} FROM revision WHERE {told})")


def downgrade() -> None:
    for name in _TOLD:
        op.drop_column("list_batch", name)
