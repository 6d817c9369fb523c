"""A long list that is read and recorded beside the server: begun, looked at, and cancelled."""

from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from uuid_utils.compat import uuid7

from webapp.domain.imports.batches.alone import anything_unfinished, remove_abandoned
from webapp.domain.imports.reading import ListReading
from webapp.models import Account, SourceVersion
from webapp.vocab.imports import JobPhase
from webapp.web.db import engines
from webapp.web.long_jobs import processes
from webapp.web.long_jobs.list_work import order_of
from webapp.web.long_jobs.progress import LIST, State, state_of

_WORK = "webapp.web.long_jobs.list_work"


def start(
    version: SourceVersion,
    reading: ListReading,
    decisions: dict[int, str],
    *,
    by: Account,
    reason: str,
    expected: list[int] | None = None,
) -> None:
    """Begin to read a list, or to record it where is told how many rows were `expected` to come to what.

    Raises Refused where another long job of this home is under way.
    """
    state: dict[str, Any] = {
        "id": str(uuid7()), "record": expected is not None, "expected": expected, "version": str(version.id),
        "source": version.source.reference, "by": str(by.id), "reason": reason, "phase": JobPhase.READING,
        "done": 0, "total": 0, "order": order_of(reading, decisions),
    }  # fmt: skip
    processes.await_ended()
    before = _state()
    if state["record"] and before and before["version"] == state["version"] and "numbers" in before:
        # What was read stays on the page until it is read anew.
        state |= {key: before[key] for key in ("numbers", "again", "ready", "since_last")}
    processes.begin(_WORK, LIST, state)


def job_of(version: SourceVersion) -> State | None:
    """Return how far the last job of a list is, or how it ended; None where the last was of another list."""
    remove_left()
    state = _state()
    if state is None or state["version"] != str(version.id):
        return None
    return processes.as_it_is(LIST, state)


def remove_left() -> None:
    """Have what is left of a list removed whose process is gone; nobody waits for that."""
    own = engines()
    if processes.is_under_way() or not anything_unfinished(own.main):
        return
    # Many rows: longer than a page may take.
    Thread(target=_remove, args=(own.main, own.settings.home), daemon=True).start()


def cancel(version: SourceVersion) -> None:
    """Have the job of a list end with nothing written, unless it is written already."""
    state = _state()
    if state is not None and state["version"] == str(version.id):
        processes.cancel(state)


def _remove(engine: Engine, home: Path) -> None:
    # Whoever looks next has it begun anew.
    with suppress(OperationalError):
        remove_abandoned(engine, home)


def _state() -> State | None:
    return state_of(engines().settings.home, LIST)
