"""The list as CSV, against the database's own program: `python -m tests.benchmarks.exporting [NUMBER]`."""

# By default 100,000 people, on SQLite and on PostgreSQL. What counts is the ratio of two times taken side by
# side: the file over HTTP from a real server, and the same query by `sqlite3 -csv` or psql's \copy into a
# file. Memory is the server's highest, less what it took before it was asked.

import shutil
import statistics
import subprocess
import sys
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.request import urlopen

from sqlalchemy import Dialect, Select, make_url
from sqlalchemy.dialects import postgresql, sqlite

from tests.benchmarks.multitude import served
from tests.support.server import Server
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.publishing.people_columns import COLUMN_NAMES
from webapp.domain.publishing.people_csv import people_query
from webapp.domain.visibility import PUBLIC
from webapp.models import LibertySpan, PersonSummary

RUNS = 5
FILTERS = (PeopleFilter(), PeopleFilter(held=("yes",)), PeopleFilter(as_of=date(2024, 5, 5)))


def main() -> None:
    """Print for each engine and filter how many times as long the file takes, and what memory."""
    number = next((int(word) for word in sys.argv[1:] if word.isdigit()), 100_000)
    for on_postgresql in (False, True):
        _measure(number, on_postgresql=on_postgresql)


def _measure(number: int, *, on_postgresql: bool) -> None:
    with served(number, on_postgresql=on_postgresql) as (url, server):
        server.get("/people.csv?q=nobody")
        idle = idle_memory(server)
        for filter in FILTERS:
            took, took_theirs, first = csv_and_program(server, url, filter)
            _say(
                f"{'PostgreSQL' if on_postgresql else 'SQLite':10} {number:,}, {filter.query() or 'all':16}"
                f" in {took:6.2f} s, first byte {first * 1000:5.0f} ms; its own program {took_theirs:6.2f} s:"
                f" x{took / took_theirs:.2f}"
            )
        most = server.memory("VmHWM")
        _say(f"           memory {idle / 1e6:.0f} MB idle, {most / 1e6:.0f} MB at most")


def csv_and_program(server: Server, url: str, filter: PeopleFilter) -> tuple[float, float, float]:
    """Return the median seconds of the file, of the engine's own program, and until the file's first byte."""
    on_sqlite = make_url(url).get_backend_name() == "sqlite"
    dialect: Dialect = sqlite.dialect() if on_sqlite else postgresql.dialect()
    query = _stored(filter).compile(dialect=dialect, compile_kwargs={"literal_binds": True})
    ours, theirs, first = [], [], []
    for _ in range(RUNS):
        begun = perf_counter()
        first.append(_file(server, filter))
        ours.append(perf_counter() - begun)
        theirs.append(_by_program(url, str(query), server.home / "theirs.csv"))
    return statistics.median(ours), statistics.median(theirs), statistics.median(first)


def _stored(filter: PeopleFilter) -> Select[Any]:
    """The same rows in the same order, with nothing computed and nothing escaped."""
    table = LibertySpan if filter.as_of else PersonSummary
    columns = [
        getattr(table if hasattr(table, name) else PersonSummary, name)
        for name in (*COLUMN_NAMES, "citation_id")
        if hasattr(PersonSummary, name)
    ]
    return people_query(columns, filter, to=PUBLIC)


def _file(server: Server, filter: PeopleFilter) -> float:
    """Read the list, and return the seconds until its first byte."""
    begun = perf_counter()
    with urlopen(f"{server.url}/people.csv?{filter.query()}") as answer:
        answer.read(1)
        first = perf_counter() - begun
        while answer.read(1 << 16):
            pass
    return first


def _by_program(url: str, query: str, file: Path) -> float:
    parts = make_url(url)
    begun = perf_counter()
    if parts.get_backend_name() == "sqlite":
        program = shutil.which("sqlite3")
        assert program, "Debian's package sqlite3 has the program to compare with."
        command = [program, "-header", "-csv", str(parts.database), query]
    else:
        lines = " ".join(query.split())
        command = [
            "psql", "-h", "127.0.0.1", "-p", str(parts.port), "-U", "postgres", "-d", str(parts.database),
            "-c", f"\\copy ({lines}) to stdout with (format csv, header)",
        ]  # fmt: skip
    with file.open("wb") as out:
        subprocess.run(command, stdout=out, check=True)
    return perf_counter() - begun


def idle_memory(server: Server) -> int:
    """Return the bytes of memory that a server uses now; `VmHWM` tells the most from here on."""
    # What starting took at its highest is not what an export takes.
    for pid in server.processes:
        Path(f"/proc/{pid}/clear_refs").write_text("5", "utf-8")
    return server.memory("VmRSS")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
