"""Accounts, one-time links, passwords and sessions; every secret is kept as a hash only."""

import hashlib
import secrets
import unicodedata
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, joinedload
from uuid_utils.compat import uuid7

from webapp.domain.accounts.notices import any_waiting
from webapp.domain.input_rules import clean_line, required_line
from webapp.domain.named_access import anything_named, limit_to
from webapp.domain.refusals import Refused, check_version
from webapp.models import Account, AccountSession, SignInLink, Source
from webapp.vocab.accounts import Role
from webapp.vocab.words import N_

LINK_LIFE = timedelta(days=3)
SESSION_LIFE = timedelta(hours=12)
# Without those that are easily taken for one another.
CLEAR_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
# A browser that was left alone so long is nobody's.
IDLE_LIFE = timedelta(hours=3)
_NOTED_EVERY = timedelta(minutes=5)
ENDED_SESSION_LIFE = timedelta(days=7)
NAME_LIMIT = 80
# Letters of other alphabets drawn as Latin ones, in capitals at least [Unicode Technical Standard 39].
_DRAWN_ALIKE = str.maketrans("авеёікмнорстухјѕһԛԝαβεζηικμνορτυχı", "abeeikmhopctyxjshqwabezhikmnoptyxi")


def accounts(session: Session) -> list[Account]:
    """Return all accounts by name."""
    return list(session.scalars(select(Account).order_by(Account.name)))


def account_by_name(session: Session, name: str) -> Account | None:
    """Return the account of this name."""
    return session.scalar(select(Account).where(Account.name == name))


def account_by_id(session: Session, account_id: UUID) -> Account | None:
    """Return the account with this key."""
    return session.get(Account, account_id)


def new_account(name: str | None, role: Role) -> Account:
    """Return an account not yet stored. Raises Refused at field `name`."""
    # The key is needed at once: the first account of all is named as the one who made itself.
    return Account(id=uuid7(), name=required_line("name", name, limit=NAME_LIMIT), role=role)


def _as_drawn(name: str) -> str:
    """Return a name by how it looks: the same whether in capitals, or in letters of another alphabet."""
    return unicodedata.normalize("NFKC", name).casefold().translate(_DRAWN_ALIKE).replace(" ", "")


def add_account(session: Session, *, name: str | None, role: Role) -> Account:
    """Add an account that cannot sign in before its one-time link is used. Raises Refused."""
    return store_account(session, new_account(name, role))


def store_account(session: Session, account: Account) -> Account:
    """Store a new account. Raises Refused where its name is taken, or looks like one that is."""
    if account_by_name(session, account.name) is not None:
        raise Refused("name", N_("There is an account of this name already."))
    alike = [row.name for row in accounts(session) if _as_drawn(row.name) == _as_drawn(account.name)]
    if alike:
        # In the log nobody could tell who did what.
        raise Refused("name", N_("This looks like the name of the account “%(name)s”."), name=alike[0])
    session.add(account)
    session.flush()
    return account


def revise_account(session: Session, account: Account, *, version: int, role: Role, active: bool) -> Account:
    """Change what an account may do. Raises Refused where no administrator would be left, Stale."""
    check_version(account, version)
    account.role, account.active = role, active
    session.flush()
    admins = select(Account.id).where(Account.role == Role.ADMIN, Account.active.is_(True))
    if session.scalar(admins.limit(1)) is None:
        raise Refused("role", N_("At least one administrator must stay."))
    return account


def make_link(session: Session, account: Account, *, now: datetime) -> str:
    """Return the secret of a new one-time link; earlier links of the account end."""
    for link in session.scalars(
        select(SignInLink).where(SignInLink.account_id == account.id, SignInLink.used_at.is_(None))
    ):
        link.used_at = now
    secret = secrets.token_urlsafe(32)
    session.add(SignInLink(account_id=account.id, secret_hash=digest(secret), expires_at=now + LINK_LIFE))
    session.flush()
    return secret


def usable_link(session: Session, secret: str, *, now: datetime) -> SignInLink | None:
    """Return the link of this secret, if it is unused, in time, and its account active."""
    link = session.scalar(
        select(SignInLink)
        .where(SignInLink.secret_hash == digest(secret))
        .options(joinedload(SignInLink.account))
    )
    if link is None or link.used_at is not None or link.expires_at <= now or not link.account.active:
        return None
    return link


