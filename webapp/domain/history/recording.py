"""Record every edit, in the same transaction as the edit itself."""

# Nothing else writes a Revision. A door opens `editing(...)`, changes rows through the domain, and the flush
# records what changed. A flush that changes a row outside `editing` is refused, and so is a bulk UPDATE or
# DELETE, which no flush sees.

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import event, insert, inspect, select
from sqlalchemy.orm import MANYTOONE, ORMExecuteState, Session, SessionTransaction
from uuid_utils.compat import uuid7

# Whatever is written with history is sealed with it.
from webapp.domain.history import seals as seals
from webapp.domain.history.altering import ChangedRow, altering_earlier_days
from webapp.domain.history.chain import (
    FIRST_HASH,
    await_turn,
    digest,
    in_turn,
    plain,
    turn_later,
    waiting,
)
from webapp.domain.history.owners import UNTRACKED, about, is_read_model, owner_of
from webapp.domain.history.stale_rows import expire_stale
from webapp.domain.input_rules import required_line
from webapp.domain.named_access import FOR_EVERYBODY
from webapp.domain.read_model import past_rows, refresh
from webapp.domain.read_model.affected import LEFT, affected, affected_ids, alters_people, left_by
from webapp.models import Account, Base, Citation, Claim, CountingRule, Revision, SourceVersion
from webapp.models.base import Versioned
from webapp.vocab.accounts import Action

SECRET = frozenset({"password_hash", "second_factor"})
# What counts or throttles and says nothing about the world.
SKIPPED = frozenset({"version", "failed_sign_ins", "last_failed_at", "second_factor_step"})


class UnrecordedEdit(RuntimeError):
    """A row was changed with nobody named as the one who changed it: a mistake in the program."""


@dataclass
class Edit:
    """Who edits, why and when; and which rows were touched so far.

    `altered` are those of them of which something else is told than before of earlier days too, and `first`
    is the number of the first revision, once there is one. Number and hash of the `newest` are known once
    the edit has written one, until something is taken back or written by other ways.
    """

    by_id: UUID
    reason: str
    at: datetime
    id: UUID = field(default_factory=uuid7)
    touched: set[tuple[str, UUID]] = field(default_factory=set)
    altered: set[tuple[str, UUID]] = field(default_factory=set)
    first: int | None = None
    newest: tuple[int, str] | None = None
    written_before: int = 0
    """The last revision that was written in parts of which nobody saw anything, the people known by then."""


@contextmanager
def editing(
    session: Session,
    *,
    by: Account,
    reason: str | None,
    at: datetime,
    edit_id: UUID | None = None,
    long: bool = False,
) -> Iterator[Edit]:
    """Name the editor, the reason and the time of every change made within the block.

    At its end the changes are flushed and the read model is rewritten for all persons they touch; the door
    commits. An edit that is `long` lets others save until it calls `take_turn`; before, it must lock no row
    that they may need. Raises Refused at field `reason` where no reason is given.
    """
    if "edit" in session.info:
        raise UnrecordedEdit("An edit is already open in this session.")
    edit = Edit(by.id, required_line("reason", reason, limit=1000), at, edit_id or uuid7())
    turn_later(session)
    if not long:
        # Before any row is locked: who has one and waits for the turn of who waits for it, waits for ever.
        take_turn(session)
    session.info["edit"] = edit
    try:
        yield edit
        session.flush()
        take_turn(session)
        persons = affected(session, edit.touched)
        for person in persons:
            if ("person", person.id) not in edit.touched:
                person.version += 1
        session.flush()
        forgotten = affected_ids(session, edit.altered)
        ids = [person.id for person in persons]
        if edit.first is not None:
            # Of who is new nothing is kept, also where their rows were written before this.
            past_rows.begin(session, revision=edit.first, after=edit.written_before)
        refresh.refresh(session, ids, revision=edit.first, forgotten=forgotten)
        refresh.forget_before(session, forgotten)
    finally:
        del session.info["edit"]
        waiting(session)


def take_turn(session: Session) -> None:
    """Wait until nobody else edits, unless that was done, and write the history that waited for it."""
    later = waiting(session)
    if later is None:
        return
    await_turn(session)
    expire_stale(session)
    for write in later:
        write()


@event.listens_for(Session, "before_flush")
def _stamp(session: Session, _context: object, _rows: object) -> None:
    """Fill in who made a new row, and raise the version of a changed one."""
    created = [row for row in session.new if _is_tracked(row)]
    changed = [row for row in session.dirty if _is_tracked(row) and (_changes(row) or _refers_elsewhere(row))]
    if not created and not changed and not any(map(_is_tracked, session.deleted)):
        return
    edit = open_edit(session)
    for row in created:
        if isinstance(row, Claim | Citation):
            # One that is put back has its maker and its time already.
            row.made_by_id, row.made_at = row.made_by_id or edit.by_id, row.made_at or edit.at
        elif isinstance(row, SourceVersion):
            row.retrieved_by_id, row.retrieved_at = edit.by_id, edit.at
    for row in changed:
        if isinstance(row, Versioned) and not inspect(row).attrs.version.history.has_changes():
            row.version += 1


@event.listens_for(Session, "after_flush")
def _record(session: Session, _context: object) -> None:
    changed_rows = _changed_rows(session)
    if not changed_rows:
        return
    edit = open_edit(session)
    edit.touched |= _touched(session, changed_rows)
    edit.altered |= _touched(session, altering_earlier_days(session, changed_rows))
    write_revisions(session, edit, changed_rows)


def write_revisions(session: Session, edit: Edit, changed_rows: Iterable[ChangedRow]) -> None:
    """Write down what an edit did to rows, each with its columns' old and new values."""
    revisions = [unchained(edit, action, row, changes) for action, row, changes in changed_rows]
    in_turn(session, partial(_chain, session, edit, revisions))


