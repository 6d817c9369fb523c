"""The first start: an empty database gets its tables, the seed, and an account to begin with."""

import secrets
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from migrations import upgrade
from seed.load import load
from webapp.cli.database import is_empty, require_current, require_derived
from webapp.domain.accounts import accounts
from webapp.domain.accounts.audit import AT_THE_COMMAND_LINE, write_entry
from webapp.domain.history.recording import editing
from webapp.models import Account, Revision, writing
from webapp.vocab.accounts import Action, AuditEvent, Role

REASON = "First start"


Seed = Callable[[Session, datetime, str], None]
"""What fills a new database: with a session, the present instant and the address at which it is served."""


def load_seed(session: Session, now: datetime, _public_url: str) -> None:
    """Fill a new database with the seed."""
    load(session, at=now)


def prepare(engine: Engine, *, seed: Seed | None, now: datetime, public_url: str) -> str | None:
    """Make a database ready to be served: an empty one from nothing, any other as it is.

    Returns the secret of a new sign-in link for the first account, as long as no administrator has a
    password. Raises ClickException where the database must be upgraded first.
    """
    if is_empty(engine):
        upgrade(engine)
    require_current(engine)
    require_derived(engine)
    if _is_in_use(engine):
        # A home that cannot be written can be served to those who read.
        return None
    with Session(writing(engine)) as session:
        active = [account for account in accounts.accounts(session) if account.active]
        if not active:
            if seed:
                seed(session, now, public_url)
            active = [_first_account(session, now)]
        secret = _link(session, active, now)
        session.commit()
    return secret


def _is_in_use(engine: Engine) -> bool:
    """Tell whether an administrator can sign in."""
    able = select(Account.id).where(
        Account.active.is_(True), Account.role == Role.ADMIN, Account.password_hash.is_not(None)
    )
    with Session(engine) as session:
        return session.scalar(able.limit(1)) is not None


def first_account(session: Session) -> Account | None:
    """Return the account that a first start made, or None where another door made the first one."""
    created = select(Revision.row_id).where(
        Revision.reason == REASON, Revision.table_name == "account", Revision.action == Action.CREATED
    )
    return session.scalar(select(Account).where(Account.id.in_(created)))


def _first_account(session: Session, now: datetime) -> Account:
    # A name that strangers knew would be the one whose password they try.
    name = "admin-" + "".join(secrets.choice(accounts.CLEAR_LETTERS) for _ in range(5))
    account = accounts.new_account(name, Role.ADMIN)
    with editing(session, by=account, reason=REASON, at=now):
        return accounts.store_account(session, account)


def _link(session: Session, active: list[Account], now: datetime) -> str | None:
    admins = [account for account in active if account.role is Role.ADMIN]
    first = first_account(session)
    if first not in admins or any(account.password_hash for account in admins):
        return None
    write_entry(session, AuditEvent.SIGN_IN_LINK, at=now, about=first.id, what=AT_THE_COMMAND_LINE)
    return accounts.make_link(session, first, now=now)
