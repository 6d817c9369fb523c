"""Long lists are brought in beside the server: one at a time for the home, whichever process was asked."""

import fcntl
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from subprocess import PIPE, Popen
from time import monotonic, sleep
from typing import Any
from uuid import UUID

from flask_babel import gettext
from sqlalchemy import exists, select
from uuid_utils.compat import uuid7

from webapp.domain.imports.reading import ListReading
from webapp.domain.refusals import Refused
from webapp.models import Account, Revision, SourceVersion
from webapp.vocab.imports import JobPhase
from webapp.vocab.verification import DAYS_TO_VERIFY
from webapp.vocab.words import N_
from webapp.web.db import engines, looking
from webapp.web.import_jobs.work import CANCEL, STATE, order_of, write_state

_LOCK = ".import.lock"
_WORK = "webapp.web.import_jobs.work"
_START = f"import sys; sys.path.insert(0, sys.argv.pop(1)); from {_WORK} import main; main()"
_ROOT = str(Path(__file__).parents[3])
# Seconds that a process may take from its last word to its end.
_PATIENCE = 3
# A child ends when nobody holds its input open any more.
_children: list[Popen[str]] = []


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

    Raises Refused where another list of this home is under way.
    """
    settings = engines().settings
    _await_ended(settings.home)
    state: dict[str, Any] = {
        "id": str(uuid7()), "record": expected is not None, "expected": expected, "version": str(version.id),
        "source": version.source.reference, "by": str(by.id), "reason": reason, "phase": JobPhase.READING,
        "done": 0, "total": 0, "order": order_of(reading, decisions),
    }  # fmt: skip
    with _locked(settings.home) as lock:
        if lock is None:
            raise Refused("rows", N_("Another list is being brought in. Wait until it is done."))
        before = state_of_home()
        if state["record"] and before and before["version"] == state["version"] and "numbers" in before:
            # What was read stays on the page until it is read anew.
            state |= {key: before[key] for key in ("numbers", "again", "ready", "since_last")}
        write_state(settings.home, state)
        command = [sys.executable, "-I", "-B", "-c", _START, _ROOT]
        child = Popen(command, stdin=PIPE, text=True, encoding="utf-8", pass_fds=[lock])
    order = {
        "home": str(settings.home.resolve()), "database_url": settings.database_url, "state": state,
        "days": {status.value: days for status, days in DAYS_TO_VERIFY.items()},
    }  # fmt: skip
    assert child.stdin is not None
    child.stdin.write(json.dumps(order) + "\n")
    child.stdin.flush()
    _children.append(child)


def _await_ended(home: Path) -> None:
    """Take leave of processes that ended, and wait a moment for one that has said its last word."""
    until = monotonic() + _PATIENCE
    state = state_of_home()
    while state and not JobPhase(state["phase"]).is_under_way and monotonic() < until:
        with _locked(home) as lock:
            if lock is not None:
                break
        sleep(0.02)
    for child in [child for child in _children if child.poll() is not None]:
        _children.remove(child)
        child.communicate()


def state_of_home() -> dict[str, Any] | None:
    """Return what was last said of the last long list; None where there was none."""
    try:
        state: dict[str, Any] = json.loads((engines().settings.home / STATE).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return state


def job_of(version: SourceVersion) -> dict[str, Any] | None:
    """Return how far the last job of a list is, or how it ended; None where the last was of another list.

    Where its process ended without a word, history tells whether it had written.
    """
    state = state_of_home()
    if state is None or state["version"] != str(version.id):
        return None
    phase = JobPhase(state["phase"])
    if phase.is_under_way and not is_under_way():
        # It may have ended between the two questions.
        state = state_of_home() or state
        phase = JobPhase(state["phase"])
        if phase.is_under_way:
            phase = JobPhase.DONE if _is_written(state) else JobPhase.STOPPED
    message = gettext(state.get("message", "")) % state.get("values", {}) if state.get("message") else ""
    return state | {"phase": phase, "message": message}


def is_under_way() -> bool:
    """Tell whether a list of this home is being brought in, by whichever process."""
    with _locked(engines().settings.home) as lock:
        return lock is None


def is_writing() -> bool:
    """Tell whether a list of this home is being written, for which others may have to wait."""
    state = state_of_home()
    return state is not None and state["phase"] == JobPhase.WRITING and is_under_way()


def cancel(version: SourceVersion) -> None:
    """Have the job of a list end with nothing written, unless it is written already."""
    state = state_of_home()
    if state is not None and state["version"] == str(version.id):
        (engines().settings.home / CANCEL).write_text(state["id"], "ascii")


def _is_written(state: dict[str, Any]) -> bool:
    with looking() as session:
        return bool(session.scalar(select(exists().where(Revision.edit_id == UUID(state["id"])))))


@contextmanager
def _locked(home: Path) -> Iterator[int | None]:
    """Hold the lock of the home for a block and give its file, or None where somebody else has it.

    A process that is started within the block with the file holds the lock until it ends.
    """
    file = os.open(home / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
        else:
            yield file
    finally:
        with suppress(OSError):
            os.close(file)
