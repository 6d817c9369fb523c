"""Edits undone by Clara, and the state of all records to compare before and after."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.one_edit import edit
from webapp.domain.history.owners import UNTRACKED
from webapp.domain.history.recording import head
from webapp.domain.refusals import Refused
from webapp.domain.undo.undo import Plan, undo_change, undo_edit
from webapp.models import Base, Revision

State = dict[UUID, dict[str, Any]]
_TABLES = [mapper.local_table for mapper in Base.registry.mappers if not issubclass(mapper.class_, UNTRACKED)]


def state(session: Session) -> State:
    """Every row that history follows, by its id, but for the number of its version."""
    rows: State = {}
    for table in _TABLES:
        for row in session.execute(select(table)):
            values = {f"{table.name}.{key}": value for key, value in row._mapping.items() if key != "version"}
            rows.setdefault(row.id, {}).update(values)
    return rows


def edits_since(session: Session, number: int) -> list[UUID]:
    """The edits after a revision, the last one first."""
    query = select(Revision.edit_id).where(Revision.number > number).order_by(Revision.number.desc())
    return list(dict.fromkeys(session.scalars(query)))


def last_edit(session: Session) -> UUID:
    """The edit made last of all."""
    return edits_since(session, 0)[0]


def undo(session: Session, edit_id: UUID | None = None) -> Plan:
    """Undo an edit, or the last one."""
    return edit(session, undo_edit, edit_id=edit_id or last_edit(session))


def undo_row(session: Session, row_id: UUID) -> Plan:
    """Undo what was done last to one row."""
    query = select(Revision.number).where(Revision.row_id == row_id).order_by(Revision.number.desc())
    return edit(session, undo_change, number=session.scalars(query.limit(1)).one())


def refused(do: Callable[..., Any], *args: Any, match: str) -> None:
    """Expect that undoing is refused, and that nothing is changed by the attempt."""
    session = args[0]
    session.commit()
    before, number = state(session), head(session)
    with pytest.raises(Refused, match=match):
        do(*args)
    session.rollback()
    assert (state(session), head(session)) == (before, number)
