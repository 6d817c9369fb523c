"""Secret addresses of the calendar: made for an account, shown once, revoked for ever."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.accounts.accounts import digest
from webapp.models import Account, CalendarFeed
from webapp.vocab.accounts import Role, allows


def make_feed(session: Session, account: Account, *, discreet: bool, now: datetime) -> str:
    """Return the token of a new calendar address; only its hash is kept."""
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed(account_id=account.id, token_hash=digest(token), discreet=discreet, made_at=now)
    session.add(feed)
    session.flush()
    return token


def feeds_of(session: Session, account: Account) -> Sequence[CalendarFeed]:
    """Return the addresses of an account that are not revoked, the oldest first."""
    mine = CalendarFeed.account_id == account.id, CalendarFeed.revoked_at.is_(None)
    return session.scalars(select(CalendarFeed).where(*mine).order_by(CalendarFeed.made_at)).all()


def feed_of_token(session: Session, token: str) -> CalendarFeed | None:
    """Return the address with this token, if it is not revoked and its account still works here."""
    query = select(CalendarFeed).join(CalendarFeed.account)
    feed = session.scalar(query.where(CalendarFeed.token_hash == digest(token), Account.active))
    if feed is None or feed.revoked_at is not None or not allows(feed.account.role, Role.CURATOR):
        return None
    return feed


def revoke_feed(session: Session, account: Account, feed_id: UUID, *, now: datetime) -> bool:
    """End an address of an account for ever, and tell whether there was such a one."""
    feed = session.get(CalendarFeed, feed_id)
    if feed is None or feed.account_id != account.id or feed.revoked_at is not None:
        return False
    feed.revoked_at = now
    session.flush()
    return True
