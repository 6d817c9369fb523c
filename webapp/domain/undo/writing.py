"""Writing the undoing of very many rows that was made ready: in sets, in one short transaction."""

from collections.abc import Callable

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.domain.history.altering import TABLES_OF_TODAY
from webapp.domain.history.prepared_history import COLUMNS, REVISIONS, PreparedHistory
from webapp.domain.history.prepared_people import raise_versions
from webapp.domain.history.ready_rows import Overtaken, keep_indexes_in_memory, put
from webapp.domain.history.recording import head, open_edit, take_turn
from webapp.domain.named_access import reading_everything
from webapp.domain.read_model import past_rows
from webapp.domain.undo.prepared_undo import PreparedUndo
from webapp.domain.undo.undo import RULING, undo_rows
from webapp.models import Base, Revision
from webapp.vocab.accounts import Action

# Kilobytes of a SQLite database that are kept in memory meanwhile, for each row.
_CACHE_OF_ROW = 2


def write_prepared_undo(
    session: Session, prepared: PreparedUndo, *, since: int, progress: Callable[[int], None]
) -> None:
    """Undo what was made ready when history ended at revision `since`, under the edit that is open.

    `progress` hears how many rows of `prepared.number` have their new state. Raises Overtaken where others
    changed meanwhile what it is about, or another day began, and Refused; the door then throws all away.
    """
    edit = open_edit(session)
    keep_indexes_in_memory(session, prepared.number * _CACHE_OF_ROW)
    take_turn(session)
    newest = head(session)
    # What is derived of people hangs on the day.
    if edit.at.date() != prepared.day or (newest[0] != since and _is_overtaken(session, prepared, since)):
        raise Overtaken
    edit.first = edit.first or newest[0] + 1
    done = 0
    for (name, state), ids in prepared.states.items():
        table = Base.metadata.tables[name]
        for keys in batches(ids):
            rising = {"state": state, "version": table.c.version + 1}
            session.execute(update(table).where(table.c.id.in_(keys)).values(rising))
            done += len(keys)
            progress(done // 2)
    people = prepared.derived.people
    of_themselves = {key for (name, _), ids in prepared.states.items() if name == "person" for key in ids}
    raise_versions(session, set(people) - of_themselves)
    history = PreparedHistory(session.connection().dialect, edit, newest, Action.CHANGED)
    put(session, REVISIONS.name, COLUMNS, history.rows(prepared.revisions()))
    for keys in batches(people):
        past_rows.end(session, keys, revision=edit.first)
    # What is withdrawn or brought back is told otherwise of earlier days too.
    edit.altered |= prepared.retold
    prepared.derived.write(session, lambda part: progress(int((1 + part) * done / 2)))
    session.expire_all()
    if prepared.rest:
        # Also what was done to what this session leaves out.
        with reading_everything(session):
            undo_rows(session, prepared.edit_id, prepared.rest)


def _is_overtaken(session: Session, prepared: PreparedUndo, since: int) -> bool:
    """Tell whether others changed rows since, or records that they belong or refer to, or who may undo."""
    columns = Revision.table_name, Revision.row_id, Revision.about_id, Revision.action
    later = select(*columns).where(Revision.number > since)
    return any(
        table in RULING
        # What is only there since then no claim refers to, but a rule of law counts for all.
        or (table in TABLES_OF_TODAY and (action is not Action.CREATED or table == "counting_rule"))
        or row_id in prepared.rows
        or about_id in prepared.records
        for table, row_id, about_id, action in session.execute(later.distinct())
    )
