"""What a source tells of a fair trial is a fact, in words of HURIDOCS."""

from alembic import op

revision = "0031_fair_trial_facts"
down_revision = "0030_source_parts"
branch_labels = None
depends_on = None

_FACTS = ("sex", "birth_date", "age", "death_date", "nationality", "occupation", "residence", "health")
_FAIR_TRIAL = (
    "legal_counsel", "court_type", "court_language", "outside_contact", "detention_type", "statements_signed",
)  # fmt: skip


def upgrade() -> None:
    _allow((*_FACTS, *_FAIR_TRIAL))


def downgrade() -> None:
    _allow(_FACTS)


def _allow(facts: tuple[str, ...]) -> None:
    with op.batch_alter_table("personal_fact") as table:
        table.drop_constraint(op.f("ck_personal_fact_factkind"), type_="check")
        table.create_check_constraint(
            op.f("ck_personal_fact_factkind"), f"fact IN ({', '.join(map(repr, facts))})"
        )
