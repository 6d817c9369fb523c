"""Pages of the law's clock: `tests.benchmarks.hearings [NUMBER …] [postgresql]`."""

# Without numbers: 10,000. The people are those of the benchmark of lists, each with a hearing before a court
# in a case of about four or, of a tenth, of forty; most are long past, some were put off, some are to come.
# One hearing in ten has a judge, and one status in twenty a day until which it was ordered. All comes in
# through the domain, with passages and history. Beside each page stands the list of people.

import statistics
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from migrations import upgrade
from tests import make
from tests.benchmarks.importing import analyze, as_csv, bring_in
from tests.benchmarks.invented_rows import HEADER, people_rows
from tests.benchmarks.many_at_once import curator_cookie
from tests.benchmarks.multitude import served
from tests.support.server import Server
from webapp.domain.accounts import calendar_feeds
from webapp.domain.history.recording import Edit, editing
from webapp.models import Account, Hearing, Organization, Person, StatusEvent, make_engine, writing
from webapp.vocab.accounts import Role
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Status
from webapp.vocab.organizations import OrganizationKind

_HEADER = (*HEADER, "Hearing on", "Kind of hearing", "Case", "Court", "Outcome of the hearing")
_FILE, _COURTS, _JUDGES, _RUNS = 200_000, 40, 100, 15
# Days from today: most hearings are long past.
_FIRST_DAY, _DAYS = -1_500, 1_590
_RULED = ("remand_ordered", "remand_extended", "remand_extended", "convicted", "postponed")


def main() -> None:
    """Print the median of each page, and how many times as long it takes as the list of people."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()] or [10_000]
    for number in numbers:
        with served(number, on_postgresql="postgresql" in sys.argv, fill_database=fill) as (url, server):
            _measure(server, url, number)


def _measure(server: Server, url: str, number: int) -> None:
    cookie = {"Cookie": curator_cookie(server, url)}
    engine = make_engine(url)
    with Session(writing(engine)) as session:
        token = calendar_feeds.make_feed(
            session, session.scalars(select(Account)).one(), discreet=False, now=datetime.now(UTC)
        )
        session.commit()
        judge, court = (
            session.scalars(select(Organization.reference).where(Organization.kind == kind)).first()
            for kind in (OrganizationKind.OFFICIAL, OrganizationKind.COURT)
        )
        heard = select(Person.reference).join(Hearing, Hearing.person_id == Person.id)
        person = session.scalars(heard.limit(1)).one()
    engine.dispose()
    pages = {
        "list": "/people", "person": f"/people/{person}", "what is due": "/due", "a week": "/due?ahead=7",
        "of the held": "/due?held=yes", "hearings": "/due?kind=hearing", "of a case": "/due?case=K-0001",
        "as CSV": "/due.csv", "calendar": f"/calendar/{token}.ics", "cases": "/cases",
        "case": "/cases/K-0001", "court": f"/organizations/{court}", "official": f"/organizations/{judge}",
    }  # fmt: skip
    connection, beside = HTTPConnection(urlsplit(server.url).netloc, timeout=600), 0.0
    for name, path in pages.items():
        first, *taken = (_asked(connection, path, cookie) for _ in range(_RUNS + 1))
        median = statistics.median(taken)
        beside = beside or median
        sys.stdout.write(
            f"{number:,} {name:14} {median * 1000:8.1f} ms  x{median / beside:.1f} the list,"
            f" the first time {first * 1000:.0f} ms\n"
        )
        sys.stdout.flush()


def _asked(connection: HTTPConnection, path: str, headers: dict[str, str]) -> float:
    begun = perf_counter()
    connection.request("GET", path, headers=headers)
    with connection.getresponse() as answer:
        answer.read()
    if answer.status != 200:
        raise SystemExit(f"{path} answers {answer.status}")
    return perf_counter() - begun


def fill(url: str, number: int) -> None:
    """Fill a new database with people, each with a hearing, in cases, and judges and days of orders."""
    engine = make_engine(url, patience=3_600)
    upgrade(engine)
    with Session(writing(engine)) as session:
        by_id = make.account(session, "Clara", Role.ADMIN).id
        for place in range(_COURTS):
            make.organization(session, f"Court {place} of Nowhere", OrganizationKind.COURT, country=None)
        for place in range(_JUDGES):
            make.organization(session, f"Judge Number {place}", OrganizationKind.OFFICIAL)
        for place in range(_cases(number)):
            make.court_case(session, f"Case {place} of the couriers", number=f"1-{place}/2024")
        session.commit()
    with TemporaryDirectory(prefix="habeas-benchmark-") as home:
        rows = list(_rows(number))
        for place in range(0, number, _FILE):
            content = as_csv(_HEADER, rows[place : place + _FILE])
            bring_in(engine, Path(home), content, place, by_id)
    with Session(writing(engine)) as session:
        _name_judges(session, by_id, number)
        _order_until(session, by_id, number)
    analyze(engine)
    engine.dispose()


def _cases(number: int) -> int:
    return number // 4 + 1


def _rows(number: int) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the benchmark of lists, with a hearing each."""
    drawn, today = Random(number), datetime.now(UTC).date()
    for place, row in enumerate(people_rows(number)):
        day = today + timedelta(days=_FIRST_DAY + drawn.randrange(_DAYS))
        case = place // 400 if place % 10 == 0 else place // 4
        # Of few hearings of before nothing was heard; of none to come.
        told = day < today and drawn.random() < 0.99
        yield (
            *row, day.isoformat(), drawn.choice(("remand", "extension", "verdict")), f"1-{case}/2024",
            f"Court {case % _COURTS} of Nowhere", drawn.choice(_RULED) if told else "",
        )  # fmt: skip


def _name_judges(session: Session, by_id: UUID, number: int) -> None:
    judges = session.scalars(select(Organization).where(Organization.kind == OrganizationKind.OFFICIAL)).all()
    hearings = session.scalars(select(Hearing).order_by(Hearing.id).limit(number // 10)).all()
    with _edit(session, by_id):
        for place, hearing in enumerate(hearings):
            # Half of the rulings are those of one judge.
            hearing.judge = judges[place % _JUDGES if place % 2 else 0]
    session.commit()


def _order_until(session: Session, by_id: UUID, number: int) -> None:
    today = datetime.now(UTC).date()
    remand = StatusEvent.status == Status.PRETRIAL_DETENTION
    events = session.scalars(select(StatusEvent).where(remand).limit(number // 20)).all()
    with _edit(session, by_id):
        for place, event in enumerate(events):
            event.until = PartialDate.parse((today + timedelta(days=place % 400 - 20)).isoformat())
    session.commit()


def _edit(session: Session, by_id: UUID) -> AbstractContextManager[Edit]:
    return editing(session, by=session.get_one(Account, by_id), reason="Measured", at=datetime.now(UTC))


if __name__ == "__main__":
    main()
