"""Records put straight into the database of a running server, as if another curator had made them before."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from tests.support.server import Server
from webapp.models import make_engine, writing


@contextmanager
def stocking(live: Server) -> Iterator[Session]:
    """A session on the server's database, committed when the block is left."""
    engine = make_engine(f"sqlite:///{live.home / 'habeas.sqlite3'}")
    with Session(writing(engine)) as session:
        yield session
        session.commit()
    engine.dispose()
