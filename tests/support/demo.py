"""A real `habeas demo` in a process of its own, as a newcomer starts it."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.server import AS_ROOT, PATIENCE

HABEAS = Path(sys.executable).with_name("habeas")


@contextmanager
def demonstrating(folder: Path, *arguments: str) -> Iterator[str]:
    """Run `habeas demo` until the block is left; yield its address. Temporary files go to a folder.

    Its own home would be the folder `own` beside them, if it made one.
    """
    environment = {**os.environ, "TMPDIR": str(folder), "HABEAS_HOME": str(folder / "own")} | AS_ROOT
    with (folder / "log").open("wb") as log:
        command = [str(HABEAS), "demo", "--port", "0", *arguments]
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            yield _address(folder / "log", process)
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE) == 0


def _address(log: Path, process: subprocess.Popen[bytes]) -> str:
    """Return where the server answers, as soon as it says so."""
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        if answers := re.search(r"Habeas answers at (\S+)", log.read_text("utf-8")):
            return answers[1]
        time.sleep(0.1)
    raise AssertionError(log.read_text("utf-8"))
