"""Signing in by password or by a one-time link, and signing out."""

from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from sqlalchemy.orm.exc import StaleDataError

from webapp.domain.accounts import accounts, passkey_answers, passkeys
from webapp.domain.accounts.notices import NEW_BROWSER
from webapp.domain.history.recording import editing
from webapp.domain.refusals import Refused
from webapp.models import Account
from webapp.vocab.accounts import AuditEvent, Role
from webapp.web.access import EVERYBODY, account, editor, keep_token, open_to, session_row
from webapp.web.addresses import local_address
from webapp.web.auditing import audited, audited_refusal
from webapp.web.db import db, looking, now
from webapp.web.forms.accounts.passkeys import PasskeyForm
from webapp.web.forms.accounts.sign_in import CodeForm, PasswordAgainForm, PasswordForm, SignInForm
from webapp.web.saving import show_refusal
from webapp.web.sign_in.by_passkey import (
    account_by_passkey,
    address_with_passkeys,
    challenge_to_sign_in,
    passkey_site,
)
from webapp.web.sign_in.by_password import (
    account_signing_in,
    check_code,
    confirm_password,
    forget_half,
    half_signed_in,
    hashed,
    is_known_browser,
    keep_half,
    remember_browser,
)
from webapp.web.sign_in.ending import ended_session
from webapp.web.storage_errors import failure_of

pages = Blueprint("sign_in", __name__)


@pages.route("/sign-in", methods=["GET", "POST"])
@open_to(EVERYBODY)
def form() -> ResponseReturnValue:
    """Sign in by name and password, and go where one wanted to go."""
    sign_in, address = SignInForm(), local_address(request.args.get("next"))
    if request.method == "GET" and account() is not None:
        return redirect(address, code=303)
    if sign_in.validate_on_submit():
        try:
            row = account_signing_in(sign_in.name.data or "", sign_in.password.data or "")
        except Refused as refused:
            show_refusal(sign_in, refused)
        else:
            return _second_step(row, address)
    page = render_template("accounts/sign_in.html", form=sign_in, has_passkeys=passkey_site() is not None)
    return page, 422 if sign_in.errors else 200


@pages.route("/sign-in/again", methods=["GET", "POST"])
@open_to(Role.READER)
def again() -> ResponseReturnValue:
    """Ask who is signed in for the password again, and go where one wanted to go."""
    form, address = PasswordAgainForm(), local_address(request.args.get("next"))
    if form.validate_on_submit():
        try:
            row = confirm_password(editor().name, form.current_password.data or "")
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return _signed_in(row, address)
    return render_template("accounts/again.html", form=form), 422 if form.errors else 200


@pages.route("/sign-in/code", methods=["GET", "POST"])
@open_to(EVERYBODY)
def code() -> ResponseReturnValue:
    """Ask for a code of the second factor, once the password was right."""
    form, half = CodeForm(), half_signed_in()
    if half is not None and form.validate_on_submit():
        try:
            check_code(half[0], form.code.data or "")
        except Refused as refused:
            audited_refusal(AuditEvent.SIGN_IN_REFUSED, by=None, about=half[0].id)
            show_refusal(form, refused)
        else:
            return _signed_in(half[0], local_address(half[1]))
    by_passkey = half is not None and _has_passkey(half[0])
    page = render_template("accounts/code.html", form=form, half=half, by_passkey=by_passkey)
    return _unstored(page, 422 if form.errors else 200)


@pages.route("/sign-in/passkey", methods=["GET", "POST"])
@open_to(EVERYBODY)
def passkey() -> ResponseReturnValue:
    """Ask for a passkey: beside the password that was right just now, or instead of name and password."""
    form, half = PasskeyForm(), half_signed_in()
    owner = half[0] if half else None
    if form.validate_on_submit():
        try:
            row = account_by_passkey(owner, form.challenge.data, form.answer.data)
        except Refused as refused:
            db().rollback()
            show_refusal(form, refused)
        else:
            return _signed_in(row, local_address(half[1] if half else request.args.get("next")))
    questions, elsewhere = _questions(form, owner), address_with_passkeys()
    page = render_template(
        "accounts/passkey.html", form=form, half=half, questions=questions, elsewhere=elsewhere
    )
    return _unstored(page, 422 if form.errors else 200)


