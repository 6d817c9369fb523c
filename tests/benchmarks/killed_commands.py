"""Commands killed (SIGKILL) at a drawn moment, done again, and what is left of it."""

# Each begins with a database of its own: a filled one, one of an older version, or none. After the kill
# `check` finds nothing in what is there; done again, the command ends well and leaves what it leaves
# undisturbed.

import multiprocessing
import os
import random
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from sqlalchemy import Engine, func, inspect, select, text
from sqlalchemy.orm import Session

import migrations
from tests.benchmarks.importing import as_csv
from tests.benchmarks.invented_rows import HEADER, people_rows
from tests.benchmarks.multitude import bring_in_crowd
from tests.support.ports import free_port
from tests.support.postgres import Cluster
from tests.support.server import AS_ROOT, PATIENCE, Server
from webapp.cli.backups.backup_file import opened_backup, write_backup
from webapp.cli.commands import habeas
from webapp.domain.checks import check
from webapp.domain.history.recording import editing
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.publishing.list_issues import freeze
from webapp.domain.read_model import refresh
from webapp.models import Account, Claim, ListIssue, Person, Source, make_engine, writing

PEOPLE, ROWS = 40, 120
# Older than a third of all migrations; `filled` and `older` hold the same people.
OLDER = "0025_unmatched_names"
FILLED, AN_OLDER, NOTHING = "filled", "older", ""
_DONE = ("is already here as S-0002.", "Nothing was touched.")
_COUNTED = (Person, Claim, Source, ListIssue)

_forked = multiprocessing.get_context("forkserver")
_forked.set_forkserver_preload(["webapp.cli.commands", "webapp.web.app", "seed.load"])


@dataclass(frozen=True)
class Command:
    """What is killed: words after `habeas`, and the database that it begins with."""

    words: tuple[str, ...]
    begins: str = FILLED
    serves: bool = False


