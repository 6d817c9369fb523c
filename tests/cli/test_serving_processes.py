"""Several processes of one server end together, whenever they are stopped."""

import subprocess
import sys

import pytest

SERVED = """
import os, signal, sys, time
from webapp.cli.serving_processes import serve_in_processes

def stop():
    os.kill(os.getpid(), signal.SIGTERM)

def stop_at_lock(frame, event, argument):
    if frame.f_code.co_name == "_acquire_restore":
        sys.settrace(None)
        stop()
    return stop_at_lock

signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
os.register_at_fork({moment})
serve_in_processes(2, lambda: time.sleep(600), beside=lambda: time.sleep(600))
"""


@pytest.mark.parametrize(
    "moment",
    [
        # The first process is begun, and the server is not told of it yet.
        "after_in_parent=stop",
        # Each process waits for a thread that it begins, and holds its lock.
        "after_in_parent=stop, after_in_child=lambda: sys.settrace(stop_at_lock)",
    ],
)
def test_a_server_that_is_stopped_while_it_starts_ends_with_all_its_processes(moment: str) -> None:
    # Its processes have the same output: it is read to the end when the last of them has ended.
    command = [sys.executable, "-c", SERVED.format(moment=moment)]
    ended = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")
