"""Who may work here: accounts, their one-time links, passkeys and recovery codes, their sessions as rows."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base, Key, Versioned
from webapp.models.types import not_empty
from webapp.vocab.accounts import Role


class Account(Base, Versioned):
    """A person or a process that makes changes; never deleted, because history names it."""

    __tablename__ = "account"
    __table_args__ = (not_empty("name"),)

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(unique=True)
    role: Mapped[Role]
    password_hash: Mapped[str | None] = mapped_column(comment="Argon2id; none until the first link is used")
    second_factor: Mapped[str | None] = mapped_column(comment="TOTP secret; none where not set up")
    second_factor_step: Mapped[int | None] = mapped_column(
        comment="of the code used last, so that none is good twice"
    )
    active: Mapped[bool] = mapped_column(default=True)
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    last_failed_at: Mapped[datetime | None]

    __mapper_args__ = {"version_id_col": Versioned.version, "version_id_generator": False}


class SignInLink(Base):
    """A link that sets a password once; only the hash of its secret is kept."""

    __tablename__ = "sign_in_link"

    id: Mapped[Key]
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship()


class AccountSession(Base):
    """A signed-in browser; only the hash of its token is kept, and signing out ends it here."""

    __tablename__ = "account_session"

    id: Mapped[Key]
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    started_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    last_seen_at: Mapped[datetime | None]
    last_source_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("source.id"), comment="the source cited last, offered first by the next form"
    )

    account: Mapped[Account] = relationship()

    # Asked together with the session itself, whether its owner is to be told of something.
    has_notices = False


class RecoveryCode(Base):
    """A code that stands for the second factor once; only its hash is kept."""

    __tablename__ = "recovery_code"

    id: Mapped[Key]
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    used_at: Mapped[datetime | None]


class Passkey(Base):
    """The public half of a key that an authenticator keeps; removed, the row stays and opens nothing."""

    __tablename__ = "passkey"
    __table_args__ = (not_empty("name"),)

    id: Mapped[Key]
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    name: Mapped[str] = mapped_column(comment="as its owner calls it")
    credential_id: Mapped[str] = mapped_column(unique=True, comment="base64url")
    public_key: Mapped[str] = mapped_column(comment="COSE, base64url")
    sign_count: Mapped[int] = mapped_column(
        BigInteger, comment="as the authenticator counts; some always say 0"
    )
    added_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    challenged_at: Mapped[datetime] = mapped_column(
        comment="of the challenge answered last, so that none is good twice"
    )
    removed_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship()
