"""Accounts, their links and sessions, and the history they write, as first made."""

import sqlalchemy as sa
from alembic import op


def create() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column(
            "password_hash", sa.Text(), nullable=True, comment="Argon2id; none until the first link is used"
        ),
        sa.Column("second_factor", sa.Text(), nullable=True, comment="TOTP secret; none where not set up"),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("failed_sign_ins", sa.Integer(), nullable=False),
        sa.Column("last_failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.CheckConstraint("name <> ''", name=op.f("ck_account_name_filled")),
        sa.UniqueConstraint("name", name=op.f("uq_account_name")),
        sa.CheckConstraint(
            "role IN ('reader', 'curator', 'reviewer', 'admin')", name=op.f("ck_account_role")
        ),
    )
    op.create_table(
        "sign_in_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("secret_hash", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_link")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_sign_in_link_account_id_account")
        ),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_sign_in_link_secret_hash")),
    )
    op.create_index(op.f("ix_sign_in_link_account_id"), "sign_in_link", ["account_id"], unique=False)
    op.create_table(
        "account_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "last_source_id",
            sa.Uuid(),
            nullable=True,
            comment="the source cited last, offered first by the next form",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_session")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_session_account_id_account")
        ),
        sa.UniqueConstraint("token_hash", name=op.f("uq_account_session_token_hash")),
        sa.ForeignKeyConstraint(
            ["last_source_id"], ["source.id"], name=op.f("fk_account_session_last_source_id_source")
        ),
    )
    op.create_index(op.f("ix_account_session_account_id"), "account_session", ["account_id"], unique=False)
    op.create_table(
        "revision",
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("edit_id", sa.Uuid(), nullable=False, comment="shared by all changes of one form post"),
        sa.Column("about_id", sa.Uuid(), nullable=False, comment="the record that the row belongs to"),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False, comment="column: [old, new]"),
        sa.Column("previous_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_revision")),
        sa.CheckConstraint("length(hash) = 64", name=op.f("ck_revision_hash_length")),
        sa.CheckConstraint("length(previous_hash) = 64", name=op.f("ck_revision_previous_hash_length")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_revision_reason_filled")),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_revision_by_id_account")),
        sa.CheckConstraint("action IN ('created', 'changed', 'deleted')", name=op.f("ck_revision_action")),
        sa.UniqueConstraint("previous_hash", name=op.f("uq_revision_previous_hash")),
        sa.UniqueConstraint("hash", name=op.f("uq_revision_hash")),
    )
    op.create_index(op.f("ix_revision_about_id"), "revision", ["about_id"], unique=False)
    op.create_index(op.f("ix_revision_edit_id"), "revision", ["edit_id"], unique=False)
    op.create_index(op.f("ix_revision_row_id"), "revision", ["row_id"], unique=False)
    op.create_table(
        "counter",
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("prefix", name=op.f("pk_counter")),
    )


def drop() -> None:
    for table in ("counter", "revision", "account_session", "sign_in_link", "account"):
        op.drop_table(table)
