"""What is restricted can be open to named accounts alone."""

import sqlalchemy as sa
from alembic import op

from migrations import guards
from migrations.guards import Guard

revision = "0033_named_accounts"
down_revision = "0032_revision_guard"
branch_labels = None
depends_on = None

_TABLES = ("claim", "source")
_TOLD = "keys of the accounts that alone may see it, of what is restricted; none: all who may record"
_GUARDS = tuple(
    Guard(
        f"{table}_{occasion.lower()}_named_accounts", occasion, table,
        "NEW.named_accounts IS NOT NULL AND NEW.visibility <> 'restricted'",
        "only what is restricted is open to named accounts",
    )
    for table in _TABLES for occasion in ("INSERT", "UPDATE")
)  # fmt: skip


def upgrade() -> None:
    for table in _TABLES:
        op.add_column(table, sa.Column("named_accounts", sa.Text(), comment=_TOLD))
        named = sa.text("named_accounts IS NOT NULL")
        op.create_index(
            f"ix_{table}_named_accounts", table, ["id"], sqlite_where=named, postgresql_where=named
        )
    guards.create(_GUARDS)


def downgrade() -> None:
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    for guard in _GUARDS:
        op.execute(f"DROP TRIGGER {guard.name}" + (f" ON {guard.table}" if on_postgresql else ""))
    guards.drop_functions(_GUARDS)
    for table in _TABLES:
        op.drop_index(f"ix_{table}_named_accounts", table)
        op.drop_column(table, "named_accounts")
