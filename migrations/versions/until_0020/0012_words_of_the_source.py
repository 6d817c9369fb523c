"""Why somebody was held and where an act happened, in the source's words where no record is meant."""

import sqlalchemy as sa
from alembic import op

from migrations.tables import changed

revision = "0012_words_of_the_source"
down_revision = "0011_heard_on"
branch_labels = None
depends_on = None

_COLUMNS = {
    "status_event": ("reason_words", "why, in the source's words"),
    "treatment": ("place_words", "the place in the source's words"),
}


def upgrade() -> None:
    for name, (column, comment) in _COLUMNS.items():
        with changed(name) as table:
            table.add_column(sa.Column(column, sa.Text(), comment=comment))
            table.create_check_constraint(op.f(f"ck_{name}_{column}_filled"), f"{column} <> ''")


def downgrade() -> None:
    for name, (column, _) in _COLUMNS.items():
        with changed(name) as table:
            table.drop_constraint(op.f(f"ck_{name}_{column}_filled"), type_="check")
            table.drop_column(column)
