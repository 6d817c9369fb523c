"""Reading the history: what was changed in a record, by whom, when and why."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from webapp.models import Account, Revision
from webapp.vocab.accounts import Action


@dataclass(frozen=True)
class Change:
    """One row's change within an edit: its table, what was done, and each column's old and new value."""

    table: str
    action: Action
    row_id: UUID
    columns: dict[str, list[object]]


@dataclass(frozen=True)
class EditMade:
    """All changes of one form post."""

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
    edits: dict[UUID, EditMade] = {}
    for row in session.scalars(query):
        edit = edits.setdefault(row.edit_id, EditMade(row.edit_id, row.by.name, row.at, row.reason, []))
        edit.changes.append(Change(row.table_name, row.action, row.row_id, row.changes))
    return list(edits.values())


def last_editor(session: Session, row_id: UUID) -> str | None:
    """Return the name of the account that changed a row last."""
    query = select(Account.name).join(Revision, Revision.by_id == Account.id).where(Revision.row_id == row_id)
    return session.scalar(query.order_by(Revision.number.desc()).limit(1))
