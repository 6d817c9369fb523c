"""Two records of one organization are merged, and a name is borne from a day on, or until one."""

import sqlalchemy as sa
from alembic import op

from migrations.tables import changed

revision = "0015_organizations"
down_revision = "0014_seals"
branch_labels = None
depends_on = None

_DATES = ("since", "until")


def upgrade() -> None:
    with changed("organization") as table:
        table.add_column(
            sa.Column("merged_into_id", sa.Uuid(), comment="the record that is left of two of one body")
        )
        table.create_foreign_key(
            op.f("fk_organization_merged_into_id_organization"), "organization", ["merged_into_id"], ["id"]
        )
        table.create_check_constraint(op.f("ck_organization_merged_other"), "merged_into_id <> id")
        table.create_index(op.f("ix_organization_merged_into_id"), ["merged_into_id"])
    with changed("organization_name") as table:
        for name in _DATES:
            table.add_column(sa.Column(f"{name}_edtf", sa.Text()))
            table.add_column(sa.Column(f"{name}_earliest", sa.Date()))
            table.add_column(sa.Column(f"{name}_latest", sa.Date()))
        for name in _DATES:
            edtf, earliest, latest = f"{name}_edtf", f"{name}_earliest", f"{name}_latest"
            table.create_check_constraint(
                op.f(f"ck_organization_name_{name}_whole"),
                f"({edtf} IS NULL AND {earliest} IS NULL AND {latest} IS NULL)"
                f" OR ({edtf} IS NOT NULL AND {edtf} <> ''"
                f" AND ({earliest} IS NOT NULL OR {latest} IS NOT NULL))",
            )
            table.create_check_constraint(
                op.f(f"ck_organization_name_{name}_in_order"), f"{earliest} <= {latest}"
            )


def downgrade() -> None:
    with changed("organization_name") as table:
        for name in _DATES:
            table.drop_constraint(op.f(f"ck_organization_name_{name}_whole"), type_="check")
            table.drop_constraint(op.f(f"ck_organization_name_{name}_in_order"), type_="check")
        for name in _DATES:
            for part in ("edtf", "earliest", "latest"):
                table.drop_column(f"{name}_{part}")
    with changed("organization") as table:
        table.drop_index(op.f("ix_organization_merged_into_id"))
        table.drop_constraint(op.f("ck_organization_merged_other"), type_="check")
        table.drop_constraint(op.f("fk_organization_merged_into_id_organization"), type_="foreignkey")
        table.drop_column("merged_into_id")
