"""What several recorded changes of one row within one edit come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from webapp.domain.history.recording import SECRET
from webapp.models import Revision
from webapp.vocab.accounts import Action


@dataclass(frozen=True)
class RowChange:
    """All that one edit did to one row; values are as history records them.

    `number` is that of its last revision, `columns` holds what each column held before and after.
    """

    number: int
    edit_id: UUID
    about_id: UUID
    table: str
    row_id: UUID
    action: Action
    columns: dict[str, tuple[Any, Any]]


def net_changes(revisions: Sequence[Revision]) -> list[RowChange]:
    """Return what revisions, given in their order, come to for each edit and row.

    A row that an edit made and removed again, or changed and changed back, is left out.
    """
    rows: dict[tuple[UUID, UUID], list[Revision]] = {}
    for revision in revisions:
        rows.setdefault((revision.edit_id, revision.row_id), []).append(revision)
    changes = filter(None, map(_net_change, rows.values()))
    return sorted(changes, key=lambda change: change.number)


def _net_change(revisions: list[Revision]) -> RowChange | None:
    first, last = revisions[0], revisions[-1]
    created, deleted = first.action is Action.CREATED, last.action is Action.DELETED
    if created and deleted:
        return None
    columns: dict[str, tuple[Any, Any]] = {}
    for revision in revisions:
        for key, (old, new) in revision.changes.items():
            columns[key] = (columns[key][0] if key in columns else old, new)
    # Of a secret no more is recorded than that there is one, and so before and after look alike.
    columns = {key: pair for key, pair in columns.items() if pair[0] != pair[1] or key in SECRET}
    action = Action.CREATED if created else Action.DELETED if deleted else Action.CHANGED
    if not columns:
        return None
    return RowChange(last.number, last.edit_id, last.about_id, last.table_name, last.row_id, action, columns)
