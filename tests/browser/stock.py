"""Records put straight into the database of a running server, as if another curator had made them before."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir

from sqlalchemy.orm import Session

from tests import make
from tests.support.server import Server
from webapp.models import shared_engine, writing

TITLE = "An Invented Report"
TEXT = (
    "The Union of Invented Couriers had called a march in Nowhere.\n\n"
    "Elvin Sinagov, its chair, was arrested on 3 May 2024. Letters are handed back.\n\n"
    "His neighbour Ayla Numunali is a journalist. Letters are handed back."
)


@contextmanager
def stocking(live: Server) -> Iterator[Session]:
    """A session on the server's database, committed when the block is left."""
    # One name for all of them: what was compiled for one server's database serves the next.
    name = Path(gettempdir()) / f"habeas-stocked-{os.getpid()}.sqlite3"
    name.unlink(missing_ok=True)
    name.symlink_to(live.home / "habeas.sqlite3")
    engine = shared_engine(f"sqlite:///{name}")
    try:
        with Session(writing(engine)) as session:
            yield session
            session.commit()
    finally:
        engine.dispose()
        name.unlink()


def report(live: Server, title: str = TITLE, text: str = TEXT) -> str:
    """Record a source with its text, and return its reference."""
    with stocking(live) as session:
        return make.source(session, title, text).reference


def person_in_report(live: Server, name: str, quote: str) -> tuple[str, str]:
    """Record a report, and a person whom it names with these words; return the references of both."""
    with stocking(live) as session:
        source = make.source(session, TITLE, TEXT)
        person = make.person(session, name, evidence=make.evidence(session, quote, of=source))
        return person.reference, source.reference
