"""Several processes of one server end together, whenever they are stopped."""

import subprocess
import sys

# A request to stop that arrives while the first process is begun, and is told of who was begun.
STOPPED_AT_ONCE = """
import os, signal, sys, time
from webapp.cli.serving_processes import serve_in_processes

def begun():
    os.kill(os.getpid(), signal.SIGTERM)

signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
os.register_at_fork(after_in_parent=begun)
serve_in_processes(2, lambda: time.sleep(600), beside=lambda: time.sleep(600))
"""


def test_a_server_that_is_stopped_while_it_starts_ends_with_all_its_processes() -> None:
    # Its processes have the same output: it is read to the end when the last of them has ended.
    command = [sys.executable, "-c", STOPPED_AT_ONCE]
    ended = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")
