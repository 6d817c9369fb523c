"""Edits of so many rows that undoing them takes minutes: what they did in figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.domain.history.labels import TABLES
from webapp.domain.undo.undo import Plan, plan_for_records
from webapp.models import Revision
from webapp.vocab.accounts import Action

# Rows of which a page can still say in a second or two what becomes of each.
_FEW = 3_000


@dataclass(frozen=True)
class LongEdit:
    """What an edit did: to how many records, how often to rows of each kind; the plan of the first."""

    records: int
    changes: Sequence[tuple[str, Action, int]]
    first: Plan


def is_long(session: Session, edit_id: UUID) -> bool:
    """Tell whether an edit is to be undone beside the server."""
    beyond = select(Revision.number).where(Revision.edit_id == edit_id).offset(_FEW).limit(1)
    return session.scalar(beyond) is not None


def long_edit(session: Session, edit_id: UUID, *, shown: int) -> LongEdit | None:
    """Return what an edit did, with a plan of so many of its records; None where it did nothing."""
    of_edit = Revision.edit_id == edit_id
    kinds = select(Revision.table_name, Revision.action, func.count()).where(of_edit)
    counted = session.execute(kinds.group_by(Revision.table_name, Revision.action)).all()
    abouts = select(Revision.about_id).where(of_edit).group_by(Revision.about_id)
    first = session.scalars(abouts.order_by(func.min(Revision.number)).limit(shown)).all()
    plan = plan_for_records(session, edit_id, first)
    if plan is None:
        return None
    records = session.scalar(select(func.count(Revision.about_id.distinct())).where(of_edit)) or 0
    changes = sorted((TABLES[table], action, number) for table, action, number in counted)
    return LongEdit(records, changes, plan)
