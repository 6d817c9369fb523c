"""What undoing a change does to its row, and what stands against it: what was made of the row since."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.history import labels
from webapp.domain.history.edits import Change
from webapp.domain.history.net_changes import RowChange
from webapp.domain.history.recording import SECRET
from webapp.domain.history.stored_values import CLAIMS, current_value, default_value
from webapp.domain.refusals import Phrase, Refused
from webapp.models import Account, Claim, Revision
from webapp.vocab.accounts import Action
from webapp.vocab.claims import ClaimState
from webapp.vocab.people import PublicationState
from webapp.vocab.undoing import UndoEffect
from webapp.vocab.words import N_

# A form post that made a record made these with it; they stay with the record when that is retired.
_OWNERS = {"person_name": "person_id", "organization_name": "organization_id", "citation": "claim_id"}
_EFFECT_ON_CREATED = {
    "account": UndoEffect.CLOSED, "citation": UndoEffect.REMOVED, "counting_rule": UndoEffect.REMOVED,
    "judgement": UndoEffect.REMOVED,
    "entry_judgement": UndoEffect.REMOVED, "home_rules": UndoEffect.STAYS,
    "list_batch": UndoEffect.STAYS, "list_mapping": UndoEffect.REMOVED,
    "organization_fact": UndoEffect.REMOVED,
    "organization_name": UndoEffect.REMOVED, "comparison": UndoEffect.STAYS, "passage": UndoEffect.STAYS,
    "source_version": UndoEffect.STAYS, "unmatched_name": UndoEffect.REMOVED,
    "verification": UndoEffect.REMOVED,
} | dict.fromkeys(CLAIMS, UndoEffect.WITHDRAWN)  # fmt: skip
# Of these nothing is undone that was made.
KEPT_TABLES = frozenset(table for table, does in _EFFECT_ON_CREATED.items() if does is UndoEffect.STAYS)
_LED_BY = N_("The passage it begins with")


def created_rows(changes: Iterable[RowChange]) -> set[UUID]:
    """Return the ids of the rows that changes created."""
    return {change.row_id for change in changes if change.action is Action.CREATED}


def what_becomes(change: RowChange, together: Collection[UUID]) -> UndoEffect:
    """Return what undoing a change does to its row; `together` are the rows whose making is undone too."""
    table, action = change.table, change.action
    if action is Action.DELETED:
        return UndoEffect.PUT_BACK
    if action is Action.CHANGED:
        fixed = ("home_rules", "list_batch", "passage", "source_version")
        stays = table in fixed or change.columns.keys() <= SECRET
        return UndoEffect.STAYS if stays else UndoEffect.REVERTED
    owner = change.columns.get(_OWNERS.get(table, ""), (None, None))[1]
    if owner is not None and UUID(owner) in together:
        return UndoEffect.STAYS
    return _EFFECT_ON_CREATED.get(table, UndoEffect.RETIRED)


def done_already(change: Change, does: UndoEffect) -> bool:
    """Tell whether a row is already as undoing would leave it."""
    row = change.row
    if row is None or does is UndoEffect.PUT_BACK:
        return (row is None) is (does is UndoEffect.REMOVED)
    match does:
        case UndoEffect.REVERTED:
            return all(current_value(row, key) == old for key, (old, _) in _open(change))
        case UndoEffect.WITHDRAWN:
            return bool(row.state is ClaimState.WITHDRAWN)
        case UndoEffect.RETIRED:
            return bool(row.state is PublicationState.RETIRED)
        case UndoEffect.CLOSED:
            return not row.active
    return False


def objection(session: Session, change: Change, does: UndoEffect, beside: Collection[UUID]) -> Refused | None:
    """Return why a change cannot be undone: what was changed since, and by whom.

    `beside` are the rows that the same edit made, undone now or not.
    """
    if does is UndoEffect.STAYS:
        return None
    what = Phrase(labels.TABLES[change.row_change.table])
    if change.row is None and does is not UndoEffect.PUT_BACK:
        return Refused("edit", N_("%(what)s: this was removed since."), what=what)
    key = next(_overtaken(change, does), None)
    if key is not None:
        message = N_("%(what)s: %(by)s has changed “%(column)s” since. Undo that first, or mend it by hand.")
        column = Phrase(labels.label(change.row_change.table, key) or _LED_BY)
        return Refused("edit", message, what=what, by=_changed_by(session, change, key), column=column)
    return _grown(session, change, does, beside)


def overtaken(change: Change, does: UndoEffect) -> bool:
    """Tell whether a row is no longer as the change left it."""
    return next(_overtaken(change, does), None) is not None


def _open(change: Change) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """Yield the changed columns that can be undone: not those of which history keeps no value."""
    return ((key, pair) for key, pair in change.row_change.columns.items() if key not in SECRET)


def _overtaken(change: Change, does: UndoEffect) -> Iterator[str]:
    """Yield the columns that hold something else than the change left in them."""
    table, row, changed = change.row_change.table, change.row, change.row_change.columns
    if does is UndoEffect.REVERTED:
        yield from (key for key, pair in _open(change) if current_value(row, key) not in pair)
    elif does is not UndoEffect.PUT_BACK:
        columns = (*labels.COLUMNS[table], *(("lead_citation_id",) if table in CLAIMS else ()))
        for key in columns:
            left = changed[key][1] if key in changed else default_value(table, key)
            if key not in SECRET and current_value(row, key) != left:
                yield key


def _changed_by(session: Session, change: Change, key: str) -> str:
    later = (
        select(Account.name, Revision.changes)
        .join(Revision, Revision.by_id == Account.id)
        .where(Revision.row_id == change.row_change.row_id, Revision.number > change.row_change.number)
        .order_by(Revision.number.desc())
    )
    return next((name for name, changes in session.execute(later) if key in changes), "?")


def _grown(session: Session, change: Change, does: UndoEffect, beside: Collection[UUID]) -> Refused | None:
    """Return what has come to rest on a row since, or has taken its place."""
    row = change.row
    match does, change.row_change.table:
        case UndoEffect.WITHDRAWN, _ if any(citation.id not in beside for citation in row.citations):
            message = N_("Another passage has come to this claim since; withdraw the claim if it is wrong.")
        case UndoEffect.RETIRED, "person" if _has_claims_since(session, row.id, beside):
            message = N_("More was recorded of %(record)s since; retire the record if it is wrong.")
            return Refused("edit", message, record=row.reference)
        case UndoEffect.REMOVED, "organization_name" if len(row.organization.names) == 1:
            message = N_("This is the organization's only name.")
        case UndoEffect.PUT_BACK, "citation" if change.claim and any(
            citation.passage_id == UUID(change.row_change.columns["passage_id"][0])
            for citation in change.claim.citations
        ):
            message = N_("The claim cites this passage again already.")
        case _:
            return None
    return Refused("edit", message)


def _has_claims_since(session: Session, person_id: UUID, beside: Collection[UUID]) -> bool:
    counted = select(Claim.id).where(Claim.person_id == person_id, Claim.state != ClaimState.WITHDRAWN)
    return any(claim_id not in beside for claim_id in session.scalars(counted))
