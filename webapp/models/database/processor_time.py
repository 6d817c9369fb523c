"""The processor time of a thread: its own, and that of a PostgreSQL of this machine that works for it."""

import time
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from threading import get_ident, local
from typing import Any

import psycopg
from psycopg import ConnectionInfo
from sqlalchemy import Engine, event

_PROCESS = "habeas_process"
_SECOND = 1e9


class _Ended(local):
    """What database processes did for a thread through connections that it has given back."""

    seconds = 0.0


_ended = _Ended()
# Whose connection each database process answers, and for how long it had worked when it was taken.
_begun: dict[Path, tuple[int, float]] = {}


def worked() -> float:
    """Return for how many seconds processors have worked for this thread.

    SQLite works within it. What a server of another machine does is not known, and takes nothing from here.
    """
    taken = list(_begun.items())
    under_way = sum(_since(process, begun) for process, (thread, begun) in taken if thread == get_ident())
    return time.thread_time() + _ended.seconds + under_way


def count_work(engine: Engine) -> None:
    """From now on count what PostgreSQL does for a thread while it has a connection of this engine."""
    event.listen(engine, "checkout", _begin)
    event.listen(engine, "checkin", _end)


def _process(info: ConnectionInfo) -> Path | None:
    """Return where the kernel tells what the database's process of a connection has done, if it is here."""
    process = Path("/proc", str(info.backend_pid))
    # A tunnel or a container has numbers of its own.
    with suppress(OSError, ValueError, psycopg.Error):
        is_here = info.host.startswith("/") or ip_address(info.hostaddr).is_loopback
        if is_here and (process / "comm").read_text().startswith("postgres"):
            return process / "schedstat"
    return None


def _begin(connection: Any, record: Any, _proxy: Any) -> None:
    if _PROCESS not in record.info:
        record.info[_PROCESS] = _process(connection.info)
    process = record.info[_PROCESS]
    if process is not None:
        _begun[process] = get_ident(), _processor_time(process)


def _end(_connection: Any, record: Any) -> None:
    process = record.info.get(_PROCESS)
    thread, begun = _begun.pop(process, (None, 0.0))
    # Another thread may give back what this one took.
    if thread == get_ident():
        _ended.seconds += _since(process, begun)


def _since(process: Path, begun: float) -> float:
    # A process that has ended tells nothing any more.
    return max(0.0, _processor_time(process) - begun)


def _processor_time(process: Path) -> float:
    try:
        return int(process.read_bytes().split(maxsplit=1)[0]) / _SECOND
    except (OSError, ValueError, IndexError):
        return 0.0
