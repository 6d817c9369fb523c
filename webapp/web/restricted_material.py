"""Pages that show restricted material: each is written down before it is sent, or it is not sent."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import Flask, Response, current_app, g, has_request_context, request
from sqlalchemy import event

from webapp.domain.visibility import visible_citations
from webapp.models import Claim, Source
from webapp.vocab.accounts import AuditEvent
from webapp.vocab.claims import Visibility
from webapp.web.access import account, reader
from webapp.web.auditing import audited_first
from webapp.web.db import SAFE_METHODS, db
from webapp.web.files import is_for_programs
from webapp.web.storage_errors import STORAGE_ERRORS

# Answers that show records: a page, a piece of a file, a form with what was refused.
_SHOWING = (200, 206, 409, 422)


def init_app(app: Flask) -> None:
    """Have every answer looked at before it is sent, so that no page can forget it."""
    app.after_request(_written_down)


def write_down_restricted(what: str, *, claims: Iterable[Claim] = (), sources: Iterable[Source] = ()) -> None:
    """Write down that somebody is shown a record, by its reference, where restricted material is in it."""
    browser = account()
    if browser is None or not reader().restricted:
        return
    claims = list(claims)
    shown = {claim.visibility for claim in claims} | {source.visibility for source in sources} | {
        citation.passage.source_version.source.visibility
        for claim in claims
        for citation in visible_citations(claim, to=reader())
    }  # fmt: skip
    if Visibility.RESTRICTED in shown:
        _write_down(what, browser.id)


@event.listens_for(Claim, "load", propagate=True)
@event.listens_for(Source, "load")
def _note(row: Any, _context: object) -> None:
    # Whatever a request reads it may show; where it goes on the page is the template's.
    if row.__dict__.get("visibility") is Visibility.RESTRICTED and has_request_context():
        g.restricted_read = True


def _written_down(response: Response) -> Response:
    if "restricted_read" not in g or "restricted_written" in g or response.status_code not in _SHOWING:
        return response
    # Files for programs hold no restricted material, for whomever.
    if is_for_programs(current_app.view_functions.get(request.endpoint or "")):
        return response
    try:
        browser = account() if reader().restricted else None
        if browser is not None:
            by = browser.id
            if request.method not in SAFE_METHODS:
                # The page is made; the entry must not wait for what this request held.
                db().rollback()
            _write_down(request.path, by)
    except STORAGE_ERRORS as error:
        response.close()
        return current_app.make_response(current_app.handle_user_exception(error))
    return response


def _write_down(what: str, by: UUID) -> None:
    audited_first(AuditEvent.RESTRICTED_SHOWN, by=by, what=what)
    g.restricted_written = True
