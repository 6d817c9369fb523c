"""`habeas serve` in several processes: one that dies is replaced, and all of them end with the first."""

import os
import signal
import sys
from pathlib import Path
from urllib.error import URLError

import pytest

from tests.support.server import Server, serving
from tests.support.waiting import wait_until

HABEAS = Path(sys.executable).with_name("habeas")
pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for children in /proc")


def children(server: Server) -> set[int]:
    """Return the processes that a server began."""
    tasks = Path(f"/proc/{server.pid}/task").glob("*/children")
    return {int(child) for task in tasks for child in task.read_text("ascii").split()}


def alive(process: int) -> bool:
    """Tell whether a process runs; one that ended and was not taken note of does not."""
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text("ascii")
    except OSError:
        return False


def answers(server: Server) -> bool:
    """Tell whether anybody answers at the address."""
    try:
        return server.get("/healthz") == b"ok\n"
    except (URLError, OSError):
        return False


def test_who_dies_is_replaced_and_whoever_asks_is_answered_all_the_time(tmp_path: Path) -> None:
    (folder := tmp_path / "folder").mkdir()
    with serving(HABEAS, "--no-seed", "--processes", "2", folder=folder) as server:
        first = children(server)
        assert len(first) == 2
        killed = min(first)
        os.kill(killed, signal.SIGKILL)
        assert server.get("/people.csv").count(b"\r\n") == 1
        wait_until(lambda: len(children(server) - {killed}) == 2)
        assert first - {killed} < children(server)
        wait_until(lambda: "another takes its place" in server.log)
    assert not any(map(alive, first))


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_with_the_first_process_all_of_them_end_and_the_address_is_free(
    tmp_path: Path, end: signal.Signals
) -> None:
    (folder := tmp_path / "folder").mkdir()
    with serving(HABEAS, "--no-seed", "--processes", "3", folder=folder) as server:
        begun = children(server)
        assert len(begun) == 3
        os.kill(server.pid, end)
        wait_until(lambda: not any(map(alive, begun)))
        assert not answers(server)
