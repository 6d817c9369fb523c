"""The processes of one server: so many as the machine has cores, answering at one socket."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from logging import getLogger
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from threading import Thread

# Each takes memory and connections to the database of its own.
MOST_BY_ITSELF = 4
# Seconds for requests under way when the server is stopped, and before what ended by itself is begun anew.
_PATIENCE, _PAUSE = 20, 1
_STOPPING = {signal.SIGINT, signal.SIGTERM}
# Nothing of the parent is loaded twice: a child shares its memory until it writes.
_forked = multiprocessing.get_context("fork")
_log = getLogger(__name__)


def usual_processes() -> int:
    """Return how many processes serve where nobody says: one a core that this one may use, at most four."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST_BY_ITSELF)


def serve_in_processes(number: int, serve: Callable[[], None], beside: Callable[[], None]) -> None:
    """Run `serve` in so many processes, and `beside` in another, that end with this one, until it is stopped.

    A process that ends by itself, killed or crashed, is begun anew. No connection to a database may be open.
    """
    # In the order in which they end: whoever serves may still need the one beside.
    works = [serve] * number + [beside]
    processes: list[BaseProcess | None] = [None] * len(works)
    try:
        while True:
            with _stopped_later():
                processes = [process or _begun(work) for process, work in zip(processes, works, strict=True)]
            wait([process.sentinel for process in processes if process])
            for place, process in enumerate(processes):
                if process and not process.is_alive():
                    _log.error("a serving process ended with %s; another takes its place", process.exitcode)
                    processes[place] = None
            time.sleep(_PAUSE)
    finally:
        begun = [process for process in processes if process]
        _end(begun[:number])
        _end(begun[number:])


def _begun(serve: Callable[[], None]) -> BaseProcess:
    process = _forked.Process(target=_serve_beside_parent, args=(serve,))
    process.start()
    return process


@contextmanager
def _stopped_later() -> Iterator[None]:
    """Let a request to stop wait until the block is left: nobody ends a process that is not known yet."""
    signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)


def _serve_beside_parent(serve: Callable[[], None]) -> None:
    # Before a request to stop is let in: whoever is interrupted while a thread begins fails at its locks.
    Thread(target=_end_with_parent, daemon=True).start()
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)
    serve()


def _end_with_parent() -> None:
    # A parent that was killed can end nobody; who went on would keep the address taken.
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _end(processes: list[BaseProcess]) -> None:
    for process in processes:
        process.terminate()
    end = time.monotonic() + _PATIENCE
    for process in processes:
        process.join(max(0, end - time.monotonic()))
        process.kill()
