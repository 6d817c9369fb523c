"""Three times as many people are three times the work for a file, and no more for what is of one person."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.engines import on_sqlite
from tests.support.one_edit import edit
from webapp.domain.history.edits import edits_about, newest_number
from webapp.domain.imports.lists import likely_reading, list_table
from webapp.domain.imports.recording import record_rows
from webapp.domain.imports.rows import SOMEBODY_NEW, read_rows
from webapp.domain.known_organizations import may_see_organization
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.people.due import due_lines_of_each
from webapp.domain.people.due_question import DueQuestion
from webapp.domain.publishing.data_package import package, table_csv
from webapp.domain.publishing.follow_the_money import people_ftm
from webapp.domain.publishing.workbook import people_xlsx
from webapp.domain.undo.undo import plan_for_change
from webapp.domain.visibility import INTERNAL, PUBLIC
from webapp.models import Organization, Person, count_rows
from webapp.vocab.claims import ClaimState

# SQLite alone counts what it does for a statement, whatever else the machine is at.
pytestmark = on_sqlite
FEW, TIMES = 220, 3
# Sorting grows a little faster than what is sorted; going through all people for each part, as fast again.
MOST, MOST_OF_ONE = 1.35 * TIMES, 1.35
TODAY = make.AT.date()
HEADER = "Name,Status,Arrested on,Article,Sentence,Organization,Case,Hearing on\n"
File = Callable[[Session], Any]


def of_list(make_file: Any, **options: Any) -> File:
    """Return what makes a file of everybody for the public."""
    options = {"public_url": "https://habeas.example", **options}
    return lambda session: make_file(session, PeopleFilter(), to=PUBLIC, **options)


FILES: dict[str, File] = {
    "entities": of_list(people_ftm, today=TODAY, installation="one"),
    "package": of_list(package, at=make.AT),
    "organizations": of_list(table_csv, name="organizations", today=TODAY),
    "workbook": of_list(people_xlsx, at=make.AT),
    "due": lambda session: due_lines_of_each(
        session, DueQuestion(people_filter=PeopleFilter(), to=INTERNAL, today=TODAY, ahead=30)
    ),
}


def newest_person(session: Session) -> UUID:
    """Return the key of who came last."""
    return session.scalars(select(Person.id).order_by(Person.id.desc()).limit(1)).one()


# Of one person, who came with a long list, and of one organization that it names.
OF_ONE: dict[str, File] = {
    "history": lambda session: edits_about(session, newest_person(session)).edits,
    "undoing": lambda session: [plan_for_change(session, newest_number(session))],
    "organization": lambda session: session.scalars(
        select(Organization.id).where(Organization.reference == "O-0001", may_see_organization(PUBLIC))
    ),
}


def letters(number: int) -> str:
    """Return a number as a part of a name, in which there are no digits."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


def bring_in(session: Session, first: int, number: int) -> None:
    """Bring in a list of people of whom each stands before one of few courts, and is of one of few unions."""
    lines = [
        f"Sample{letters(n)} Testov,serving,2024-01-0{n % 9 + 1},206.3,{n % 9 + 1} years,Union {n % 5},"
        f"K-{n % 7},2025-02-03\n"
        for n in range(first, first + number)
    ]
    content = "".join([HEADER, *lines])
    (version,) = make.source(session, f"A list from {first}", content).versions
    table = list_table(version)
    reading = likely_reading(version, table, table.fields)
    decisions = {row.number: SOMEBODY_NEW for row in table.rows}
    read = read_rows(session, version, table.rows, reading, decisions=decisions)
    rows = [row for row in read if row.to_write]
    assert len(rows) == number
    edit(session, record_rows, version=version, rows=rows, state=ClaimState.PUBLISHED)
    session.commit()
    # As in a home that is used, the engine knows how many rows there are; read when a connection is opened.
    count_rows(session.get_bind().engine)
    session.get_bind().engine.dispose()


@contextmanager
def counted_work(session: Session) -> Iterator[list[None]]:
    """Collect a mark for every hundred instructions that SQLite carries out meanwhile."""
    marks = list[None]()
    driver: Any = session.connection().connection.driver_connection
    driver.set_progress_handler(lambda: marks.append(None), 100)
    try:
        yield marks
    finally:
        driver.set_progress_handler(None, 0)


def work(session: Session) -> dict[str, int]:
    """Return how much work each file is."""
    done = {}
    for name, file in {**FILES, **OF_ONE}.items():
        session.expunge_all()
        with counted_work(session) as marks:
            deque(file(session), maxlen=0)
        done[name] = len(marks)
    return done


def test_work_grows_as_the_people_do_at_most(session: Session) -> None:
    for n in range(5):
        make.organization(session, f"Union {n}")
    for n in range(7):
        make.court_case(session, f"Case of the samples {n}", number=f"K-{n}")
    bring_in(session, 0, FEW)
    few = work(session)
    bring_in(session, FEW, (TIMES - 1) * FEW)
    many = work(session)
    growth = {name: round(many[name] / few[name], 2) for name in many}
    grown = {name for name, times in growth.items() if times > (MOST if name in FILES else MOST_OF_ONE)}
    assert grown == set(), [(name, few[name], many[name]) for name in grown]
