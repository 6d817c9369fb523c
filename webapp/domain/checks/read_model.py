"""Whether the read model says exactly what would be derived from the claims today."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.checks.fault import Fault
from webapp.domain.checks.table_reading import as_stored
from webapp.domain.read_model.person_rows import BY_PERSON, OfPerson
from webapp.domain.read_model.refresh import READERS, derive, every_person
from webapp.domain.visibility import Reader
from webapp.models import Person

Rows = dict[tuple[Any, ...], dict[str, Any]]

# What Python says of a claim that is not whole; the claim itself is what another check reports.
_NOT_WHOLE = (AttributeError, LookupError, TypeError, ValueError)


def read_model_faults(session: Session) -> Iterator[Fault]:
    """Yield every row of the read model that differs from a fresh one, is missing, or has no ground."""
    for ids in every_person(session):
        for reader in READERS:
            try:
                yield from _compared(session, ids, reader)
            except _NOT_WHOLE:
                yield from _single_faults(session, ids, reader)


def _single_faults(session: Session, ids: Sequence[UUID], reader: Reader) -> Iterator[Fault]:
    for person_id in ids:
        try:
            yield from _compared(session, [person_id], reader)
        except _NOT_WHOLE as error:
            yield Fault(_name(session, person_id), f"no summary can be derived ({type(error).__name__})")


def _compared(session: Session, ids: Sequence[UUID], reader: Reader) -> list[Fault]:
    faults = []
    for table, derived in zip(BY_PERSON, derive(session, ids, to=reader), strict=True):
        columns = table.__table__.columns
        conditions = (table.person_id.in_(ids), table.audience == reader.audience)
        result = session.execute(select(*map(as_stored, columns)).where(*conditions))
        stored = _by_key(table, (dict(row._mapping) for row in result))
        fresh = _by_key(table, iter(derived))
        for key in sorted(stored.keys() | fresh.keys(), key=str):
            message = _difference(stored.get(key), fresh.get(key))
            if message:
                words = " ".join(str(part) for part in key[1:])
                subject = f"{_name(session, key[0])} {table.__tablename__} {words}"
                faults.append(Fault(subject, message))
    return faults


def _by_key(table: type[OfPerson], rows: Iterator[dict[str, Any]]) -> Rows:
    names = [column.name for column in table.__table__.primary_key]
    names.sort(key=lambda name: name != "person_id")
    return {tuple(row[name] for name in names): row for row in rows}


def _difference(stored: dict[str, Any] | None, fresh: dict[str, Any] | None) -> str | None:
    if stored is None:
        return "it is missing; `habeas reindex` would make it"
    if fresh is None:
        return "nothing stands behind it; `habeas reindex` would remove it"
    differing = sorted(name for name in stored if stored[name] != fresh[name])
    if not differing:
        return None
    return f"{', '.join(differing)} would be derived otherwise; `habeas reindex` would do so"


def _name(session: Session, person_id: UUID) -> str:
    return f"person {session.scalar(select(Person.reference).where(Person.id == person_id))}"
