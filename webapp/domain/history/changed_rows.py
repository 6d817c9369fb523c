"""The rows that changes are about or refer to, as they are now, in as many queries for many as for few."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from webapp.domain.batches import batches
from webapp.domain.claims.loading import every_claim, load_referred
from webapp.domain.history.net_changes import RowChange
from webapp.domain.history.stored_values import CLAIMS, CLASSES, column_of
from webapp.models import (
    Citation,
    Claim,
    CountingRule,
    Organization,
    OrganizationFact,
    OrganizationName,
    Passage,
    Provision,
    SourceVersion,
)

# What is needed to name a row, by the name of its table.
_NAMED_BY: dict[str, tuple[Any, ...]] = {
    "citation": (
        joinedload(Citation.passage).selectinload(Passage.source_version).joinedload(SourceVersion.source),
    ),
    "counting_rule": (joinedload(CountingRule.legal_code),),
    "organization": (selectinload(Organization.names),),
    "organization_fact": (joinedload(OrganizationFact.organization),),
    "organization_name": (joinedload(OrganizationName.organization),),
    "passage": (selectinload(Passage.source_version).joinedload(SourceVersion.source),),
    "provision": (joinedload(Provision.legal_code),),
}
# Tables whose rows name claims or passages by keys that need not be among their changes.
_NAMING = ("citation", "comparison", "counting_rule", "organization_fact", "organization_name")


class ChangedRows:
    """Rows by their id, whatever their table."""

    def __init__(self, by_id: dict[UUID, Any]) -> None:
        self.by_id = by_id

    def claim(self, change: RowChange) -> Claim | None:
        """Return the claim that a change is about: the row itself, or the claim of a citation."""
        key = change.row_id if change.table in CLAIMS else _key_of(self, change, "claim_id")
        row = self.by_id.get(key) if key else None
        return row if isinstance(row, Claim) else None

    def passage(self, change: RowChange) -> Passage | None:
        """Return the passage that a change is about: the row itself, or what the row quotes."""
        key = change.row_id if change.table == "passage" else _key_of(self, change, "passage_id")
        row = self.by_id.get(key) if key else None
        return row if isinstance(row, Passage) else None


def rows_of(session: Session, changes: Iterable[RowChange]) -> ChangedRows:
    """Return the rows that changes are about, and those that they refer to, as far as they are there."""
    changes = list(changes)
    rows = ChangedRows({})
    ids: dict[str, set[UUID]] = defaultdict(set)
    for change in changes:
        ids["claim" if change.table in CLAIMS else change.table].add(change.row_id)
        for table, key in _references(change):
            ids[table].add(key)
    # First what names further rows by keys that are not among the changes.
    for table in sorted(ids, key=lambda name: name not in _NAMING):
        _load(session, rows, table, ids[table])
        for change in changes:
            if change.table == table:
                ids["claim"] |= {key for key in (_key_of(rows, change, "claim_id"),) if key}
                ids["passage"] |= {key for key in (_key_of(rows, change, "passage_id"),) if key}
    for table in ("claim", "passage"):
        _load(session, rows, table, ids[table] - rows.by_id.keys())
    return rows


def _load(session: Session, rows: ChangedRows, table: str, ids: Iterable[UUID]) -> None:
    every: Any = every_claim() if table == "claim" else CLASSES[table]
    options = (
        (selectinload(every.citations), joinedload(every.person))
        if table == "claim"
        else _NAMED_BY.get(table, ())
    )
    for batch in batches(ids):
        loaded = session.scalars(select(every).where(every.id.in_(batch)).options(*options)).all()
        if table == "claim":
            load_referred(session, loaded)
        rows.by_id |= {row.id: row for row in loaded}


def _references(change: RowChange) -> Iterable[tuple[str, UUID]]:
    """Yield table and key of each row that the values of a change name."""
    for key, pair in change.columns.items():
        if key == "named_accounts":
            yield from (("account", UUID(value)) for keys in filter(None, pair) for value in keys.split())
        for foreign in column_of(change.table, key).foreign_keys if key.endswith("_id") else ():
            table = foreign.column.table.name
            for value in filter(None, pair):
                yield "claim" if table in CLAIMS else table, UUID(value)


def _key_of(rows: ChangedRows, change: RowChange, key: str) -> UUID | None:
    """Return a key that the row holds, or held when it was removed."""
    row = rows.by_id.get(change.row_id)
    if row is not None:
        stored: UUID | None = getattr(row, key, None)
        return stored
    value = next(filter(None, change.columns.get(key, ())), None)
    return UUID(value) if value else None