def _chain(session: Session, edit: Edit, revisions: list[dict[str, Any]]) -> None:
    # Who wrote to the chain has the turn until the transaction ends.
    last_number, previous = edit.newest or head(session, lock=True)
    edit.first = edit.first or last_number + 1
    for number, revision in enumerate(revisions, start=last_number + 1):
        revision |= {"number": number, "previous_hash": previous}
        revision["hash"] = previous = revision_hash(revision)
    # Into the table itself: nobody holds a revision as an object while it is written.
    session.execute(insert(Base.metadata.tables[Revision.__tablename__]), revisions)
    edit.newest = last_number + len(revisions), previous


@event.listens_for(Session, "after_transaction_end")
def _look_for_the_newest(session: Session, transaction: SessionTransaction) -> None:
    """Ask again after a transaction or a savepoint: what was written in it may be gone with it."""
    edit: Edit | None = session.info.get("edit")
    if edit is not None and (transaction.nested or transaction.parent is None):
        edit.newest = None


def unchained(edit: Edit, action: Action, row: Any, changes: dict[str, list[Any]]) -> dict[str, Any]:
    """Return what a revision tells, but for its number and the hashes, which hang on the one before it."""
    return {
        "at": edit.at,
        "by_id": edit.by_id,
        "reason": edit.reason,
        "edit_id": edit.id,
        "about_id": about(row),
        "action": action,
        "table_name": row.__tablename__,
        "row_id": row.id,
        "changes": changes,
    }


def _changed_rows(session: Session) -> list[ChangedRow]:
    """Return the rows that a flush wrote, in a steady order, each with its columns' old and new values."""
    groups = (
        (Action.CREATED, session.new),
        (Action.CHANGED, session.dirty),
        (Action.DELETED, session.deleted),
    )
    return [
        (action, row, changes)
        for action, rows in groups
        for row in sorted(filter(_is_tracked, rows), key=lambda row: str(row.id))
        if (changes := _removed(row) if action is Action.DELETED else _changes(row))
    ]


def _touched(session: Session, changed_rows: list[ChangedRow]) -> set[tuple[str, UUID]]:
    """Return the rows written, and what they belonged to: of a removed row that can be asked only now."""
    touched = {(row.__tablename__, row.id) for _, row, changes in changed_rows if alters_people(row, changes)}
    # Whose days a rule counted is asked by itself: its code may be that of thousands.
    removed = (row for action, row, _ in changed_rows if action is Action.DELETED)
    owners = (owner_of(row) for row in removed if not isinstance(row, CountingRule))
    touched |= {(owner.__tablename__, owner.id) for owner in owners if owner is not None}
    left = (person_id for _, row, changes in changed_rows for person_id in left_by(session, row, changes))
    return touched | {(LEFT, person_id) for person_id in left}


@event.listens_for(Session, "do_orm_execute")
def _refuse_bulk(state: ORMExecuteState) -> None:
    if not (state.is_update or state.is_delete) or state.bind_mapper is None:
        return
    if not is_read_model(state.bind_mapper.class_):
        raise UnrecordedEdit("A bulk UPDATE or DELETE leaves no history; change the rows one by one.")


def head(session: Session, *, lock: bool = False) -> tuple[int, str]:
    """Return number and hash of the newest revision (0 and 64 zeros before the first)."""
    if lock:
        await_turn(session)
    last = session.execute(
        select(Revision.number, Revision.hash).order_by(Revision.number.desc()).limit(1),
        execution_options=FOR_EVERYBODY,
    ).first()
    return (last.number, last.hash) if last else (0, FIRST_HASH)


def revision_hash(revision: dict[str, Any]) -> str:
    """Return the SHA-256 in hex over every field of a revision but `hash`, as sorted compact JSON."""
    return digest({key: value for key, value in revision.items() if key != "hash"})


def recorded(column: str, value: object) -> object:
    """Return how history writes a column's value: as JSON has it, and of a secret only that there is one."""
    value = plain(value)
    return "(secret)" if value and column in SECRET else value


def open_edit(session: Session) -> Edit:
    """Return the edit that is under way. Raises UnrecordedEdit where there is none."""
    edit: Edit | None = session.info.get("edit")
    if edit is None:
        raise UnrecordedEdit("A row was changed outside `editing`.")
    return edit


def _is_tracked(row: object) -> bool:
    return isinstance(row, Base) and not isinstance(row, UNTRACKED)


def _changes(row: Any) -> dict[str, list[Any]]:
    state = inspect(row)
    changes = {}
    for column in state.mapper.column_attrs:
        history = state.attrs[column.key].history
        if column.key in SKIPPED or not history.has_changes():
            continue
        old = history.deleted[0] if history.deleted else None
        new = history.added[0] if history.added else None
        if old != new:
            changes[column.key] = [recorded(column.key, old), recorded(column.key, new)]
    return changes


def _refers_elsewhere(row: Any) -> bool:
    """Tell whether a row refers to another row than before; its column learns of it only within the flush."""
    state = inspect(row)
    for link in state.mapper.relationships:
        if link.direction is not MANYTOONE or not state.attrs[link.key].history.has_changes():
            continue
        target = getattr(row, link.key)
        for column, key in link.local_remote_pairs:
            old = getattr(row, state.mapper.get_property_by_column(column).key)
            if old != (target and getattr(target, link.mapper.get_property_by_column(key).key)):
                return True
    return False


def _removed(row: Any) -> dict[str, list[Any]]:
    columns = (column.key for column in inspect(row).mapper.column_attrs if column.key not in SKIPPED)
    values = {key: recorded(key, getattr(row, key)) for key in columns}
    return {key: [value, None] for key, value in values.items() if value is not None}
