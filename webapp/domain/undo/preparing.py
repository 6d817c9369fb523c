"""Making the undoing of an edit of very many rows ready: what becomes of each, and what stands against it."""

# Meanwhile others go on saving: nothing is locked, and the session that reads writes nothing.

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, not_, select
from sqlalchemy.orm import Session, selectinload

from webapp.domain.claims.kinds import KINDS
from webapp.domain.history.edits import Change, bare_changes
from webapp.domain.history.net_changes import net_changes
from webapp.domain.history.stored_values import CLAIMS, typed_value
from webapp.domain.named_access import reading_everything
from webapp.domain.refusals import Refused
from webapp.domain.undo.objections import KEPT_TABLES, created_rows, done_already, objection, what_becomes
from webapp.domain.undo.prepared_undo import PreparedUndo, State
from webapp.domain.undo.restore import check_as_left
from webapp.domain.undo.undo import DONE, NOTHING, takes
from webapp.models import Account, Charge, Claim, Person, PersonName, Revision
from webapp.vocab.accounts import Action, allows
from webapp.vocab.claims import ClaimState
from webapp.vocab.people import PublicationState
from webapp.vocab.undoing import UndoEffect
from webapp.vocab.words import N_

# Records that are dealt with at once.
_AT_ONCE = 200


def prepare_undo(
    session: Session, prepared: PreparedUndo, *, progress: Callable[[int, int], None]
) -> None:
    """Make ready the undoing of all changes of an edit; `progress` hears of how many records of all.

    Raises Refused where something stands against it, as `undo_edit` does. The session is to be thrown away:
    it holds rows as they will be.
    """
    by = session.get_one(Account, prepared.by_id)
    first = func.min(Revision.number)
    query = select(Revision.about_id).where(Revision.edit_id == prepared.edit_id).group_by(Revision.about_id)
    records = session.scalars(query.order_by(first)).all()
    if not records:
        raise Refused("edit", N_("There is no such change."))
    at = session.scalars(select(Revision.at).where(Revision.edit_id == prepared.edit_id).limit(1)).one()
    role, undone = by.role, False
    with session.no_autoflush, reading_everything(session):
        for place in range(0, len(records), _AT_ONCE):
            part = records[place : place + _AT_ONCE]
            steps, effective = _steps(session, prepared.edit_id, part)
            undone |= effective
            needed = takes(session, [change for change, _ in steps], by=prepared.by_id)
            if not all(allows(role, each) for each in needed.values()):
                raise Refused("edit", N_("Undoing this takes somebody with more rights."))
            _prepare(session, prepared, steps, at)
            session.expunge_all()
            progress(min(place + _AT_ONCE, len(records)), len(records))
    if not prepared.rows:
        raise Refused("edit", DONE if undone else NOTHING)


def _steps(
    session: Session, edit_id: UUID, records: Sequence[UUID]
) -> tuple[list[tuple[Change, UndoEffect]], bool]:
    """Return what is to be undone of records, and whether anything is, or was already. Raises Refused."""
    stays = and_(Revision.action == Action.CREATED, Revision.table_name.in_(KEPT_TABLES))
    query = select(Revision).where(Revision.edit_id == edit_id, Revision.about_id.in_(records), not_(stays))
    changes = net_changes(session.scalars(query.order_by(Revision.number)).all())
    together = created_rows(changes)
    effects = {change.row_id: what_becomes(change, together) for change in changes}
    effective = [change for change in changes if effects[change.row_id] is not UndoEffect.STAYS]
    steps = []
    for change in bare_changes(session, effective):
        does = effects[change.row_change.row_id]
        if done_already(change, does):
            continue
        if problem := objection(session, change, does, together):
            raise problem
        steps.append((change, does))
    return steps, bool(effective)


def _prepare(
    session: Session, prepared: PreparedUndo, steps: Iterable[tuple[Change, UndoEffect]], at: datetime
) -> None:
    in_sets, by_rows = list[tuple[Change, State]](), set[UUID]()
    for change, does in steps:
        prepared.rows.add(change.row_change.row_id)
        prepared.records.add(change.row_change.about_id)
        state = _state(change, does)
        if state is None:
            prepared.rest.append(change.row_change.row_id)
            by_rows.add(change.row_change.about_id)
        else:
            in_sets.append((change, state))
    returning = _hold(session, in_sets, at)
    changed = (change.row_change for change, _ in in_sets)
    # Of others who change in another way too, all is derived when that is written.
    people = {change.about_id for change in changed if change.table != "source"} - by_rows
    prepared.add(in_sets)
    if people:
        for person in session.scalars(select(Person).where(Person.id.in_(people))):
            person.version += 1
        own = [claim for claim in returning if claim.person_id in people]
        prepared.derived.derive(session, sorted(people), own)


def _state(change: Change, does: UndoEffect) -> State | None:
    """Return the state that undoing a change gives its row, where that is all that it does."""
    row, row_change = change.row, change.row_change
    if row_change.table == "source":
        # Nothing that is derived of people tells a source that is retired from one in use.
        is_shown = does is UndoEffect.RETIRED and row.state is PublicationState.PUBLISHED
        return PublicationState.RETIRED if is_shown else None
    if row_change.table == "person":
        if does is UndoEffect.RETIRED:
            return PublicationState.RETIRED
    elif row_change.table not in CLAIMS or row.person_id != row_change.about_id:
        return None
    state: State | None = ClaimState.WITHDRAWN if does is UndoEffect.WITHDRAWN else None
    if does is UndoEffect.REVERTED and row_change.columns.keys() == {"state"}:
        state = typed_value(row_change.table, "state", row_change.columns["state"][0])
    # The last name of a person stays: which one that is, is asked one by one.
    return None if state is ClaimState.WITHDRAWN and isinstance(row, PersonName) else state


def _hold(session: Session, changes: Sequence[tuple[Change, State]], at: datetime) -> list[Claim]:
    """Have the session hold rows in the states that they get, and return claims that were withdrawn before.

    `at` is when the changes were made. Raises Refused where a rule of the records stands against it.
    """
    charges = [change.row.id for change, _ in changes if isinstance(change.row, Charge)]
    session.scalars(select(Charge).where(Charge.id.in_(charges)).options(selectinload(Charge.steps))).all()
    claims, returning = list[Claim](), list[Claim]()
    # A charge leaves after its steps.
    for change, state in sorted(changes, key=lambda pair: isinstance(pair[0].row, Charge)):
        row = change.row
        if isinstance(row, Claim):
            claims.append(row)
            if state is ClaimState.WITHDRAWN and (check := KINDS[row.kind].check_withdrawal):
                check(session, row)
            if row.state is ClaimState.WITHDRAWN:
                returning.append(row)
        row.state = state
    for claim in claims:
        check_as_left(session, claim, since=at if claim in returning else None)
    return returning
