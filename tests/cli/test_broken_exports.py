"""An export that breaks off on the server is never taken for a whole one by whoever asked for it."""

import http.client
from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from migrations import upgrade
from tests.benchmarks.crowd import fill
from tests.support.server import Server, serving_at_once
from webapp.models import make_engine, writing

PATHS = ("/people.csv", "/people.xlsx", "/export/package.zip")


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that handed out every export whole, until a row near its end could not be read any more."""
    folder = tmp_path_factory.mktemp("broken")
    (folder / "instance").mkdir()
    engine = make_engine(f"sqlite:///{folder / 'instance' / 'habeas.sqlite3'}")
    upgrade(engine)
    with Session(writing(engine)) as session:
        fill(session, [[f"Elvin Sinagov {number}"] for number in range(3_000)])
        session.commit()
    with serving_at_once(folder, "--no-seed") as server:
        for path in PATHS:
            assert len(server.get(path)) > 20_000
        with engine.begin() as connection:
            last = "SELECT max(sort_key) FROM person_summary"
            no_text = "CAST(x'ff' AS TEXT)"
            connection.execute(
                text(f"UPDATE person_summary SET born = {no_text} WHERE sort_key = ({last})")
            )
        yield server
    engine.dispose()


@pytest.mark.parametrize("path", PATHS)
def test_the_client_sees_an_error_instead_of_a_shorter_file(broken: Server, path: str) -> None:
    with pytest.raises((http.client.HTTPException, OSError)):
        broken.get(path)
    assert broken.get("/healthz") == b"ok\n"
