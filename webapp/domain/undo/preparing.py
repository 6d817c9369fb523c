"""Making the undoing of an edit of very many rows ready: what becomes of each, and what stands against it."""

# Meanwhile others go on saving: nothing is locked, and the session that reads writes nothing.

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import chain
from uuid import UUID

from sqlalchemy import and_, func, not_, select
from sqlalchemy.orm import Session, selectinload

from webapp.domain.batches import among
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
from webapp.vocab.accounts import Action, Role, allows
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

    Raises Refused where something stands against it, as `undo_edit` does; `prepared.kept` tells what, and
    against which records. In part these stay as they are, each whole, and with them whatever is no person,
    on which they may rest. The session is to be thrown away: it holds rows as they will be.
    """
    role = session.get_one(Account, prepared.by_id).role
    at = session.scalar(select(Revision.at).where(Revision.edit_id == prepared.edit_id).limit(1))
    if at is None:
        raise Refused("edit", N_("There is no such change."))
    people, others = _records(session, prepared.edit_id)
    done, undone = 0, False
    with session.no_autoflush, reading_everything(session):
        for part in chain(_parts(people), _parts(others)):
            if prepared.in_part and prepared.kept and done >= len(people):
                break
            undone |= _prepare_part(session, prepared, part, at, role)
            done += len(part)
            progress(done, len(people) + len(others))
    if prepared.kept and not (prepared.in_part and prepared.rows):
        raise next(iter(prepared.kept.values()))
    if not prepared.rows:
        raise Refused("edit", DONE if undone else NOTHING)


def _records(session: Session, edit_id: UUID) -> tuple[list[UUID], list[UUID]]:
    """Return the people whom an edit is about, and the other records, in the order in which it was made."""
    query = select(Revision.about_id).where(Revision.edit_id == edit_id).group_by(Revision.about_id)
    records = session.scalars(query.order_by(func.min(Revision.number))).all()
    people = among(session, select(Person.id), Person.id, records)
    return [key for key in records if key in people], [key for key in records if key not in people]


def _parts(records: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    """Yield records, so many at a time as are dealt with at once."""
    return (records[place : place + _AT_ONCE] for place in range(0, len(records), _AT_ONCE))


def _prepare_part(
    session: Session, prepared: PreparedUndo, part: Sequence[UUID], at: datetime, role: Role
) -> bool:
    """Make the undoing of some records ready, and return whether anything of them is to be, or was already.

    `at` is when the changes were made, `role` that of whoever undoes them: raises Refused where it takes
    another.
    """
    steps, effective = _steps(session, prepared, part)
    needed = takes(session, [change for change, _ in steps], by=prepared.by_id)
    if not all(allows(role, each) for each in needed.values()):
        raise Refused("edit", N_("Undoing this takes somebody with more rights."))
    while failing := _prepare(session, prepared, steps, at):
        # Their rows are held in states that they do not get.
        session.expunge_all()
        prepared.kept |= failing
        steps, _ = _steps(session, prepared, [key for key in part if key not in prepared.kept])
    session.expunge_all()
    return effective


def _steps(
    session: Session, prepared: PreparedUndo, records: Sequence[UUID]
) -> tuple[list[tuple[Change, UndoEffect]], bool]:
    """Return what is to be undone of records, but for those of which it is noted what stands against it.

    And whether anything of them is to be undone, or was already.
    """
    of_edit = Revision.edit_id == prepared.edit_id
    stays = and_(Revision.action == Action.CREATED, Revision.table_name.in_(KEPT_TABLES))
    query = select(Revision).where(of_edit, Revision.about_id.in_(records), not_(stays))
    changes = net_changes(session.scalars(query.order_by(Revision.number)).all())
    together = created_rows(changes)
    effects = {change.row_id: what_becomes(change, together) for change in changes}
    effective = [change for change in changes if effects[change.row_id] is not UndoEffect.STAYS]
    steps = list[tuple[Change, UndoEffect]]()
    for change in bare_changes(session, effective):
        does, record = effects[change.row_change.row_id], change.row_change.about_id
        if record in prepared.kept or done_already(change, does):
            continue
        if problem := objection(session, change, does, together):
            prepared.kept[record] = problem
        steps.append((change, does))
    return [step for step in steps if step[0].row_change.about_id not in prepared.kept], bool(effective)


def _prepare(
    session: Session, prepared: PreparedUndo, steps: Sequence[tuple[Change, UndoEffect]], at: datetime
) -> dict[UUID, Refused]:
    """Make ready what is to be done to rows; nothing where a rule stands against it.

    Return then against which of their records, and what.
    """
    states = [(change, _state(change, does)) for change, does in steps]
    in_sets = [(change, state) for change, state in states if state is not None]
    singly = [step for step, (_, state) in zip(steps, states, strict=True) if state is None]
    returning, failing = _hold(session, in_sets, at)
    failing |= _last_names(session, singly)
    if failing:
        return failing
    prepared.rest += [change.row_change.row_id for change, _ in singly]
    prepared.rows |= {change.row_change.row_id for change, _ in steps}
    prepared.records |= {change.row_change.about_id for change, _ in steps}
    prepared.add(in_sets)
    changed = (change.row_change for change, _ in in_sets)
    # Of others who change in another way too, all is derived when that is written.
    people = {change.about_id for change in changed if change.table != "source"}
    people -= {change.row_change.about_id for change, _ in singly}
    if people and (prepared.in_part or not prepared.kept):
        for person in session.scalars(select(Person).where(Person.id.in_(people))):
            person.version += 1
        own = [claim for claim in returning if claim.person_id in people]
        prepared.derived.derive(session, sorted(people), own)
    return {}


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


def _hold(
    session: Session, changes: Sequence[tuple[Change, State]], at: datetime
) -> tuple[list[Claim], dict[UUID, Refused]]:
    """Have the session hold rows in the states that they get, and return claims that were withdrawn before.

    And records against which a rule stands, with what it says. `at` is when the changes were made.
    """
    charges = [change.row.id for change, _ in changes if isinstance(change.row, Charge)]
    session.scalars(select(Charge).where(Charge.id.in_(charges)).options(selectinload(Charge.steps))).all()
    returning, failing = list[Claim](), dict[UUID, Refused]()
    # A charge leaves after its steps.
    in_order = sorted(changes, key=lambda pair: isinstance(pair[0].row, Charge))
    for change, state in in_order:
        if change.row.state is ClaimState.WITHDRAWN:
            returning.append(change.row)
        if state is ClaimState.WITHDRAWN and (check := KINDS[change.row.kind].check_withdrawal):
            with _noting(failing, change):
                check(session, change.row)
        change.row.state = state
    for change, _ in in_order:
        if isinstance(change.row, Claim):
            since = at if change.row in returning else None
            with _noting(failing, change):
                check_as_left(session, change.row, since=since)
    return returning, failing


def _last_names(session: Session, steps: Iterable[tuple[Change, UndoEffect]]) -> dict[UUID, Refused]:
    """Return the people who would be left without a name, with what stands against it."""
    failing = dict[UUID, Refused]()
    for change, does in steps:
        check = KINDS[change.row.kind].check_withdrawal if does is UndoEffect.WITHDRAWN else None
        if check:
            with _noting(failing, change):
                check(session, change.row)
    return failing


@contextmanager
def _noting(failing: dict[UUID, Refused], change: Change) -> Iterator[None]:
    """Note for the record of a change what stands against it within the block."""
    try:
        yield
    except Refused as refused:
        failing.setdefault(change.row_change.about_id, refused)
