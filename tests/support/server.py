"""A real `habeas serve` in a process of its own, as a user starts it."""

import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urljoin
from urllib.request import ProxyHandler, build_opener

from tests.support.ports import free_port

# A machine's proxy has no business with the loopback address.
_direct = build_opener(ProxyHandler({}))

PATIENCE = 60


@dataclass(frozen=True)
class Server:
    """A running server: where it answers, its home, log, process, and the sign-in link if printed."""

    url: str
    home: Path
    log_file: Path
    pid: int
    link: str | None = None

    @property
    def log(self) -> str:
        """Everything the server has written so far, on both its outputs."""
        return self.log_file.read_text("utf-8")

    def get(self, path: str) -> bytes:
        """What the server answers to somebody who is not signed in.

        Raises: HTTPError for an answer of 400 or more.
        """
        with _direct.open(self.url + path, timeout=PATIENCE) as answer:
            return bytes(answer.read())


@contextmanager
def serving(command: Path, *arguments: str, folder: Path) -> Iterator[Server]:
    """Run `habeas serve` until the block is left; its home is `instance` in the folder, as by default."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    log_file = folder.with_name(f"{folder.name}-{port}.log")
    # Only what is installed beside the command may answer, not this checkout.
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            [str(command), "serve", "--port", str(port), *arguments],
            cwd=folder, env=settings, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
    server = Server(url, folder / "instance", log_file, process.pid)
    try:
        _wait(server, process)
        yield replace(server, link=_printed_link(server))
    finally:
        _stop(process)


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            server.get("/healthz")
        except (URLError, ConnectionError):
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"habeas serve did not come up (exit code {process.poll()}):\n{server.log}")


def _printed_link(server: Server) -> str | None:
    found = re.search(r"(https?://[^\s/]+)?/sign-in/[\w.~-]*[\w~-]", server.log)
    return urljoin(server.url, found[0]) if found else None


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
