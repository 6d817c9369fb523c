"""The end of a session: for good, and with what the browser kept of it."""

from flask import session
from werkzeug.wrappers import Response

from webapp.domain.accounts import accounts
from webapp.vocab.accounts import AuditEvent
from webapp.web.access import session_row
from webapp.web.auditing import audited
from webapp.web.db import db, engines, now, session_cookie


def ended_session(response: Response) -> Response:
    """End the session of the browser that asks, if it has one, and return the answer that says so."""
    row = session_row()
    if row is not None:
        accounts.end_session(row, now=now())
        audited(AuditEvent.SESSION_ENDED, by=row.account_id, about=row.account_id)
        db().commit()
    session.clear()
    secure = engines().settings.is_secure
    response.delete_cookie(session_cookie(), path="/", httponly=True, samesite="Lax", secure=secure)
    # Nothing that was shown stays in the browser; over http none obeys this.
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
