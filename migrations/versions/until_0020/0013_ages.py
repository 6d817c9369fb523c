"""The age that a source gives is a fact of its own."""

from migrations.words import allow

revision = "0013_ages"
down_revision = "0012_words_of_the_source"
branch_labels = None
depends_on = None

_FACTS = ("sex", "birth_date", "age", "death_date", "nationality", "occupation", "residence", "health")


def upgrade() -> None:
    allow("personal_fact", "factkind", "fact", _FACTS)


def downgrade() -> None:
    allow("personal_fact", "factkind", "fact", tuple(fact for fact in _FACTS if fact != "age"))
