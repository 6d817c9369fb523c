"""Figures of one home: `tests.benchmarks.figures FILE [NUMBER] [postgresql] [against=FILE] [in=FOLDER]`."""

# By default 10,000 people on SQLite, brought in through the domain with claims, citations and history. Each
# page is asked of a real server, one at a time; its ratio is that to a Flask page of as many bytes which does
# nothing, asked in the same run. FILE holds the figures as JSON; two of them can be compared. With a FOLDER a
# home on SQLite is filled there only once, and kept: a million people take hours, and 50 GB.

import io
import json
import multiprocessing
import os
import statistics
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask
from sqlalchemy import text
from waitress import serve

from tests.benchmarks.exporting import csv_and_program, idle_memory
from tests.benchmarks.many_at_once import curator_cookie, measure, saves
from tests.benchmarks.multitude import HABEAS, LIST, served
from tests.benchmarks.people_pages import addresses
from tests.support.ports import free_port
from tests.support.server import Server, serving
from webapp.cli.serving_processes import usual_processes
from webapp.domain.lists.filter import PeopleFilter
from webapp.models import make_engine

# Milliseconds on a quiet machine of two cores, or a ratio.
GOALS = {
    "first page": 8, "person": 8, "list with all facets": 20, "list of the held": 20,
    "list with three filters": 25, "search": 15, "search of one word": 15, "statistics": 60,
    "source of a list": 60, "what is due": 20, "50 people as JSON": 60, "a status saved": 40,
    "a status saved beside 16 readers": 100, "CSV beside the engine's own program": 2,
    "workbook, processor time beside a CSV": 3, "data package, processor time beside a CSV": 3,
    "entities, processor time beside a CSV": 3, "MB over idle": 60,
}  # fmt: skip
RUNS, SAVES, SECONDS = 50, 20, 15
# What a server has not answered since its start it compiles and prepares first: how often a page is asked for
# before it is timed. The first time is said by itself.
_BEFORE = 10
# The kernel counts processor time in hundredths of a second, and a short CSV takes two: files are asked for
# until they took so long, or so many times.
_LEAST_WORK, _FILES_IN_A_ROW = 2.0, 10
FILES = {"workbook": "/people.xlsx", "data package": "/export/package.zip", "entities": "/people.ftm.json"}
Figure = dict[str, float]


def main() -> None:
    """Measure, print and write every figure, each beside its goal and beside that of an earlier file."""
    words = dict(enumerate(sys.argv[1:]))
    file = Path(words.pop(0))
    number = next((int(word) for word in words.values() if word.isdigit()), 10_000)
    given = dict(word.split("=", 1) for word in words.values() if "=" in word)
    earlier, kept = given.get("against"), Path(given["in"]) if "in" in given else None
    on_postgresql = "postgresql" in words.values()
    figures: dict[str, Figure] = {}
    before = json.loads(Path(earlier).read_text("utf-8"))["figures"] if earlier else {}
    with (
        served(number, on_postgresql=on_postgresql, kept=kept) as (url, server),
        _empty_pages() as empty,
    ):
        for name, figure in _figures(server, url, number, empty):
            figures[name] = figure
            _say(_line(name, figure, before.get(name)))
    engine = "postgresql" if on_postgresql else "sqlite"
    file.write_text(json.dumps({"engine": engine, "people": number, "figures": figures}, indent=1), "utf-8")


def _figures(server: Server, url: str, number: int, empty: str) -> Iterator[tuple[str, Figure]]:
    pages = addresses(url, number) | {"source of a list": [f"/sources/{LIST}"]}
    for name, paths in pages.items():
        yield name, _page(server.url, paths, empty)
    cookie = {"Cookie": curator_cookie(server, url)}
    yield "what is due", _page(server.url, ["/due"], empty, headers=cookie)
    known = [f"/people?known_on={time.strftime('%Y-%m-%d', time.gmtime())}"]
    yield "list as known on a day, first", _page(server.url, known, empty, runs=1, headers=cookie)
    yield "list as known on a day, kept", _page(server.url, known, empty, headers=cookie)
    saved = saves(server, url)
    yield "a status saved", _in_milliseconds([next(saved) for _ in range(SAVES)])
    yield "statistics after an edit", _in_milliseconds([_after_edit(server, saved) for _ in range(5)])
    yield from _files(server, url)
    folder = server.home.parent
    for processes in sorted({1, usual_processes()}):
        with serving(HABEAS, "--no-seed", "--processes", str(processes), folder=folder) as many:
            pages_a_second, _, meanwhile = measure(many, url, SECONDS)
        by = f" by {processes} processes" if processes > 1 else ""
        yield f"pages a second for 16 readers{by}", {"median": pages_a_second}
        yield f"a status saved beside 16 readers{by}", _in_milliseconds(meanwhile)


def _page(
    url: str, paths: list[str], empty: str, runs: int = RUNS, headers: dict[str, str] | None = None
) -> Figure:
    """Ask for a page, in turn at its addresses and over one connection, and for an empty one of its size."""
    size, first = _asked(url, paths[0], headers) if runs > 1 else (0, 0.0)
    for run in range(_BEFORE if runs > 1 else 0):
        _asked(url, paths[-run % len(paths)], headers)
    taken = [_asked(url, paths[run % len(paths)], headers)[1] for run in range(runs)]
    beside = statistics.median(_asked(empty, f"/{size}", None)[1] for _ in range(RUNS))
    figure = _in_milliseconds(taken)
    figure |= {"first": round(first * 1000, 1)} if first else {}
    return figure | {"bytes": size, "to an empty page": round(figure["median"] / beside / 1000, 1)}


