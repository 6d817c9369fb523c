"""Persons, claims and citations, as first made."""

import sqlalchemy as sa
from alembic import op

_LEAD = "fk_claim_id_lead_citation_id_citation"


def create() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False, comment="P-0001: what people quote, never reused"),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("last_verified_on", sa.Date(), nullable=True),
        sa.Column("last_verified_by_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.CheckConstraint("reference <> ''", name=op.f("ck_person_reference_filled")),
        sa.UniqueConstraint("reference", name=op.f("uq_person_reference")),
        sa.CheckConstraint(
            "state IN ('draft', 'published', 'retired')", name=op.f("ck_person_publicationstate")
        ),
        sa.ForeignKeyConstraint(
            ["last_verified_by_id"], ["account.id"], name=op.f("fk_person_last_verified_by_id_account")
        ),
    )
    op.create_table(
        "claim",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("lead_citation_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("rank", sa.String(40), nullable=False),
        sa.Column("rank_reason", sa.Text(), nullable=True),
        sa.Column("visibility", sa.String(40), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.CheckConstraint(
            "rank = 'normal' OR (rank_reason IS NOT NULL AND rank_reason <> '')",
            name=op.f("ck_claim_rank_reason_given"),
        ),
        sa.CheckConstraint(
            "kind IN ('person_name', 'status_event', 'charge', 'charge_step', 'affiliation',"
            " 'treatment', 'assessment', 'personal_fact')",
            name=op.f("ck_claim_claimkind"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_claim_person_id_person")),
        sa.CheckConstraint(
            "state IN ('draft', 'in_review', 'published', 'withdrawn')", name=op.f("ck_claim_claimstate")
        ),
        sa.CheckConstraint("rank IN ('preferred', 'normal', 'deprecated')", name=op.f("ck_claim_rank")),
        sa.CheckConstraint(
            "visibility IN ('public', 'internal', 'restricted')", name=op.f("ck_claim_visibility")
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["account.id"], name=op.f("fk_claim_made_by_id_account")),
        *([] if _later() else [_lead()]),
    )
    op.create_index(op.f("ix_claim_person_id"), "claim", ["person_id"], unique=False)
    op.create_table(
        "citation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("passage_id", sa.Uuid(), nullable=False),
        sa.Column("stance", sa.String(40), nullable=False),
        sa.Column(
            "credibility",
            sa.String(40),
            nullable=False,
            comment="Admiralty grading of the information; 6 by default",
        ),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column(
            "translation", sa.Text(), nullable=True, comment="the quotation in the language of display"
        ),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_citation")),
        sa.UniqueConstraint("claim_id", "id", name=op.f("uq_citation_claim_id_id")),
        sa.UniqueConstraint("claim_id", "passage_id", name=op.f("uq_citation_claim_id_passage_id")),
        sa.ForeignKeyConstraint(
            ["claim_id"],
            ["claim.id"],
            name=op.f("fk_citation_claim_id_claim"),
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.ForeignKeyConstraint(["passage_id"], ["passage.id"], name=op.f("fk_citation_passage_id_passage")),
        sa.CheckConstraint(
            "stance IN ('supports', 'contradicts', 'mentions')", name=op.f("ck_citation_stance")
        ),
        sa.CheckConstraint(
            "credibility IN ('1', '2', '3', '4', '5', '6')", name=op.f("ck_citation_credibility")
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["account.id"], name=op.f("fk_citation_made_by_id_account")),
    )
    op.create_index(op.f("ix_citation_passage_id"), "citation", ["passage_id"], unique=False)
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
