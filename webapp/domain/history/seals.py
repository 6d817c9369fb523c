"""What history does not tell of: logs, secrets, and who may come in; sealed by a chain of hashes."""

# Of a secret history says only that it changed, and of a session nothing. So the hash of each such row is
# written beside it, in the same transaction, and whoever changes the row past the program must forge a chain.

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from sqlalchemy import Select, event, insert, inspect, select
from sqlalchemy.orm import Session

from webapp.domain.history.chain import FIRST_HASH, await_turn, digest, in_turn
from webapp.models import (
    Account,
    AccountSession,
    AuditEntry,
    Base,
    Custody,
    ListIssue,
    Notice,
    Passkey,
    RecoveryCode,
    Seal,
    SignInLink,
    SourcePage,
    Withholding,
)

# Columns that are sealed; those of an account that history tells of stand there.
SEALED: dict[type[Base], tuple[str, ...]] = {
    Account: ("id", "password_hash", "second_factor"),
    AccountSession: ("id", "account_id", "token_hash", "started_at", "expires_at", "ended_at"),
    AuditEntry: ("id", "at", "event", "by_id", "about_id", "what"),
    Custody: ("id", "source_version_id", "event", "at", "by_id", "how", "sha256"),
    ListIssue: (
        "id", "number", "title", "note", "filter", "as_of", "made_at", "made_by_id", "people", "sha256",
        "file", "departed",
    ),
    Notice: ("id", "account_id", "audit_entry_id", "session_id", "dismissed_at"),
    Passkey: (
        "id", "account_id", "name", "credential_id", "public_key", "sign_count", "added_at", "last_used_at",
        "challenged_at", "removed_at",
    ),
    RecoveryCode: ("id", "account_id", "secret_hash", "used_at"),
    SignInLink: ("id", "account_id", "secret_hash", "expires_at", "used_at"),
    SourcePage: ("source_version_id", "number", "start"),
    Withholding: ("id", "person_id", "withheld", "at", "by_id", "reason"),
}  # fmt: skip


def last_seal(session: Session) -> tuple[int, str]:
    """Return number and hash of the newest seal (0 and 64 zeros before the first)."""
    last = session.execute(select(Seal.number, Seal.hash).order_by(Seal.number.desc()).limit(1)).first()
    return (last.number, last.hash) if last else (0, FIRST_HASH)


def seal_hash(seal: Mapping[str, Any]) -> str:
    """Return the SHA-256 in hex over every field of a seal but `hash`."""
    return digest({key: value for key, value in seal.items() if key != "hash"})


def row_key(kind: type[Base], values: Mapping[str, Any]) -> str:
    """Return how a row is called in its seal."""
    return "/".join(str(values[column.name]) for column in inspect(kind).local_table.primary_key)


def sealed_rows(kind: type[Base]) -> Select[Any]:
    """Return the query for the sealed columns of all rows of a table."""
    columns = [getattr(kind, name).label(name) for name in SEALED[kind]]
    return select(*columns).order_by(*inspect(kind).local_table.primary_key)


def seal_all(session: Session) -> int:
    """Seal every row of a database that is older than seals, and return how many; the door commits."""
    sealed = 0
    for kind in SEALED:
        rows = [dict(row._mapping) for row in session.execute(sealed_rows(kind))]
        _write(session, ((kind, row) for row in rows))
        sealed += len(rows)
    return sealed


@event.listens_for(Session, "after_flush")
def _seal(session: Session, _context: object) -> None:
    rows = sorted(
        (row for row in (*session.new, *session.dirty) if type(row) in SEALED and _is_altered(session, row)),
        key=lambda row: (row.__tablename__, str(inspect(row).identity or row)),
    )
    _write(session, ((type(row), {name: getattr(row, name) for name in SEALED[type(row)]}) for row in rows))


def _is_altered(session: Session, row: Any) -> bool:
    attributes = inspect(row).attrs
    return row in session.new or any(attributes[name].history.has_changes() for name in SEALED[type(row)])


def _write(session: Session, rows: Iterable[tuple[type[Base], Mapping[str, Any]]]) -> None:
    seals = [
        {"table_name": kind.__tablename__, "row_key": row_key(kind, values), "digest": digest(values)}
        for kind, values in rows
    ]
    # Only where there is something to seal: nobody else shall wait for nothing.
    if seals:
        in_turn(session, partial(_chain, session, seals))


def _chain(session: Session, seals: list[dict[str, Any]]) -> None:
    await_turn(session)
    last_number, previous = last_seal(session)
    for number, seal in enumerate(seals, start=last_number + 1):
        seal |= {"number": number, "previous_hash": previous}
        seal["hash"] = previous = seal_hash(seal)
    session.execute(insert(Seal), seals)
