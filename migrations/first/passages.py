"""Versions of sources, their passages, and the names of organizations, as first made."""

import sqlalchemy as sa
from alembic import op


def create() -> None:
    op.create_table(
        "source_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "bytes_sha256", sa.Text(), nullable=True, comment="SHA-256 of the bytes as collected, in hex"
        ),
        sa.Column(
            "text_sha256",
            sa.Text(),
            nullable=False,
            comment="SHA-256 of the canonical text's UTF-8 bytes, in hex",
        ),
        sa.Column(
            "text_length", sa.Integer(), nullable=False, comment="length of the canonical text in code points"
        ),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column(
            "extractor", sa.Text(), nullable=False, comment="what made the canonical text, with its version"
        ),
        sa.Column("retrieved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retrieved_by_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_version")),
        sa.UniqueConstraint("source_id", "number", name=op.f("uq_source_version_source_id_number")),
        sa.CheckConstraint("number > 0", name=op.f("ck_source_version_number_positive")),
        sa.CheckConstraint("length(text_sha256) = 64", name=op.f("ck_source_version_text_sha256_length")),
        sa.CheckConstraint("length(bytes_sha256) = 64", name=op.f("ck_source_version_bytes_sha256_length")),
        sa.CheckConstraint("text_length = length(text)", name=op.f("ck_source_version_text_length_true")),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_source_version_source_id_source")
        ),
        sa.ForeignKeyConstraint(
            ["retrieved_by_id"], ["account.id"], name=op.f("fk_source_version_retrieved_by_id_account")
        ),
    )
    op.create_table(
        "passage",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("source_version_id", sa.Uuid(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column(
            "prefix", sa.Text(), nullable=False, comment="up to 120 characters before, for people to read"
        ),
        sa.Column(
            "suffix", sa.Text(), nullable=False, comment="up to 120 characters after, for people to read"
        ),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage")),
        sa.UniqueConstraint(
            "source_version_id", "start", "end", name=op.f("uq_passage_source_version_id_start_end")
        ),
        sa.CheckConstraint("start >= 0", name=op.f("ck_passage_start_inside")),
        sa.CheckConstraint('length(exact) = "end" - start', name=op.f("ck_passage_exact_fills_span")),
        sa.CheckConstraint("exact <> ''", name=op.f("ck_passage_exact_filled")),
        sa.ForeignKeyConstraint(
            ["source_version_id"],
            ["source_version.id"],
            name=op.f("fk_passage_source_version_id_source_version"),
        ),
    )
    op.create_table(
        "organization_name",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("language", sa.Text(), nullable=True, comment="BCP 47"),
        sa.Column("passage_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_name")),
        sa.CheckConstraint("text <> ''", name=op.f("ck_organization_name_text_filled")),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_organization_name_organization_id_organization"),
        ),
        sa.CheckConstraint(
            "kind IN ('main', 'alias', 'birth', 'religious', 'as_printed', 'transliteration')",
            name=op.f("ck_organization_name_namekind"),
        ),
        sa.ForeignKeyConstraint(
            ["passage_id"], ["passage.id"], name=op.f("fk_organization_name_passage_id_passage")
        ),
    )
    op.create_index(
        op.f("ix_organization_name_organization_id"), "organization_name", ["organization_id"], unique=False
    )
    op.create_index(
        op.f("ix_organization_name_passage_id"), "organization_name", ["passage_id"], unique=False
    )


def drop() -> None:
    op.drop_table("organization_name")
    op.drop_table("passage")
    op.drop_table("source_version")
