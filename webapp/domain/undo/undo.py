"""Undoing: a change, or all changes of one form post, taken back as a new change, all of it or nothing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, not_, select
from sqlalchemy.orm import Session

from webapp.domain.batches import among, batches
from webapp.domain.history.chain import await_turn
from webapp.domain.history.edits import Change, changes_in
from webapp.domain.history.recording import Edit
from webapp.domain.history.stored_values import CLAIMS
from webapp.domain.named_access import reading_everything
from webapp.domain.refusals import Refused
from webapp.domain.undo.objections import (
    KEPT_TABLES,
    created_rows,
    done_already,
    objection,
    overtaken,
    what_becomes,
)
from webapp.domain.undo.restore import bring_back
from webapp.models import Person, Revision
from webapp.vocab.accounts import Action, Role
from webapp.vocab.claims import ClaimState
from webapp.vocab.undoing import UndoEffect
from webapp.vocab.words import N_

_KEPT = and_(Revision.action == Action.CREATED, Revision.table_name.in_(KEPT_TABLES))
# What administrators alone may change; it takes or gives the right to undo.
RULING = frozenset({"account", "home_rules"})
NOTHING = N_("Nothing of this can be undone: texts, their passages and passwords stay as they are.")
DONE = N_("This was undone already, or is so again: there is nothing left to undo.")


@dataclass(frozen=True)
class Step:
    """What undoing does to one row; `done` where the row is so already."""

    change: Change
    does: UndoEffect
    done: bool


@dataclass(frozen=True)
class Plan:
    """What undoing would do, in the order in which rows are dealt with, or the problem that forbids it.

    `kept` are the records against which something stands, each with the first of it.
    """

    edit: Revision
    steps: list[Step]
    problem: Refused | None
    kept: Mapping[UUID, Refused]

    @property
    def changes(self) -> list[Change]:
        """What is to be undone."""
        return [step.change for step in self.steps]


def plan_for_edit(session: Session, edit_id: UUID) -> Plan | None:
    """Return what undoing all changes of an edit would do now, or None where there is no such edit."""
    query = select(Revision).where(Revision.edit_id == edit_id).order_by(Revision.number)
    return _plan(session, session.scalars(query).all())


def plan_for_change(session: Session, number: int) -> Plan | None:
    """Return what undoing all that one edit did to one row would do, by the number of a revision of it."""
    revision = session.get(Revision, number)
    if revision is None:
        return None
    query = select(Revision).where(Revision.edit_id == revision.edit_id, Revision.row_id == revision.row_id)
    revisions = session.scalars(query.order_by(Revision.number)).all()
    # Of a long list all rows that were made would be millions.
    about = Revision.about_id.in_({revision.about_id for revision in revisions})
    return _plan(session, revisions, about)


def plan_for_records(session: Session, edit_id: UUID, record_ids: Collection[UUID]) -> Plan | None:
    """Return what undoing an edit would do to some of its records, but for rows that stay anyway."""
    about = Revision.about_id.in_(record_ids)
    query = select(Revision).where(Revision.edit_id == edit_id, about, not_(_KEPT)).order_by(Revision.number)
    return _plan(session, session.scalars(query).all(), about)


def people_to_undo(session: Session, plan: Plan) -> set[UUID]:
    """Return of which people an edit can be undone, where something stands against that of others."""
    steps = (step for step in plan.steps if not step.done and step.does is not UndoEffect.STAYS)
    ids = {step.change.row_change.about_id for step in steps} - plan.kept.keys()
    return among(session, select(Person.id), Person.id, ids)


def undo_edit(session: Session, *, edit_id: UUID) -> Plan:
    """Take back all changes of an edit, the last one first, as part of the edit now under way.

    A value goes back only where it still is what the edit made of it. Raises Refused.
    """
    _wait(session)
    # All of it or nothing, also what was done to what this session leaves out.
    with reading_everything(session):
        return _carried_out(session, plan_for_edit(session, edit_id))


def undo_change(session: Session, *, number: int) -> Plan:
    """Take back all that one edit did to one row, by the number of a revision of it. Raises Refused."""
    _wait(session)
    return _carried_out(session, plan_for_change(session, number))


def undo_rows(session: Session, edit_id: UUID, row_ids: Collection[UUID]) -> None:
    """Take back what an edit did to some of its rows, where no other is left to be undone. Raises Refused."""
    revisions = [
        revision
        for batch in batches(row_ids)
        for revision in session.scalars(
            select(Revision).where(Revision.edit_id == edit_id, Revision.row_id.in_(batch))
        )
    ]
    _carried_out(session, _plan(session, sorted(revisions, key=lambda revision: revision.number)))


def open_to_undoing(changes: Sequence[Change]) -> list[Change]:
    """Return those of one edit's changes that, by what their rows hold, can still be undone.

    What stands against it elsewhere, such as a passage that came since, is found when it is tried.
    """
    together = created_rows(change.row_change for change in changes)
    effects = ((change, what_becomes(change.row_change, together)) for change in changes)
    return [
        change
        for change, does in effects
        if does is not UndoEffect.STAYS
        and not done_already(change, does)
        and (change.row is not None or does is UndoEffect.PUT_BACK)
        and not overtaken(change, does)
    ]


def takes(session: Session, changes: Sequence[Change], *, by: UUID) -> dict[int, Role]:
    """Return the role that undoing each change takes, by its number, for the account with the key `by`.

    Not everybody may change accounts, nor make public again what somebody else took out of sight.
    """
    hiding = [
        change
        for change in changes
        if change.row_change.table in ("person", *CLAIMS)
        and change.row_change.columns.get("state", (None,))[0] == ClaimState.PUBLISHED
    ]
    hidden_by = _last_states(session, {change.row_change.row_id for change in hiding})
    roles = dict.fromkeys((change.row_change.number for change in changes), Role.CURATOR)
    roles |= {c.row_change.number: Role.ADMIN for c in changes if c.row_change.table in RULING}
    return roles | {
        c.row_change.number: Role.REVIEWER for c in hiding if hidden_by[c.row_change.row_id] != by
    }


def role_to_take_back(edit: Edit) -> Role:
    """Return the role that undoing an edit takes of whoever has just made it: nobody hid its rows since."""
    return Role.ADMIN if any(table in RULING for table, _ in edit.touched) else Role.CURATOR


def _last_states(session: Session, row_ids: set[UUID]) -> dict[UUID, UUID]:
    """Return who changed the state of each row last."""
    editors = {}
    for batch in batches(row_ids):
        query = select(Revision.row_id, Revision.by_id, Revision.changes).where(Revision.row_id.in_(batch))
        for row_id, by_id, changes in session.execute(query.order_by(Revision.number)):
            if "state" in changes:
                editors[row_id] = by_id
    return editors


def _wait(session: Session) -> None:
    """Let nobody else save before this is done, and look at everything as they left it."""
    await_turn(session)
    session.expire_all()


def _plan(session: Session, revisions: Sequence[Revision], *among: ColumnElement[bool]) -> Plan | None:
    """Return what undoing revisions would do; `among` are conditions on what the edit made beside them."""
    if not revisions:
        return None
    changes = changes_in(session, revisions)
    together = created_rows(change.row_change for change in changes)
    beside = set(
        session.scalars(
            select(Revision.row_id).where(
                Revision.edit_id == revisions[-1].edit_id, Revision.action == Action.CREATED, *among
            )
        )
    )
    steps, kept = list[Step](), dict[UUID, Refused]()
    for change in changes:
        does = what_becomes(change.row_change, together)
        done = done_already(change, does)
        steps.append(Step(change, does, done))
        if not done and (problem := objection(session, change, does, beside)):
            kept.setdefault(change.row_change.about_id, problem)
    order = list(UndoEffect)
    steps.sort(key=lambda step: (order.index(step.does), -step.change.row_change.number))
    effective = [step for step in steps if step.does is not UndoEffect.STAYS]
    problem = next(iter(kept.values()), None)
    if not effective:
        problem = Refused("edit", NOTHING)
    elif all(step.done for step in effective):
        problem = Refused("edit", DONE)
    return Plan(revisions[-1], steps, problem, kept)


def _carried_out(session: Session, plan: Plan | None) -> Plan:
    if plan is None:
        raise Refused("edit", N_("There is no such change."))
    if plan.problem is not None:
        raise plan.problem
    todo = [step for step in plan.steps if not step.done and step.does is not UndoEffect.STAYS]
    bring_back(session, [(step.change, step.does) for step in todo], since=plan.edit.at)
    return plan
