"""Whose names begin with which letters is kept as sets: of many people a page is found without the rest."""

import sqlalchemy as sa
from alembic import op
from pyroaring import BitMap

revision = "0045_initials"
down_revision = "0044_people_looked_up"
branch_labels = None
depends_on = None

_SETS = sa.table(
    "facet_members",
    sa.column("audience", sa.Text()),
    sa.column("facet", sa.Text()),
    sa.column("value", sa.Text()),
    sa.column("number", sa.Integer()),
    sa.column("members", sa.LargeBinary()),
)


def upgrade() -> None:
    numbers: dict[tuple[str, str], BitMap] = {}
    people = op.get_bind().execute(sa.text("SELECT audience, sort_key, reference FROM person_summary"))
    for audience, sort_key, reference in people:
        own = numbers.setdefault((audience, sort_key[:2]), BitMap())
        own.add(int(reference.removeprefix("P-")))
    rows = [
        {
            "audience": audience, "facet": f"initials {initials[:1]}", "value": initials, "number": len(own),
            "members": own.serialize(),
        }
        for (audience, initials), own in numbers.items()
    ]  # fmt: skip
    if rows:
        op.bulk_insert(_SETS, rows)


def downgrade() -> None:
    op.execute("DELETE FROM facet_members WHERE facet LIKE 'initials _'")
