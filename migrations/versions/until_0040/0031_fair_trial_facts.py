"""What a source tells of a fair trial is a fact, in words of HURIDOCS."""

from migrations.words import allow

revision = "0031_fair_trial_facts"
down_revision = "0030_source_parts"
branch_labels = None
depends_on = None

_FACTS = ("sex", "birth_date", "age", "death_date", "nationality", "occupation", "residence", "health")
_FAIR_TRIAL = (
    "legal_counsel", "court_type", "court_language", "outside_contact", "detention_type", "statements_signed",
)  # fmt: skip


def upgrade() -> None:
    allow("personal_fact", "factkind", "fact", (*_FACTS, *_FAIR_TRIAL))


def downgrade() -> None:
    allow("personal_fact", "factkind", "fact", _FACTS)
