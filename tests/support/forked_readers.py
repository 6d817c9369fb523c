"""Readers of files that are forked from a process which has loaded their modules before."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from tests.support import server as server
from webapp.domain.sources.extraction import inside_sandbox, sandbox
from webapp.domain.sources.extraction.confinement.child import started

_loaded = get_context("forkserver")


class ForkedReader:
    """A reader as `Popen` starts it; to start Python and load what reads takes longer than to read."""

    def __init__(self, *orders: str) -> None:
        (read, write), (read_answer, write_answer) = os.pipe(), os.pipe()
        self.stdin, self.stdout = os.fdopen(write, "wb"), os.fdopen(read_answer, "rb")
        with Connection(read, writable=False) as file, Connection(write_answer, readable=False) as answer:
            self._process = _loaded.Process(target=_read, args=(orders, file, answer))
            self._process.start()
        self.kill = self._process.kill

    def __enter__(self) -> "ForkedReader":
        return self

    def __exit__(self, *_: object) -> None:
        self.stdin.close()
        self.stdout.close()
        self.wait()
        self._process.close()

    def wait(self) -> int:
        """Wait until it has ended, and return how."""
        self._process.join()
        return self._process.exitcode or 0


def _read(orders: tuple[str, ...], file: Connection, answer: Connection) -> None:
    sys.argv = ["reader", *orders]
    sys.stdin = os.fdopen(os.dup(file.fileno()), encoding="utf-8")
    with os.fdopen(os.dup(answer.fileno()), "w", encoding="utf-8") as sys.stdout:
        inside_sandbox.main()
    sys.stdout = sys.__stdout__


@contextmanager
def reading_at_once() -> Iterator[None]:
    """Read files within the block in forked processes; what else is ordered of one is done as ever."""

    def forked(module: str, *orders: str) -> Any:
        reads = "page_reader" in orders[1]
        return ForkedReader(*orders) if reads else started(module, *orders)

    sandbox.started = forked  # type: ignore[attr-defined]
    try:
        yield
    finally:
        sandbox.started = started  # type: ignore[attr-defined]
