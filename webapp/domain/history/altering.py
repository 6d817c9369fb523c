"""Which changes alter what is told of earlier days: what was closed or moved since is not told any more."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.models import (
    CountingRule,
    CourtCase,
    LegalCode,
    Organization,
    OrganizationName,
    Provision,
    Revision,
    Source,
    SourceVersion,
)
from webapp.vocab.accounts import Action
from webapp.vocab.claims import ClaimState
from webapp.vocab.people import PublicationState

ChangedRow: TypeAlias = tuple[Action, Any, dict[str, list[Any]]]
# What claims refer to is shown of earlier days as it is today.
OF_TODAY = (
    Organization, OrganizationName, CourtCase, LegalCode, Provision, CountingRule, Source, SourceVersion,
)  # fmt: skip
TABLES_OF_TODAY = {kind.__tablename__ for kind in OF_TODAY}
# Columns that decide today whether something may be told.
_DECIDING = {"state", "visibility", "person_id"}
_OPEN = {ClaimState.PUBLISHED.value, PublicationState.PUBLISHED.value}


def alters_earlier_days(action: Action, table: str, changes: Mapping[str, Any]) -> bool:
    """Tell whether a change alters what is told today of days before it.

    What is recorded anew does not; what is hidden, opened, moved or taken away does, and any change of what
    stands there as it is today, the name of a place for one.
    """
    if action is Action.CREATED:
        # Another spelling of what was known is what it is called, of earlier days too; so with a rule of law.
        return table in (OrganizationName.__tablename__, CountingRule.__tablename__)
    return action is Action.DELETED or table in TABLES_OF_TODAY or bool(_DECIDING & changes.keys())


def altering_earlier_days(session: Session, rows: Iterable[ChangedRow]) -> list[ChangedRow]:
    """Return those of some changed rows that alter what is told of earlier days.

    What is published for the first time was told to nobody before, and still is not of those days.
    """
    altering = [row for row in rows if alters_earlier_days(row[0], row[1].__tablename__, row[2])]
    opened = {row.id for _, row, changes in altering if _opens(changes)}
    if not opened:
        return altering
    again = _open_before(session, opened)
    return [each for each in altering if each[1].id not in opened or each[1].id in again]


def _opens(changes: Mapping[str, list[Any]]) -> bool:
    """Tell whether a change does no more than to publish."""
    return _DECIDING & changes.keys() == {"state"} and changes["state"][1] in _OPEN


def _open_before(session: Session, ids: Iterable[UUID]) -> set[UUID]:
    """Return those of these rows that were published before and then were not."""
    before = set[UUID]()
    for batch in batches(ids):
        query = select(Revision.row_id, Revision.changes).where(
            Revision.row_id.in_(batch), Revision.action == Action.CHANGED
        )
        closed = (row_id for row_id, changes in session.execute(query) if _closes(changes))
        before.update(closed)
    return before


def _closes(changes: Mapping[str, list[Any]]) -> bool:
    return changes.get("state", [None])[0] in _OPEN
