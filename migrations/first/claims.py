"""Persons, claims and citations, as first made."""

import sqlalchemy as sa
from alembic import op

_LEAD = "fk_claim_id_lead_citation_id_citation"


def create() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "reference",
            sa.Text(),
            nullable=False,
            unique=True,
            comment="P-0001: what people quote, never reused",
        ),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("last_verified_on", sa.Date()),
        sa.Column("last_verified_by_id", sa.Uuid(), sa.ForeignKey("account.id")),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("reference <> ''", name="reference_filled"),
        sa.CheckConstraint("state IN ('draft', 'published', 'retired')", name="publicationstate"),
    )
    op.create_table(
        "claim",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("lead_citation_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("rank", sa.String(40), nullable=False),
        sa.Column("rank_reason", sa.Text()),
        sa.Column("visibility", sa.String(40), nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("made_by_id", sa.Uuid(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "rank = 'normal' OR (rank_reason IS NOT NULL AND rank_reason <> '')", name="rank_reason_given"
        ),
        sa.CheckConstraint(
            "kind IN ('person_name', 'status_event', 'charge', 'charge_step', 'affiliation', 'treatment',"
            " 'assessment', 'personal_fact')",
            name="claimkind",
        ),
        sa.CheckConstraint("state IN ('draft', 'in_review', 'published', 'withdrawn')", name="claimstate"),
        sa.CheckConstraint("rank IN ('preferred', 'normal', 'deprecated')", name="rank"),
        sa.CheckConstraint("visibility IN ('public', 'internal', 'restricted')", name="visibility"),
        *([] if _later() else [_lead()]),
    )
    op.create_table(
        "citation",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column(
            "claim_id",
            sa.Uuid(),
            sa.ForeignKey("claim.id", deferrable=True, initially="DEFERRED"),
            nullable=False,
        ),
        sa.Column("passage_id", sa.Uuid(), sa.ForeignKey("passage.id"), nullable=False, index=True),
        sa.Column("stance", sa.String(40), nullable=False),
        sa.Column(
            "credibility",
            sa.String(40),
            nullable=False,
            comment="Admiralty grading of the information; 6 by default",
        ),
        sa.Column("note", sa.Text()),
        sa.Column("translation", sa.Text(), comment="the quotation in the language of display"),
        sa.Column("made_by_id", sa.Uuid(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("claim_id", "id"),
        sa.UniqueConstraint("claim_id", "passage_id"),
        sa.CheckConstraint("stance IN ('supports', 'contradicts', 'mentions')", name="stance"),
        sa.CheckConstraint("credibility IN ('1', '2', '3', '4', '5', '6')", name="credibility"),
    )
    if _later():
        op.create_foreign_key(
            op.f(_LEAD),
            "claim",
            "citation",
            ["id", "lead_citation_id"],
            ["claim_id", "id"],
            deferrable=True,
            initially="DEFERRED",
        )


def drop() -> None:
    if _later():
        op.drop_constraint(_LEAD, "claim", type_="foreignkey")
    op.drop_table("citation")
    op.drop_table("claim")
    op.drop_table("person")


def _later() -> bool:
    # The two tables refer to each other. SQLite cannot add a key to a table, nor does it ask whether the
    # table referred to is there yet; with PostgreSQL it is the other way round.
    return op.get_bind().dialect.name == "postgresql"


def _lead() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["id", "lead_citation_id"],
        ["citation.claim_id", "citation.id"],
        name=op.f(_LEAD),
        deferrable=True,
        initially="DEFERRED",
    )
