"""Two hundred kills while a curator saves, and what is left of it: `tests.benchmarks.kills [NUMBER]`."""

# The server is killed (SIGKILL) at a drawn moment, in the middle of a save or not, and started again. What it
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

from tests.benchmarks.importing import bring_in_list
from tests.benchmarks.many_at_once import saves
from tests.support import postgres
from tests.support.server import serving_at_once
from webapp.domain.checks import check
from webapp.models import Revision, make_engine

NUMBER, PEOPLE = 200, 40
# After so many kills, the whole database is looked at.
LOOKED_AT = 20
# Seconds from the first save to the kill, at most.
LATEST = 1.5
REASON = "Measured"


def main() -> None:
    """Print how many saves were acknowledged, how many of them were lost, and what `check` says."""
    number = next((int(word) for word in sys.argv[1:] if word.isdigit()), NUMBER)
    drawn, acknowledged, lost, faults = random.Random(1), 0, 0, 0
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="habeas-benchmark-")))
        (folder / "instance").mkdir()
        url = f"sqlite:///{folder / 'instance' / 'habeas.sqlite3'}"
        if "postgresql" in sys.argv:
            cluster = stack.enter_context(postgres.cluster())
            url = cluster.url(stack.enter_context(cluster.database()))
        os.environ |= {"HABEAS_DATABASE_URL": url, "HABEAS_PROCESSES": "1"}
        bring_in_list(url, PEOPLE)
        engine, begun = make_engine(url), time.monotonic()
        for turn in range(1, number + 1):
            before = _saved(engine)
            done = _killed(folder, url, drawn.uniform(0.0, LATEST), start=turn + before)
            acknowledged += done
            lost += max(0, before + done - _saved(engine))
            if turn % LOOKED_AT == 0 or turn == number:
                faults += _faults(engine)
        sys.stdout.write(
            f"{number} kills in {time.monotonic() - begun:.0f} s: {acknowledged} saves acknowledged,"
            f" {lost} lost, {_saved(engine)} stored; {faults} faults\n"
        )


def _killed(folder: Path, url: str, after: float, *, start: int) -> int:
    """Save until the server is killed, and return how many saves it acknowledged."""
    with serving_at_once(folder) as server:
        saved, done = saves(server, url, start), 1
        # The first pages of a process take longer than all others.
        next(saved)
        timer = threading.Timer(after, os.kill, (server.pid, signal.SIGKILL))
        timer.start()
        try:
            while True:
                next(saved)
                done += 1
        except (OSError, HTTPException):
            timer.join()
    return done


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
