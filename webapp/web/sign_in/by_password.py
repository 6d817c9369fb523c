"""Signing in by password: limited in tries, hashed outside any transaction, few at once."""

import hmac
import secrets
from uuid import UUID

from flask import Response, current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from webapp.domain.accounts import accounts, passwords, second_factor, sign_in_limits
from webapp.domain.input_rules import clean_line
from webapp.domain.refusals import Refused
from webapp.models import Account
from webapp.vocab.accounts import AuditEvent
from webapp.vocab.words import N_
from webapp.web.auditing import audited_refusal
from webapp.web.db import db, engines, looking, now
from webapp.web.home_limits import at_most, run_folder

KNOWN_BROWSER = "habeas_known"
_HALF, _HALF_LIFE = "habeas_half", 300
_YEAR = 365 * 24 * 3600
_HASHES_AT_ONCE = 2
# Seconds for a turn to hash; about thirty hashes are made in it.
_PATIENCE = 4


def account_signing_in(name: str, password: str) -> Account:
    """Return the account that a typed name and a password belong to.

    Raises Refused at field `password`, always with the same words: for a wrong name, a wrong password, and
    for a try that comes too soon after others. Answers 503 where too many are signing in.
    """
    settings, folder = engines().settings, run_folder()
    limits = sign_in_limits.limits(
        name, request.remote_addr, _known_browser(name), secret=settings.secret_key
    )
    if not sign_in_limits.begin_try(folder, limits, now=now()):
        raise _refused("too many tries")
    try:
        with looking() as session:
            password_hash = accounts.password_hash_of(session, name)
        with at_most(_HASHES_AT_ONCE, "hashing", patience=_PATIENCE):
            right = passwords.fits(password, password_hash)
    except (HTTPException, SQLAlchemyError):
        # Or strangers who keep the hashing busy would shut out whoever tries again, as they are told to.
        sign_in_limits.take_back(folder, limits)
        raise
    if not right:
        # Of a name that nobody has as well, or the time of the answer would tell.
        with looking() as session:
            named = accounts.account_of_typed_name(session, name)
            about = named.id if named else None
        audited_refusal(AuditEvent.SIGN_IN_REFUSED, by=None, about=about)
        raise _refused("wrong name or password")
    account = accounts.account_with_password(db(), name, password_hash)
    sign_in_limits.succeeded(folder, limits)
    return account


def confirm_password(name: str, password: str) -> Account:
    """Return the account of who is signed in, after its own password was given again.

    Ends the transaction of the request first, so that none is open while the password is hashed. Raises
    Refused at field `current_password`.
    """
    db().rollback()
    try:
        return account_signing_in(name, password)
    except Refused:
        message = N_("This is not your password, or it was tried too often; then wait 15 minutes.")
        raise Refused("current_password", message) from None


def hashed(password: str | None, *, name: str) -> str:
    """Return the hash of a new password of the account of this name.

    Raises Refused; answers 503 where too many are being hashed.
    """
    passwords.refuse_guessable(password, name=name)
    with at_most(_HASHES_AT_ONCE, "hashing", patience=_PATIENCE):
        return passwords.hash_password(password)


def remember_browser(response: Response, account: Account) -> None:
    """Let this browser sign in to this account later, however often strangers tried in vain."""
    _set_cookie(
        response, KNOWN_BROWSER, _signer().dumps([account.name, secrets.token_urlsafe(12)]), _YEAR
    )


def is_known_browser(name: str) -> bool:
    """Tell whether this browser signed in to the account of this name before."""
    return _known_browser(name) is not None


def _known_browser(name: str) -> str | None:
    """Return the token of a browser that signed in to the account of this name before, or None."""
    token = request.cookies.get(engines().settings.cookie(KNOWN_BROWSER), "")
    try:
        owner, _ = _signer().loads(token, max_age=_YEAR)
        return token if owner == clean_line("name", name) else None
    except (BadSignature, Refused, TypeError, ValueError):
        return None


def keep_half(response: Response, account: Account, address: str) -> Response:
    """Remember in a browser, for five minutes, whose password was given there; it opens nothing by itself."""
    half = [str(account.id), _fingerprint(account), address]
    _set_cookie(response, _HALF, _half_signer().dumps(half), _HALF_LIFE)
    return response


def forget_half(response: Response) -> None:
    """Forget whose password was given in a browser, once its account is signed in."""
    _set_cookie(response, _HALF, "", 0)


def _set_cookie(response: Response, name: str, value: str, life: int) -> None:
    settings = engines().settings
    # A name that no other host can set is taken for the whole site alone.
    path = "/" if settings.is_secure else "/sign-in"
    response.set_cookie(
        settings.cookie(name), value, max_age=life, httponly=True, samesite="Lax",
        secure=settings.is_secure, path=path,
    )  # fmt: skip


def half_signed_in() -> tuple[Account, str] | None:
    """Return whose password was given in this browser just now, and where it wanted to go; None otherwise."""
    try:
        token = request.cookies.get(engines().settings.cookie(_HALF), "")
        key, fingerprint, address = _half_signer().loads(token, max_age=_HALF_LIFE)
    except (BadSignature, TypeError, ValueError):
        return None
    account = accounts.account_by_id(db(), UUID(key))
    if account is None or not account.active or fingerprint != _fingerprint(account):
        return None
    return account, address


def check_code(account: Account, code: str) -> None:
    """Use up a code of the second factor; limited as passwords are. Raises Refused at field `code`."""
    settings, folder = engines().settings, run_folder()
    limits = sign_in_limits.limits(
        f"{account.name} (code)", request.remote_addr, None, secret=settings.secret_key
    )
    if not sign_in_limits.begin_try(folder, limits, now=now()):
        raise Refused("code", N_("This was tried too often; wait 15 minutes."))
    second_factor.use_code(db(), account, code, now=now())
    sign_in_limits.succeeded(folder, limits)


def _fingerprint(account: Account) -> str:
    secrets_now = f"{account.password_hash} {account.second_factor}"
    return hmac.digest(engines().settings.secret_key.encode(), secrets_now.encode(), "sha256").hex()[:32]


def _half_signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(engines().settings.secret_key, salt=_HALF)


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(engines().settings.secret_key, salt=KNOWN_BROWSER)


def _refused(reason: str) -> Refused:
    # Neither the name nor the address: the log is read by more people than may know them.
    current_app.logger.warning("sign-in refused: %s", reason)
    return accounts.wrong_password()
