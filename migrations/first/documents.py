"""Organizations, sources and legal codes, as first made."""

import sqlalchemy as sa
from alembic import op


def create() -> None:
    op.create_table(
        "organization",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False, comment="O-0001: what people quote, never reused"),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("country", sa.Text(), nullable=True, comment="ISO 3166-1 alpha-2"),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization")),
        sa.CheckConstraint("reference <> ''", name=op.f("ck_organization_reference_filled")),
        sa.CheckConstraint("length(country) = 2", name=op.f("ck_organization_country_code")),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_organization_parent_other")),
        sa.UniqueConstraint("reference", name=op.f("uq_organization_reference")),
        sa.CheckConstraint(
            "kind IN ('media', 'union', 'party', 'ngo', 'state_body', 'intergovernmental', 'police',"
            " 'prison', 'court', 'religious', 'armed_group', 'other')",
            name=op.f("ck_organization_organizationkind"),
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organization.id"], name=op.f("fk_organization_parent_id_organization")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'published', 'retired')", name=op.f("ck_organization_publicationstate")
        ),
    )
    op.create_table(
        "source",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False, comment="S-0001: what people quote, never reused"),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("publisher_id", sa.Uuid(), nullable=True),
        sa.Column("authors", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True, comment="BCP 47"),
        sa.Column("date_edtf", sa.Text(), nullable=True),
        sa.Column("date_earliest", sa.Date(), nullable=True),
        sa.Column("date_latest", sa.Date(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("archive_url", sa.Text(), nullable=True),
        sa.Column(
            "shelf_mark", sa.Text(), nullable=True, comment="where the original lies when it is not online"
        ),
        sa.Column(
            "reliability",
            sa.String(40),
            nullable=False,
            comment="Admiralty grading of the source; F by default",
        ),
        sa.Column("visibility", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.CheckConstraint("reference <> ''", name=op.f("ck_source_reference_filled")),
        sa.CheckConstraint("title <> ''", name=op.f("ck_source_title_filled")),
        sa.CheckConstraint(
            "(date_edtf IS NULL AND date_earliest IS NULL AND date_latest IS NULL) OR (date_edtf IS"
            " NOT NULL AND date_edtf <> '' AND (date_earliest IS NOT NULL OR date_latest IS NOT"
            " NULL))",
            name=op.f("ck_source_date_whole"),
        ),
        sa.CheckConstraint("date_earliest <= date_latest", name=op.f("ck_source_date_in_order")),
        sa.UniqueConstraint("reference", name=op.f("uq_source_reference")),
        sa.CheckConstraint(
            "kind IN ('press_article', 'joint_declaration', 'interview', 'statement',"
            " 'court_document', 'official_document', 'ngo_report', 'letter', 'family_message',"
            " 'social_media', 'video', 'book', 'other')",
            name=op.f("ck_source_sourcekind"),
        ),
        sa.ForeignKeyConstraint(
            ["publisher_id"], ["organization.id"], name=op.f("fk_source_publisher_id_organization")
        ),
        sa.CheckConstraint(
            "reliability IN ('A', 'B', 'C', 'D', 'E', 'F')", name=op.f("ck_source_reliability")
        ),
        sa.CheckConstraint(
            "visibility IN ('public', 'internal', 'restricted')", name=op.f("ck_source_visibility")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'published', 'retired')", name=op.f("ck_source_publicationstate")
        ),
    )
    op.create_index(op.f("ix_source_publisher_id"), "source", ["publisher_id"], unique=False)
    op.create_table(
        "legal_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False, comment="ISO 3166-1 alpha-2"),
        sa.Column("code", sa.Text(), nullable=False, comment="the short name people write, such as CC"),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_code")),
        sa.UniqueConstraint("country", "code", "year", name=op.f("uq_legal_code_country_code_year")),
        sa.CheckConstraint("length(country) = 2", name=op.f("ck_legal_code_country_code")),
        sa.CheckConstraint("year BETWEEN 1000 AND 9999", name=op.f("ck_legal_code_year_plausible")),
        sa.CheckConstraint("code <> ''", name=op.f("ck_legal_code_code_filled")),
        sa.CheckConstraint("title <> ''", name=op.f("ck_legal_code_title_filled")),
        sa.CheckConstraint(
            "state IN ('draft', 'published', 'retired')", name=op.f("ck_legal_code_publicationstate")
        ),
    )
    op.create_table(
        "provision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("legal_code_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False, comment="as written: 193-1.3.1"),
        sa.Column(
            "article", sa.Text(), nullable=False, comment="193-1: the article, with its inserted number"
        ),
        sa.Column("part", sa.Text(), nullable=True),
        sa.Column("point", sa.Text(), nullable=True),
        sa.Column(
            "sort_key", sa.Text(), nullable=False, comment="number with each figure padded, for ordering"
        ),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provision")),
        sa.UniqueConstraint("legal_code_id", "number", name=op.f("uq_provision_legal_code_id_number")),
        sa.CheckConstraint("number <> ''", name=op.f("ck_provision_number_filled")),
        sa.CheckConstraint("article <> ''", name=op.f("ck_provision_article_filled")),
        sa.CheckConstraint("point IS NULL OR part IS NOT NULL", name=op.f("ck_provision_point_of_part")),
        sa.ForeignKeyConstraint(
            ["legal_code_id"], ["legal_code.id"], name=op.f("fk_provision_legal_code_id_legal_code")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'published', 'retired')", name=op.f("ck_provision_publicationstate")
        ),
    )


def drop() -> None:
    for table in ("provision", "legal_code", "source", "organization"):
        op.drop_table(table)
