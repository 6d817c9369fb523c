"""Setting up one's second factor, renewing its recovery codes, and taking it away."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from itsdangerous import BadSignature, URLSafeSerializer

from webapp.domain.accounts import passkeys, second_factor
from webapp.domain.history.recording import editing
from webapp.domain.refusals import Refused
from webapp.models import Account
from webapp.vocab.accounts import AuditEvent, Role
from webapp.web.access import editor, open_to
from webapp.web.auditing import audited
from webapp.web.db import db, engines, now
from webapp.web.forms.accounts.sign_in import CodeForm, NewSecondFactorForm
from webapp.web.lookups import account_or_404
from webapp.web.presenters.qr_code import drawn
from webapp.web.saving import show_refusal
from webapp.web.sign_in.password_again import asks_password_again

pages = Blueprint("second_factor", __name__)


@pages.route("/account/second-factor", methods=["GET", "POST"])
@open_to(Role.READER)
@asks_password_again
def set_up() -> ResponseReturnValue:
    """Show one's second factor, or set one up with a first code."""
    if editor().second_factor is not None:
        return _shown([])
    form = NewSecondFactorForm()
    secret = _read(form.secret.data) or second_factor.new_secret()
    if form.validate_on_submit():
        try:
            with editing(db(), by=editor(), reason="Second factor set up by its owner", at=now()):
                codes = second_factor.set_up(
                    db(), editor(), secret=secret, code=form.code.data or "", now=now()
                )
                _audited(editor(), "set up")
            db().commit()
            return _shown(codes)
        except Refused as refused:
            db().rollback()
            show_refusal(form, refused)
    return _asking(form, secret)


@pages.route("/account/second-factor/recovery-codes", methods=["GET", "POST"])
@open_to(Role.READER)
@asks_password_again
def renew() -> ResponseReturnValue:
    """Show how many recovery codes are left, or make new ones and show them this once."""
    if not passkeys.has_second_factor(db(), editor()):
        return redirect(url_for("second_factor.set_up"), code=303)
    if request.method == "GET":
        return _shown([])
    codes = second_factor.renew_recovery_codes(db(), editor(), now=now())
    _audited(editor(), "new recovery codes")
    db().commit()
    return _shown(codes)


@pages.post("/account/second-factor/remove")
@open_to(Role.READER)
@asks_password_again
def remove() -> ResponseReturnValue:
    """Take the authenticator's codes from one's own account; its passkeys stay."""
    _remove(editor(), passkeys.remove_codes)
    return redirect(url_for("own_account.show"), code=303)


@pages.post("/accounts/<uuid:account_id>/second-factor/remove")
@open_to(Role.ADMIN)
@asks_password_again
def remove_of(account_id: UUID) -> ResponseReturnValue:
    """Take away every second factor of somebody who lost it."""
    _remove(account_or_404(account_id), passkeys.remove_every_factor)
    return redirect(url_for("accounts.list_accounts"), code=303)


def _remove(row: Account, remove: Callable[..., None]) -> None:
    with editing(db(), by=editor(), reason="Second factor removed", at=now()):
        remove(db(), row, now=now())
        _audited(row, "removed")
    db().commit()
    flash(gettext("The second factor is removed."), "done")


def _audited(row: Account, what: str) -> None:
    audited(AuditEvent.SECOND_FACTOR_CHANGED, by=editor().id, about=row.id, what=what)


def _asking(form: NewSecondFactorForm, secret: str) -> ResponseReturnValue:
    form.secret.data = _signer().dumps([str(editor().id), secret])
    code = drawn(second_factor.authenticator_address(secret, name=editor().name))
    page = render_template("accounts/second_factor_new.html", form=form, secret=secret, code=code)
    return _unstored(page, 422 if form.errors else 200)


def _shown(codes: list[str]) -> ResponseReturnValue:
    left = second_factor.recovery_codes_left(db(), editor())
    return _unstored(render_template("accounts/second_factor.html", form=CodeForm(), codes=codes, left=left))


def _unstored(page: str, status: int = 200) -> ResponseReturnValue:
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _read(signed: str | None) -> str | None:
    """Return the secret that this page gave to this account, or None."""
    try:
        owner, secret = _signer().loads(signed or "")
    except (BadSignature, TypeError, ValueError):
        return None
    return str(secret) if owner == str(editor().id) else None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(engines().settings.secret_key, salt="second factor")
