"""The rows that changes are about or refer to, as they are now, in as many queries for many as for few."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from webapp.domain.batches import batches
from webapp.domain.claims.loading import every_claim, referred
from webapp.domain.history.net_changes import RowChange
from webapp.domain.history.stored_values import CLAIMS, CLASSES, column_of
from webapp.models import Citation, Claim, Organization, OrganizationName, Passage, Provision, SourceVersion

# What is needed to name a row, by the name of its table.
_NAMED_BY: dict[str, tuple[Any, ...]] = {
    "citation": (
        joinedload(Citation.passage).joinedload(Passage.source_version).joinedload(SourceVersion.source),
    ),
    "organization": (selectinload(Organization.names),),
    "organization_name": (joinedload(OrganizationName.organization),),
    "passage": (joinedload(Passage.source_version).joinedload(SourceVersion.source),),
    "provision": (joinedload(Provision.legal_code),),
}


class Rows:
    """Rows by their id, whatever their table."""

    def __init__(self, named: dict[UUID, Any]) -> None:
        self.named = named

    def claim(self, made: RowChange) -> Claim | None:
        """Return the claim that a change is about: the row itself, or the claim of a citation."""
        key = made.row_id if made.table in CLAIMS else _held(self, made, "claim_id")
        found = self.named.get(key) if key else None
        return found if isinstance(found, Claim) else None

    def passage(self, made: RowChange) -> Passage | None:
        """Return the passage that a change is about: the row itself, or what the row quotes."""
        key = made.row_id if made.table == "passage" else _held(self, made, "passage_id")
        found = self.named.get(key) if key else None
        return found if isinstance(found, Passage) else None


def rows_of(session: Session, changes: Iterable[RowChange]) -> Rows:
    """Return the rows that changes are about, and those that they refer to, as far as they are there."""
    changes = list(changes)
    rows = Rows({})
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for made in changes:
        wanted["claim" if made.table in CLAIMS else made.table].add(made.row_id)
        for table, key in _references(made):
            wanted[table].add(key)
    # First what names further rows by keys that are not among the changes.
    for table in sorted(wanted, key=lambda name: name not in ("citation", "comparison", "organization_name")):
        _load(session, rows, table, wanted[table])
        for made in changes:
            if made.table == table:
                wanted["claim"] |= {key for key in (_held(rows, made, "claim_id"),) if key}
                wanted["passage"] |= {key for key in (_held(rows, made, "passage_id"),) if key}
    for table in ("claim", "passage"):
        _load(session, rows, table, wanted[table] - rows.named.keys())
    return rows


def _load(session: Session, rows: Rows, table: str, ids: Iterable[UUID]) -> None:
    every: Any = every_claim() if table == "claim" else CLASSES[table]
    options = (
        (*referred(), selectinload(every.citations), joinedload(every.person))
        if table == "claim"
        else _NAMED_BY.get(table, ())
    )
    for some in batches(ids):
        found = session.scalars(select(every).where(every.id.in_(some)).options(*options))
        rows.named |= {row.id: row for row in found}


def _references(made: RowChange) -> Iterable[tuple[str, UUID]]:
    """Yield table and key of each row that the values of a change name."""
    for key, pair in made.columns.items():
        for foreign in column_of(made.table, key).foreign_keys if key.endswith("_id") else ():
            table = foreign.column.table.name
            for value in filter(None, pair):
                yield "claim" if table in CLAIMS else table, UUID(value)


def _held(rows: Rows, made: RowChange, key: str) -> UUID | None:
    """Return a key that the row holds, or held when it was removed."""
    row = rows.named.get(made.row_id)
    if row is not None:
        found: UUID | None = getattr(row, key, None)
        return found
    value = next(filter(None, made.columns.get(key, ())), None)
    return UUID(value) if value else None
