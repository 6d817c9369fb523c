"""Organizations, sources and legal codes, as first made."""

import sqlalchemy as sa
from alembic import op

from migrations.first.partial_dates import partial_date


def create() -> None:
    op.create_table(
        "organization",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "reference",
            sa.Text(),
            nullable=False,
            unique=True,
            comment="O-0001: what people quote, never reused",
        ),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("country", sa.Text(), comment="ISO 3166-1 alpha-2"),
        sa.Column("parent_id", sa.Uuid(), sa.ForeignKey("organization.id")),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("reference <> ''", name="reference_filled"),
        sa.CheckConstraint("length(country) = 2", name="country_code"),
        sa.CheckConstraint("parent_id <> id", name="parent_other"),
        sa.CheckConstraint(
            "kind IN ('media', 'union', 'party', 'ngo', 'state_body', 'intergovernmental', 'police',"
            " 'prison', 'court', 'religious', 'armed_group', 'other')",
            name="organizationkind",
        ),
        sa.CheckConstraint("state IN ('draft', 'published', 'retired')", name="publicationstate"),
    )
    op.create_table(
        "source",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "reference",
            sa.Text(),
            nullable=False,
            unique=True,
            comment="S-0001: what people quote, never reused",
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("publisher_id", sa.Uuid(), sa.ForeignKey("organization.id"), index=True),
        sa.Column("authors", sa.Text()),
        sa.Column("language", sa.Text(), comment="BCP 47"),
        *partial_date("date"),
        sa.Column("url", sa.Text()),
        sa.Column("archive_url", sa.Text()),
        sa.Column("shelf_mark", sa.Text(), comment="where the original lies when it is not online"),
        sa.Column(
            "reliability",
            sa.String(40),
            nullable=False,
            comment="Admiralty grading of the source; F by default",
        ),
        sa.Column("visibility", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("reference <> ''", name="reference_filled"),
        sa.CheckConstraint("title <> ''", name="title_filled"),
        sa.CheckConstraint(
            "kind IN ('press_article', 'joint_declaration', 'interview', 'statement', 'court_document',"
            " 'official_document', 'ngo_report', 'letter', 'family_message', 'social_media', 'video',"
            " 'book', 'other')",
            name="sourcekind",
        ),
        sa.CheckConstraint("reliability IN ('A', 'B', 'C', 'D', 'E', 'F')", name="reliability"),
        sa.CheckConstraint("visibility IN ('public', 'internal', 'restricted')", name="visibility"),
        sa.CheckConstraint("state IN ('draft', 'published', 'retired')", name="publicationstate"),
    )
    op.create_table(
        "legal_code",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("country", sa.Text(), nullable=False, comment="ISO 3166-1 alpha-2"),
        sa.Column("code", sa.Text(), nullable=False, comment="the short name people write, such as CC"),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("country", "code", "year"),
        sa.CheckConstraint("length(country) = 2", name="country_code"),
        sa.CheckConstraint("year BETWEEN 1000 AND 9999", name="year_plausible"),
        sa.CheckConstraint("code <> ''", name="code_filled"),
        sa.CheckConstraint("title <> ''", name="title_filled"),
        sa.CheckConstraint("state IN ('draft', 'published', 'retired')", name="publicationstate"),
    )
    op.create_table(
        "provision",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("legal_code_id", sa.Uuid(), sa.ForeignKey("legal_code.id"), nullable=False),
        sa.Column("number", sa.Text(), nullable=False, comment="as written: 193-1.3.1"),
        sa.Column(
            "article", sa.Text(), nullable=False, comment="193-1: the article, with its inserted number"
        ),
        sa.Column("part", sa.Text()),
        sa.Column("point", sa.Text()),
        sa.Column(
            "sort_key", sa.Text(), nullable=False, comment="number with each figure padded, for ordering"
        ),
        sa.Column("title", sa.Text()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("legal_code_id", "number"),
        sa.CheckConstraint("number <> ''", name="number_filled"),
        sa.CheckConstraint("article <> ''", name="article_filled"),
        sa.CheckConstraint("point IS NULL OR part IS NOT NULL", name="point_of_part"),
        sa.CheckConstraint("state IN ('draft', 'published', 'retired')", name="publicationstate"),
    )


def drop() -> None:
    for table in ("provision", "legal_code", "source", "organization"):
        op.drop_table(table)
