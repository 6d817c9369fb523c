"""A throw-away PostgreSQL on the loopback address, which lives as long as one test run."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from psycopg import sql
from sqlalchemy import event
from sqlalchemy.pool import Pool

from tests.support.memory_folder import memory_folder
from tests.support.ports import free_port
from webapp.models import Base

# Nothing here outlives the run, so nothing waits for the disk.
SETTINGS = """
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = ''
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
shared_buffers = 64MB
"""

# How often a database is emptied before a new one is copied.
_USES = 100
# Whoever left a transaction open; what only waits for its next test is left alone.
_AT_WORK = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
"""
_COUNTERS = "SELECT prefix, last FROM counter"
# Each row of a catalogue with the transaction that wrote it: whoever changes a table, leaves a trace here.
_SHAPE = """
SELECT oid, xmin::text FROM pg_class WHERE relnamespace = 'public'::regnamespace
UNION ALL SELECT oid, xmin::text FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT oid, xmin::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace
UNION ALL SELECT oid, xmin::text FROM pg_trigger
UNION ALL SELECT 0, version_num FROM alembic_version
ORDER BY 1, 2
"""


@event.listens_for(Pool, "connect")
def _prepare_from_the_first(connection: object, _record: object) -> None:
    """Let PostgreSQL plan each statement once: a connection lasts for many tests, which all send the same."""
    if isinstance(connection, psycopg.Connection):
        connection.prepare_threshold, connection.prepared_max = 1, 1000


@dataclass(frozen=True)
class Cluster:
    """A running PostgreSQL that hands out databases."""

    port: int
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    uses: Iterator[int] = field(default_factory=lambda: count(1))
    shapes: dict[str, tuple[list[Any], list[Any]]] = field(default_factory=dict)
    kept: dict[str, psycopg.Connection[Any]] = field(default_factory=dict)

    def url(self, name: str) -> str:
        """The SQLAlchemy URL of the database of this name."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{name}"

    @contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """A new database, copied from a template nobody is connected to: its name; dropped at the end."""
        name = f"habeas_{next(self.numbers)}"
        self._order("CREATE DATABASE {} TEMPLATE {}", name, template)
        try:
            yield name
        finally:
            self._order("DROP DATABASE {} WITH (FORCE)", name)

    @contextmanager
    def emptied(self, template: str) -> Iterator[str]:
        """A database like a template that holds rows in `counter` at most: its name.

        Copying one takes a quarter of a second. So it is the same again and again, emptied, until a test has
        changed its shape or it was used so often that what was deleted weighs.
        """
        name = f"{template}_copy"
        if name not in self.shapes:
            self._order("CREATE DATABASE {} TEMPLATE {}", name, template)
            # The same one for each test: a new connection reads the catalogue anew.
            self.kept[name] = self._connected(name)
            self.shapes[name] = (self._rows(name, _SHAPE), self._rows(name, _COUNTERS))
            # No trigger fires and no foreign key is looked at: every table can be emptied.
            self.kept[name].execute("SET session_replication_role = replica")
        try:
            yield name
        finally:
            if next(self.uses) % _USES == 0 or not self._empty(name):
                del self.shapes[name]
                self.kept.pop(name).close()
                self._order("DROP DATABASE {} WITH (FORCE)", name)

    def _empty(self, name: str) -> bool:
        """Delete all rows of a database; False where its shape is not the one it was made with."""
        shape, counters = self.shapes[name]
        connection = self.kept[name]
        connection.execute(_AT_WORK)
        if self._rows(name, _SHAPE) != shape:
            return False
        connection.execute("; ".join(f'DELETE FROM "{table}"' for table in Base.metadata.tables).encode())
        connection.cursor().executemany("INSERT INTO counter VALUES (%s, %s)", counters)
        return True

    def _rows(self, name: str, query: LiteralString) -> list[Any]:
        return self.kept[name].execute(query).fetchall()

    def _connected(self, name: str) -> psycopg.Connection[Any]:
        return psycopg.connect(
            host="127.0.0.1", port=self.port, user="postgres", dbname=name, autocommit=True
        )

    def _order(self, words: str, *names: str) -> None:
        with self._connected("postgres") as connection:
            connection.execute(sql.SQL(words).format(*map(sql.Identifier, names)))


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Start PostgreSQL in a new temporary folder and stop it at the end, whatever happened between."""
    folder = Path(tempfile.mkdtemp(prefix="habeas-postgresql-", dir=memory_folder()))
    data = folder / "data"
    try:
        owner, port = server_user(), free_port()
        give_to_server(folder)
        initialize(folder, SETTINGS.format(port=port))
        run(folder, owner, "pg_ctl", "start", f"--pgdata={data}", f"--log={folder / 'log'}", "--wait")
        running = Cluster(port)
        try:
            yield running
        finally:
            for connection in running.kept.values():
                connection.close()
            run(folder, owner, "pg_ctl", "stop", f"--pgdata={data}", "--mode=fast", "--wait")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def give_to_server(folder: Path) -> None:
    """Let the account that PostgreSQL runs as write in a folder."""
    owner = server_user()
    if owner:
        os.chown(folder, owner.pw_uid, owner.pw_gid)


def initialize(folder: Path, settings: str) -> None:
    """Make the files of a new PostgreSQL in `data` of a folder, with these settings."""
    run(
        folder, server_user(), "initdb", f"--pgdata={folder / 'data'}", "--username=postgres", "--auth=trust",
        "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
    )  # fmt: skip
    with (folder / "data" / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.write(settings)


def run(folder: Path, owner: pwd.struct_passwd | None, program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL as the owner of its folder; what it wrote is shown if it fails."""
    as_owner = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
    output = folder / f"{program}.output"
    # To a file and not through a pipe: the server keeps what pg_ctl hands it open for as long as it runs.
    with output.open("wb") as file:
        done = subprocess.run(
            [_programs() / program, *arguments],
            cwd=folder, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT,
            start_new_session=True, check=False, **as_owner,
        )  # fmt: skip
    if done.returncode:
        log = folder / "log"
        output_and_log = output.read_text("utf-8") + (log.read_text("utf-8") if log.exists() else "")
        raise RuntimeError(f"{program} failed:\n{output_and_log}")


def _programs() -> Path:
    """The folder of PostgreSQL's programs, the newest version where there are several."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    newest = debian[-1] if debian else shutil.which("initdb")
    if newest is None:
        raise RuntimeError("PostgreSQL is not installed here: tests/run installs it, or see the README")
    return Path(newest).resolve().parent


def server_user() -> pwd.struct_passwd | None:
    """The account to run as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    accounts = {account.pw_name: account for account in pwd.getpwall()}
    return accounts.get("postgres") or accounts["nobody"]
