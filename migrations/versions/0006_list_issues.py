"""Numbered issues of the list, which nobody changes or removes."""

import sqlalchemy as sa
from alembic import op

revision = "0006_list_issues"
down_revision = "0005_facet_members"
branch_labels = None
depends_on = None

_SQLITE = (
    (
        "CREATE TRIGGER list_issue_unchanged BEFORE UPDATE ON list_issue WHEN 1 = 1 BEGIN SELECT "
        "RAISE(ABORT, 'an issue of the list is never edited'); END"
    ),
    (
        "CREATE TRIGGER list_issue_kept BEFORE DELETE ON list_issue WHEN 1 = 1 BEGIN SELECT "
        "RAISE(ABORT, 'an issue of the list is never removed'); END"
    ),
    (
        "CREATE TRIGGER list_issue_not_replaced BEFORE INSERT ON list_issue WHEN EXISTS (SELECT 1 FROM "
        "list_issue i WHERE i.id = NEW.id OR i.number = NEW.number) BEGIN SELECT RAISE(ABORT, 'an issue of "
        "the list is never edited'); END"
    ),
)
_POSTGRESQL = (
    (
        "CREATE FUNCTION list_issue_unchanged() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN "
        "RAISE EXCEPTION 'an issue of the list is never edited' USING ERRCODE = "
        "'integrity_constraint_violation'; END IF; RETURN NEW; END $$"
    ),
    (
        "CREATE TRIGGER list_issue_unchanged BEFORE UPDATE ON list_issue FOR EACH ROW EXECUTE FUNCTION "
        "list_issue_unchanged()"
    ),
    (
        "CREATE FUNCTION list_issue_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN RAISE "
        "EXCEPTION 'an issue of the list is never removed' USING ERRCODE = "
        "'integrity_constraint_violation'; END IF; RETURN OLD; END $$"
    ),
    (
        "CREATE TRIGGER list_issue_kept BEFORE DELETE ON list_issue FOR EACH ROW EXECUTE FUNCTION "
        "list_issue_kept()"
    ),
    (
        "CREATE TRIGGER list_issue_not_emptied BEFORE TRUNCATE ON list_issue FOR EACH STATEMENT EXECUTE "
        "FUNCTION list_issue_kept()"
    ),
)


def upgrade() -> None:
    op.create_table(
        "list_issue",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "number", sa.Integer(), nullable=False, comment="from 1, without a gap, never reused"
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("filter", sa.Text(), nullable=False, comment="the query string of the list"),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False, comment="of the file, in hex"),
        sa.Column("file", sa.LargeBinary(), nullable=False, comment="the list as CSV, byte by byte"),
        sa.Column(
            "departed",
            sa.JSON(),
            nullable=False,
            comment="what was known of those of the issue before who are not in this one",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_issue")),
        sa.CheckConstraint("number > 0", name=op.f("ck_list_issue_number_positive")),
        sa.CheckConstraint("people >= 0", name=op.f("ck_list_issue_people_counted")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_list_issue_sha256_length")),
        sa.CheckConstraint("title <> ''", name=op.f("ck_list_issue_title_filled")),
        sa.UniqueConstraint("number", name=op.f("uq_list_issue_number")),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["account.id"], name=op.f("fk_list_issue_made_by_id_account")
        ),
    )
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("list_issue")
    if op.get_bind().dialect.name == "postgresql":
        for function in ("list_issue_unchanged", "list_issue_kept"):
            op.execute(f"DROP FUNCTION {function}()")
