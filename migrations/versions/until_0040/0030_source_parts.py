"""Long texts have parts, by which a passage is held against its place without reading the whole."""

import sqlalchemy as sa
from alembic import op

from migrations import guards
from migrations.guards import Guard

revision = "0030_source_parts"
down_revision = "0029_people_orders"
branch_labels = None
depends_on = None

_LENGTH = 16_384
_FIRST, _LAST = f"NEW.start / {_LENGTH}", f'(NEW."end" - 1) / {_LENGTH}'
_AT_ITS_PLACE = Guard(
    "passage_equals_span", "INSERT", "passage",
    "EXISTS (SELECT 1 FROM source_version v WHERE v.id = NEW.source_version_id"
    ' AND CASE WHEN v.text IS NULL THEN NEW."end" > v.text_length ELSE NEW.exact <> COALESCE('
    f" (SELECT CASE WHEN count(*) = {_LAST} - {_FIRST} + 1"
    f" THEN substr(string_agg(p.text, ''), NEW.start % {_LENGTH} + 1, NEW.\"end\" - NEW.start) END"
    " FROM (SELECT t.text FROM source_part t WHERE t.source_version_id = NEW.source_version_id"
    f" AND t.number BETWEEN {_FIRST} AND {_LAST} ORDER BY t.number) p),"
    ' substr(v.text, NEW.start + 1, NEW."end" - NEW.start)) END)',
    "passage differs from its span of the text",
    "PERFORM 1 FROM source_version v WHERE v.id = NEW.source_version_id FOR SHARE;",
)
_AS_BEFORE = Guard(
    "passage_equals_span", "INSERT", "passage",
    "EXISTS (SELECT 1 FROM source_version v WHERE v.id = NEW.source_version_id AND ((v.text IS NOT NULL"
    ' AND substr(v.text, NEW.start + 1, NEW."end" - NEW.start) <> NEW.exact)'
    ' OR NEW."end" > v.text_length))',
    "passage differs from its span of the text",
    "PERFORM 1 FROM source_version v WHERE v.id = NEW.source_version_id FOR SHARE;",
)
_OF_PARTS = (
    Guard(
        "source_part_equals_text", "INSERT", "source_part",
        "NOT EXISTS (SELECT 1 FROM source_version v WHERE v.id = NEW.source_version_id"
        f" AND substr(v.text, NEW.number * {_LENGTH} + 1, {_LENGTH}) = NEW.text)",
        "a part differs from its text",
    ),
    Guard("source_part_unchanged", "UPDATE", "source_part", "1 = 1", "a part of a text is never edited"),
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "source_part",
        sa.Column("source_version_id", sa.Uuid(), sa.ForeignKey("source_version.id"), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False, comment="from 0"),
        sa.Column("text", sa.Text(), nullable=False),
    )
    guards.create(_OF_PARTS)
    _replace(_AT_ITS_PLACE)


def downgrade() -> None:
    _replace(_AS_BEFORE)
    op.drop_table("source_part")
    guards.drop_functions(_OF_PARTS)


def _replace(guard: Guard) -> None:
    on = " ON passage" if op.get_bind().dialect.name == "postgresql" else ""
    op.execute(f"DROP TRIGGER {guard.name}{on}")
    guards.drop_functions([guard])
    guards.create([guard])