COMMANDS = {
    "import": Command(("import", "list.csv")),
    "issue": Command(()),
    "backup": Command(("backup", "kept.zip")),
    "export": Command(("export", "--format", "xlsx", "-o", "people.xlsx")),
    "reindex": Command(("reindex",)),
    "seed": Command(("seed",)),
    "upgrade": Command(("upgrade",), AN_OLDER),
    "restore": Command(("restore", "../whole.zip"), NOTHING),
    "serve": Command(("serve", "--processes", "1"), NOTHING, serves=True),
    "demo": Command(
        ("demo", "--keep", "instance", "--people", "60", "--processes", "1"), NOTHING, serves=True
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Homes:
    """Where homes are made, each from the same beginnings: on SQLite, or on a PostgreSQL."""

    folder: Path
    cluster: Cluster | None

    def prepare(self) -> None:
        """Make the databases that commands begin with, and the backup that is restored."""
        for name in (FILLED, AN_OLDER):
            engine = make_engine(self._template(name))
            bring_in_crowd(self._template(name), PEOPLE)
            if name == FILLED:
                write_backup(self.folder / "whole.zip", engine, None, now=datetime.now(UTC))
            else:
                migrations.downgrade(engine, OLDER)
                with engine.begin() as connection:
                    # What an older version derived, it derived from other words.
                    older = text("UPDATE facet_members SET value = 'older' WHERE facet = 'derived'")
                    connection.execute(older)
            engine.dispose()
        rows = [*people_rows(PEOPLE + ROWS)][PEOPLE:]
        (self.folder / "list.csv").write_text(as_csv(HEADER, rows), "utf-8")

    def _template(self, name: str) -> str:
        if self.cluster is None:
            return f"sqlite:///{self.folder / name}.sqlite3"
        with suppress(Exception):
            self.cluster._order("CREATE DATABASE {} TEMPLATE template0", name)
        return self.cluster.url(name)

    @contextmanager
    def home(self, begins: str, *, own: bool) -> Iterator[tuple[Path, str]]:
        """A folder to work in, whose `instance` is the home, and the address of its database.

        With `own` the database is the home's own file, on whichever system the others are.
        """
        place = self.folder / "place"
        (place / "instance").mkdir(parents=True)
        shutil.copy(self.folder / "list.csv", place)
        try:
            if self.cluster is None or own:
                file = place / "instance" / "habeas.sqlite3"
                if begins:
                    shutil.copy(self.folder / f"{begins}.sqlite3", file)
                yield place, f"sqlite:///{file}"
            else:
                with self.cluster.database(begins or "template0") as name:
                    yield place, self.cluster.url(name)
        finally:
            shutil.rmtree(place)


def kill_commands(homes: Homes, name: str, number: int, drawn: random.Random) -> list[str]:
    """Kill a command so many times, print how it went, and return what was wrong."""
    command, faults, killed = COMMANDS[name], list[str](), 0
    own = name == "demo"
    # The first time more is loaded than any time after.
    for _ in range(2):
        with homes.home(command.begins, own=own) as (place, url):
            begun = time.monotonic()
            ended = _ended(place, url, name)
            took, expected = time.monotonic() - begun, _left(url)
            if not ended or expected is None:
                raise SystemExit(f"{name} does not even end undisturbed: {_log(place)}")
    turns = 0
    while killed < number and (turns := turns + 1) <= 4 * number:
        with homes.home(command.begins, own=own) as (place, url):
            process = _started(place, url, name)
            process.join(drawn.uniform(0.0, took))
            killed += process.exitcode is None
            process.kill()
            process.join()
            found = _faults(url, "after the kill")
            if command.words[:1] == ("backup",) and (place / "kept.zip").exists():
                with opened_backup(place / "kept.zip"):
                    pass
            if not _ended(place, url, name) and not _is_done(place):
                found.append(f"it does not end well again: {_log(place)[-300:]}")
            found += _faults(url, "in the end")
            left = _left(url)
            if left != expected:
                found.append(f"{left} and not {expected} people, claims, sources and issues")
            found += [f"{path} is left" for path in place.rglob(".habeas-*")]
            faults += [f"{name}: {fault}" for fault in found]
    sys.stdout.write(f"    {name}: {killed} killed within {took:.1f} s, {len(faults)} faults\n")
    sys.stdout.writelines(f"        {fault}\n" for fault in faults)
    sys.stdout.flush()
    return faults


def _ended(place: Path, url: str, name: str) -> bool:
    """Do a command to its end, or until its server answers; tell whether it ended well."""
    process = _started(place, url, name, port := free_port())
    try:
        if not COMMANDS[name].serves:
            process.join(PATIENCE)
            return process.exitcode == 0
        server = Server(f"http://127.0.0.1:{port}", place, place / "log", process.pid or 0)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and process.exitcode is None:
            with suppress(OSError):
                server.get("/people")
                return True
            time.sleep(0.05)
        return False
    finally:
        process.kill()
        process.join()


def _started(place: Path, url: str, name: str, port: int = 0) -> ForkServerProcess:
    words = [*COMMANDS[name].words, *(["--port", str(port)] if COMMANDS[name].serves else [])]
    work = partial(_habeas, words) if words else partial(_freeze, url)
    process = _forked.Process(target=_work, args=(place, url, work))
    process.start()
    return process


def _work(place: Path, url: str, work: partial[None]) -> None:
    os.chdir(place)
    os.environ |= {"HABEAS_HOME": str(place / "instance"), "HABEAS_DATABASE_URL": url} | AS_ROOT
    log = os.open("log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, 1)
    os.dup2(log, 2)
    work()


def _habeas(words: list[str]) -> None:
    habeas(words, prog_name="habeas")


def _freeze(url: str) -> None:
    """Freeze the list as an issue, unless it is frozen already."""
    engine = make_engine(url)
    with Session(writing(engine)) as session:
        if session.scalar(select(func.count()).select_from(ListIssue)):
            return
        clara = session.scalars(select(Account).where(Account.active)).first()
        assert clara is not None
        with editing(session, by=clara, reason="Frozen", at=datetime.now(UTC)):
            freeze(
                session, title="An issue", note=None, people_filter=PeopleFilter(), by=clara,
                at=datetime.now(UTC), public_url="",
            )  # fmt: skip
        session.commit()


def _log(place: Path) -> str:
    return (place / "log").read_text("utf-8")


def _is_done(place: Path) -> bool:
    """Tell whether a command that is done again says that it was done: what is left says whether it was."""
    return _log(place).rstrip().endswith(_DONE)


def _faults(url: str, when: str) -> list[str]:
    """Return what `check` finds; nothing where there is no database, or only half an upgrade."""
    with _engine(url) as engine:
        if engine is None or not migrations.is_current(engine):
            return []
        with Session(engine) as session:
            if refresh.missing(session):
                return []
            return [f"{when}: {fault}" for fault in check(session)]


def _left(url: str) -> list[int] | None:
    """Return how many people, claims, sources and issues there are; None where there is no database."""
    with _engine(url) as engine:
        if engine is None or not inspect(engine).has_table("person"):
            return None
        with Session(engine) as session:
            return [session.scalar(select(func.count()).select_from(model)) or 0 for model in _COUNTED]


@contextmanager
def _engine(url: str) -> Iterator[Engine | None]:
    """The database at an address; None where SQLite would first make its file."""
    file = url.removeprefix("sqlite:///")
    if file != url and not Path(file).exists():
        yield None
        return
    engine = make_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()
