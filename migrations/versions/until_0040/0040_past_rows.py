"""The read model keeps what it held of people before, each row with the revisions since and until which."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0040_past_rows"
down_revision = "0038_due_days"
branch_labels = None
depends_on = None

# As they are held, their words without the rule of which there may be.
_BYTEWISE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_WORD = sa.String(40)
_WORDS_OF_SUMMARY = ("state", "status", "held")
_TEXTS_OF_SUMMARY = (
    "reference", "name", "name_script", "other_names", "sex", "born", "occupation", "organizations",
    "possible_statuses", "uncertainty", "status_since_edtf", "status_place", "held_since_edtf",
    "announced_edtf", "charges", "sentence", "assessments", "sources", "quote",
)  # fmt: skip
_TEXTS_OF_SPAN = (
    "possible_statuses", "uncertainty", "status_since_edtf", "status_place", "held_since_edtf",
    "announced_edtf", "charges", "sentence",
)  # fmt: skip
_DAYS = (
    "status_since_earliest", "status_since_latest", "held_since_earliest", "held_since_latest",
    "term_ends_on", "last_word_on", "announced_latest", "last_verified_on",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "person_version",
        sa.Column("person_id", sa.Uuid(), primary_key=True),
        sa.Column(
            "until", sa.Integer(), primary_key=True, autoincrement=False,
            comment="the first revision at which it was over",
        ),
        sa.Column("kept", sa.Boolean(), nullable=False),
    )  # fmt: skip
    op.create_index("ix_person_version_until", "person_version", ["until", "person_id"])
    op.create_index("ix_person_version_kept", "person_version", ["kept", "until"])
    _past_table("person_summary", _summary(), ["sort_key"], ["reference"])
    _past_table("liberty_span", _span())
    _past_table("summary_facet", _keys(sa.Text(), "facet", "value"), ["facet", "value"])
    _past_table("name_token", _keys(_BYTEWISE, "token"), ["token"])
    op.drop_index("ix_revision_edit_id", "revision")
    op.create_index("ix_revision_edit_id", "revision", ["edit_id", "number"])
    # What was so before is told by history, until it is derived.
    op.execute(
        "INSERT INTO person_version (person_id, until, kept)"
        " SELECT id, (SELECT coalesce(max(number), 0) FROM revision), false FROM person"
    )


def downgrade() -> None:
    for name in ("name_token", "summary_facet", "liberty_span", "person_summary"):
        op.drop_table(f"past_{name}")
    op.drop_table("person_version")
    op.drop_index("ix_revision_edit_id", "revision")
    op.create_index("ix_revision_edit_id", "revision", ["edit_id"])


def _past_table(name: str, columns: list[sa.Column[Any]], *orders: list[str]) -> None:
    op.create_table(
        f"past_{name}",
        sa.Column("person_id", sa.Uuid(), primary_key=True),
        sa.Column("audience", _WORD, primary_key=True),
        *columns,
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), primary_key=True, autoincrement=False),
    )
    for order in orders:
        op.create_index(f"ix_past_{name}_audience_{order[0]}", f"past_{name}", ["audience", *order])


def _required(type_: sa.types.TypeEngine[Any], *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, type_, nullable=False) for name in names]


def _optional(type_: sa.types.TypeEngine[Any], *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, type_) for name in names]


def _keys(type_: sa.types.TypeEngine[Any], *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, type_, primary_key=True) for name in names]


def _summary() -> list[sa.Column[Any]]:
    return [
        *_required(_WORD, *_WORDS_OF_SUMMARY),
        *_required(_BYTEWISE, "sort_key"),
        *_required(sa.Text(), *_TEXTS_OF_SUMMARY),
        *_required(sa.Date(), "heard_on"),
        *_required(sa.Boolean(), "conflict"),
        *_required(sa.Integer(), "source_count", "version"),
        *_optional(sa.Text(), "name_language"),
        *_optional(_WORD, "announced_status"),
        *_optional(sa.Date(), *_DAYS),
        *_optional(sa.Uuid(), "citation_id"),
    ]


def _span() -> list[sa.Column[Any]]:
    return [
        *_keys(sa.Date(), "begins"),
        *_required(sa.Date(), "ends", "heard_on"),
        *_required(_WORD, "status", "held"),
        *_required(sa.Text(), *_TEXTS_OF_SPAN),
        *_optional(_WORD, "announced_status", "freshness"),
        *_optional(sa.Date(), *_DAYS),
        *_optional(sa.Uuid(), "citation_id"),
    ]
