"""Strangers at costly pages while others work: `tests.benchmarks.strangers [NUMBER] [SECONDS]`."""

# 20,000 people by default, brought in through the domain. Two strangers at each of eight sorts of costly
# pages ask without a pause, each time for something that was not asked before; four readers open ordinary
# pages and a curator saves. Of so many people strangers get no earlier state: two who are signed in ask it.
# Each stranger asks from an address of the loopback network that is theirs alone, the readers from one that
# they share, as behind a newsroom's. A reader's page is to stay below one second, a save below two. That
# strangers are told to come back later (503) is what protects the others; any other answer of 500 or more is
# a fault. The word `postgresql` has it run there.

import multiprocessing
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException
from queue import Empty
from typing import Any
from urllib.parse import urlsplit

from tests.benchmarks.many_at_once import curator_cookie, saves
from tests.benchmarks.multitude import served
from tests.support.server import Server

SIGNED_IN = "the list as known then"
COSTLY = {
    SIGNED_IN: "/people?known_on={instant}",
    "data package": "/export/package.zip?born={year}",
    "entities": "/people.ftm.json?born={year}",
    "workbook": "/people.xlsx?born={year}",
    "print of everybody": "/people/print?born={year}",
    "statistics": "/statistics?as_of={day}",
    "lengths of detention": "/statistics/durations?as_of={day}",
    "search of the texts": "/sources/search?q={word}",
}
ORDINARY = ("/", "/people", "/people/P-0001", "/people?held=yes", "/sources/S-0001", "/counting")
STRANGERS, READERS = 2, 4
NEWSROOM = "127.0.0.2"
READ_WITHIN, SAVED_WITHIN = 1.0, 2.0


def main() -> None:
    """Print how long readers and the curator waited, alone and among strangers, and what those were told."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    number, seconds = (numbers + [20_000, 60][len(numbers) :])[:2]
    with served(number, on_postgresql="postgresql" in sys.argv) as (url, server):
        for name, crowd in {"alone": {}, "among strangers": COSTLY}.items():
            waits, saved, answers = _measure(server, url, crowd, seconds)
            pages = [waited for *_, waited in waits]
            sys.stdout.write(f"{name}: pages {_figures(pages)}; saves {_figures(saved)}\n")
        for sort in COSTLY:
            told = {code: count for (of, code), count in sorted(answers.items()) if of == sort}
            sys.stdout.write(f"    {sort}: {told}\n")
        late = Counter((path, code) for path, code, waited in waits if waited > READ_WITHIN)
        sys.stdout.write(f"    too slow: {dict(late.most_common())}\n")
        faults = sum(count for (_, code), count in answers.items() if code >= 500 and code != 503)
        slow = sum(taken > READ_WITHIN for taken in pages), sum(taken > SAVED_WITHIN for taken in saved)
        sys.stdout.write(f"{faults} faults, {slow[0]} pages and {slow[1]} saves too slow\n")


def _measure(
    server: Server, url: str, crowd: dict[str, str], seconds: int
) -> tuple[list[tuple[str, int, float]], list[float], Counter[tuple[str, int]]]:
    saved = saves(server, url)
    next(saved)
    answers: Counter[tuple[str, int]] = Counter()
    waits: list[tuple[str, int, float]] = []
    with _clients(server, crowd, seconds, curator_cookie(server, url)) as results:
        end, taken = time.monotonic() + seconds, []
        while time.monotonic() < end:
            taken.append(next(saved))
            time.sleep(0.5)
        for sort, path, code, waited in _drained(results):
            answers[sort, code] += 1
            if not sort:
                waits.append((path, code, waited))
    return waits, taken, answers


@contextmanager
def _clients(server: Server, crowd: dict[str, str], seconds: int, cookie: str) -> Iterator[Any]:
    results: Any = multiprocessing.Queue()
    sorts = [("", "")] * READERS + [*crowd.items()] * STRANGERS
    clients = [
        multiprocessing.Process(
            target=_ask,
            args=(server.url, sort, address, place, seconds, results, cookie if sort == SIGNED_IN else ""),
        )
        for place, (sort, address) in enumerate(sorts)
    ]
    for client in clients:
        client.start()
    yield results
    for client in clients:
        client.join(timeout=30)
        client.kill()


def _ask(
    url: str, sort: str, address: str, place: int, seconds: int, results: Any, cookie: str
) -> None:
    drawn, end = random.Random(place), time.monotonic() + seconds
    while time.monotonic() < end:
        path = _drawn(address, drawn) if sort else drawn.choice(ORDINARY)
        begun = time.monotonic()
        home = f"127.0.1.{place}" if sort else NEWSROOM
        connection = HTTPConnection(urlsplit(url).netloc, timeout=120, source_address=(home, 0))
        try:
            connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
            with connection.getresponse() as answer:
                answer.read()
                code = answer.status
        except (OSError, HTTPException):
            code = 599
        finally:
            connection.close()
        results.put((sort, path, code, time.monotonic() - begun))
        # A reader reads; a stranger who means harm does not wait, but for the machine's own sockets.
        time.sleep(0.01 if sort else 0.2)


def _drawn(address: str, drawn: random.Random) -> str:
    day = datetime.now(UTC) - timedelta(days=drawn.randrange(2_000))
    instant = datetime.now(UTC) - timedelta(seconds=drawn.randrange(60))
    return address.format(
        day=f"{day:%Y-%m-%d}", year=drawn.randrange(1950, 2000), instant=f"{instant:%Y-%m-%dT%H:%M:%SZ}",
        word=drawn.choice(["arrested", "Baku", "imprisoned", "article", f"word{drawn.randrange(10**6)}"]),
    )  # fmt: skip


def _drained(results: Any) -> Iterator[tuple[str, int, float]]:
    while True:
        try:
            yield results.get(timeout=3)
        except Empty:
            return


def _figures(seconds: list[float]) -> str:
    if len(seconds) < 2:
        return "none"
    slow = statistics.quantiles(seconds, n=20)[-1]
    return (
        f"{len(seconds)}, {statistics.median(seconds) * 1000:.0f} ms"
        f" (95 %: {slow * 1000:.0f}, longest {max(seconds) * 1000:.0f})"
    )


if __name__ == "__main__":
    main()