@pages.route("/sign-in/<secret>", methods=["GET", "POST"])
@open_to(EVERYBODY)
def by_link(secret: str) -> ResponseReturnValue:
    """Set a password by a one-time link, and sign in with it."""
    form, name = PasswordForm(), _invited(secret)
    if name is None:
        return _used_up()
    if form.validate_on_submit():
        try:
            row = _set_password(secret, hashed(form.password.data, name=name))
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return _used_up() if row is None else _second_step(row, url_for("home.show"))
    page = render_template("accounts/by_link.html", form=form, invited=name)
    return _unstored(page, 422 if form.errors else 200)


@pages.post("/sign-out")
@open_to(EVERYBODY)
def end() -> ResponseReturnValue:
    """End the session for good."""
    return ended_session(redirect(url_for("home.show"), code=303))


def _invited(secret: str) -> str | None:
    """Return the name of the account that a link is for, or None where it does not work any more."""
    with looking() as looked_up:
        link = accounts.usable_link(looked_up, secret, now=now())
        return link.account.name if link else None


def _set_password(secret: str, password_hash: str) -> Account | None:
    """Set the password of a link's account; None where the link was used at the same moment."""
    try:
        link = accounts.usable_link(db(), secret, now=now())
        if link is None:
            return None
        with editing(db(), by=link.account, reason="Password set by one-time link", at=now()):
            row = accounts.set_password(db(), link, password_hash=password_hash, now=now())
            audited(AuditEvent.PASSWORD_CHANGED, by=row.id, about=row.id, what="one-time link")
            return row
    except StaleDataError as error:
        failure_of(error)
        return None


def _used_up() -> ResponseReturnValue:
    return _unstored(render_template("accounts/used.html"), 410)


def _second_step(row: Account, address: str) -> ResponseReturnValue:
    """Ask for the second factor of an account that has one, and sign in to any other."""
    if not passkeys.has_second_factor(db(), row):
        return _signed_in(row, address)
    step = url_for("sign_in.passkey" if _has_passkey(row) else "sign_in.code")
    response = keep_half(make_response(redirect(step, code=303)), row, address)
    db().commit()
    return response


def _has_passkey(owner: Account) -> bool:
    return passkey_site() is not None and bool(passkeys.passkeys_of(db(), owner))


def _questions(form: PasskeyForm, owner: Account | None) -> str | None:
    """Return what the browser is to be asked, and have the form send back for which challenge.

    None where passkeys do not work at this home's address, or the account whose password was right has none.
    """
    site = passkey_site()
    keys = [row.credential_id for row in passkeys.passkeys_of(db(), owner)] if owner else []
    if site is None or (owner and not keys):
        return None
    challenge, form.challenge.data = challenge_to_sign_in(owner)
    form.answer.data = ""
    return passkey_answers.questions_to_use(keys, site=site, challenge=challenge)


def _signed_in(row: Account, address: str) -> ResponseReturnValue:
    """Start a session and end the one the browser had; nothing from before signing in is carried over."""
    earlier = session_row()
    is_known = is_known_browser(row.name) or (earlier is not None and earlier.account_id == row.id)
    token = accounts.start_session(db(), row, now=now(), earlier=earlier)
    account_id, begun = row.id, accounts.session_of_token(db(), token)
    audited(
        AuditEvent.SIGNED_IN, by=account_id, about=account_id, what=None if is_known else NEW_BROWSER,
        within=begun and begun.id,
    )  # fmt: skip
    response = make_response(redirect(address, code=303))
    remember_browser(response, row)
    forget_half(response)
    db().commit()
    session.clear()
    current_app.logger.info("signed in: account %s", account_id)
    return keep_token(response, token)


def _unstored(page: str, code: int) -> Response:
    """Return a page that no cache keeps: its address is a secret."""
    response = make_response(page, code)
    response.headers["Cache-Control"] = "no-store"
    return response
