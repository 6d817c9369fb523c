"""Passkeys of accounts: named, listed, added and removed; the last factor takes the recovery codes along."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from webapp.domain.accounts import second_factor
from webapp.domain.accounts.home_rules import home_rules
from webapp.domain.accounts.passkey_answers import Answer, Challenge, Site, used, verified
from webapp.domain.input_rules import required_line
from webapp.domain.refusals import Refused
from webapp.models import Account, Passkey
from webapp.vocab.accounts import allows
from webapp.vocab.words import N_

_MOST = 20
NAME_LIMIT = 80


def passkeys_of(session: Session, account: Account) -> Sequence[Passkey]:
    """Return the passkeys of an account that open it, the oldest first."""
    query = select(Passkey).where(*_in_use(), Passkey.account_id == account.id)
    return session.scalars(query.order_by(Passkey.added_at, Passkey.id)).all()


def accounts_with_passkeys(session: Session) -> set[UUID]:
    """Return the keys of all accounts that a passkey opens."""
    return set(session.scalars(select(Passkey.account_id).where(*_in_use())))


def has_second_factor(session: Session, account: Account) -> bool:
    """Tell whether signing in to an account asks for more than its password."""
    return account.second_factor is not None or bool(passkeys_of(session, account))


def lacks_second_factor(session: Session, account: Account) -> bool:
    """Tell whether an account has to set up a second factor before it does anything else."""
    rules = home_rules(session) if account.second_factor is None else None
    if rules is None or rules.second_factor_from is None:
        return False
    return allows(account.role, rules.second_factor_from) and not has_second_factor(session, account)


def add_passkey(
    session: Session, account: Account, *, name: str | None, answer: str, site: Site, challenge: Challenge,
    now: datetime,
) -> list[str]:  # fmt: skip
    """Give an account a passkey; return recovery codes where it is the first second factor.

    Raises Refused at fields `name` and `answer`.
    """
    name, is_first = required_line("name", name, limit=NAME_LIMIT), not has_second_factor(session, account)
    if len(passkeys_of(session, account)) >= _MOST:
        raise Refused("name", N_("An account has at most %(most)s passkeys; remove one first."), most=_MOST)
    key = verified(answer, site=site, challenge=challenge)
    # Of a removed one too: whoever kept its answer must not bring it back.
    if session.scalar(select(Passkey.id).where(Passkey.credential_id == key.credential_id)) is not None:
        raise Refused("answer", N_("This passkey was added before; make another."))
    session.add(
        Passkey(
            account_id=account.id, name=name, credential_id=key.credential_id, public_key=key.public_key,
            sign_count=key.sign_count, added_at=now, challenged_at=challenge.made_at,
        )  # fmt: skip
    )
    session.flush()
    return second_factor.renew_recovery_codes(session, account, now=now) if is_first else []


def owner_of(session: Session, answer: Answer) -> Account | None:
    """Return the account of the passkey that an answer names, before anything of it is believed."""
    passkey = session.scalar(_of_answer(answer))
    return passkey.account if passkey else None


def use_passkey(
    session: Session, answer: Answer, *, account: Account | None, site: Site, challenge: Challenge,
    now: datetime,
) -> Account:  # fmt: skip
    """Return the account that an answer to a challenge opens, and use the challenge up.

    Beside a password the passkey must be of that `account`; alone, whoever holds it must have proved to it
    who they are. Raises Refused at field `answer`, always with the same words.
    """
    # Locked, so that of two who send the same answer at once only the first comes in.
    query = _of_answer(answer).with_for_update().execution_options(populate_existing=True)
    passkey = session.scalar(query)
    if passkey is None or not passkey.account.active or (account is not None and passkey.account != account):
        raise wrong_answer()
    # Many authenticators keep no count that would tell of an answer that comes a second time.
    if challenge.made_at <= passkey.challenged_at:
        raise wrong_answer()
    count = used(
        answer, public_key=passkey.public_key, sign_count=passkey.sign_count, site=site,
        challenge=challenge, alone=account is None,
    )  # fmt: skip
    if count is None:
        raise wrong_answer()
    passkey.sign_count, passkey.challenged_at, passkey.last_used_at = count, challenge.made_at, now
    session.flush()
    return passkey.account


def remove_passkey(session: Session, account: Account, passkey_id: UUID, *, now: datetime) -> bool:
    """Take a passkey from its account, and tell whether there was such a one."""
    passkey = session.get(Passkey, passkey_id)
    if passkey is None or passkey.account_id != account.id or passkey.removed_at is not None:
        return False
    passkey.removed_at = now
    session.flush()
    _end_recovery(session, account, now)
    return True


def remove_codes(session: Session, account: Account, *, now: datetime) -> None:
    """Take the authenticator's codes from an account; its passkeys stay."""
    second_factor.remove(session, account)
    _end_recovery(session, account, now)


def remove_every_factor(session: Session, account: Account, *, now: datetime) -> None:
    """Leave an account its password alone."""
    for passkey in passkeys_of(session, account):
        passkey.removed_at = now
    remove_codes(session, account, now=now)


def wrong_answer() -> Refused:
    """Return the one refusal of every answer that opens nothing: it tells the rules, not which it broke."""
    message = N_("This passkey opens nothing here: it is unknown or removed, or it was asked too long ago.")
    return Refused("answer", message)


def _end_recovery(session: Session, account: Account, now: datetime) -> None:
    if not has_second_factor(session, account):
        second_factor.end_recovery_codes(session, account, now=now)


def _of_answer(answer: Answer) -> Select[Passkey]:
    return select(Passkey).where(*_in_use(), Passkey.credential_id == answer.credential_id)


def _in_use() -> tuple[ColumnElement[bool], ...]:
    return (Passkey.removed_at.is_(None),)
