"""A multitude of invented people brought in through the domain, and a real server on their home."""

import os
import resource
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time

from sqlalchemy.orm import Session

from migrations import upgrade
from tests import make
from tests.benchmarks.importing import FILE, analyze, as_csv, bring_in
from tests.benchmarks.invented_rows import CROWD_HEADER, ORGANIZATIONS, crowd_rows
from tests.support import postgres
from tests.support.server import Server, serving
from webapp.models import make_engine, writing
from webapp.vocab.accounts import Role
from webapp.vocab.organizations import OrganizationKind

HABEAS = Path(sys.executable).with_name("habeas")
# The source that the first list becomes.
LIST = "S-0001"


def bring_in_crowd(url: str, number: int) -> None:
    """Fill a new database with people of lists, through the domain, claim by claim with their passages."""
    # Whoever saves meanwhile waits as long as it takes.
    engine = make_engine(url, patience=3_600)
    upgrade(engine)
    with Session(writing(engine)) as session:
        # Alone in the home, she publishes what she brings in: the pages that are measured are everybody's.
        by_id = make.account(session, "Clara", Role.ADMIN).id
        for name in ORGANIZATIONS:
            make.organization(session, name, OrganizationKind.UNION)
        session.commit()
    rows = crowd_rows(number)
    with tempfile.TemporaryDirectory(prefix="habeas-benchmark-") as home:
        for place in range(0, number, FILE):
            begun, worked = perf_counter(), process_time()
            content = as_csv(CROWD_HEADER, part := list(islice(rows, FILE)))
            bring_in(engine, Path(home), content, place, by_id)
            took, worked = perf_counter() - begun, process_time() - worked
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            sys.stdout.write(
                f"{place + len(part):,} people: {took:.0f} s, {worked / len(part) * 1000:.2f} ms of processor"
                f" time a row, {most:.0f} MB at most\n"
            )
            sys.stdout.flush()
    analyze(engine)
    engine.dispose()


@contextmanager
def served(
    number: int,
    *,
    on_postgresql: bool,
    fill_database: Callable[[str, int], None] = bring_in_crowd,
    kept: Path | None = None,
) -> Iterator[tuple[str, Server]]:
    """A database with `number` people, and a real server on it: the URL of the database, and the server.

    With a folder in which it is `kept` it is filled only where it is not there yet, and left there.
    """
    with ExitStack() as stack:
        folder = kept or Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="habeas-benchmark-"))
        )
        home = folder / "instance"
        home.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{home / 'habeas.sqlite'}"
        if on_postgresql:
            cluster = stack.enter_context(postgres.cluster())
            url = cluster.url(stack.enter_context(cluster.database()))
        if on_postgresql or not (home / "habeas.sqlite").exists():
            fill_database(url, number)
        os.environ["HABEAS_DATABASE_URL"] = url
        yield url, stack.enter_context(serving(HABEAS, "--no-seed", "--processes", "1", folder=folder))