def _asked(url: str, path: str, headers: dict[str, str] | None) -> tuple[int, float]:
    """Return the bytes of an answer and the seconds that it took."""
    connection = _connections.setdefault(url, HTTPConnection(urlsplit(url).netloc, timeout=600))
    begun = time.perf_counter()
    connection.request("GET", path, headers=headers or {})
    with connection.getresponse() as answer:
        content = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{path} answers {answer.status}")
    return len(content), time.perf_counter() - begun


_connections: dict[str, HTTPConnection] = {}


def _after_edit(server: Server, saved: Iterator[float]) -> float:
    next(saved)
    return _asked(server.url, "/statistics", None)[1]


def _files(server: Server, url: str) -> Iterator[tuple[str, Figure]]:
    """Compare the CSV with the engine's own program, and other files with the processor time of the CSV."""
    idle = idle_memory(server)
    ours, theirs, first = csv_and_program(server, url, PeopleFilter())
    yield "CSV of everybody", {"median": ours * 1000}
    yield "CSV of everybody, first byte", {"median": first * 1000}
    yield "CSV beside the engine's own program", {"median": round(ours / theirs, 2)}
    of_people = _rows(server.get("/people.csv?"))
    engine = _engine_process(url)
    of_row = _worked(server, engine, "/people.csv?") / of_people
    for name, path in FILES.items():
        rows = of_people if name == "workbook" else _rows(server.get(path))
        ratio = _worked(server, engine, path) / rows / of_row
        yield f"{name}, processor time beside a CSV of as many rows", {"median": round(ratio, 2)}
    yield "MB over idle, at most", {"median": round((server.memory("VmHWM") - idle) / 1e6, 1)}


def _rows(content: bytes) -> int:
    """Return how many rows a file has: a line each, or in a data package those that it states."""
    if not content.startswith(b"PK"):
        return content.count(b"\n")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        resources = json.loads(package.read("datapackage.json"))["resources"]
    return sum(resource["rows"] for resource in resources)


def _worked(server: Server, engine: int | None, path: str) -> float:
    """Return the processor time that a file takes server and engine, in seconds, the mean of a few."""
    before, worked, files = _processor_time(server, engine), 0.0, 0
    while worked < _LEAST_WORK and files < _FILES_IN_A_ROW:
        server.get(path)
        worked, files = _processor_time(server, engine) - before, files + 1
    return worked / files


def _engine_process(url: str) -> int | None:
    """Return the process of PostgreSQL whose children answer; None of SQLite, which works in the server."""
    if url.startswith("sqlite"):
        return None
    engine = make_engine(url)
    with engine.connect() as connection:
        folder = Path(str(connection.scalar(text("SHOW data_directory"))))
    engine.dispose()
    return int((folder / "postmaster.pid").read_text("utf-8").split()[0])


def _processor_time(server: Server, engine: int | None) -> float:
    """Return how long the processes have run, with their threads and children that ended."""
    of_engine = [] if engine is None else [engine, *_children(engine)]
    stated = (_stated(pid) for pid in (*server.processes, *of_engine))
    return sum(sum(map(int, fields[11:15])) for fields in stated) / os.sysconf("SC_CLK_TCK")


def _children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()]


def _stated(pid: int) -> list[str]:
    """Return what the kernel says of a process after its name: its state first."""
    return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()


def _in_milliseconds(seconds: list[float]) -> Figure:
    slow = statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
    return {"median": round(statistics.median(seconds) * 1000, 1), "p95": round(slow * 1000, 1)}


@contextmanager
def _empty_pages() -> Iterator[str]:
    """A Flask application that answers with as many bytes as it is asked for: its address."""
    port = free_port()
    process = multiprocessing.Process(target=_serve_empty_pages, args=(port,), daemon=True)
    process.start()
    url, deadline = f"http://127.0.0.1:{port}", time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            _asked(url, "/1", None)
            break
        except OSError:
            _connections.pop(url).close()
            time.sleep(0.1)
    yield url
    process.terminate()


def _serve_empty_pages(port: int) -> None:
    app = Flask(__name__)
    app.add_url_rule("/<int:size>", view_func=lambda size: "x" * size)
    serve(app, host="127.0.0.1", port=port)


def _line(name: str, figure: Figure, earlier: Figure | None) -> str:
    # A name may say more than its goal: by how many processes, or how somebody searched.
    goal = GOALS.get(max((words for words in GOALS if name.startswith(words)), key=len, default=""))
    parts = [f"{name:46} {figure['median']:9.1f}"]
    parts += [f"95 % {figure['p95']:8.1f}"] if "p95" in figure else []
    parts += [f"first {figure['first']:6.1f}"] if "first" in figure else []
    parts += [f"x{figure['to an empty page']:.1f} an empty page"] if "to an empty page" in figure else []
    parts += [f"goal {goal}{' missed' if figure['median'] > goal else ''}"] if goal else []
    parts += [f"x{figure['median'] / earlier['median']:.2f} the earlier"] if earlier else []
    return "  ".join(parts)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
