"""What lists tell of an earlier instant, restored from history or read from the rows that held then."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tests import make
from tests.support.every_edit import EDITS
from webapp.domain.lists import facet_counts, people_pages, statistics
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.past.database import restore, restore_few, revision_at
from webapp.domain.past.known_lists import KnownSets, kept_session, session_at
from webapp.domain.publishing.data_package import table_csv
from webapp.domain.publishing.people_csv import people_csv
from webapp.domain.visibility import Reader
from webapp.models import Person, scratch_engine, shared_engine

HOURS = [make.AT + timedelta(hours=number) for number in range(40)]
FILTERS = ("", "held=yes", "q=elvin", "as_of=2024-06-01&held=yes", "state=retired", "state=draft&held=yes")
# Edits of what is called as it is today, of whichever day somebody asks.
OF_TODAY = {name for name in EDITS if "renamed" in name or name.startswith(("a source", "a code", "a prov"))}


@contextmanager
def known_at(
    session: Session, at: datetime, to: Reader, *, with_kept: bool = False
) -> Iterator[Session]:
    """A database as it was known at an instant, restored from history; `with_kept` as far as none is kept."""
    engine, today = scratch_engine(), _read_only(session)
    with Session(engine) as into, today.connect() as connection:
        kept = kept_session(connection, revision_at(session, at=at)) if with_kept else None
        assert bool(kept) == with_kept
        for _ in restore(session, into, at=at, to=to, kept=kept):
            pass
        yield into
    engine.dispose()


@contextmanager
def few_at(
    session: Session, at: datetime, references: Sequence[str], to: Reader, *, kept: Session
) -> Iterator[Session]:
    """A database of a few people as they were known at an instant."""
    engine = scratch_engine()
    ids = session.scalars(select(Person.id).where(Person.reference.in_(references))).all()
    with Session(engine) as into:
        restore_few(session, into, ids, at=at, to=to, kept=kept)
        yield into
    engine.dispose()


@contextmanager
def kept_of(
    session: Session, at: datetime, to: Reader, known: KnownSets | None = None
) -> Iterator[tuple[Session, KnownSets | None]]:
    """A session over the rows that held at an instant, and its sets; what was not committed is not there."""
    session.commit()
    revision = revision_at(session, at=at)
    session.rollback()
    with _read_only(session).connect() as connection:
        then, sets = session_at(connection, revision, to=to, known=known or KnownSets(revision))
        yield then, sets
        then.close()


def _read_only(session: Session) -> Engine:
    return shared_engine(session.get_bind().engine.url.render_as_string(hide_password=False))


def unversioned(file: bytes) -> list[bytes]:
    """The lines of a list without `version`: how often a record was edited is not known of the past."""
    lines = [line.split(b",") for line in file.split(b"\r\n")]
    place = len(lines[0]) - lines[0].index(b"version")
    return [b",".join(line[:-place] + line[1 - place :]) for line in lines]


def told(
    session: Session, to: Reader, queries: Sequence[str] = FILTERS, *, claims: bool = True
) -> dict[str, Any]:
    """Everything that lists tell an audience: rows, counts, files, figures; with `claims` a table of them."""
    today, url = HOURS[-1].date(), "http://localhost"
    answers: dict[str, Any] = {}
    for query in queries:
        people_filter = PeopleFilter.read(query)
        answers[query] = (
            unversioned(b"".join(people_csv(session, people_filter, to=to, today=today, public_url=url))),
            people_pages.count(session, people_filter, to=to),
            facet_counts.every_facet(session, people_filter, to=to),
            [one.rows for one in statistics.statistics(session, people_filter, to=to, today=today)],
            b"".join(
                table_csv(session, people_filter, "status_events", to=to, today=today, public_url=url)
            )
            if claims
            else None,
        )
    return answers
