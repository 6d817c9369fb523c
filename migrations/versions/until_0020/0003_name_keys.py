"""Keys under which names are found in spite of slips."""

import sqlalchemy as sa
from alembic import op

revision = "0003_name_keys"
down_revision = "0002_capture"
branch_labels = None
depends_on = None

_ORDERED = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_ENDINGS = ("oglu", "ogli", "gizi", "gzi")


def upgrade() -> None:
    made = op.create_table(
        "name_key",
        sa.Column("key", _ORDERED, primary_key=True),
        sa.Column("token", _ORDERED, primary_key=True, index=True),
    )
    connection = op.get_bind()
    tokens = connection.scalars(sa.text("SELECT DISTINCT token FROM name_token")).all()
    for place in range(0, len(tokens), 1000):
        some = tokens[place : place + 1000]
        rows = [{"key": key, "token": token} for token in some for key in sorted(_keys(token))]
        connection.execute(made.insert(), rows)


def downgrade() -> None:
    op.drop_table("name_key")


def _keys(token: str) -> set[str]:
    keys = {token}
    for ending in _ENDINGS:
        if token.endswith(ending) and len(token) >= len(ending) + 3:
            keys.add(token.removesuffix(ending))
    if len(token) >= 4:
        keys |= {token[:place] + token[place + 1 :] for place in range(len(token))}
    consonants = "".join(letter for letter in token if letter not in "aeiou")
    if len(consonants) >= 3:
        keys.add(f"-{consonants}")
    return keys
