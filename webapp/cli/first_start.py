"""The first start: an empty database gets its tables, the seed, and an account to begin with."""

from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from migrations import upgrade
from seed.load import load
from webapp.cli.database import is_empty, require_current
from webapp.domain.accounts import accounts
from webapp.domain.history.recording import editing
from webapp.models import Account, writing
from webapp.vocab.accounts import Role

FIRST_ACCOUNT = "admin"


def prepare(engine: Engine, *, seed: bool, now: datetime) -> str | None:
    """Make a database ready to be served: an empty one from nothing, any other as it is.

    Returns the secret of a new sign-in link for the first account, as long as no administrator has a
    password. Raises ClickException where the database must be upgraded first.
    """
    if is_empty(engine):
        upgrade(engine)
    require_current(engine)
    with Session(writing(engine)) as session:
        active = [account for account in accounts.accounts(session) if account.active]
        if not active:
            if seed:
                load(session, at=now)
            active = [_first_account(session, now)]
        secret = _link(session, active, now)
        session.commit()
    return secret


def _first_account(session: Session, now: datetime) -> Account:
    first = accounts.new_account(FIRST_ACCOUNT, Role.ADMIN)
    with editing(session, by=first, reason="First start", at=now):
        return accounts.store_account(session, first)


def _link(session: Session, active: list[Account], now: datetime) -> str | None:
    admins = [account for account in active if account.role is Role.ADMIN]
    first = next((account for account in admins if account.name == FIRST_ACCOUNT), None)
    if first is None or any(account.password_hash for account in admins):
        return None
    return accounts.make_link(session, first, now=now)
