"""The process of a long job: one at a time for a home, however many servers it has."""

import fcntl
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from subprocess import PIPE, Popen
from time import monotonic, sleep
from uuid import UUID

from flask_babel import gettext
from sqlalchemy import exists, select

from webapp.domain.refusals import Refused
from webapp.models import Revision
from webapp.vocab.imports import JobPhase
from webapp.vocab.verification import DAYS_TO_VERIFY
from webapp.vocab.words import N_
from webapp.web.db import engines, looking
from webapp.web.long_jobs.progress import (
    CANCEL,
    LIST,
    RECOUNTING,
    UNDOING,
    State,
    phrase_of,
    state_of,
    write_state,
)

_LOCK = ".import.lock"
_FILES = (LIST, UNDOING, RECOUNTING)
_UNDER_WAY = N_(
    "Another list is being brought in or undone, or terms are computed anew. Wait until it is done."
)
# What is loaded lasts: it is not looked through for garbage meanwhile.
_START = (
    "import gc, sys; gc.disable(); sys.path.insert(0, sys.argv.pop(1)); from {module} import main;"
    " gc.enable(); main()"
)
_ROOT = str(Path(__file__).parents[3])
# Seconds that a process may take from its last word to its end.
_PATIENCE = 3
# A child ends when nobody holds its input open any more.
children: list[Popen[str]] = []


def begin(module: str, file: str, state: State) -> None:
    """Begin a job that a module does, and that says in a file of the home how far it is.

    Raises Refused where another one of this home is under way.
    """
    settings = engines().settings
    await_ended()
    with locked(settings.home) as lock:
        if lock is None:
            raise Refused("rows", _UNDER_WAY)
        write_state(settings.home, file, state)
        command = [sys.executable, "-I", "-B", "-c", _START.format(module=module), _ROOT]
        child = Popen(command, stdin=PIPE, text=True, encoding="utf-8", pass_fds=[lock])
    order = {
        "lock": lock, "home": str(settings.home.resolve()), "database_url": settings.database_url,
        "state": state, "days": {status.value: days for status, days in DAYS_TO_VERIFY.items()},
    }  # fmt: skip
    assert child.stdin is not None
    child.stdin.write(json.dumps(order) + "\n")
    child.stdin.flush()
    children.append(child)


def await_ended() -> None:
    """Take leave of processes that ended, and wait a moment for one that has said its last word."""
    home, until = engines().settings.home, monotonic() + _PATIENCE
    states = [state_of(home, file) for file in _FILES]
    ended = not any(JobPhase(state["phase"]).is_under_way for state in states if state)
    while any(states) and ended and monotonic() < until:
        with locked(home) as lock:
            if lock is not None:
                break
        sleep(0.02)
    for child in [child for child in children if child.poll() is not None]:
        children.remove(child)
        child.communicate()


def as_it_is(file: str, state: State) -> State:
    """Return what was said of a job, with how it ended where its process ended without a word.

    Then history tells whether it had written.
    """
    phase = JobPhase(state["phase"])
    if phase.is_under_way and not is_under_way():
        # It may have ended between the two questions.
        state = state_of(engines().settings.home, file) or state
        phase = JobPhase(state["phase"])
        if phase.is_under_way:
            phase = JobPhase.DONE if _is_written(state) else JobPhase.STOPPED
    # An older program left a template here.
    phrase = state.get("message")
    message = phrase_of(phrase).translated(gettext) if isinstance(phrase, dict) else ""
    return state | {"phase": phase, "message": message}


def is_under_way() -> bool:
    """Tell whether a long job of this home is under way, in whichever process."""
    with locked(engines().settings.home) as lock:
        return lock is None


def is_writing() -> bool:
    """Tell whether a long job of this home is writing, for which others may have to wait."""
    states = (state_of(engines().settings.home, file) for file in _FILES)
    return any(state and state["phase"] == JobPhase.WRITING for state in states) and is_under_way()


def cancel(state: State) -> None:
    """Have a job end with nothing written, unless it is written already."""
    (engines().settings.home / CANCEL).write_text(state["id"], "ascii")


def _is_written(state: State) -> bool:
    with looking() as session:
        return bool(session.scalar(select(exists().where(Revision.edit_id == UUID(state["id"])))))


@contextmanager
def locked(home: Path) -> Iterator[int | None]:
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
