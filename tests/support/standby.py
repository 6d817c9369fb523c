"""A PostgreSQL that is followed by a second one, both of which a test may stop, kill and promote."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.support.memory_folder import memory_folder
from tests.support.ports import free_port
from tests.support.postgres import give_to_server, initialize, run, server_user

# What is acknowledged has been replayed by the other: who reads there finds it, and a promotion keeps it.
_MAIN = """
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = ''
fsync = off
shared_buffers = 32MB
wal_level = replica
hot_standby = on
max_standby_streaming_delay = 500ms
wal_receiver_status_interval = 1s
"""
_FOLLOWED = "ALTER SYSTEM SET synchronous_standby_names = '*'"


@dataclass
class Node:
    """One of the two servers."""

    folder: Path
    port: int

    @property
    def address(self) -> str:
        """Where it answers, as libpq writes it."""
        return f"127.0.0.1:{self.port}"

    def connected(self) -> psycopg.Connection[tuple[object, ...]]:
        """Return a connection that commits each statement."""
        return psycopg.connect(host="127.0.0.1", port=self.port, user="postgres", autocommit=True)

    def start(self) -> None:
        """Start it and wait until it answers."""
        self._order("start", f"--log={self.log}")

    def stop(self) -> None:
        """Stop it as an administrator does."""
        self._order("stop", "--mode=fast")

    def kill(self) -> None:
        """Let it vanish, with whatever it was doing."""
        # Its children would end once they see that it is gone, and until then use its memory.
        for number in (self._process, *self._children):
            with_signal(number, signal.SIGKILL)

    def promote(self) -> None:
        """Make the follower the one that is written."""
        self._order("promote")

    def _order(self, what: str, *options: str) -> None:
        run(self.folder, server_user(), "pg_ctl", what, f"--pgdata={self.data}", *options, "--wait")

    @property
    def data(self) -> Path:
        """The folder of its files."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """What it writes of itself."""
        return self.folder / "log"

    @property
    def _process(self) -> int:
        return int((self.data / "postmaster.pid").read_text("utf-8").split()[0])

    @property
    def _children(self) -> list[int]:
        tasks = Path(f"/proc/{self._process}/task").glob("*/children")
        return [int(number) for task in tasks for number in task.read_text("ascii").split()]


def with_signal(process: int, number: signal.Signals) -> None:
    """Send a signal to a process that may have ended."""
    try:
        os.kill(process, number)
    except ProcessLookupError:
        return


@contextmanager
def main_and_standby() -> Iterator[tuple[Node, Node]]:
    """Start a PostgreSQL and one that follows it, with a database `habeas`; both are gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="habeas-standby-", dir=memory_folder()))
    nodes = [Node(folder / name, free_port()) for name in ("main", "standby")]
    main, standby = nodes
    try:
        for node in nodes:
            node.folder.mkdir()
        for path in (folder, main.folder, standby.folder):
            give_to_server(path)
        initialize(main.folder, _MAIN.format(port=main.port))
        main.start()
        run(
            standby.folder, server_user(), "pg_basebackup", f"--pgdata={standby.data}", "--host=127.0.0.1",
            f"--port={main.port}", "--username=postgres", "--write-recovery-conf", "--checkpoint=fast",
            "--no-sync",
        )  # fmt: skip
        with (standby.data / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(f"port = {standby.port}\n")
        standby.start()
        with main.connected() as connection:
            connection.execute("CREATE DATABASE habeas")
            connection.execute("ALTER SYSTEM SET synchronous_commit = remote_apply")
            connection.execute(_FOLLOWED)
            connection.execute("SELECT pg_reload_conf()")
        yield main, standby
    finally:
        for node in nodes:
            if (node.data / "postmaster.pid").exists():
                node.kill()
        shutil.rmtree(folder, ignore_errors=True)
