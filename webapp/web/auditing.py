"""Writing the audit log: with what is saved, or in a transaction of its own before something is shown."""

from contextlib import suppress
from uuid import UUID

from flask import g, request
from sqlalchemy.exc import SQLAlchemyError

from webapp.domain.accounts.audit import write_entry
from webapp.vocab.accounts import AuditEvent
from webapp.web.db import SAFE_METHODS, db, noting, now


def audited(
    event: AuditEvent,
    *,
    by: UUID | None,
    about: UUID | None = None,
    what: str | None = None,
    within: UUID | None = None,
) -> None:
    """Write an entry within the transaction of the request; the door commits.

    It happened `within` the session that was just begun, or that of the browser that asks.
    """
    browser = g.get("session_row")
    within = within or (browser.id if browser else None)
    write_entry(db(), event, at=now(), by=by, about=about, what=what, within=within)


def audited_first(
    event: AuditEvent, *, by: UUID | None, about: UUID | None = None, what: str | None = None
) -> None:
    """Write and commit an entry before something is shown; where it cannot be written, nothing is shown."""
    with noting() as session:
        write_entry(session, event, at=now(), by=by, about=about, what=what)
        session.commit()


def audited_refusal(event: AuditEvent, *, by: UUID | None, about: UUID | None = None) -> None:
    """Write and commit that something was refused; it is refused as well where that cannot be written."""
    if request.method not in SAFE_METHODS:
        # What this request began is not saved, and must not keep the entry waiting.
        db().rollback()
    with suppress(SQLAlchemyError, OSError):
        audited_first(event, by=by, about=about, what=request.endpoint)
