"""How rows are chained: one writer at a time, values as JSON has them, and the hash over them."""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from webapp.models import look_anew

FIRST_HASH = "0" * 64
_CHAIN_LOCK = 7301
_LATER = "habeas_written_in_turn"
_OTHERS_WAIT = text(
    "SELECT bool_or(granted AND pid = pg_backend_pid()) AND bool_or(NOT granted) FROM pg_locks"
    " WHERE locktype = 'advisory' AND classid = 0 AND objid = :key AND objsubid = 1"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
# Most values are of these: JSON has them as they are.
_AS_THEY_ARE = frozenset({str, int, bool, float, type(None), dict, list})
_packing = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def await_turn(session: Session) -> None:
    """Wait until no other edit is being written; what it wrote is seen then, and the next one waits.

    A session that takes its turn later does not wait yet.
    """
    if _LATER not in session.info and session.get_bind().dialect.name == "postgresql":
        # One writer of the chain at a time; SQLite has one writer anyway.
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CHAIN_LOCK})
        # A list that was not finished may be by now.
        look_anew(session.connection())


def turn_later(session: Session) -> None:
    """Have what is chained wait, from now on, until the turn of this session is taken."""
    session.info[_LATER] = []


def in_turn(session: Session, write: Callable[[], None]) -> None:
    """Write to a chain now, or where this session takes its turn later, then."""
    later = session.info.get(_LATER)
    if later is None:
        write()
    else:
        later.append(write)


def waiting(session: Session) -> list[Callable[[], None]] | None:
    """Return what waits for the turn of this session, which is to take it now; None where it has it."""
    later: list[Callable[[], None]] | None = session.info.pop(_LATER, None)
    return later


def turn_again(session: Session, later: list[Callable[[], None]]) -> None:
    """Have what was written in a turn that was given back wait for the next one."""
    session.info[_LATER] = later


def others_wait(session: Session) -> bool:
    """Tell whether on PostgreSQL others wait for the turn that this session has."""
    return session.get_bind().dialect.name == "postgresql" and bool(
        session.scalar(_OTHERS_WAIT, {"key": _CHAIN_LOCK})
    )


def digest(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 in hex over columns by name, as sorted compact JSON."""
    return digest_of(packed(content))


def packed(content: Mapping[str, Any]) -> str:
    """Return columns by name as sorted compact JSON."""
    return _packing.encode({key: plain(value) for key, value in content.items()})


def digest_of(text: str) -> str:
    """Return the SHA-256 in hex of what `packed` returned."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def plain(value: object) -> object:
    """Return a column's value as JSON has it; of a file, its SHA-256."""
    if type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        # As it is read back, so that the hash of a time given in another zone can be computed again.
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, UUID | date):
        return str(value)
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    return value
