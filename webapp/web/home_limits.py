"""What is done by few at once in the whole home, whichever process serves it: held by locked files."""

import fcntl
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import BoundedSemaphore, Timer
from typing import Any

from flask import Response
from werkzeug.exceptions import ServiceUnavailable

from webapp.web.db import engines, give_turn_back

COSTLY_FILES = 2
_LONGEST = 60
_STEP = 0.02


@contextmanager
def at_most(
    number: int, what: str, *, patience: float = 0.0, waiting: int = 2, retry_after: int = 5
) -> Iterator[None]:
    """Do something that at most `number` may do at once in this home.

    Waits up to `patience` seconds for a turn, with at most `waiting` others of this process beside it, so
    that those who wait never take all threads. Raises ServiceUnavailable where no turn comes.
    """
    give_turn_back()
    with ExitStack() as stack:
        places = _places(what, number + waiting)
        if not places.acquire(blocking=False):
            raise ServiceUnavailable(what, retry_after=retry_after)
        stack.callback(places.release)
        end = time.monotonic() + patience
        while (lock := _free_lock(what, number)) is None:
            if time.monotonic() >= end:
                raise ServiceUnavailable(what, retry_after=retry_after)
            time.sleep(_STEP)
        stack.callback(os.close, lock)
        yield


def costly_file(answer: Response) -> Response:
    """Let an answer that is made while it is sent count among the costly files of this home until its end.

    Who reads slowly keeps nobody else from theirs for longer than a minute, for what is read slowly costs
    little. Raises ServiceUnavailable at once where others are being made.
    """
    turn = ExitStack()
    turn.enter_context(at_most(COSTLY_FILES, "files", waiting=0, retry_after=20))
    timer = Timer(_LONGEST, turn.close)
    timer.daemon = True
    timer.start()
    turn.callback(timer.cancel)
    pieces: Any = answer.response
    answer.response = _ending(pieces, turn)
    for end in (pieces.close, turn.close):
        # Also where nobody begins to read.
        answer.call_on_close(end)
    return answer


def _ending(pieces: Iterator[bytes], turn: ExitStack) -> Iterator[bytes]:
    yield from pieces
    turn.close()


def run_folder() -> Path:
    """Return the folder for locks and counts: the home, or another where the home cannot be written."""
    return _run_folder(engines().settings.home)


@cache
def _places(what: str, number: int) -> BoundedSemaphore:
    return BoundedSemaphore(number)


@cache
def _run_folder(home: Path) -> Path:
    if os.access(home, os.W_OK):
        return home
    folder = Path(tempfile.gettempdir(), f"habeas-{os.getuid()}-{sha256(bytes(home)).hexdigest()[:16]}")
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _free_lock(what: str, number: int) -> int | None:
    """Return the descriptor of a lock that was free, which closing it frees again, or None."""
    for place in range(number):
        descriptor = os.open(run_folder() / f".{what}-{place + 1}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
        else:
            return descriptor
    return None
