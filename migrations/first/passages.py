"""Versions of sources, their passages, and the names of organizations, as first made."""

import sqlalchemy as sa
from alembic import op


def create() -> None:
    op.create_table(
        "source_version",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("source_id", sa.Uuid(), sa.ForeignKey("source.id"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("bytes_sha256", sa.Text(), comment="SHA-256 of the bytes as collected, in hex"),
        sa.Column(
            "text_sha256",
            sa.Text(),
            nullable=False,
            comment="SHA-256 of the canonical text's UTF-8 bytes, in hex",
        ),
        sa.Column(
            "text_length", sa.Integer(), nullable=False, comment="length of the canonical text in code points"
        ),
        sa.Column("text", sa.Text()),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column(
            "extractor", sa.Text(), nullable=False, comment="what made the canonical text, with its version"
        ),
        sa.Column("retrieved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retrieved_by_id", sa.Uuid(), sa.ForeignKey("account.id"), nullable=False),
        sa.UniqueConstraint("source_id", "number"),
        sa.CheckConstraint("number > 0", name="number_positive"),
        sa.CheckConstraint("length(text_sha256) = 64", name="text_sha256_length"),
        sa.CheckConstraint("length(bytes_sha256) = 64", name="bytes_sha256_length"),
        sa.CheckConstraint("text_length = length(text)", name="text_length_true"),
    )
    op.create_table(
        "passage",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("source_version_id", sa.Uuid(), sa.ForeignKey("source_version.id"), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column(
            "prefix", sa.Text(), nullable=False, comment="up to 120 characters before, for people to read"
        ),
        sa.Column(
            "suffix", sa.Text(), nullable=False, comment="up to 120 characters after, for people to read"
        ),
        sa.Column("page", sa.Integer()),
        sa.UniqueConstraint("source_version_id", "start", "end"),
        sa.CheckConstraint("start >= 0", name="start_inside"),
        sa.CheckConstraint('length(exact) = "end" - start', name="exact_fills_span"),
        sa.CheckConstraint("exact <> ''", name="exact_filled"),
    )
    op.create_table(
        "organization_name",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("organization_id", sa.Uuid(), sa.ForeignKey("organization.id"), nullable=False, index=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("language", sa.Text(), comment="BCP 47"),
        sa.Column("passage_id", sa.Uuid(), sa.ForeignKey("passage.id"), index=True),
        sa.Column("note", sa.Text()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("text <> ''", name="text_filled"),
        sa.CheckConstraint(
            "kind IN ('main', 'alias', 'birth', 'religious', 'as_printed', 'transliteration')",
            name="namekind",
        ),
    )


def drop() -> None:
    op.drop_table("organization_name")
    op.drop_table("passage")
    op.drop_table("source_version")
