"""The columns of a date that may be known in part, as first made."""

import sqlalchemy as sa


def partial_date(name: str) -> list[sa.schema.SchemaItem]:
    """Return the columns of one such date, and what holds between them."""
    edtf, earliest, latest = f"{name}_edtf", f"{name}_earliest", f"{name}_latest"
    return [
        sa.Column(edtf, sa.Text()),
        sa.Column(earliest, sa.Date()),
        sa.Column(latest, sa.Date()),
        sa.CheckConstraint(
            f"({edtf} IS NULL AND {earliest} IS NULL AND {latest} IS NULL) OR ({edtf} IS NOT NULL"
            f" AND {edtf} <> '' AND ({earliest} IS NOT NULL OR {latest} IS NOT NULL))",
            name=f"{name}_whole",
        ),
        sa.CheckConstraint(f"{earliest} <= {latest}", name=f"{name}_in_order"),
    ]
