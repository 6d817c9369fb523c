"""The age that a source gives is a fact of its own."""

from alembic import op

revision = "0013_ages"
down_revision = "0012_words_of_the_source"
branch_labels = None
depends_on = None

_FACTS = ("sex", "birth_date", "age", "death_date", "nationality", "occupation", "residence", "health")


def upgrade() -> None:
    _allow(_FACTS)


def downgrade() -> None:
    _allow(tuple(fact for fact in _FACTS if fact != "age"))


def _allow(facts: tuple[str, ...]) -> None:
    with op.batch_alter_table("personal_fact") as table:
        table.drop_constraint(op.f("ck_personal_fact_factkind"), type_="check")
        table.create_check_constraint(
            op.f("ck_personal_fact_factkind"), f"fact IN ({', '.join(map(repr, facts))})"
        )
