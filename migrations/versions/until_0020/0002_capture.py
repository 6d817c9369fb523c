"""Bringing sources in, holding their versions against each other, unsent forms, and the words of texts."""

import sqlalchemy as sa
from alembic import op

from migrations import guards
from migrations.guards import Guard

revision = "0002_capture"
down_revision = "0001_first"
branch_labels = None
depends_on = None

_GUARDS = (
    Guard("source_page_unchanged", "UPDATE", "source_page", "1 = 1", "a source version is never edited"),
    Guard("source_page_kept", "DELETE", "source_page", "1 = 1", "a source version is never edited"),
)
_NOT_REPLACED = (
    Guard(
        "source_page_not_replaced", "INSERT", "source_page",
        "EXISTS (SELECT 1 FROM source_page p WHERE p.source_version_id = NEW.source_version_id"
        " AND p.number = NEW.number)",
        "a source version is never edited",
    ),
)  # fmt: skip
_ORDERED = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _create_captures()
    _create_comparison()
    op.create_table(
        "draft",
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id"), primary_key=True),
        sa.Column(
            "address",
            sa.Text(),
            primary_key=True,
            comment="path of the form's page, after # which opening of it",
        ),
        sa.Column("title", sa.Text(), nullable=False, comment="of the page, for the list of drafts"),
        sa.Column("fields", sa.JSON(), nullable=False, comment="pairs of name and value, as a form sends"),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("address <> ''", name="address_filled"),
    )
    op.create_table(
        "source_word",
        sa.Column("word", _ORDERED, primary_key=True),
        sa.Column(
            "source_version_id", sa.Uuid(), sa.ForeignKey("source_version.id"), primary_key=True, index=True
        ),
    )
    guards.create(_GUARDS, not_replaced=_NOT_REPLACED)
    guards.only_added_to("custody", "the custody log", "EXISTS (SELECT 1 FROM custody c WHERE c.id = NEW.id)")


def downgrade() -> None:
    for table in ("source_word", "draft", "comparison", "custody", "source_page", "capture"):
        op.drop_table(table)
    guards.drop_functions(_GUARDS)
    guards.drop_only_added_to("custody")


def _create_captures() -> None:
    op.create_table(
        "capture",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id"), nullable=False, index=True),
        sa.Column(
            "source_id",
            sa.Uuid(),
            sa.ForeignKey("source.id"),
            comment="of which this is to be the next version; none for a new source",
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("how", sa.Text(), nullable=False, comment="pasted, or uploaded with the name of the file"),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("bytes_sha256", sa.Text(), nullable=False, index=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("page_starts", sa.JSON(), nullable=False, comment="code point at which each page begins"),
        sa.Column(
            "extractor", sa.Text(), nullable=False, comment="what made the canonical text, with its version"
        ),
        sa.Column(
            "found",
            sa.JSON(),
            nullable=False,
            comment="title, date, language and address as found in the file, and warnings of its reading",
        ),
        sa.CheckConstraint("length(bytes_sha256) = 64", name="bytes_sha256_length"),
        sa.CheckConstraint("length(text_sha256) = 64", name="text_sha256_length"),
        sa.CheckConstraint("text <> ''", name="text_filled"),
    )
    op.create_table(
        "source_page",
        sa.Column("source_version_id", sa.Uuid(), sa.ForeignKey("source_version.id"), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("start", sa.Integer(), nullable=False, comment="code points before the page"),
        sa.CheckConstraint("number > 0", name="number_positive"),
        sa.CheckConstraint("start >= 0", name="start_inside"),
    )
    op.create_table(
        "custody",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "source_version_id", sa.Uuid(), sa.ForeignKey("source_version.id"), nullable=False, index=True
        ),
        sa.Column("event", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column(
            "sha256",
            sa.Text(),
            nullable=False,
            comment="of the bytes, or of the text where that is what it is about",
        ),
        sa.CheckConstraint("length(sha256) = 64", name="sha256_length"),
        sa.CheckConstraint("how <> ''", name="how_filled"),
        sa.CheckConstraint("event IN ('collected', 'extracted', 'attached', 'opened')", name="custodyevent"),
    )


def _create_comparison() -> None:
    op.create_table(
        "comparison",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "passage_id",
            sa.Uuid(),
            sa.ForeignKey("passage.id"),
            nullable=False,
            comment="of the older version",
        ),
        sa.Column(
            "source_version_id",
            sa.Uuid(),
            sa.ForeignKey("source_version.id"),
            nullable=False,
            index=True,
            comment="the newer version",
        ),
        sa.Column("verdict", sa.String(40), nullable=False),
        sa.Column("start", sa.Integer(), comment="code points, in the newer version"),
        sa.Column("end", sa.Integer()),
        sa.Column("decision", sa.String(40), comment="none while it waits for a person"),
        sa.Column("new_passage_id", sa.Uuid(), sa.ForeignKey("passage.id")),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("passage_id", "source_version_id"),
        sa.CheckConstraint('(start IS NULL) = ("end" IS NULL)', name="span_whole"),
        sa.CheckConstraint('0 <= start AND start < "end"', name="span_in_order"),
        sa.CheckConstraint("(start IS NULL) = (verdict = 'lost')", name="span_unless_lost"),
        sa.CheckConstraint(
            "(new_passage_id IS NOT NULL) = (decision IS NOT NULL AND decision = 'moved')",
            name="moved_to_a_passage",
        ),
        sa.CheckConstraint("verdict IN ('same', 'moved', 'changed', 'lost')", name="verdict"),
        sa.CheckConstraint("decision IN ('moved', 'kept', 'withdrawn')", name="decision"),
    )
