"""Naming the accounts to which alone a restricted claim or source is open."""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.named_access import named_keys, sees_everything, written_keys
from webapp.domain.refusals import Refused, check_version
from webapp.models import Account, Claim, Source
from webapp.vocab.accounts import Role
from webapp.vocab.claims import Visibility
from webapp.vocab.words import N_

_MOST = 50
R = TypeVar("R", Claim, Source)


def accounts_to_name(session: Session) -> list[Account]:
    """Return the accounts that can be named, by name: who may record, but for those who see everything."""
    may_record = Account.role.in_((Role.CURATOR, Role.REVIEWER))
    return list(
        session.scalars(select(Account).where(Account.active.is_(True), may_record).order_by(Account.name))
    )


def name_accounts(
    session: Session, record: R, *, version: int, accounts: Sequence[Account], by: Account
) -> R:
    """Open what is restricted to these accounts alone, or with none to all who may record.

    Nobody shuts out themselves, for they could not undo that. Raises Refused, Stale.
    """
    check_version(record, version)
    if accounts and record.visibility is not Visibility.RESTRICTED:
        raise Refused("accounts", N_("Only what is restricted is opened to named accounts."))
    if not set(accounts) <= set(accounts_to_name(session)):
        raise Refused("accounts", N_("Only accounts that may record, and sign in, are named."))
    if len(accounts) > _MOST:
        raise Refused("accounts", N_("At most %(most)s accounts are named."), most=_MOST)
    if accounts and by not in accounts and not sees_everything(by):
        raise Refused("accounts", N_("Name yourself too: you could not see it any more, nor change this."))
    record.named_accounts = written_keys(accounts)
    session.flush()
    return record


def named_accounts(session: Session, record: Claim | Source) -> list[Account]:
    """Return the accounts to which alone a record is open, by name."""
    keys = named_keys(record)
    return list(session.scalars(select(Account).where(Account.id.in_(keys)).order_by(Account.name)))
