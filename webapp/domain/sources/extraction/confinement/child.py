"""A child process that is told what to do, takes bytes by a pipe and answers by another."""

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from threading import Event, Thread, Timer
from typing import IO

from webapp.domain.sources.extraction.messages import Reason, Unreadable

_START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from {module} import main; main()"
_ROOT = str(Path(__file__).parents[5])
# What a system needs in order to start a program at all.
_ENVIRONMENT = {"SYSTEMROOT", "LD_LIBRARY_PATH"}
# How a child ends that used up its time; None where the system counts no time.
_OUT_OF_TIME = -signal.SIGXCPU if hasattr(signal, "SIGXCPU") else None


def started(module: str, *orders: str) -> Popen[bytes]:
    """Start a module of ours, with none of our environment, working folder or open files."""
    command = [sys.executable, "-I", "-B", "-c", _START.format(module=module), _ROOT, *orders]
    environment = {name: value for name, value in os.environ.items() if name in _ENVIRONMENT}
    root = Path(sys.executable).anchor
    return Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=environment, cwd=root)


def answer_of(child: Popen[bytes], data: bytes, *, seconds: int, most: int) -> bytes:
    """Return what a child answers to some bytes, at most so many of its own; it is killed when time is up.

    Raises Unreadable where it says too much, or comes to a bad end.
    """
    expired = Event()
    with child:
        assert child.stdin is not None
        assert child.stdout is not None
        clock = Timer(seconds, _end, (child, expired))
        feeder = Thread(target=_feed, args=(child.stdin, data), daemon=True)
        clock.start()
        feeder.start()
        answer = child.stdout.read(most + 1)
        if len(answer) > most:
            child.kill()
        status = child.wait()
        clock.cancel()
        feeder.join()
    if expired.is_set() or status == _OUT_OF_TIME:
        raise Unreadable(Reason.SLOW)
    if status != 0 or len(answer) > most:
        raise Unreadable(Reason.BROKE_OFF)
    return answer


def _end(child: Popen[bytes], expired: Event) -> None:
    expired.set()
    child.kill()


def _feed(pipe: IO[bytes], data: bytes) -> None:
    # A child that ends early stops listening.
    with suppress(OSError):
        pipe.write(data)
    with suppress(OSError):
        pipe.close()
