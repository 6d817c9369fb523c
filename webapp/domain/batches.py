"""Many keys in one question: groups small enough for one statement on both engines."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy.orm import Session

BATCH = 200
K = TypeVar("K", UUID, str)


def batches(ids: Iterable[K]) -> Iterator[tuple[K, ...]]:
    """Return ids or references in groups small enough for one statement's parameters on both engines."""
    ordered = sorted(ids)
    return (tuple(ordered[place : place + BATCH]) for place in range(0, len(ordered), BATCH))


def among(session: Session, query: Select[UUID], column: Any, ids: Iterable[K]) -> set[UUID]:
    """Return what a query finds of the rows whose column holds one of many ids or references."""
    values = set[UUID]()
    for batch in batches(ids):
        values.update(session.scalars(query.where(column.in_(batch))))
    return values