def set_password(session: Session, link: SignInLink, *, password_hash: str, now: datetime) -> Account:
    """Set the account's password by a one-time link, which is used up; its sessions end."""
    account = link.account
    account.password_hash = password_hash
    link.used_at = now
    for account_session in session.scalars(
        select(AccountSession).where(
            AccountSession.account_id == account.id, AccountSession.ended_at.is_(None)
        )
    ):
        account_session.ended_at = now
    session.flush()
    return account


def password_hash_of(session: Session, name: str) -> str | None:
    """Return what is kept of the password of an active account, whose name is given as it was typed."""
    row = account_of_typed_name(session, name)
    return row.password_hash if row is not None and row.active else None


def account_with_password(session: Session, name: str, password_hash: str | None) -> Account:
    """Return the active account of a typed name, whose password is still the one kept as this hash.

    Raises Refused at field `password`, always with the same words, or they would tell which names there are.
    """
    row = account_of_typed_name(session, name) if password_hash else None
    if row is None or not row.active or row.password_hash != password_hash:
        raise wrong_password()
    return row


def wrong_password() -> Refused:
    """Return the one answer to every sign-in that fails: it tells the rule, not which it was."""
    message = N_(
        "Wrong name or password. After five tries each further one has to wait, up to 15 minutes; until then"
        " the right password is refused too."
    )
    return Refused("password", message)


def start_session(
    session: Session, account: Account, *, now: datetime, earlier: AccountSession | None = None
) -> str:
    """Return the token of a new session, and end the earlier one of the same browser."""
    if earlier is not None:
        end_session(earlier, now=now)
    token = secrets.token_urlsafe(32)
    session.add(
        AccountSession(
            account_id=account.id, token_hash=digest(token), started_at=now, expires_at=now + SESSION_LIFE
        )
    )
    session.flush()
    return token


def active_session(session: Session, token: str, *, now: datetime) -> AccountSession | None:
    """Return the session of this token, if it has not ended and its account is active.

    From then on the database session reads nothing that is open to other accounts by name.
    """
    row, is_anything_named, has_notices = _session_of_token(session, token)
    if row is None or _end_of(row) <= now or not row.account.active:
        return None
    if is_anything_named:
        limit_to(session, row.account)
    row.has_notices = has_notices
    return row


def is_seen_anew(account_session: AccountSession, *, now: datetime) -> bool:
    """Tell whether the use of a session was noted so long ago that it is to be noted again."""
    return now - (account_session.last_seen_at or account_session.started_at) >= _NOTED_EVERY


def account_of_ended_session(session: Session, token: str, *, now: datetime) -> Account | None:
    """Return whose session of this token ended within the last week, if that account is active.

    It opens nothing: it tells only for whom something typed may be kept until they sign in again.
    """
    row, *_ = _session_of_token(session, token)
    if row is None or not row.account.active:
        return None
    ended = _end_of(row)
    return row.account if ended <= now < ended + ENDED_SESSION_LIFE else None


def end_session(account_session: AccountSession, *, now: datetime) -> None:
    """End a session for good."""
    account_session.ended_at = now


def remember_source(account_session: AccountSession, source: Source) -> None:
    """Note the source cited last, so that the next form offers it first."""
    account_session.last_source_id = source.id


def _end_of(row: AccountSession) -> datetime:
    """Return when a session ended or ends: by its owner, by its age, or left alone."""
    idle = (row.last_seen_at or row.started_at) + IDLE_LIFE
    return min(idle, row.expires_at, row.ended_at or row.expires_at)


def session_of_token(session: Session, token: str) -> AccountSession | None:
    """Return the session that was begun with a token."""
    return session.scalar(select(AccountSession).where(AccountSession.token_hash == digest(token)))


def _session_of_token(session: Session, token: str) -> tuple[AccountSession | None, bool, bool]:
    """Return the session of a token, whether anything is named to be open to few, and if notices wait."""
    row = session.execute(_sessions(), {"token_hash": digest(token)}).first()
    return (row[0], bool(row[1]), bool(row[2])) if row else (None, False, False)


# Made once: every page of whoever is signed in begins with it.
@cache
def _sessions() -> Select[AccountSession, bool, bool]:
    query = select(AccountSession, anything_named(), any_waiting())
    query = query.where(AccountSession.token_hash == bindparam("token_hash"))
    return query.options(joinedload(AccountSession.account))


def account_of_typed_name(session: Session, name: str) -> Account | None:
    """Return the account of a name as it was typed, or None."""
    try:
        return account_by_name(session, clean_line("name", name, limit=NAME_LIMIT) or "")
    except Refused:
        return None


def digest(secret: str) -> str:
    """Return the hash under which a random secret is kept, and found again."""
    # The secrets are random and long, so a plain hash suffices.
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
