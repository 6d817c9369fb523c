"""A process beside those that serve, of lower priority, by which what is costly is answered."""

# Python works out one page of a process at a time, and what is costly would take its turn with every reader's
# page. No address leads here: who serves hands over one end of a pipe, through a socket that only the
# processes of this server have. What is asked and answered passes it as it is, as JSON and bytes.

import io
import json
import multiprocessing
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from logging import getLogger
from multiprocessing.connection import Connection
from threading import Thread
from typing import Any

from flask import Response

# Where all want the processor, one who serves has ten parts of it beside one of this process.
NICENESS = 10
# Where a question's environment tells what it cost in the end.
COST = "habeas.cost"
_GATHERED = 1 << 14
_log = getLogger(__name__)


class AnsweredApart(Response):
    """An answer of the process beside, complete with all its headers."""


def ask(
    questions: socket.socket, environment: dict[str, Any], note: Callable[[float], None]
) -> AnsweredApart:
    """Return what the other process answers, while it does; `note` is told at its end what it cost.

    Raises OSError, EOFError where it ended before it answered.
    """
    ours, theirs = multiprocessing.Pipe()
    try:
        with theirs:
            socket.send_fds(questions, [b"?"], [theirs.fileno()])
        words = {name: value for name, value in environment.items() if isinstance(value, str)}
        ours.send_bytes(json.dumps(words).encode())
        status, headers = json.loads(ours.recv_bytes())
    except BaseException:
        ours.close()
        raise
    answer = AnsweredApart(_pieces(ours, note), status, headers)
    answer.call_on_close(ours.close)
    return answer


def _pieces(connection: Connection, note: Callable[[float], None]) -> Iterator[bytes]:
    while piece := connection.recv_bytes():
        yield piece
    for cost in json.loads(connection.recv_bytes()):
        note(cost)


def answer_questions(inbox: socket.socket, application: Callable[..., Any]) -> None:
    """Answer what is asked until this process is ended, at lower priority than those who ask."""
    # From a terminal all processes are told at once to stop; this one ends after those whom it answers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(NICENESS)
    while True:
        answer_next(inbox, application)


def answer_next(inbox: socket.socket, application: Callable[..., Any]) -> None:
    """Wait for a question, and have it answered while others are waited for."""
    _, [pipe], *_ = socket.recv_fds(inbox, 1, 1)
    Thread(target=_answer, args=(Connection(pipe), application), daemon=True).start()


def _answer(connection: Connection, application: Callable[..., Any]) -> None:
    costs: list[float] = []
    with connection:
        try:
            environment = json.loads(connection.recv_bytes()) | _surroundings(costs)
            answer = Response.from_app(application, environment)
            with closing(answer):
                connection.send_bytes(json.dumps([answer.status, list(answer.headers)]).encode())
                for piece in _gathered(answer.iter_encoded()):
                    connection.send_bytes(piece)
            connection.send_bytes(b"")
            connection.send_bytes(json.dumps(costs).encode())
        except (ConnectionError, EOFError):
            # Whoever asked went away.
            pass
        except Exception:
            _log.exception("what is costly could not be answered")


def _gathered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield an answer in larger pieces: line by line, a file took longer to hand over than to make."""
    waiting = bytearray()
    for piece in pieces:
        waiting += piece
        if len(waiting) >= _GATHERED:
            yield bytes(waiting)
            waiting.clear()
    if waiting:
        yield bytes(waiting)


def _surroundings(costs: list[float]) -> dict[str, Any]:
    """Return what the environment of a question has beside its words: nothing is sent along with it."""
    return {
        COST: costs, "wsgi.version": (1, 0), "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr,
        "wsgi.multithread": True, "wsgi.multiprocess": True, "wsgi.run_once": False,
    }  # fmt: skip
