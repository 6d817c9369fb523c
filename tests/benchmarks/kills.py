"""Two hundred kills, of a server that saves and of commands: `tests.benchmarks.kills [NUMBER] [NAME …]`."""

# Of `saves` and of each command of `killed_commands` an equal part, or of those that are named. The server
# is killed (SIGKILL) at a drawn moment, in the middle of a save or not, and started again. What it
# acknowledged must stand in the database, what it did not may, and `check` finds nothing. The word
# `postgresql` has it run there.

import os
import random
import signal
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from http.client import HTTPException
from pathlib import Path

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from tests.benchmarks.killed_commands import COMMANDS, Homes, kill_commands
from tests.benchmarks.many_at_once import saves
from tests.benchmarks.multitude import bring_in_crowd
from tests.support import postgres
from tests.support.server import Server, serving_at_once
from webapp.domain.checks import check
from webapp.models import Revision, make_engine

NUMBER, PEOPLE = 200, 40
SAVES = "saves"
# After so many kills, the whole database is looked at.
LOOKED_AT = 20
# Seconds from the first save to the kill, at most.
LATEST = 1.5
REASON = "Measured"


def main() -> None:
    """Print for each kind how many kills it took and what was wrong then."""
    number = next((int(word) for word in sys.argv[1:] if word.isdigit()), NUMBER)
    names = [name for name in (SAVES, *COMMANDS) if name in sys.argv[1:]] or [SAVES, *COMMANDS]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="habeas-benchmark-")))
        cluster = stack.enter_context(postgres.cluster()) if "postgresql" in sys.argv else None
        begun, each, drawn, faults = time.monotonic(), -(-number // len(names)), random.Random(1), 0
        if SAVES in names:
            faults += _kill_saves(folder, cluster, each)
        homes = Homes(folder, cluster)
        homes.prepare()
        for name in (name for name in names if name != SAVES):
            faults += len(kill_commands(homes, name, each, drawn))
        sys.stdout.write(
            f"{each * len(names)} kills in {time.monotonic() - begun:.0f} s: {faults} faults\n"
        )


def _kill_saves(folder: Path, cluster: postgres.Cluster | None, number: int) -> int:
    """Print how many saves were acknowledged, how many of them were lost, and return that with the faults."""
    drawn, acknowledged, lost, faults = random.Random(1), 0, 0, 0
    with ExitStack() as stack:
        (folder / "instance").mkdir()
        url = f"sqlite:///{folder / 'instance' / 'habeas.sqlite3'}"
        if cluster is not None:
            url = cluster.url(stack.enter_context(cluster.database()))
        os.environ |= {"HABEAS_DATABASE_URL": url, "HABEAS_PROCESSES": "1"}
        bring_in_crowd(url, PEOPLE)
        engine = make_engine(url)
        for turn in range(1, number + 1):
            before = _saved(engine)
            done = _killed(folder, url, drawn.uniform(0.0, LATEST))
            acknowledged += done
            lost += max(0, before + done - _saved(engine))
            if turn % LOOKED_AT == 0 or turn == number:
                faults += _faults(engine)
        sys.stdout.write(
            f"    {SAVES}: {number} killed; {acknowledged} saves acknowledged, {lost} lost,"
            f" {_saved(engine)} stored; {faults} faults\n"
        )
        engine.dispose()
    return lost + faults


def _killed(folder: Path, url: str, after: float) -> int:
    """Save until the server is killed, and return how many saves it acknowledged."""
    with serving_at_once(folder) as server:
        saved, done = saves(server, url), 1
        # The first pages of a process take longer than all others.
        next(saved)
        timer = threading.Timer(after, _kill, (server,))
        timer.start()
        try:
            while True:
                next(saved)
                done += 1
        except (OSError, HTTPException):
            timer.join()
    return done


def _kill(server: Server) -> None:
    for pid in reversed(server.processes):
        os.kill(pid, signal.SIGKILL)


def _saved(engine: Engine) -> int:
    query = select(func.count(Revision.edit_id.distinct())).where(Revision.reason == REASON)
    with Session(engine) as session:
        return session.scalar(query) or 0


def _faults(engine: Engine) -> int:
    with Session(engine) as session:
        faults = list(check(session))
    sys.stdout.writelines(f"    {fault}\n" for fault in faults)
    return len(faults)


if __name__ == "__main__":
    main()
