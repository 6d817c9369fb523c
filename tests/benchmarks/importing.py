"""Bringing in a list, from file to search: `python -m tests.benchmarks.importing [NUMBER …] [postgresql]`."""

# By default 10,000 and 100,000 rows of eight filled cells, on SQLite, or with the word `postgresql` there. A
# longer list than one file may hold comes in several, as it would in a newsroom. Beside it stand, of the
# same rows, reading a workbook (python-calamine) and `sqlite3 .import`, which keep nothing but cells.

import csv
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from time import perf_counter, process_time

from openpyxl import Workbook
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from migrations import upgrade
from tests import make
from tests.benchmarks.multitude import names
from tests.support import postgres
from webapp.domain.history.recording import editing
from webapp.domain.imports.lists import likely_reading, list_table
from webapp.domain.imports.recording import record_rows
from webapp.domain.imports.rows import ListRow, read_rows
from webapp.domain.imports.table import MOST_ROWS
from webapp.domain.lists.name_search import likely
from webapp.domain.visibility import INTERNAL
from webapp.models import Claim, SourceVersion, make_engine, writing
from webapp.vocab.claims import ClaimState
from webapp.vocab.imports import RowOutcome

HEADER = (
    "Full name", "Gender", "Date of birth", "Date of arrest", "Status", "Article", "Sentence", "Facility",
)  # fmt: skip


def main() -> None:
    """Print for each number how many rows a second, on what memory, and the same of what only reads."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()] or [10_000, 100_000]
    for number in numbers:
        rows = list(_rows(number))
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="habeas-benchmark-")))
            url = f"sqlite:///{folder / 'habeas.sqlite'}"
            if "postgresql" in sys.argv:
                cluster = stack.enter_context(postgres.cluster())
                url = cluster.url(stack.enter_context(cluster.database()))
            ours = _ours(url, rows)
            others = {"python-calamine": _calamine(folder, rows), "sqlite3": _sqlite3(folder, rows)}
            for name, seconds in others.items():
                _say(f"    {name} reads the same in {seconds:.2f} s: we take x{ours / seconds:.0f}")


def bring_in_list(url: str, number: int) -> None:
    """Fill a new database with people of a list of invented ones, through the domain, claim by claim."""
    _ours(url, list(_rows(number)))


def _rows(number: int) -> Iterator[tuple[str, ...]]:
    """Yield rows of invented people, no name twice."""
    drawn, draw, taken = Random(number), names(Random(number)), set[str]()
    while len(taken) < number:
        name = draw(drawn)
        if name in taken:
            continue
        taken.add(name)
        born = date(1950, 1, 1) + timedelta(days=drawn.randrange(18_000))
        arrested = date(2018, 1, 1) + timedelta(days=drawn.randrange(2_900))
        yield (
            name, drawn.choice("MF"), born.isoformat(), f"{arrested:%d.%m.%Y}",
            drawn.choice(("serving", "SIZO", "pardoned")), drawn.choice(("206.3.2", "234.4", "167-2.2.1")),
            f"{drawn.randint(1, 15)} years", f"Colony {drawn.randint(1, 20)}",
        )  # fmt: skip


def _ours(url: str, rows: list[tuple[str, ...]]) -> float:
    """Bring rows in, and return how many seconds that took."""
    engine = make_engine(url)
    upgrade(engine)
    begun, worked = perf_counter(), process_time()
    for place in range(0, len(rows), MOST_ROWS):
        with Session(writing(engine)) as session:
            _bring_in(session, _csv(rows[place : place + MOST_ROWS]), f"List {place}")
    took, worked = perf_counter() - begun, process_time() - worked
    with Session(engine) as session:
        claims = session.scalar(select(func.count()).select_from(Claim))
        assert likely(session, rows[-1][0], to=INTERNAL)[0].person.name == rows[-1][0]
        if engine.dialect.name == "sqlite":
            pages = session.scalar(text("PRAGMA page_count")) or 0
            size = pages * (session.scalar(text("PRAGMA page_size")) or 0)
        else:
            size = session.scalar(text("SELECT pg_database_size(current_database())")) or 0
    engine.dispose()
    _say(
        f"{engine.dialect.name} {len(rows):,} rows, {claims:,} claims: {took:.0f} s,"
        f" {len(rows) / took:.0f} rows a second, {worked / len(rows) * 1000:.1f} ms of processor time a row,"
        f" {size / 1e6:.0f} MB"
    )
    return took


def _bring_in(session: Session, content: str, title: str) -> None:
    (version,) = make.source(session, title, content).versions
    with editing(session, by=make.account(session), reason=title, at=datetime.now(UTC)):
        rows = list(_read(session, version))
        recorded = record_rows(session, version, rows, state=ClaimState.PUBLISHED)
    session.commit()
    _say(f"    {recorded.rows:,} rows recorded, {recorded.claims:,} claims")


def _read(session: Session, version: SourceVersion) -> Iterator[ListRow]:
    """Yield the rows as they are read; who may be ours is somebody new, as if somebody had said so."""
    table = list_table(version)
    reading = likely_reading(version, table, table.fields)
    for row in read_rows(session, version, table.rows, reading, decisions={}):
        yield replace(row, outcome=RowOutcome.NEW) if row.outcome is RowOutcome.ASK else row


def _csv(rows: list[tuple[str, ...]]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([HEADER, *rows])
    return file.getvalue()


def _calamine(folder: Path, rows: list[tuple[str, ...]]) -> float:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    for row in (HEADER, *rows):
        sheet.append(row)
    workbook.save(folder / "list.xlsx")
    begun = perf_counter()
    cells = CalamineWorkbook.from_path(folder / "list.xlsx").get_sheet_by_index(0).to_python()
    assert len(cells) == len(rows) + 1
    return perf_counter() - begun


def _sqlite3(folder: Path, rows: list[tuple[str, ...]]) -> float:
    program = shutil.which("sqlite3")
    assert program, "Debian's package sqlite3 has the program to compare with."
    (folder / "list.csv").write_text(_csv(rows), "utf-8")
    begun = perf_counter()
    command = [program, "-csv", os.fspath(folder / "cells.sqlite"), ".import list.csv cells"]
    subprocess.run(command, cwd=folder, check=True)
    return perf_counter() - begun


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
