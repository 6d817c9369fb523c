"""A sentence is demanded, changed, suspended or cleared by dated steps; a detention has an ordered end."""

import sqlalchemy as sa
from alembic import op

from migrations.tables import changed
from migrations.words import allow, among

revision = "0016_sentences_that_move"
down_revision = "0015_organizations"
branch_labels = None
depends_on = None

_STEPS = (
    "alleged", "charged", "requalified", "indicted", "convicted", "acquitted", "dropped", "overturned",
    "upheld",
)  # fmt: skip
_NEW_STEPS = (
    "demanded", "reduced", "increased", "commuted", "remainder_reduced", "remainder_remitted", "replaced",
    "suspended", "suspension_revoked", "cleared",
)  # fmt: skip
_SENTENCES = ("term", "life", "death", "fine")
_WORDS = {
    "amount": ("amount", ("total", "difference", "fraction")),
    "joined": ("joined", ("total", "concurrent", "consecutive", "absorbed")),
    "regime": ("regime", ("settlement", "general", "reinforced", "strict", "special", "cells")),
    "basis": (
        "basis", ("appeal", "cassation", "pardon", "amnesty", "conditional_release", "conversion"),
    ),
}  # fmt: skip
_RULES = {
    "instrument_filled": "instrument <> ''",
    "fraction_whole": (
        "CASE WHEN amount = 'fraction' THEN numerator IS NOT NULL AND denominator IS NOT NULL"
        " AND numerator > 0 AND numerator < denominator"
        " ELSE numerator IS NULL AND denominator IS NULL END"
    ),
    "sentence_is_total": "amount IS NULL OR amount = 'total' OR sentence IS NULL",
    "demand_changes_nothing": "step <> 'demanded' OR amount IS NULL",
}
_COMMENTS = {
    "amount": "how the length changes an earlier sentence",
    "joined": "how the term stands to those of other charges",
}


def upgrade() -> None:
    with changed("charge_step") as table:
        for column in ("amount", "numerator", "denominator", "joined", "regime", "basis", "instrument"):
            table.add_column(_column(column))
        for column, (name, words) in _WORDS.items():
            table.create_check_constraint(op.f(f"ck_charge_step_{name}"), among(column, words))
        for name, rule in _RULES.items():
            table.create_check_constraint(op.f(f"ck_charge_step_{name}"), rule)
    allow("charge_step", "stepkind", "step", _STEPS + _NEW_STEPS)
    allow("charge_step", "sentencekind", "sentence", (*_SENTENCES, "restriction", "labour"))
    with changed("status_event") as table:
        table.add_column(sa.Column("until_edtf", sa.Text()))
        table.add_column(sa.Column("until_earliest", sa.Date()))
        table.add_column(sa.Column("until_latest", sa.Date()))
        table.create_check_constraint(
            op.f("ck_status_event_until_whole"),
            "(until_edtf IS NULL AND until_earliest IS NULL AND until_latest IS NULL)"
            " OR (until_edtf IS NOT NULL AND until_edtf <> ''"
            " AND (until_earliest IS NOT NULL OR until_latest IS NOT NULL))",
        )
        table.create_check_constraint(
            op.f("ck_status_event_until_in_order"), "until_earliest <= until_latest"
        )


def downgrade() -> None:
    with changed("status_event") as table:
        table.drop_constraint(op.f("ck_status_event_until_whole"), type_="check")
        table.drop_constraint(op.f("ck_status_event_until_in_order"), type_="check")
        for part in ("edtf", "earliest", "latest"):
            table.drop_column(f"until_{part}")
    allow("charge_step", "sentencekind", "sentence", _SENTENCES)
    allow("charge_step", "stepkind", "step", _STEPS)
    with changed("charge_step") as table:
        for name in (*_RULES, *(name for name, _ in _WORDS.values())):
            table.drop_constraint(op.f(f"ck_charge_step_{name}"), type_="check")
        for column in ("amount", "numerator", "denominator", "joined", "regime", "basis", "instrument"):
            table.drop_column(column)


def _column(name: str) -> sa.Column[str] | sa.Column[int]:
    if name in _WORDS:
        return sa.Column(name, sa.String(40), comment=_COMMENTS.get(name))
    if name == "instrument":
        return sa.Column(name, sa.Text(), comment="decree or ruling, its number and date, in words")
    comment = "of the fraction by which the remainder shrinks" if name == "numerator" else None
    return sa.Column(name, sa.Integer(), comment=comment)
