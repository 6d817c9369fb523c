"""What owners are told of their account at their next page, until they say that they know of it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from webapp.models import Account, AccountSession, AuditEntry, Notice
from webapp.vocab.accounts import AuditEvent, Role

# What the audit log says of a sign-in by a browser that never signed in to this account.
NEW_BROWSER = "new browser"
_NOTICED = frozenset({
    AuditEvent.SIGN_IN_LINK, AuditEvent.PASSWORD_CHANGED, AuditEvent.SECOND_FACTOR_CHANGED,
    AuditEvent.PASSKEY_ADDED, AuditEvent.PASSKEY_REMOVED, AuditEvent.ACCOUNT_CHANGED,
})  # fmt: skip


def note(session: Session, entry: AuditEntry, *, within: UUID | None) -> None:
    """Have the owner of an account told of what happened to it, but not in the session in which it did.

    Of the rules of the home all administrators are told. Before the first sign-in there is nobody to be told.
    """
    for account_id in _owners(session, entry):
        earlier = select(AccountSession.id).where(AccountSession.account_id == account_id)
        if within is not None:
            earlier = earlier.where(AccountSession.id != within)
        if session.scalar(earlier.limit(1)) is not None:
            session.add(Notice(account_id=account_id, audit_entry_id=entry.id, session_id=within))
    session.flush()


def _owners(session: Session, entry: AuditEntry) -> Sequence[UUID]:
    """Return whose accounts an entry concerns, of those that owners are told of."""
    if entry.event is AuditEvent.RULES_DECIDED:
        administrators = select(Account.id).where(Account.active, Account.role == Role.ADMIN)
        return session.scalars(administrators.order_by(Account.id)).all()
    is_noticed = entry.event in _NOTICED or (entry.event, entry.what) == (AuditEvent.SIGNED_IN, NEW_BROWSER)
    return [entry.about_id] if is_noticed and entry.about_id is not None else []


def any_waiting() -> ColumnElement[bool]:
    """Return the condition that something waits to be told in a session, for a query of that session."""
    account = Notice.account_id == AccountSession.account_id
    return exists().where(account, *_waiting(AccountSession.id)).correlate(AccountSession)


def waiting(session: Session, account_session: AccountSession) -> Sequence[Notice]:
    """Return what an owner is to be told in a session, the newest first."""
    query = select(Notice).where(
        Notice.account_id == account_session.account_id, *_waiting(account_session.id)
    )
    entry = joinedload(Notice.audit_entry)
    return session.scalars(query.options(entry.joinedload(AuditEntry.by)).order_by(Notice.id.desc())).all()


def dismiss(
    session: Session, account_session: AccountSession, notice_ids: Collection[str], *, now: datetime
) -> int:
    """Note that an owner knows of these notices, which were shown in a session, and return how many."""
    known = [row for row in waiting(session, account_session) if str(row.id) in notice_ids]
    for row in known:
        row.dismissed_at = now
    session.flush()
    return len(known)


def _waiting(session_id: UUID | InstrumentedAttribute[UUID]) -> tuple[ColumnElement[bool], ...]:
    elsewhere = or_(Notice.session_id.is_(None), Notice.session_id != session_id)
    return Notice.dismissed_at.is_(None), elsewhere
