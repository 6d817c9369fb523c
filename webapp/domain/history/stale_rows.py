"""Rows that somebody else changed since a session read them are read again."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import FromClause, inspect, select
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.models.base import Versioned


def expire_stale(session: Session) -> None:
    """Have rows read again where whoever had the turn before changed one of them since it was read."""
    if session.get_bind().dialect.name != "postgresql":
        return
    rows = set(session.identity_map.values()) - set(session.dirty)
    if any(_is_overtaken(session, table, versions) for table, versions in _versions(rows).items()):
        for row in rows:
            session.expire(row)


def _versions(rows: Iterable[Any]) -> dict[FromClause, dict[UUID, int]]:
    """Return by table and key the versions in which rows were read."""
    versions: dict[FromClause, dict[UUID, int]] = {}
    for row in rows:
        state = inspect(row)
        if isinstance(row, Versioned) and "version" in state.dict:
            versions.setdefault(state.mapper.base_mapper.local_table, {})[state.identity[0]] = row.version
    return versions


def _is_overtaken(session: Session, table: FromClause, versions: dict[UUID, int]) -> bool:
    for keys in batches(versions):
        rows = session.execute(select(table.c.id, table.c.version).where(table.c.id.in_(keys)))
        if any(versions[key] != version for key, version in rows):
            return True
    return False
