"""An edit of very many rows that is undone beside the server: begun, looked at, and cancelled."""

from typing import Any
from uuid import UUID

from uuid_utils.compat import uuid7

from webapp.models import Account
from webapp.vocab.imports import JobPhase
from webapp.web.db import engines
from webapp.web.long_jobs import processes
from webapp.web.long_jobs.progress import UNDOING, State, state_of

_WORK = "webapp.web.long_jobs.undo_work"


def start(edit_id: UUID, *, by: Account, reason: str, in_part: bool = False) -> None:
    """Begin to undo an edit, all of it or what can be. Raises Refused where another long job is under way."""
    state: dict[str, Any] = {
        "id": str(uuid7()), "edit": str(edit_id), "by": str(by.id), "reason": reason,
        "in_part": in_part, "phase": JobPhase.PREPARING, "done": 0, "total": 0,
    }  # fmt: skip
    processes.begin(_WORK, UNDOING, state)


def job_of(edit_id: UUID) -> State | None:
    """Return how far the undoing of an edit is, or how it ended; None where another was undone last."""
    state = state_of(engines().settings.home, UNDOING)
    return processes.as_it_is(UNDOING, state) if state and state["edit"] == str(edit_id) else None


def cancel(edit_id: UUID) -> None:
    """Have the undoing of an edit end with nothing written, unless it is written already."""
    state = state_of(engines().settings.home, UNDOING)
    if state and state["edit"] == str(edit_id):
        processes.cancel(state)
