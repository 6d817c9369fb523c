"""A real `habeas serve` in a process of its own, as a user starts it."""

import multiprocessing
import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import ProxyHandler, build_opener

from tests.support.ports import free_port
from webapp.cli.commands import habeas

# A machine's proxy has no business with the loopback address.
_direct = build_opener(ProxyHandler({}))

# Seconds for a server to come up and to answer, on a machine that does much else.
PATIENCE = 180
# Tests may run as root: in a container, or where they set themselves up.
AS_ROOT = {"HABEAS_AS_ROOT": "yes"}

_loaded = multiprocessing.get_context("forkserver")
_loaded.set_forkserver_preload(
    ["webapp.cli.commands", "tests.support.loaded_readers", "tests.support.loaded_pages"]
)


@dataclass(frozen=True)
class Server:
    """A running server: where it answers, its home, log, process, and the sign-in link if printed."""

    url: str
    home: Path
    log_file: Path
    pid: int
    link: str | None = None

    @property
    def processes(self) -> list[int]:
        """The process and those that it has forked, which do the work."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text("ascii")
        return [self.pid, *map(int, children.split())]

    def memory(self, line: str) -> int:
        """Return a line of what Linux says of the memory of all its processes, in bytes."""
        statuses = [Path(f"/proc/{pid}/status").read_text("utf-8") for pid in self.processes]
        lines = [text for status in statuses for text in status.splitlines()]
        return sum(int(text.split()[1]) * 1024 for text in lines if text.startswith(f"{line}:"))

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
    port, log_file = _place(folder)
    # Only what is installed beside the command may answer, not this checkout.
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | AS_ROOT
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            [str(command), "serve", "--port", str(port), *arguments],
            cwd=folder, env=settings, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        yield _ready(folder, port, log_file, process.pid, process.poll)
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def serving_at_once(folder: Path, *arguments: str, **settings: str) -> Iterator[Server]:
    """Run `habeas serve` as `serving` does, forked from a process that has loaded its modules before.

    Starting Python and loading them takes longer than most tests take in their browser.
    """
    port, log_file = _place(folder)
    process = _loaded.Process(target=_serve, args=(port, folder, log_file, arguments, settings))
    process.start()
    try:
        yield _ready(folder, port, log_file, process.pid or 0, lambda: process.exitcode)
    finally:
        process.terminate()
        process.join(timeout=10)
        process.kill()
        process.join()
        process.close()


def _serve(
    port: int, folder: Path, log_file: Path, arguments: tuple[str, ...], settings: dict[str, str]
) -> None:
    os.chdir(folder)
    # Each process compiles for itself what it asks the database; that there may be several, others prove.
    os.environ |= {"HABEAS_PROCESSES": "1"} | settings
    log = os.open(log_file, os.O_WRONLY | os.O_CREAT)
    os.dup2(log, 1)
    os.dup2(log, 2)
    habeas(["serve", "--as-root", "--port", str(port), *arguments], prog_name="habeas")


def _place(folder: Path) -> tuple[int, Path]:
    """Return a port to answer at and a file to write the log to."""
    port = free_port()
    return port, folder.with_name(f"{folder.name}-{port}.log")


def _ready(
    folder: Path, port: int, log_file: Path, pid: int, exit_code: Callable[[], int | None]
) -> Server:
    """Return a server that was started, once it answers."""
    server = Server(f"http://127.0.0.1:{port}", folder / "instance", log_file, pid)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and exit_code() is None:
        try:
            server.get("/healthz")
        except OSError:
            time.sleep(0.05)
        else:
            return replace(server, link=_printed_link(server))
    raise RuntimeError(f"habeas serve did not come up (exit code {exit_code()}):\n{server.log}")


def _printed_link(server: Server) -> str | None:
    link = re.search(r"(https?://[^\s/]+)?/sign-in/[\w.~-]*[\w~-]", server.log)
    return urljoin(server.url, link[0]) if link else None
