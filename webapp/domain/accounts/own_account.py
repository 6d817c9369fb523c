"""What the owner of an account does with it: a new password, and which of its sessions go on."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.domain.accounts.accounts import IDLE_LIFE
from webapp.models import Account, AccountSession


def change_password(
    session: Session, account: Account, *, password_hash: str, keep: AccountSession | None, now: datetime
) -> None:
    """Give an account a new password; its sessions end, but for the one to `keep`."""
    account.password_hash = password_hash
    end_sessions(session, account, keep=keep, now=now)


def active_sessions(session: Session, account: Account, *, now: datetime) -> Sequence[AccountSession]:
    """Return the sessions of an account that have not ended, the newest first."""
    seen = func.coalesce(AccountSession.last_seen_at, AccountSession.started_at)
    in_use = AccountSession.ended_at.is_(None), AccountSession.expires_at > now, seen > now - IDLE_LIFE
    query = select(AccountSession).where(AccountSession.account_id == account.id, *in_use)
    return session.scalars(query.order_by(AccountSession.started_at.desc(), AccountSession.id)).all()


def end_sessions(
    session: Session,
    account: Account,
    *,
    only: UUID | None = None,
    keep: AccountSession | None = None,
    now: datetime,
) -> int:
    """End the sessions of an account, `only` one or all but the one to `keep`; return how many ended."""
    ended = [
        row
        for row in active_sessions(session, account, now=now)
        if row is not keep and only in (None, row.id)
    ]
    for row in ended:
        row.ended_at = now
    session.flush()
    return len(ended)
