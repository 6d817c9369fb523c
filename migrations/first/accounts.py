"""Accounts, their links and sessions, and the history they write, as first made."""

import sqlalchemy as sa
from alembic import op


def create() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False, unique=True),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("password_hash", sa.Text(), comment="Argon2id; none until the first link is used"),
        sa.Column("second_factor", sa.Text(), comment="TOTP secret; none where not set up"),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("failed_sign_ins", sa.Integer(), nullable=False),
        sa.Column("last_failed_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name="name_filled"),
        sa.CheckConstraint("role IN ('reader', 'curator', 'reviewer', 'admin')", name="role"),
    )
    op.create_table(
        "sign_in_link",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id"), nullable=False, index=True),
        sa.Column("secret_hash", sa.Text(), nullable=False, unique=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True)),
    )
    op.create_table(
        "account_session",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("account_id", sa.Uuid(), sa.ForeignKey("account.id"), nullable=False, index=True),
        sa.Column("token_hash", sa.Text(), nullable=False, unique=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column(
            "last_source_id",
            sa.Uuid(),
            sa.ForeignKey("source.id"),
            comment="the source cited last, offered first by the next form",
        ),
    )
    op.create_table(
        "revision",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "edit_id", sa.Uuid(), nullable=False, index=True, comment="shared by all changes of one form post"
        ),
        sa.Column(
            "about_id", sa.Uuid(), nullable=False, index=True, comment="the record that the row belongs to"
        ),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False, index=True),
        sa.Column("changes", sa.JSON(), nullable=False, comment="column: [old, new]"),
        sa.Column("previous_hash", sa.Text(), nullable=False, unique=True),
        sa.Column("hash", sa.Text(), nullable=False, unique=True),
        sa.CheckConstraint("length(hash) = 64", name="hash_length"),
        sa.CheckConstraint("length(previous_hash) = 64", name="previous_hash_length"),
        sa.CheckConstraint("reason <> ''", name="reason_filled"),
        sa.CheckConstraint("action IN ('created', 'changed', 'deleted')", name="action"),
    )
    op.create_table(
        "counter",
        sa.Column("prefix", sa.Text(), primary_key=True),
        sa.Column("last", sa.Integer(), nullable=False),
    )


def drop() -> None:
    for table in ("counter", "revision", "account_session", "sign_in_link", "account"):
        op.drop_table(table)
