"""The audit log: written with what it tells of, read and filtered by administrators, in part by owners."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from webapp.domain.accounts.notices import note
from webapp.models import Account, AuditEntry
from webapp.vocab.accounts import AuditEvent

PAGE = 40
# Where nobody is signed in.
AT_THE_COMMAND_LINE = "at the command line"
_LONGEST = 300
# Of what owners are told at their own account.
_NOTICES = (
    AuditEvent.SIGNED_IN, AuditEvent.SIGN_IN_REFUSED, AuditEvent.SIGN_IN_LINK, AuditEvent.PASSWORD_CHANGED,
    AuditEvent.SECOND_FACTOR_CHANGED, AuditEvent.PASSKEY_ADDED, AuditEvent.PASSKEY_REMOVED,
    AuditEvent.ACCOUNT_CHANGED,
)  # fmt: skip


@dataclass(frozen=True)
class AuditFilter:
    """Which entries are looked for: of an event, by or about an account, older than an entry."""

    event: AuditEvent | None = None
    account: UUID | None = None
    before: UUID | None = None


def write_entry(
    session: Session,
    event: AuditEvent,
    *,
    at: datetime,
    by: UUID | None = None,
    about: UUID | None = None,
    what: str | None = None,
    within: UUID | None = None,
) -> None:
    """Write one line of the audit log, and a notice to the owner whom it concerns; the door commits.

    `within` is the session in which it happened, which needs no notice.
    """
    entry = AuditEntry(event=event, at=at, by_id=by, about_id=about, what=what and what[:_LONGEST])
    session.add(entry)
    session.flush()
    note(session, entry, within=within)


def audit_page(session: Session, audit_filter: AuditFilter) -> Sequence[AuditEntry]:
    """Return the newest entries first, one more than a page has where more follow."""
    query = select(AuditEntry).options(joinedload(AuditEntry.by), joinedload(AuditEntry.about))
    if audit_filter.event is not None:
        query = query.where(AuditEntry.event == audit_filter.event)
    if audit_filter.account is not None:
        account = audit_filter.account
        query = query.where(or_(AuditEntry.by_id == account, AuditEntry.about_id == account))
    if audit_filter.before is not None:
        # Keys rise with time.
        query = query.where(AuditEntry.id < audit_filter.before)
    return session.scalars(query.order_by(AuditEntry.id.desc()).limit(PAGE + 1)).all()


def lately(session: Session, account: Account) -> Sequence[AuditEntry]:
    """Return the ten newest things that happened to an account and that its owner should know."""
    query = (
        select(AuditEntry)
        .where(AuditEntry.about_id == account.id, AuditEntry.event.in_(_NOTICES))
        .options(joinedload(AuditEntry.by))
    )
    return session.scalars(query.order_by(AuditEntry.id.desc()).limit(10)).all()
