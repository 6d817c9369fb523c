"""Bringing sources in, holding their versions against each other, unsent forms, and the words of texts."""

import sqlalchemy as sa
from alembic import op

revision = "0002_capture"
down_revision = "0001_first"
branch_labels = None
depends_on = None

_SQLITE = (
    (
        "CREATE TRIGGER custody_unchanged BEFORE UPDATE ON custody WHEN 1 = 1 BEGIN SELECT "
        "RAISE(ABORT, 'the custody log is never edited'); END"
    ),
    (
        "CREATE TRIGGER custody_kept BEFORE DELETE ON custody WHEN 1 = 1 BEGIN SELECT "
        "RAISE(ABORT, 'the custody log is never removed'); END"
    ),
    (
        "CREATE TRIGGER source_page_unchanged BEFORE UPDATE ON source_page WHEN 1 = 1 BEGIN "
        "SELECT RAISE(ABORT, 'a source version is never edited'); END"
    ),
    (
        "CREATE TRIGGER source_page_kept BEFORE DELETE ON source_page WHEN 1 = 1 BEGIN SELECT "
        "RAISE(ABORT, 'a source version is never edited'); END"
    ),
    (
        "CREATE TRIGGER custody_not_replaced BEFORE INSERT ON custody WHEN EXISTS (SELECT 1 FROM "
        "custody c WHERE c.id = NEW.id) BEGIN SELECT RAISE(ABORT, 'the custody log is never "
        "edited'); END"
    ),
    (
        "CREATE TRIGGER source_page_not_replaced BEFORE INSERT ON source_page WHEN EXISTS (SELECT"
        " 1 FROM source_page p WHERE p.source_version_id = NEW.source_version_id AND p.number = "
        "NEW.number) BEGIN SELECT RAISE(ABORT, 'a source version is never edited'); END"
    ),
)
_POSTGRESQL = (
    (
        "CREATE FUNCTION custody_unchanged() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = "
        "1 THEN RAISE EXCEPTION 'the custody log is never edited' USING ERRCODE = "
        "'integrity_constraint_violation'; END IF; RETURN NEW; END $$"
    ),
    (
        "CREATE TRIGGER custody_unchanged BEFORE UPDATE ON custody FOR EACH ROW EXECUTE FUNCTION "
        "custody_unchanged()"
    ),
    (
        "CREATE FUNCTION custody_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 "
        "THEN RAISE EXCEPTION 'the custody log is never removed' USING ERRCODE = "
        "'integrity_constraint_violation'; END IF; RETURN OLD; END $$"
    ),
    ("CREATE TRIGGER custody_kept BEFORE DELETE ON custody FOR EACH ROW EXECUTE FUNCTION custody_kept()"),
    (
        "CREATE FUNCTION source_page_unchanged() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
        "1 = 1 THEN RAISE EXCEPTION 'a source version is never edited' USING ERRCODE = "
        "'integrity_constraint_violation'; END IF; RETURN NEW; END $$"
    ),
    (
        "CREATE TRIGGER source_page_unchanged BEFORE UPDATE ON source_page FOR EACH ROW EXECUTE "
        "FUNCTION source_page_unchanged()"
    ),
    (
        "CREATE FUNCTION source_page_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1"
        " THEN RAISE EXCEPTION 'a source version is never edited' USING ERRCODE = "
        "'integrity_constraint_violation'; END IF; RETURN OLD; END $$"
    ),
    (
        "CREATE TRIGGER source_page_kept BEFORE DELETE ON source_page FOR EACH ROW EXECUTE "
        "FUNCTION source_page_kept()"
    ),
    (
        "CREATE TRIGGER custody_not_emptied BEFORE TRUNCATE ON custody FOR EACH STATEMENT EXECUTE"
        " FUNCTION custody_kept()"
    ),
)
_FUNCTIONS = ("custody_unchanged", "custody_kept", "source_page_unchanged", "source_page_kept")
_ORDERED = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _create_captures()
    _create_comparison()
    op.create_table(
        "draft",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column(
            "address",
            sa.Text(),
            nullable=False,
            comment="path of the form's page, after # which opening of it",
        ),
        sa.Column("title", sa.Text(), nullable=False, comment="of the page, for the list of drafts"),
        sa.Column("fields", sa.JSON(), nullable=False, comment="pairs of name and value, as a form sends"),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "address", name=op.f("pk_draft")),
        sa.CheckConstraint("address <> ''", name=op.f("ck_draft_address_filled")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_draft_account_id_account")),
    )
    op.create_table(
        "source_word",
        sa.Column("word", _ORDERED, nullable=False),
        sa.Column("source_version_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("word", "source_version_id", name=op.f("pk_source_word")),
        sa.ForeignKeyConstraint(
            ["source_version_id"],
            ["source_version.id"],
            name=op.f("fk_source_word_source_version_id_source_version"),
        ),
    )
    op.create_index("ix_source_word_source_version_id", "source_word", ["source_version_id"])
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    for table in ("source_word", "draft", "comparison", "custody", "source_page", "capture"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        for function in _FUNCTIONS:
            op.execute(f"DROP FUNCTION {function}()")


def _create_captures() -> None:
    op.create_table(
        "capture",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column(
            "source_id",
            sa.Uuid(),
            nullable=True,
            comment="of which this is to be the next version; none for a new source",
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("how", sa.Text(), nullable=False, comment="pasted, or uploaded with the name of the file"),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("bytes_sha256", sa.Text(), nullable=False),
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capture")),
        sa.CheckConstraint("length(bytes_sha256) = 64", name=op.f("ck_capture_bytes_sha256_length")),
        sa.CheckConstraint("length(text_sha256) = 64", name=op.f("ck_capture_text_sha256_length")),
        sa.CheckConstraint("text <> ''", name=op.f("ck_capture_text_filled")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_capture_account_id_account")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_capture_source_id_source")),
    )
    op.create_index("ix_capture_account_id", "capture", ["account_id"])
    op.create_index("ix_capture_bytes_sha256", "capture", ["bytes_sha256"])
    op.create_table(
        "source_page",
        sa.Column("source_version_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False, comment="code points before the page"),
        sa.PrimaryKeyConstraint("source_version_id", "number", name=op.f("pk_source_page")),
        sa.CheckConstraint("number > 0", name=op.f("ck_source_page_number_positive")),
        sa.CheckConstraint("start >= 0", name=op.f("ck_source_page_start_inside")),
        sa.ForeignKeyConstraint(
            ["source_version_id"],
            ["source_version.id"],
            name=op.f("fk_source_page_source_version_id_source_version"),
        ),
    )
    op.create_table(
        "custody",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("source_version_id", sa.Uuid(), nullable=False),
        sa.Column("event", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column(
            "sha256",
            sa.Text(),
            nullable=False,
            comment="of the bytes, or of the text where that is what it is about",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_custody_sha256_length")),
        sa.CheckConstraint("how <> ''", name=op.f("ck_custody_how_filled")),
        sa.CheckConstraint(
            "event IN ('collected', 'extracted', 'attached', 'opened')", name=op.f("ck_custody_custodyevent")
        ),
        sa.ForeignKeyConstraint(
            ["source_version_id"],
            ["source_version.id"],
            name=op.f("fk_custody_source_version_id_source_version"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_custody_by_id_account")),
    )
    op.create_index("ix_custody_source_version_id", "custody", ["source_version_id"])


def _create_comparison() -> None:
    op.create_table(
        "comparison",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("passage_id", sa.Uuid(), nullable=False, comment="of the older version"),
        sa.Column("source_version_id", sa.Uuid(), nullable=False, comment="the newer version"),
        sa.Column("verdict", sa.String(40), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True, comment="code points, in the newer version"),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("decision", sa.String(40), nullable=True, comment="none while it waits for a person"),
        sa.Column("new_passage_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comparison")),
        sa.UniqueConstraint(
            "passage_id", "source_version_id", name=op.f("uq_comparison_passage_id_source_version_id")
        ),
        sa.CheckConstraint('(start IS NULL) = ("end" IS NULL)', name=op.f("ck_comparison_span_whole")),
        sa.CheckConstraint('0 <= start AND start < "end"', name=op.f("ck_comparison_span_in_order")),
        sa.CheckConstraint(
            "(start IS NULL) = (verdict = 'lost')", name=op.f("ck_comparison_span_unless_lost")
        ),
        sa.CheckConstraint(
            "(new_passage_id IS NOT NULL) = (decision IS NOT NULL AND decision = 'moved')",
            name=op.f("ck_comparison_moved_to_a_passage"),
        ),
        sa.CheckConstraint(
            "verdict IN ('same', 'moved', 'changed', 'lost')", name=op.f("ck_comparison_verdict")
        ),
        sa.CheckConstraint("decision IN ('moved', 'kept', 'withdrawn')", name=op.f("ck_comparison_decision")),
        sa.ForeignKeyConstraint(
            ["passage_id"], ["passage.id"], name=op.f("fk_comparison_passage_id_passage")
        ),
        sa.ForeignKeyConstraint(
            ["source_version_id"],
            ["source_version.id"],
            name=op.f("fk_comparison_source_version_id_source_version"),
        ),
        sa.ForeignKeyConstraint(
            ["new_passage_id"], ["passage.id"], name=op.f("fk_comparison_new_passage_id_passage")
        ),
    )
    op.create_index("ix_comparison_source_version_id", "comparison", ["source_version_id"])
