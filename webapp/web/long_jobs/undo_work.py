"""Undoing an edit of very many rows, in a process of its own, which says in a file how far it is."""

from datetime import UTC, datetime
from functools import partial
from itertools import islice
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from webapp.domain.garbage import collected_rarely
from webapp.domain.history.giving_way import Heeding, giving_way
from webapp.domain.history.ready_rows import Overtaken
from webapp.domain.history.recording import editing, head
from webapp.domain.refusals import Refused
from webapp.domain.undo.prepared_undo import PreparedUndo
from webapp.domain.undo.preparing import prepare_undo
from webapp.domain.undo.writing import write_prepared_undo
from webapp.models import Account, writing_much
from webapp.vocab.imports import JobPhase
from webapp.vocab.words import N_
from webapp.web.long_jobs.progress import UNDOING, Progress, carry_out, packed_phrase

_ATTEMPTS = 3
# Records that stay are told of by name.
_KEPT_SHOWN = 100


def main() -> None:
    """Do what one line on the input says, and end when whoever started this ends."""
    with collected_rarely():
        carry_out(UNDOING, undo)


def undo(progress: Progress, engine: Engine) -> None:
    """Make the undoing ready and write it. Raises Refused, Cancelled."""
    for _ in range(_ATTEMPTS):
        by_id, today = UUID(progress.state["by"]), datetime.now(UTC).date()
        edit_id, in_part = UUID(progress.state["edit"]), progress.state["in_part"]
        with PreparedUndo(engine.dialect, progress.home, edit_id, by_id, today, in_part) as prepared:
            since = _prepare(progress, engine, prepared)
            if giving_way(partial(_write, progress, engine, prepared, since)):
                return
    message = N_("Others changed what it is about, again and again. Try once more.")
    raise Refused("edit", message)


def _prepare(progress: Progress, engine: Engine, prepared: PreparedUndo) -> int:
    """Make the undoing ready, say what stays of it, and return where history ended before."""
    with Session(engine) as session:
        since, _hash = head(session)
        try:
            prepare_undo(
                session, prepared,
                progress=lambda done, total: progress.in_phase(JobPhase.PREPARING, total)(done),
            )  # fmt: skip
        finally:
            kept = islice(prepared.kept.items(), _KEPT_SHOWN)
            progress.say(
                kept=[[str(record), packed_phrase(problem)] for record, problem in kept],
                number_kept=len(prepared.kept), number_undone=len(prepared.records),
            )  # fmt: skip
        session.rollback()
    return since


def _write(
    progress: Progress, engine: Engine, prepared: PreparedUndo, since: int, heeding: Heeding
) -> bool:
    """Write what was made ready; where others changed what it is about, write nothing and return False."""
    state = progress.state
    progress.say(phase=JobPhase.WRITING, done=0, total=prepared.number)
    with Session(writing_much(engine)) as session:
        by = session.get_one(Account, prepared.by_id)
        edit_id, at = UUID(state["id"]), datetime.now(UTC)
        try:
            with editing(session, by=by, reason=state["reason"], at=at, edit_id=edit_id, long=True):
                heard = progress.in_phase(JobPhase.WRITING, prepared.number)
                heard = heeding(session, prepared.number, heard)
                write_prepared_undo(session, prepared, since=since, progress=heard)
        except Overtaken:
            return False
        progress.heed()
        session.commit()
    progress.say(phase=JobPhase.DONE, done=prepared.number)
    return True
