"""Of a list that was not written by parts there is a record too, without a place in the chain of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0047_short_lists"
down_revision = "0046_lists_as_read"
branch_labels = None
depends_on = None

_TABLE, _REMADE = "list_batch", "list_batch_remade"
_REFERS = f"fk_{_TABLE}_source_version_id_source_version"
_OF_PARTS = ("first_number", "last_number", "first_hash", "last_hash")
_LENGTHS = {f"{name}_length": f"length({name}) = 64" for name in ("first_hash", "last_hash", "opened_by")}
_CHECKS = {"in_order": "first_number <= last_number"} | _LENGTHS
_ALIKE = " AND ".join(f"(first_number IS NULL) = ({name} IS NULL)" for name in _OF_PARTS[1:])


def upgrade() -> None:
    _change(nullable=True)
    # After a way back history still tells of them.
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    of_history = "json_extract(changes, '$.{}[1]')" if on_sqlite else "changes->'{}'->>1"
    version = of_history.format("source_version_id")
    version = f"replace({version}, '-', '')" if on_sqlite else f"({version})::uuid"
    numbers = (f"CAST({of_history.format(name)} AS INTEGER)" for name in ("rows", "new_people", "claims"))
    words = (of_history.format(name) for name in ("columns", "statuses"))
    op.execute(
        f"INSERT INTO {_TABLE}"
        " (id, source_version_id, rows, new_people, claims, columns, statuses, finished_at)"
        f" SELECT row_id, {version}, {', '.join(numbers)}, {', '.join(words)}, at FROM revision"
        f" WHERE table_name = '{_TABLE}' AND action = 'created'"
        f" AND row_id NOT IN (SELECT id FROM {_TABLE}) AND {of_history.format('first_number')} IS NULL"
    )


def downgrade() -> None:
    op.execute(f"DELETE FROM {_TABLE} WHERE first_number IS NULL")
    _change(nullable=False)


def _change(*, nullable: bool) -> None:
    checks = _CHECKS | ({"by_parts_or_not": _ALIKE} if nullable else {})
    if op.get_bind().dialect.name == "sqlite":
        _remake(checks, nullable=nullable)
        return
    for name in _OF_PARTS:
        op.alter_column(_TABLE, name, nullable=nullable)
    name = op.f(f"ck_{_TABLE}_by_parts_or_not")
    if nullable:
        op.create_check_constraint(name, _TABLE, _ALIKE)
    else:
        op.drop_constraint(name, _TABLE)


def _remake(checks: dict[str, str], *, nullable: bool) -> None:
    remade = op.create_table(
        _REMADE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("source_version_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("rows", "new_people", "claims")),
        *(sa.Column(name, sa.Integer(), nullable=nullable) for name in _OF_PARTS[:2]),
        *(sa.Column(name, sa.Text(), nullable=nullable) for name in _OF_PARTS[2:]),
        sa.Column("opened_by", sa.Text()),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(name, sa.Text()) for name in ("columns", "statuses")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_TABLE}")),
        sa.ForeignKeyConstraint(["source_version_id"], ["source_version.id"], name=op.f(_REFERS)),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_{_TABLE}_{name}")) for name, rule in checks.items()),
    )
    names = ", ".join(remade.columns.keys())
    op.execute(f"INSERT INTO {_REMADE} ({names}) SELECT {names} FROM {_TABLE}")
    op.drop_table(_TABLE)
    op.rename_table(_REMADE, _TABLE)
    op.create_index(op.f(f"ix_{_TABLE}_source_version_id"), _TABLE, ["source_version_id"])
