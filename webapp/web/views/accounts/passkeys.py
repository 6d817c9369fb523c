"""Adding a passkey to one's own account, and removing one."""

from uuid import UUID

from flask import Blueprint, abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webapp.domain.accounts import passkey_answers, passkeys
from webapp.domain.refusals import Refused
from webapp.vocab.accounts import AuditEvent, Role
from webapp.web.access import editor, open_to
from webapp.web.auditing import audited
from webapp.web.db import db, now
from webapp.web.forms.accounts.passkeys import NewPasskeyForm
from webapp.web.forms.accounts.sign_in import CodeForm
from webapp.web.saving import show_refusal
from webapp.web.sign_in.by_passkey import (
    address_with_passkeys,
    answered_to_add,
    challenge_to_add,
    passkey_site,
)
from webapp.web.sign_in.password_again import asks_password_again

pages = Blueprint("passkeys", __name__)


@pages.route("/account/passkeys/new", methods=["GET", "POST"])
@open_to(Role.READER)
@asks_password_again
def add() -> ResponseReturnValue:
    """Add a passkey to one's own account."""
    form = NewPasskeyForm()
    if form.validate_on_submit():
        try:
            codes = _added(form)
        except Refused as refused:
            db().rollback()
            show_refusal(form, refused)
        else:
            flash(gettext("The passkey is added; from now on signing in asks for it."), "done")
            return _shown(codes) if codes else redirect(url_for("own_account.show"), code=303)
    page = render_template("accounts/passkey_new.html", form=form, questions=_questions(form), **_where())
    return _unstored(page, 422 if form.errors else 200)


@pages.post("/account/passkeys/<uuid:passkey_id>/remove")
@open_to(Role.READER)
@asks_password_again
def remove(passkey_id: UUID) -> ResponseReturnValue:
    """Remove a passkey of one's own account."""
    if passkeys.remove_passkey(db(), editor(), passkey_id, now=now()):
        audited(AuditEvent.PASSKEY_REMOVED, by=editor().id, about=editor().id)
        db().commit()
        flash(gettext("The passkey is removed; it opens nothing here any more."), "done")
    return redirect(url_for("own_account.show"), code=303)


def _added(form: NewPasskeyForm) -> list[str]:
    site = passkey_site() or abort(404)
    challenge = answered_to_add(editor(), form.challenge.data)
    codes = passkeys.add_passkey(
        db(), editor(), name=form.name.data, answer=form.answer.data or "", site=site, challenge=challenge,
        now=now(),
    )  # fmt: skip
    audited(AuditEvent.PASSKEY_ADDED, by=editor().id, about=editor().id)
    db().commit()
    return codes


def _questions(form: NewPasskeyForm) -> str | None:
    """Return what the browser is to be asked, and have the form send back for which challenge; or None."""
    site = passkey_site()
    if site is None:
        return None
    challenge, form.challenge.data = challenge_to_add(editor())
    form.answer.data = ""
    known = [row.credential_id for row in passkeys.passkeys_of(db(), editor())]
    return passkey_answers.questions_to_add(
        editor().name, editor().id, known, site=site, challenge=challenge
    )


def _shown(codes: list[str]) -> ResponseReturnValue:
    page = render_template("accounts/second_factor.html", form=CodeForm(), codes=codes, left=len(codes))
    return _unstored(page)


def _where() -> dict[str, object]:
    return {"elsewhere": address_with_passkeys(), "codes": editor().second_factor is not None}


def _unstored(page: str, status: int = 200) -> ResponseReturnValue:
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response
