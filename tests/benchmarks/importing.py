"""Bringing in a list, from file to search: `tests.benchmarks.importing [NUMBER …] [postgresql] [saving]`."""

# By default 10,000 and 100,000 rows of eight filled cells, on SQLite, or with the word `postgresql` there, by
# what `habeas import` does. A longer list than one file may hold comes in several, as it would in a newsroom.
# With the word `saving` somebody saves meanwhile every few seconds, and it is told for how long that had to
# wait. Beside it stand, of the same rows, reading a workbook (python-calamine) and `sqlite3 .import`, which
# keep nothing but cells.

import csv
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Event
from time import perf_counter, process_time
from uuid import UUID

from openpyxl import Workbook
from python_calamine import CalamineWorkbook
from sqlalchemy import Engine, func, select, text
from sqlalchemy.orm import Session

from migrations import upgrade
from tests import make
from tests.benchmarks.invented_rows import HEADER, people_rows
from tests.support import postgres
from webapp.cli.list_recording import ListToRecord, record_list
from webapp.domain.history.recording import editing
from webapp.domain.imports.lists import ListTable, likely_reading
from webapp.domain.imports.reading import ListReading
from webapp.domain.imports.rows import SOMEBODY_NEW
from webapp.domain.lists.name_search import likely
from webapp.domain.sources.description import SourceDescription
from webapp.domain.sources.extraction.extracted_text import extract
from webapp.domain.visibility import PUBLIC
from webapp.models import Account, Claim, Person, SourceVersion, make_engine, writing
from webapp.vocab.accounts import Role
from webapp.vocab.claims import Visibility
from webapp.vocab.sources import Reliability, SourceKind

# Seconds from one save to the next.
_PAUSE = 6
# Rows of one file, of 20 million bytes at most.
FILE = 100_000


def main() -> None:
    """Print for each number how many rows a second, on what memory, and the same of what only reads."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()] or [10_000, 100_000]
    for number in numbers:
        rows = list(people_rows(number))
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="habeas-benchmark-")))
            url = f"sqlite:///{folder / 'habeas.sqlite'}"
            if "postgresql" in sys.argv:
                cluster = stack.enter_context(postgres.cluster())
                url = cluster.url(stack.enter_context(cluster.database()))
            ours = _ours(url, rows, saving="saving" in sys.argv)
            others = {"python-calamine": _calamine(folder, rows), "sqlite3": _sqlite3(folder, rows)}
            for name, seconds in others.items():
                _say(f"    {name} reads the same in {seconds:.2f} s: we take x{ours / seconds:.0f}")


def _ours(url: str, rows: list[tuple[str, ...]], *, saving: bool) -> float:
    """Bring rows in, and return how many seconds that took."""
    # Whoever saves meanwhile waits as long as it takes.
    engine = make_engine(url, patience=3_600)
    upgrade(engine)
    with Session(writing(engine)) as session:
        # Alone in the home, she publishes what she brings in: the pages that are measured are everybody's.
        by_id = make.account(session, "Clara", Role.ADMIN).id
        person_id = make.person(session, "Zzyzx Qqwfp").id
        session.commit()
    begun, worked = perf_counter(), process_time()
    waits = list[float]()
    with ExitStack() as stack:
        home = stack.enter_context(TemporaryDirectory(prefix="habeas-benchmark-"))
        if saving:
            waits = stack.enter_context(_saving(engine, by_id, person_id))
        for place in range(0, len(rows), FILE):
            bring_in(engine, Path(home), as_csv(HEADER, rows[place : place + FILE]), place, by_id)
        took, worked = perf_counter() - begun, process_time() - worked
    with Session(engine) as session:
        claims = session.scalar(select(func.count()).select_from(Claim))
        assert likely(session, rows[-1][0], to=PUBLIC)[0].person.name == rows[-1][0]
        if engine.dialect.name == "sqlite":
            pages = session.scalar(text("PRAGMA page_count")) or 0
            size = pages * (session.scalar(text("PRAGMA page_size")) or 0)
        else:
            size = session.scalar(text("SELECT pg_database_size(current_database())")) or 0
    analyze(engine)
    engine.dispose()
    _say(
        f"{engine.dialect.name} {len(rows):,} rows, {claims:,} claims: {took:.0f} s,"
        f" {len(rows) / took:.0f} rows a second, {worked / len(rows) * 1000:.1f} ms of processor time a row,"
        f" {size / 1e6:.0f} MB"
        + (f"; {len(waits):,} saves meanwhile waited {_waited(waits)}" if waits else "")
    )
    return took


def analyze(engine: Engine) -> None:
    """Count rows as autovacuum does within a minute, which rests in the tests' own PostgreSQL."""
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(text("ANALYZE"))


def bring_in(engine: Engine, home: Path, content: str, place: int, by_id: UUID) -> None:
    """Bring a file in, as `habeas import` does, with what each column seems to hold."""
    data = content.encode()
    extracted = extract(data, file_name="list.csv")
    description = SourceDescription(
        title=f"List {place}", kind=SourceKind.OTHER, publisher=None, authors=None, language=None, date=None,
        url=None, archive_url=None, shelf_mark=None, reliability=Reliability.CANNOT_BE_JUDGED,
        visibility=Visibility.PUBLIC, note=None,
    )  # fmt: skip
    order = ListToRecord((extracted, description), None, by_id, "A list", _how_read, dry_run=False)
    record_list(engine, home, order)


def _how_read(
    session: Session, version: SourceVersion, table: ListTable
) -> tuple[ListReading, dict[int, str]]:
    """Read as the headers say; where somebody is there already, all are new, as if one had said so."""
    people = session.scalar(select(func.count()).select_from(Person)) or 0
    decisions = {} if people < FILE else {row.number: SOMEBODY_NEW for row in table.rows}
    return likely_reading(version, table, table.fields), decisions


def _waited(waits: list[float]) -> str:
    return f"{median(waits):.2f} s in the median, {max(waits):.1f} s at most"


@contextmanager
def _saving(engine: Engine, by_id: UUID, person_id: UUID) -> Iterator[list[float]]:
    """Save something small again and again meanwhile, and give how many seconds each time took."""
    waits, ended = list[float](), Event()

    def save() -> None:
        while not ended.wait(_PAUSE):
            begun = perf_counter()
            with Session(writing(engine)) as session:
                account = session.get_one(Account, by_id)
                with editing(session, by=account, reason="A note", at=datetime.now(UTC)):
                    session.get_one(Person, person_id).note = str(begun)
                session.commit()
            waits.append(perf_counter() - begun)

    with ThreadPoolExecutor(1) as pool:
        saving = pool.submit(save)
        try:
            yield waits
        finally:
            ended.set()
        saving.result()


def as_csv(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a list as it is brought in."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([header, *rows])
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
    (folder / "list.csv").write_text(as_csv(HEADER, rows), "utf-8")
    begun = perf_counter()
    command = [program, "-csv", os.fspath(folder / "cells.sqlite"), ".import list.csv cells"]
    subprocess.run(command, cwd=folder, check=True)
    return perf_counter() - begun


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
