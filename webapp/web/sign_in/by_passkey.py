"""Passkeys at the door: the address they are bound to, the challenges they answer, and whose an answer is."""

import base64
from datetime import datetime
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from flask import request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from webapp.domain.accounts import passkey_answers, passkeys, sign_in_limits
from webapp.domain.accounts.passkey_answers import Challenge, Site
from webapp.domain.refusals import Refused
from webapp.models import Account
from webapp.vocab.accounts import AuditEvent
from webapp.vocab.words import N_
from webapp.web.addresses import here
from webapp.web.auditing import audited_refusal
from webapp.web.db import db, engines, now
from webapp.web.home_limits import run_folder

# Seconds from the page that asks to the answer.
CHALLENGE_LIFE = 600
ALONE = "alone"
_STANDARD_PORTS = {("https", 443), ("http", 80)}


def passkey_site() -> Site | None:
    """Return what passkeys of this home are bound to, or None where its address cannot carry any.

    They need a name, and https or this very machine: browsers take no number for a name, and so one machine's
    own home is called localhost.
    """
    parts = urlsplit(engines().settings.public_url)
    host, port = parts.hostname or "", parts.port
    if _is_loopback(host):
        host = "localhost"
    if _is_number(host) or (parts.scheme != "https" and not f".{host}".endswith(".localhost")):
        return None
    is_usual = port is None or (parts.scheme, port) in _STANDARD_PORTS
    return Site(f"{parts.scheme}://{host}" + ("" if is_usual else f":{port}"), host)


def address_with_passkeys() -> str | None:
    """Return where this page can use passkeys, where it was not reached there."""
    site = passkey_site()
    reached = f"{request.scheme}://{request.host}"
    # A proxy may speak https for us.
    is_there = site is None or engines().settings.is_secure or reached == site.origin
    return None if is_there else f"{site.origin}{here()}"  # type: ignore[union-attr]


def challenge_to_add(account: Account) -> tuple[Challenge, str]:
    """Return a challenge for a new passkey of an account, and the token that its page sends back."""
    return _challenge(f"add {account.id}")


def challenge_to_sign_in(half: Account | None) -> tuple[Challenge, str]:
    """Return a challenge for a passkey beside the password of an account, or alone, and its token."""
    return _challenge(_to_sign_in(half))


def answered_to_add(account: Account, token: str | None) -> Challenge:
    """Return the challenge of a token. Raises Refused at field `answer` where it is old or another's."""
    return _read(token, f"add {account.id}")


def account_by_passkey(half: Account | None, token: str | None, text: str | None) -> Account:
    """Return the account that a passkey opens, beside the password of `half` or alone.

    Limited as passwords are, where it is known whose door it is. Raises Refused at field `answer`.
    """
    answer, site = passkey_answers.answer_of(text or ""), passkey_site()
    owner = half or (passkeys.owner_of(db(), answer) if answer else None)
    if answer is None or site is None or owner is None:
        raise passkeys.wrong_answer()
    owner_id, folder = owner.id, run_folder()
    limits = sign_in_limits.limits(
        f"{owner.name} (passkey)", request.remote_addr, None, secret=engines().settings.secret_key
    )
    if not sign_in_limits.begin_try(folder, limits, now=now()):
        raise Refused("answer", N_("This was tried too often; wait 15 minutes."))
    try:
        challenge = _read(token, _to_sign_in(half))
        account = passkeys.use_passkey(
            db(), answer, account=half, site=site, challenge=challenge, now=now()
        )
    except Refused:
        audited_refusal(AuditEvent.SIGN_IN_REFUSED, by=None, about=owner_id)
        raise
    sign_in_limits.succeeded(folder, limits)
    return account


def _to_sign_in(half: Account | None) -> str:
    return f"beside {half.id}" if half else ALONE


def _challenge(purpose: str) -> tuple[Challenge, str]:
    challenge = passkey_answers.new_challenge(now())
    value = base64.b64encode(challenge.value).decode()
    # Nothing is kept of it before it is answered: strangers who only look write nothing.
    return challenge, _signer().dumps([purpose, value, challenge.made_at.isoformat()])


def _read(token: str | None, purpose: str) -> Challenge:
    try:
        content: Any = _signer().loads(token or "", max_age=CHALLENGE_LIFE)
        intended, value, made_at = content
        if intended == purpose:
            return Challenge(base64.b64decode(value), datetime.fromisoformat(made_at))
    except (BadSignature, TypeError, ValueError):
        pass
    raise passkeys.wrong_answer()


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(engines().settings.secret_key, salt="passkey")


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    return _is_number(host) and ip_address(host).is_loopback
