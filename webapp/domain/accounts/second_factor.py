"""The second factor: codes of an authenticator (RFC 6238), each good once, and codes to recover with."""

import base64
import hmac
import secrets
from datetime import datetime
from urllib.parse import quote, urlencode

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from webapp.domain.accounts.accounts import CLEAR_LETTERS, digest
from webapp.domain.refusals import Refused
from webapp.models import Account, RecoveryCode
from webapp.vocab.words import N_

_STEP, _DIGITS = 30, 6
# Clocks differ, and typing takes a while.
_STEPS_AROUND = (-1, 0, 1)
# Of so many letters that a plain hash of them cannot be searched: 118 bits.
_RECOVERY_CODES, _RECOVERY_LETTERS = 10, 24


def new_secret() -> str:
    """Return a new secret to share with an authenticator: 160 bits in base 32."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def authenticator_address(secret: str, *, name: str) -> str:
    """Return the address by which an authenticator takes over a secret."""
    return f"otpauth://totp/{quote(f'Habeas:{name}')}?" + urlencode({"secret": secret, "issuer": "Habeas"})


def code_of(secret: str, step: int) -> str:
    """Return the code of a secret in one step of thirty seconds since 1970."""
    hashed = hmac.digest(base64.b32decode(secret), step.to_bytes(8, "big"), "sha1")
    start = hashed[-1] & 0xF
    number = int.from_bytes(hashed[start : start + 4], "big") & 0x7FFFFFFF
    return str(number % 10**_DIGITS).zfill(_DIGITS)


def set_up(session: Session, account: Account, *, secret: str, code: str, now: datetime) -> list[str]:
    """Give an account a second factor, proved by a first code, and return its recovery codes.

    Raises Refused at field `code`.
    """
    step = _matching_step(secret, code, now)
    if step is None:
        raise _wrong_code()
    account.second_factor, account.second_factor_step = secret, step
    return renew_recovery_codes(session, account, now=now)


def remove(session: Session, account: Account) -> None:
    """Take the authenticator from an account; whether it has another factor, `passkeys` knows."""
    account.second_factor = account.second_factor_step = None
    session.flush()


def renew_recovery_codes(session: Session, account: Account, *, now: datetime) -> list[str]:
    """Return new recovery codes of an account; earlier ones are good for nothing any more."""
    end_recovery_codes(session, account, now=now)
    letters = range(_RECOVERY_LETTERS)
    codes = ["".join(secrets.choice(CLEAR_LETTERS) for _ in letters) for _ in range(_RECOVERY_CODES)]
    session.add_all(RecoveryCode(account_id=account.id, secret_hash=digest(code)) for code in codes)
    session.flush()
    return ["-".join(code[place : place + 4] for place in letters[::4]) for code in codes]


def end_recovery_codes(session: Session, account: Account, *, now: datetime) -> None:
    """Let no recovery code of an account be good any more."""
    for row in session.scalars(select(RecoveryCode).where(*_unused(account))):
        row.used_at = now
    session.flush()


def recovery_codes_left(session: Session, account: Account) -> int:
    """Return how many recovery codes of an account were not used yet."""
    return session.scalar(select(func.count(RecoveryCode.id)).where(*_unused(account))) or 0


def use_code(session: Session, account: Account, code: str, *, now: datetime) -> None:
    """Use up a code of the authenticator, or a recovery code. Raises Refused at field `code`."""
    # Locked, so that of two who send the same code at once only the first comes in.
    session.refresh(account, with_for_update=True)
    step = _matching_step(account.second_factor or "", code, now)
    if step is not None and step > (account.second_factor_step or 0):
        account.second_factor_step = step
    elif not _use_recovery_code(session, account, code, now):
        raise _wrong_code()
    session.flush()


def _use_recovery_code(session: Session, account: Account, code: str, now: datetime) -> bool:
    typed = "".join(code.lower().replace("-", "").split())
    row = session.scalar(
        select(RecoveryCode).where(*_unused(account), RecoveryCode.secret_hash == digest(typed))
    )
    if row is None:
        return False
    row.used_at = now
    return True


def _unused(account: Account) -> tuple[ColumnElement[bool], ...]:
    return RecoveryCode.account_id == account.id, RecoveryCode.used_at.is_(None)


def _matching_step(secret: str, code: str, now: datetime) -> int | None:
    """Return the step around now of which this is the code, the newest first."""
    typed = "".join(code.split()).encode("utf-8", "replace")
    step = int(now.timestamp()) // _STEP
    for near in reversed(_STEPS_AROUND):
        if secret and hmac.compare_digest(code_of(secret, step + near).encode(), typed):
            return step + near
    return None


def _wrong_code() -> Refused:
    return Refused("code", N_("This code is wrong, too old, or was used already; wait for the next one."))
