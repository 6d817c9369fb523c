"""Sixteen readers and one curator: `tests.benchmarks.many_at_once [NUMBER] [SECONDS] [postgresql]`."""

# For 10,000 people by default, brought in through the domain, and for one serving process and as many as the
# machine has cores, in one run: how many pages of the list a second, and how long a status takes to save by
# its form, alone and meanwhile. The readers need a core too: on a machine with few the gain is less.

import multiprocessing
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, timedelta
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.benchmarks.multitude import HABEAS, bring_in_crowd
from tests.support import postgres
from tests.support.html import parsed
from tests.support.server import Server, serving
from webapp.cli.serving_processes import usual_processes
from webapp.domain.accounts import accounts
from webapp.models import Account, PersonSummary, Source, make_engine, writing
from webapp.settings import COOKIE, read_settings
from webapp.web.db import signed_token

READERS, SAVES = 16, 20
# The days of which statuses are saved, and how many a second has for itself.
_EARLIEST, _DAYS, _IN_A_SECOND = date(1900, 1, 1), 40_000, 8
_PROBLEM = re.compile(r'class="[^"]*(?:error|problem)[^"]*"[^>]*>(.{0,300})', re.DOTALL)


def main() -> None:
    """Print pages a second and the time of a save, for one process and for several."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="habeas-benchmark-")))
        (folder / "instance").mkdir()
        url = f"sqlite:///{folder / 'instance' / 'habeas.sqlite3'}"
        if "postgresql" in sys.argv:
            cluster = stack.enter_context(postgres.cluster())
            url = cluster.url(stack.enter_context(cluster.database()))
        bring_in_crowd(url, (numbers or [10_000])[0])
        os.environ["HABEAS_DATABASE_URL"] = url
        pages = []
        for processes in sorted({1, usual_processes()}):
            with serving(HABEAS, "--no-seed", "--processes", str(processes), folder=folder) as server:
                seconds = (*numbers, 0, 15)[1] or 15
                a_second, alone, meanwhile = measure(server, url, seconds)
            pages.append(a_second)
            sys.stdout.write(
                f"{processes} process(es): {a_second:.1f} pages a second; a status saved in {_figures(alone)}"
                f" alone, {_figures(meanwhile)} meanwhile\n"
            )
        sys.stdout.write(f"x{pages[-1] / pages[0]:.2f} pages a second\n")


def measure(server: Server, url: str, seconds: int) -> tuple[float, list[float], list[float]]:
    """Return how many pages a second the readers get, and the seconds of saves before and meanwhile."""
    saved = saves(server, url)
    alone = [next(saved) for _ in range(SAVES)]
    with _readers(server, seconds) as results:
        end, meanwhile = time.monotonic() + seconds - 1, []
        while time.monotonic() < end:
            meanwhile.append(next(saved))
            time.sleep(0.2)
        pages = sum(results.get() for _ in range(READERS)) / seconds
    return pages, alone, meanwhile


def _figures(seconds: list[float]) -> str:
    slow = statistics.quantiles(seconds, n=20)[-1]
    return f"{statistics.median(seconds) * 1000:.0f} ms (95 %: {slow * 1000:.0f})"


@contextmanager
def _readers(server: Server, seconds: int) -> Iterator["multiprocessing.Queue[int]"]:
    results: multiprocessing.Queue[int] = multiprocessing.Queue()
    readers = [
        multiprocessing.Process(target=_read, args=(server.url, seconds, results)) for _ in range(READERS)
    ]
    for reader in readers:
        reader.start()
    yield results
    for reader in readers:
        reader.join()


def _read(url: str, seconds: int, results: "multiprocessing.Queue[int]") -> None:
    connection, end, pages = HTTPConnection(urlsplit(url).netloc), time.monotonic() + seconds, 0
    while time.monotonic() < end:
        connection.request("GET", "/people")
        with connection.getresponse() as answer:
            pages += answer.status == 200
            answer.read()
    results.put(pages)


def curator_cookie(server: Server, url: str) -> str:
    """Sign the first account in, and return its cookie."""
    engine = make_engine(url)
    with Session(writing(engine)) as session:
        account = session.scalars(select(Account).where(Account.active)).first()
        assert account is not None
        token = accounts.start_session(session, account, now=datetime.now(UTC))
        session.commit()
    engine.dispose()
    return f"{COOKIE}={signed_token(token, read_settings({'HABEAS_HOME': str(server.home)}))}"


def saves(server: Server, url: str) -> Iterator[float]:
    """Save a status of one person after the other, and yield how long the server took for each.

    Begun again, also on a home that was kept, it saves statuses of other days: what stands there already is
    not saved again.
    """
    cookie = curator_cookie(server, url)
    engine = make_engine(url)
    with Session(engine) as session:
        # Each once, though several audiences have a row of their own.
        query = select(PersonSummary.reference, PersonSummary.name).distinct()
        people = session.execute(query.order_by(PersonSummary.reference).limit(2_000)).all()
        # The list of which they are.
        source = session.scalar(select(Source.reference).order_by(Source.reference).limit(1))
    engine.dispose()
    connection = HTTPConnection(urlsplit(server.url).netloc)
    first = int(time.time()) * _IN_A_SECOND % _DAYS
    for place in count():
        reference, name = people[place % len(people)]
        # With the end of its cell: a name may begin a longer one.
        quote = f"{name},"
        path = f"/people/{reference}/statuses/new"
        connection.request("GET", path, headers={"Cookie": cookie})
        with connection.getresponse() as answer:
            page = answer.read().decode()
            given = [line.partition(";")[0] for line in answer.headers.get_all("Set-Cookie") or ()]
            cookies = "; ".join([cookie, *given])
        inputs = [field for field in parsed(page).iter("input") if field.get("type") == "hidden"]
        typed = {field.get("name"): field.get("value") for field in inputs} | {
            "source": source, "quote": quote, "status": "released_early", "state": "in_review",
            "reason": "Measured", "since": str(_EARLIEST + timedelta(days=first + place // len(people))),
        }  # fmt: skip
        begun = time.perf_counter()
        connection.request(
            "POST", path, urlencode(typed),
            {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"},
        )  # fmt: skip
        with connection.getresponse() as answer:
            page = answer.read().decode()
            taken = time.perf_counter() - begun
            if answer.status != 303:
                raise SystemExit(f"not saved: {answer.status} {_PROBLEM.findall(page)}")
        yield taken


if __name__ == "__main__":
    main()
