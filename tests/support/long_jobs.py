"""Jobs beside the server of a test: what their page says in the end, and none that goes on after it."""

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from multiprocessing.connection import Connection
from subprocess import TimeoutExpired
from typing import Any

from flask.testing import FlaskClient

from tests.support.forms import main_text
from tests.support.waiting import wait_until
from webapp.web.long_jobs import processes

# Seconds between two looks at the page of a job, which takes the processor from the job itself.
_BETWEEN = 0.3

_loaded = multiprocessing.get_context("forkserver")


class ForkedJob:
    """A job as `Popen` begins it, forked from a process that has loaded its modules before.

    To start Python and load them takes a second; journeys in a browser begin jobs as a server does.
    """

    def __init__(self, command: Sequence[str], *, pass_fds: Sequence[int], **_options: Any) -> None:
        (number,), (read, write) = pass_fds, os.pipe()
        module = command[4].partition("from ")[2].partition(" import")[0]
        self.stdin = os.fdopen(write, "w", encoding="utf-8")
        with Connection(read, writable=False) as order, Connection(os.dup(number)) as lock:
            self._process = _loaded.Process(target=_work, args=(module, order, lock, number))
            self._process.start()
        self.kill = self._process.kill

    def poll(self) -> int | None:
        """Return how it ended, or None while it goes on."""
        return self._process.exitcode

    def wait(self, seconds: float | None = None) -> None:
        """Wait until it has ended. Raises TimeoutExpired."""
        self._process.join(seconds)
        if self._process.is_alive():
            raise TimeoutExpired("job", seconds or 0)

    def communicate(self) -> None:
        """Say that nobody waits for it any more, and wait until it has ended."""
        self.stdin.close()
        self.wait()


def _work(module: str, order: Connection, lock: Connection, number: int) -> None:
    # Its own number may be the one that the lock is to have.
    sys.stdin = os.fdopen(os.dup(order.fileno()), encoding="utf-8")
    if lock.fileno() != number:
        os.dup2(lock.fileno(), number)
        lock.close()
    import_module(module).main()


@contextmanager
def ending_jobs() -> Iterator[None]:
    """Kill the jobs that were begun within the block and are still at it at its end."""
    started, processes.Popen = processes.Popen, ForkedJob  # type: ignore[misc, assignment]
    try:
        yield
    finally:
        processes.Popen = started  # type: ignore[misc]
        for child in processes.children:
            child.kill()
            child.communicate()
        processes.children.clear()


def page_once(browser: FlaskClient, address: str, is_done: Callable[[str], bool]) -> str:
    """Return the words of a page as soon as they say that its job has ended. It is looked at no more then."""
    words = list[str]()

    def has_ended() -> bool:
        words.append(main_text(browser.get(address)))
        ended = is_done(words[-1])
        if not ended:
            _let_work()
        return ended

    wait_until(has_ended)
    return words[-1]


def _let_work() -> None:
    for child in processes.children:
        with suppress(TimeoutExpired):
            child.wait(_BETWEEN)
