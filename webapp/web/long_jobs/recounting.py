"""A counting rule or a source that counts for very many people, worked out beside the server."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session
from uuid_utils.compat import uuid7

from webapp.domain.history.recording import open_edit
from webapp.domain.recounting.recounts import counts_for_many
from webapp.domain.recounting.wide_acts import WideAct, packed
from webapp.models import Account
from webapp.vocab.imports import JobPhase
from webapp.web.db import engines
from webapp.web.long_jobs import processes
from webapp.web.long_jobs.progress import RECOUNTING, State, state_of, write_state

_WORK = "webapp.web.long_jobs.recount_work"


class ForVeryMany(Exception):
    """What was done counts for very many people: it is thrown away, and done beside the server."""

    def __init__(self, order: Mapping[str, Any]) -> None:
        super().__init__()
        self.order = order


def within_request(save: Callable[..., Any], act: WideAct, of: object) -> Callable[..., Any]:
    """Return what saves as `save` does, and raises ForVeryMany where that would take too long."""

    def saved(session: Session, **values: Any) -> Any:
        row = save(session, **values)
        session.flush()
        if counts_for_many(session, open_edit(session)):
            raise ForVeryMany(packed(act, of, values))
        return row

    return saved


def start(order: Mapping[str, Any], *, by: Account, reason: str) -> None:
    """Begin to do what was packed. Raises Refused where another long job of this home is under way."""
    state: State = {
        "id": str(uuid7()), "by": str(by.id), "reason": reason, "phase": JobPhase.PREPARING, "done": 0,
        "total": 0, **{key: order[key] for key in ("act", "of", "values")},
    }  # fmt: skip
    processes.begin(_WORK, RECOUNTING, state)


def last_job() -> State | None:
    """Return how far the last job is, or how it ended; None where there was none."""
    state = state_of(engines().settings.home, RECOUNTING)
    return processes.as_it_is(RECOUNTING, state) if state else None


def start_again(*, by: Account) -> None:
    """Begin anew with what came to nothing. Raises Refused where another long job is under way."""
    state = last_job()
    if state is not None and not (state["phase"].is_under_way or state["phase"] is JobPhase.DONE):
        start(state, by=by, reason=state["reason"])


def cancel() -> None:
    """Have it end with nothing written, unless it is written already; what came to nothing is left so."""
    state = last_job()
    if state is None or state["phase"] is JobPhase.DONE:
        return
    if state["phase"].is_under_way:
        processes.cancel(state)
    else:
        left = state | {"phase": JobPhase.CANCELLED, "message": None}
        write_state(engines().settings.home, RECOUNTING, left)
