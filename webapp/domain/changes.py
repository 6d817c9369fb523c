"""Reading the history: what was changed in a record, by whom, when and why, with old and new."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from webapp.domain.provisions import cited_as
from webapp.models import Account, Organization, Passage, Provision, Revision
from webapp.vocab.accounts import Action

# Keys of the row itself, and days computed from the date beside them, tell a reader nothing.
_UNTOLD = frozenset(
    {"id", "claim_id", "person_id", "organization_id", "source_id", "source_version_id", "legal_code_id",
     "made_by_id", "made_at", "lead_citation_id", "kind", "charge_id", "position", "sort_key", "reference",
     "retrieved_at", "retrieved_by_id", "last_verified_by_id", "text_length", "prefix", "suffix"}
)  # fmt: skip
_TOLD_ELSEWHERE = {
    "affiliation": {"organization_id"},
    "assessment": {"organization_id"},
    "organization": {"kind"},
    "organization_name": {"kind"},
    "source": {"kind"},
}
_LONGEST = 300


@dataclass(frozen=True)
class Told:
    """One value that changed, as people read it; None where there was or is nothing."""

    what: str
    old: str | None
    new: str | None


@dataclass(frozen=True)
class Change:
    """One row's change within an edit."""

    table: str
    action: Action
    row_id: UUID
    told: list[Told]


@dataclass(frozen=True)
class EditMade:
    """All changes of one form post, in the order in which they were written."""

    id: UUID
    by: str
    at: datetime
    reason: str
    changes: list[Change]


def edits_about(session: Session, record_id: UUID, *, limit: int = 500) -> list[EditMade]:
    """Return the edits of a record's rows, newest first, from at most the last `limit` changes."""
    query = (
        select(Revision)
        .where(Revision.about_id == record_id)
        .order_by(Revision.number.desc())
        .limit(limit)
        .options(joinedload(Revision.by))
    )
    rows = session.scalars(query).all()
    names = _names(session, rows)
    edits: dict[UUID, EditMade] = {}
    for row in rows:
        edit = edits.setdefault(row.edit_id, EditMade(row.edit_id, row.by.name, row.at, row.reason, []))
        edit.changes.insert(0, Change(row.table_name, row.action, row.row_id, list(_told(row, names))))
    return list(edits.values())


def last_editor(session: Session, row_id: UUID) -> str | None:
    """Return the name of the account that changed a row last."""
    query = select(Account.name).join(Revision, Revision.by_id == Account.id).where(Revision.row_id == row_id)
    return session.scalar(query.order_by(Revision.number.desc()).limit(1))


def _told(row: Revision, names: dict[str, str]) -> Iterable[Told]:
    for column, (old, new) in row.changes.items():
        if column.endswith(("_earliest", "_latest")):
            continue
        if column in _UNTOLD and column not in _TOLD_ELSEWHERE.get(row.table_name, ()):
            continue
        what = column.removesuffix("_id").removesuffix("_edtf").replace("_", " ")
        yield Told(what, _plain(old, names), _plain(new, names))


def _plain(value: Any, names: dict[str, str]) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = names.get(str(value), str(value))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _names(session: Session, rows: Sequence[Revision]) -> dict[str, str]:
    """Return what keys within the changes stand for: quoted words, organizations, provisions."""
    keys: dict[str, set[UUID]] = {"passage": set(), "provision": set(), "organization": set()}
    for row in rows:
        for column, pair in row.changes.items():
            if column.endswith("_id"):
                kind = next((kind for kind in ("passage", "provision") if kind in column), "organization")
                keys[kind] |= {UUID(value) for value in pair if value}
    passages = session.scalars(select(Passage).where(Passage.id.in_(keys["passage"])))
    provisions = session.scalars(
        select(Provision).where(Provision.id.in_(keys["provision"])).options(joinedload(Provision.legal_code))
    )
    organizations = session.scalars(
        select(Organization)
        .where(Organization.id.in_(keys["organization"]))
        .options(selectinload(Organization.names))
    )
    return (
        {str(row.id): f"“{row.exact}”" for row in passages}
        | {str(row.id): cited_as(row) for row in provisions}
        | {str(row.id): row.name for row in organizations}
    )
