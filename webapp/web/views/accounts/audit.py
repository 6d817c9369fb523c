"""The page of the audit log, for administrators."""

from contextlib import suppress
from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from webapp.domain.accounts import accounts
from webapp.domain.accounts.audit import PAGE, AuditFilter, audit_page
from webapp.vocab.accounts import AuditEvent, Role
from webapp.web.access import open_to
from webapp.web.db import db

pages = Blueprint("audit", __name__)


@pages.get("/audit")
@open_to(Role.ADMIN)
def show() -> ResponseReturnValue:
    """Show the audit log, newest first, as its address filters it."""
    event = request.args.get("event", "")
    audit_filter = AuditFilter(
        event=AuditEvent(event) if event in set(AuditEvent) else None,
        account=_key("account"),
        before=_key("before"),
    )
    entries = audit_page(db(), audit_filter)
    return render_template(
        "accounts/audit.html",
        audit_filter=audit_filter, entries=entries[:PAGE], more=len(entries) > PAGE, events=AuditEvent,
        accounts=accounts.accounts(db()),
    )  # fmt: skip


def _key(name: str) -> UUID | None:
    with suppress(ValueError):
        return UUID(request.args.get(name, ""))
    return None
