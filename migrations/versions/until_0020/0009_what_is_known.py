"""What is known of liberty: announced events, stated orders, and uncertain answers in the read model."""

import sqlalchemy as sa
from alembic import op

from migrations.tables import changed

revision = "0009_what_is_known"
down_revision = "0008_saved_searches"
branch_labels = None
depends_on = None

_DERIVED = ("liberty_span", "person_summary")
_REASON = (
    "CASE WHEN after_id IS NULL AND disputes_id IS NULL THEN order_reason IS NULL"
    " ELSE order_reason IS NOT NULL AND order_reason <> '' END"
)
_STATUSES = (
    "at_liberty", "wanted", "arrested", "administrative_detention", "pretrial_detention", "house_arrest",
    "travel_ban", "imprisoned", "psychiatric_detention", "enforced_disappearance", "released_pending_trial",
    "released_served", "released_early", "escaped", "exiled", "died_in_custody", "died_after_release",
    "executed", "not_stated",
)  # fmt: skip


def upgrade() -> None:
    with changed("status_event") as table:
        table.add_column(
            sa.Column(
                "announced", sa.Boolean(),
                comment="what a curator answered, whether it was still to come; none where the rule decides",
            )
        )  # fmt: skip
        table.add_column(
            sa.Column("after_id", sa.Uuid(), comment="the event that a curator states it came after")
        )
        table.add_column(
            sa.Column("disputes_id", sa.Uuid(), comment="the event that a curator states it contradicts")
        )
        table.add_column(sa.Column("order_reason", sa.Text(), comment="why the curator states so"))
        for column in ("after_id", "disputes_id"):
            table.create_foreign_key(
                f"fk_status_event_{column}_status_event", "status_event", [column], ["id"]
            )
        table.create_check_constraint(op.f("ck_status_event_order_reason_given"), _REASON)
    _remade(("yes", "no", "uncertain", "not_stated"))
    for name in _DERIVED:
        with changed(name) as table:
            table.drop_column("held_since")
            for column in _new_columns(name):
                table.add_column(column)
            table.create_check_constraint(
                op.f(f"ck_{name}_announced_status"), _one_of("announced_status", _STATUSES)
            )


def downgrade() -> None:
    _remade(("yes", "no", "not_stated"))
    for name in _DERIVED:
        with changed(name) as table:
            table.drop_constraint(op.f(f"ck_{name}_announced_status"), type_="check")
            for column in _new_columns(name):
                table.drop_column(column.name)
            comment = "first day of the present detention, if known" if name == "person_summary" else None
            table.add_column(sa.Column("held_since", sa.Date(), comment=comment))
    with changed("status_event") as table:
        table.drop_constraint(op.f("ck_status_event_order_reason_given"), type_="check")
        for column in ("after_id", "disputes_id"):
            table.drop_constraint(f"fk_status_event_{column}_status_event", type_="foreignkey")
            table.drop_column(column)
        table.drop_column("announced")
        table.drop_column("order_reason")


def _remade(answers: tuple[str, ...]) -> None:
    """Give the read model other answers; its rows are derived, and made anew after the migration."""
    for name in _DERIVED:
        op.execute(sa.text(f"DELETE FROM {name}"))
        with changed(name) as table:
            table.drop_constraint(op.f(f"ck_{name}_held"), type_="check")
            table.create_check_constraint(op.f(f"ck_{name}_held"), _one_of("held", answers))


def _new_columns(name: str) -> list[sa.Column[object]]:
    liberty = [
        sa.Column(
            "possible_statuses", sa.Text(), nullable=False, comment="those that nothing decides between"
        ),
        sa.Column(
            "uncertainty", sa.Text(), nullable=False, comment="why it is uncertain; empty where it is not"
        ),
        sa.Column("held_since_edtf", sa.Text(), nullable=False),
        sa.Column("held_since_earliest", sa.Date(), comment="of the present detention"),
        sa.Column("held_since_latest", sa.Date()),
        sa.Column("last_word_on", sa.Date(), comment="the last day by which a source tells so"),
        sa.Column("announced_status", sa.String(40)),
        sa.Column("announced_edtf", sa.Text(), nullable=False),
        sa.Column("announced_latest", sa.Date()),
    ]
    of_the_day = [
        sa.Column("charges", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("citation_id", sa.Uuid()),
    ]
    return liberty + (of_the_day if name == "liberty_span" else [])


def _one_of(column: str, words: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(word) for word in words)})"
