"""Drafts: what an account typed into a form and has not sent, kept until it is sent or thrown away."""

# A draft's address is the path of the form's page and, after #, which opening of it: two tabs never write
# over each other, and typing anew does not undo what was typed yesterday. A form that was saved leaves an
# empty row at its address for a while, so that an autosave still on its way does not bring the draft back.

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, defer
from uuid_utils.compat import uuid7

from webapp.domain.refusals import Refused
from webapp.models import Account, Draft
from webapp.vocab.words import N_

DRAFT_LIFE = timedelta(days=30)
AUTOSAVE_DELAY = timedelta(minutes=2)
MOST_DRAFTS = 200
LARGEST_DRAFT = 1_200_000  # bytes: a pasted text of a megabyte, and the fields beside it
MOST_FIELDS = 500
_ADDRESS = re.compile(r"/(?![/\\])[^#?\\\s]{0,400}#[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SECRET_FIELD = re.compile("password|secret|token", re.IGNORECASE)
_INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_SENT: ColumnElement[bool] = func.json_array_length(Draft.fields) == 0

Pairs = Iterable[tuple[str, str]]


def new_address(path: str) -> str:
    """Return a new address for the form that is opened at `path`."""
    return f"{path}#{uuid7()}"


def is_address(address: str | None) -> bool:
    """Tell whether this is the address of a form's page on this site, and of one opening of it."""
    return bool(address and address.isprintable() and _ADDRESS.fullmatch(address))


def keep(
    session: Session, account: Account, *, address: str, title: str, fields: Pairs, now: datetime
) -> bool:
    """Keep the fields of an unsent form, and tell whether they are kept: not where it was sent just now.

    Passwords and tokens are left out. Raises Refused at field `fields` where it is too much, and at `address`
    for an address that no form has. Drafts of any account older than 30 days go, and an account's oldest
    beyond 200.
    """
    if not is_address(address):
        raise Refused("address", N_("This is not the address of a form."))
    pairs = [[name, value] for name, value in fields if not _SECRET_FIELD.search(name)]
    if len(pairs) > MOST_FIELDS or sum(len(text.encode()) for pair in pairs for text in pair) > LARGEST_DRAFT:
        raise Refused("fields", N_("This is too long to be kept as a draft."))
    shown = "".join(letter for letter in title if letter.isprintable())[:200]
    replaceable = or_(~_SENT, Draft.saved_at < now - AUTOSAVE_DELAY)
    stored = _store(session, account, address, title=shown, fields=pairs, now=now, replaceable=replaceable)
    _purge(session, account, now)
    return stored


def forget_sent(
    session: Session, account: Account, *, address: str | None, fields: Pairs, now: datetime
) -> None:
    """Remove the draft of a form that is saved, and any other of the same page that says just the same."""
    if address is None or not is_address(address):
        return
    sent_fields = [list(pair) for pair in fields]
    path = address.partition("#")[0]
    for row in session.scalars(_unsent(account).where(Draft.address.startswith(f"{path}#", autoescape=True))):
        if row.address != address and row.fields == sent_fields:
            session.delete(row)
    _store(session, account, address, title="", fields=[], now=now)


def delete(session: Session, row: Draft) -> None:
    """Remove a draft."""
    session.delete(row)
    session.flush()


def draft(session: Session, account: Account, address: str) -> Draft | None:
    """Return the draft of this account at this address."""
    return session.scalar(_unsent(account).where(Draft.address == address)) if is_address(address) else None


def drafts(session: Session, account: Account, *, path: str | None = None) -> list[Draft]:
    """Return the drafts of an account, or those of one page, newest first; their fields are not loaded."""
    query = _unsent(account).order_by(Draft.saved_at.desc(), Draft.address).options(defer(Draft.fields))
    if path is not None:
        query = query.where(Draft.address.startswith(f"{path}#", autoescape=True))
    return list(session.scalars(query))


def count(session: Session, account: Account) -> int:
    """Return how many forms of this account wait to be sent."""
    return session.scalar(select(func.count()).select_from(_unsent(account).subquery())) or 0


def _unsent(account: Account) -> Any:
    return select(Draft).where(Draft.account_id == account.id, ~_SENT)


def _store(
    session: Session,
    account: Account,
    address: str,
    *,
    title: str,
    fields: list[list[str]],
    now: datetime,
    replaceable: ColumnElement[bool] | None = None,
) -> bool:
    # In one statement, because an autosave and the save of the same form may cross.
    new = {"title": title, "fields": fields, "saved_at": now}
    insert = _INSERT[session.get_bind().dialect.name](Draft).values(
        account_id=account.id, address=address, **new
    )
    upsert = insert.on_conflict_do_update(
        index_elements=["account_id", "address"], set_=new, where=replaceable
    )
    return session.scalar(upsert.returning(Draft.address)) is not None


def _purge(session: Session, account: Account, now: datetime) -> None:
    """Delete what is too old, of whomever, and this account's oldest drafts where there are too many."""
    newest = select(Draft.address).where(Draft.account_id == account.id, ~_SENT)
    beyond = newest.order_by(Draft.saved_at.desc(), Draft.address).offset(MOST_DRAFTS).limit(MOST_DRAFTS)
    deletable = or_(
        Draft.saved_at < now - DRAFT_LIFE,
        and_(_SENT, Draft.saved_at < now - AUTOSAVE_DELAY),
        and_(Draft.account_id == account.id, Draft.address.in_(beyond)),
    )
    # Skipping what another request is deleting at this moment.
    for row in session.scalars(select(Draft).where(deletable).with_for_update(skip_locked=True)):
        session.delete(row)
    session.flush()
