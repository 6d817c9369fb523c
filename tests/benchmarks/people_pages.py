"""Pages and CSV for ever more people: `tests.benchmarks.people_pages [NUMBER …] [postgresql]`."""

# Without numbers: 10,000, 100,000 and 1,000,000. Each page is asked of a real server, over HTTP, one at a
# time; what counts is the ratio between the largest number and the smallest, taken in one run.

import statistics
import sys
from time import perf_counter
from urllib.parse import quote
from urllib.request import urlopen

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.benchmarks.multitude import served
from tests.support.server import Server
from webapp.domain.lists.name_search import likely
from webapp.domain.visibility import PUBLIC
from webapp.models import PersonSummary, make_engine

NUMBERS = (10_000, 100_000, 1_000_000)
RUNS = 15


def main() -> None:
    """Print the median of each page for each number of people, and how many times as long the last takes."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()] or list(NUMBERS)
    taken = [_measure(number, on_postgresql="postgresql" in sys.argv) for number in numbers]
    for page in taken[0]:
        figures = "  ".join(f"{times[page] * 1000:9.1f} ms" for times in taken)
        _say(f"{page:28} {figures}  x{taken[-1][page] / taken[0][page]:.1f}")


def _measure(number: int, *, on_postgresql: bool) -> dict[str, float]:
    with served(number, on_postgresql=on_postgresql) as (url, server):
        return _ask(server, url, number)


def addresses(url: str, number: int) -> dict[str, list[str]]:
    """Return the pages to ask for of so many people, by what they are."""
    engine = make_engine(url)
    with Session(engine) as session:
        names = session.scalars(select(PersonSummary.name).limit(RUNS)).all()
        session.execute(select(1))
        likely(session, names[0], to=PUBLIC)
    engine.dispose()
    return {
        "first page": ["/"],
        "list with all facets": ["/people"],
        "list with three filters": [
            f"/people?held=yes&occupation=journalist&organization=O-{place:04d}"
            for place in (1, 3, 9, 27, 81)
        ],
        "list of the held": ["/people?held=yes"],
        "a page further on": ["/people?after=m"],
        "search": [f"/people?q={quote(name)}" for name in names],
        "search with a slip": [f"/people?q={quote(name[:3] + name[4:])}" for name in names],
        "search of one word": [f"/people?q={quote(name.split()[1])}" for name in names],
        "list as of a day": ["/people?as_of=2024-05-05&held=yes"],
        "person": [f"/people/P-{place:04d}" for place in range(number, number // 2, -max(1, number // 50))],
        "statistics": ["/statistics"],
        # Addresses of their own: what was answered before is kept.
        "50 people as JSON": [f"/api/v1/people?size=50&turn={turn}" for turn in range(26)],
        "50 of the held as JSON": [f"/api/v1/people?held=yes&size=50&turn={turn}" for turn in range(26)],
        "feed": ["/statuses.atom"],
    }


def _ask(server: Server, url: str, number: int) -> dict[str, float]:
    taken = {}
    for page, paths in addresses(url, number).items():
        server.get(paths[0])
        taken[page] = statistics.median(_timed(server, paths[run % len(paths)]) for run in range(RUNS))
    begun = perf_counter()
    with urlopen(f"{server.url}/people.csv") as answer:
        answer.read(1)
        taken["CSV, first byte"] = perf_counter() - begun
        while answer.read(1 << 20):
            pass
    taken["CSV, all of it"] = perf_counter() - begun
    return taken


def _timed(server: Server, path: str) -> float:
    begun = perf_counter()
    server.get(path)
    return perf_counter() - begun


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
