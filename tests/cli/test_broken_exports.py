"""An export that breaks off on the server is never taken for a whole one by whoever asked for it."""

import http.client
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from migrations import upgrade
from tests.benchmarks.multitude import fill
from tests.support.server import serving
from webapp.models import make_engine, writing

HABEAS = Path(sys.executable).with_name("habeas")


@pytest.mark.parametrize("path", ["/people.csv", "/people.xlsx", "/export/package.zip"])
def test_the_client_sees_an_error_instead_of_a_shorter_file(tmp_path: Path, path: str) -> None:
    folder = tmp_path / "broken"
    (folder / "instance").mkdir(parents=True)
    engine = make_engine(f"sqlite:///{folder / 'instance' / 'habeas.sqlite3'}")
    upgrade(engine)
    with Session(writing(engine)) as session:
        fill(session, 1_300)
    with serving(HABEAS, "--no-seed", folder=folder) as server:
        assert len(server.get(path)) > 20_000
        with engine.begin() as connection:
            last = "SELECT max(sort_key) FROM person_summary"
            no_text = "CAST(x'ff' AS TEXT)"
            connection.execute(
                text(f"UPDATE person_summary SET born = {no_text} WHERE sort_key = ({last})")
            )
        with pytest.raises((http.client.HTTPException, OSError)):
            server.get(path)
        assert server.get("/healthz") == b"ok\n"
    engine.dispose()
