"""The page of one's own account: its password, and the browsers that are signed in to it."""

from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from webapp.domain.accounts import audit, notices, own_account, passkeys
from webapp.domain.history.recording import editing
from webapp.domain.refusals import Refused
from webapp.vocab.accounts import AuditEvent, Role
from webapp.web.access import editor, open_to, session_row
from webapp.web.auditing import audited
from webapp.web.db import db, now
from webapp.web.forms.accounts.sign_in import OwnPasswordForm
from webapp.web.saving import show_refusal
from webapp.web.sign_in.by_password import confirm_password, hashed

pages = Blueprint("own_account", __name__)


@pages.route("/account", methods=["GET", "POST"])
@open_to(Role.READER)
def show() -> ResponseReturnValue:
    """Show one's own account, and change its password with the current one."""
    form = OwnPasswordForm()
    if form.validate_on_submit():
        try:
            _change_password(form)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            flash(gettext("Your password is changed; all other browsers are signed out."), "done")
            return redirect(url_for("own_account.show"), code=303)
    return render_template(
        "accounts/own.html",
        form=form,
        sessions=own_account.active_sessions(db(), editor(), now=now()),
        this=session_row(),
        passkeys=passkeys.passkeys_of(db(), editor()),
        lately=audit.lately(db(), editor()),
    ), 422 if form.errors else 200


@pages.post("/account/sessions/<uuid:session_id>/end")
@open_to(Role.READER)
def end_session(session_id: UUID) -> ResponseReturnValue:
    """Sign a browser out of one's own account."""
    return _ended(own_account.end_sessions(db(), editor(), only=session_id, now=now()))


@pages.post("/account/sessions/end-others")
@open_to(Role.READER)
def end_others() -> ResponseReturnValue:
    """Sign all other browsers out of one's own account."""
    return _ended(own_account.end_sessions(db(), editor(), keep=session_row(), now=now()))


@pages.post("/account/notices/dismiss")
@open_to(Role.READER)
def dismiss() -> ResponseReturnValue:
    """Note that the owner knows of what was shown."""
    browser = session_row()
    if browser is not None and notices.dismiss(db(), browser, request.form.getlist("notice"), now=now()):
        db().commit()
    return redirect(url_for("own_account.show"), code=303)


def _change_password(form: OwnPasswordForm) -> None:
    name = editor().name
    account = confirm_password(name, form.current_password.data or "")
    # The new one is hashed outside the transaction too.
    db().rollback()
    password_hash = hashed(form.password.data, name=name)
    with editing(db(), by=account, reason="Password changed by its owner", at=now()):
        own_account.change_password(
            db(), account, password_hash=password_hash, keep=session_row(), now=now()
        )
        audited(AuditEvent.PASSWORD_CHANGED, by=account.id, about=account.id)
    db().commit()
    current_app.logger.info("password changed: account %s", account.id)


def _ended(number: int) -> ResponseReturnValue:
    if number:
        browsers = f"{number} other" if number > 1 else "1 browser"
        audited(AuditEvent.SESSION_ENDED, by=editor().id, about=editor().id, what=browsers)
    db().commit()
    flash(ngettext("%(num)s browser is signed out.", "%(num)s browsers are signed out.", number), "done")
    return redirect(url_for("own_account.show"), code=303)
