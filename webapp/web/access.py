"""Who asks, and what they may see and do: every view is closed unless it says otherwise."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any, TypeVar

from flask import Flask, abort, current_app, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.exc import SQLAlchemyError

from webapp.domain.accounts import accounts, notices
from webapp.domain.accounts.passkeys import lacks_second_factor
from webapp.domain.refusals import Refused
from webapp.domain.visibility import CURATOR, PUBLIC, Reader
from webapp.models import Account, AccountSession, Notice
from webapp.settings import COOKIE as COOKIE
from webapp.vocab.accounts import AuditEvent, Role, allows
from webapp.web.addresses import here
from webapp.web.auditing import audited_refusal
from webapp.web.db import SAFE_METHODS, db, engines, noting, now, session_cookie, session_token, signed_token
from webapp.web.drafts import keep_posted, taken_up_at

EVERYBODY = "everybody"
# What stays open where a setting closes the site to strangers: nothing of it tells what is recorded.
DOORS = (
    "sign_in.form", "sign_in.by_link", "sign_in.code", "sign_in.passkey", "sign_in.end", "home.healthz",
    "search_engines.robots", "search_engines.favicon",
)  # fmt: skip
# So long a password counts as given just now.
PASSWORD_LASTS = timedelta(minutes=15)
# What is open to whoever has to set up a second factor first.
_SETTING_UP = ("second_factor.set_up", "passkeys.add", "sign_in.again")
View = TypeVar("View", bound=Callable[..., Any])


def open_to(role: Role | str) -> Callable[[View], View]:
    """Open a view to accounts of at least `role`, or to EVERYBODY without an account."""

    def mark(view: View) -> View:
        view.open_to = role  # type: ignore[attr-defined]
        return view

    return mark


def init_app(app: Flask) -> None:
    """Put the guard before every view."""
    app.before_request(_guard)
    app.context_processor(lambda: {"account": account()})
    # Not of the context: macros that are imported see what is global alone.
    idle = int(accounts.IDLE_LIFE.total_seconds())
    app.jinja_env.globals.update(
        can=can, Role=Role, session_lasts=session_lasts, idle_seconds=idle, waiting_notices=waiting_notices
    )


def opened_to(endpoint: str) -> Role | str | None:
    """Return to whom an endpoint is open; None where it is closed to all."""
    if endpoint == "static":
        return EVERYBODY
    return getattr(current_app.view_functions.get(endpoint), "open_to", None)


def session_row() -> AccountSession | None:
    """Return the session of the browser that asks, or None."""
    # A page asks dozens of times, and every question costs.
    try:
        row: AccountSession | None = g.session_row
    except AttributeError:
        token = session_token()
        row = g.session_row = accounts.active_session(db(), token, now=now()) if token else None
        # For the log, which must not ask a database that just failed.
        g.account_id = row.account_id if row else None
    return row


def account() -> Account | None:
    """Return the account that asks, or None."""
    row = session_row()
    return row.account if row else None


def editor() -> Account:
    """Return the account that asks, in a view that is open to accounts only."""
    row = account()
    if row is None:
        abort(403)
    return row


def signed_in_within(span: timedelta) -> bool:
    """Tell whether the password of the account that asks was given in this browser not longer ago than so."""
    row = session_row()
    return row is not None and row.started_at > now() - span


def session_lasts() -> int:
    """Return for how many seconds the session of the browser that asks can last."""
    row = session_row()
    return max(0, int((row.expires_at - now()).total_seconds())) if row else 0


def can(role: Role) -> bool:
    """Tell whether the account that asks may do what takes at least `role`."""
    row = account()
    return row is not None and allows(row.role, role)


def waiting_notices() -> Sequence[Notice]:
    """Return what the owner of the account that asks is to be told; mostly nothing, and then no query."""
    row = session_row()
    return notices.waiting(db(), row) if row is not None and row.has_notices else ()


def reader() -> Reader:
    """Return who reads: curators see everything, all others what is published and public."""
    return CURATOR if can(Role.CURATOR) else PUBLIC


def keep_token(response: Any, token: str) -> Any:
    """Set the session cookie; scripts cannot read it, and over https it never travels openly."""
    settings = engines().settings
    response.set_cookie(
        session_cookie(), signed_token(token, settings), httponly=True, samesite="Lax",
        secure=settings.is_secure, path="/",
    )  # fmt: skip
    return response


def _guard() -> ResponseReturnValue | None:
    if request.endpoint is None or request.endpoint == "static":
        return None
    if session_cookie() in request.cookies and request.endpoint not in (*DOORS, *_SETTING_UP):
        browser = session_row()
        if browser is not None and lacks_second_factor(db(), browser.account):
            return redirect(url_for("second_factor.set_up"), code=303)
        _note_seen(browser)
    needed = opened_to(request.endpoint)
    if needed == EVERYBODY:
        open_to_strangers = engines().settings.open_to_strangers
        if open_to_strangers or request.endpoint in DOORS or account() is not None:
            return None
        needed = Role.READER
    if needed is None:
        abort(403)
    if account() is None:
        if request.method == "GET":
            return redirect(url_for("sign_in.form", next=here()), code=303)
        return _kept_for_later(Role(needed)) or abort(403, description="signed-out")
    if not can(Role(needed)):
        audited_refusal(AuditEvent.REFUSED, by=editor().id)
        abort(403)
    return None


def _note_seen(browser: AccountSession | None) -> None:
    """Note, once in a few minutes, that a session is in use; where nothing can be written it is not noted."""
    if browser is None or not accounts.is_seen_anew(browser, now=now()):
        return
    if request.method not in SAFE_METHODS:
        browser.last_seen_at = now()
        return
    # What only reads holds no write lock, and takes it for no longer than this.
    with suppress(SQLAlchemyError, OSError), noting() as session:
        row = session.get(AccountSession, browser.id)
        if row is not None:
            row.last_seen_at = now()
            session.commit()


def _kept_for_later(needed: Role) -> ResponseReturnValue | None:
    """Keep what somebody typed whose session ended meanwhile, and lead them to sign in and go on.

    The token against forged requests was checked before. Nothing is shown of what is kept: whoever signs in
    finds only the drafts of their own account.
    """
    token = session_token()
    signed_out = accounts.account_of_ended_session(db(), token, now=now()) if token else None
    if signed_out is None or not allows(signed_out.role, needed):
        return None
    try:
        kept = keep_posted(signed_out)
    except Refused:
        # No form that is kept, or too much of it: as for anybody who is signed out.
        return None
    if not kept:
        return None
    db().commit()
    flash(gettext("Your session had ended. What you typed is kept; sign in to go on."), "note")
    return redirect(url_for("sign_in.form", next=taken_up_at(request.form["opened"])), code=303)
