"""A body far larger than a file may be: answered with a page, in bounded memory; the server stays up."""

import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.server import PATIENCE, Server, serving
from webapp.cli.serve import LARGEST_BODY
from webapp.domain.accounts import accounts
from webapp.models import Account, make_engine, writing
from webapp.settings import COOKIE, read_settings
from webapp.web.db import signed_token

HABEAS = Path(sys.executable).with_name("habeas")
MEGABYTE = 1_000_000
BEFORE = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="large.pdf"\r\n\r\n'
AFTER = b"\r\n--edge--\r\n"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Habeas started for the first time, without the seed."""
    folder = tmp_path / "folder"
    folder.mkdir()
    with serving(HABEAS, "--no-seed", "--processes", "1", folder=folder) as running:
        yield running


def signed_in(server: Server) -> str:
    """Return the cookie of a session of the first account."""
    engine = make_engine(f"sqlite:///{server.home / 'habeas.sqlite3'}")
    with Session(writing(engine)) as session:
        who = session.scalars(select(Account).where(Account.active)).first()
        assert who is not None
        token = accounts.start_session(session, who, now=datetime.now(UTC))
        session.commit()
    engine.dispose()
    return f"{COOKIE}={signed_token(token, read_settings({'HABEAS_HOME': str(server.home)}))}"


def post(server: Server, megabytes: int, cookie: str) -> tuple[int, str]:
    """Send a file of that size to the page that takes a source, piece by piece."""

    def body() -> Iterator[bytes]:
        yield BEFORE
        for _ in range(megabytes):
            yield bytes(MEGABYTE)
        yield AFTER

    length = len(BEFORE) + megabytes * MEGABYTE + len(AFTER)
    headers = {"Content-Type": "multipart/form-data; boundary=edge", "Content-Length": str(length)}
    return answered(server, body(), headers | {"Cookie": cookie})


def answered(server: Server, body: Iterator[bytes], headers: dict[str, str]) -> tuple[int, str]:
    """Send a form to the page that takes a source, and return status and text of the answer."""
    with closing(HTTPConnection(urlsplit(server.url).netloc, timeout=PATIENCE)) as connection:
        connection.request("POST", "/sources/new", body=body, headers=headers)
        with connection.getresponse() as answer:
            return answer.status, answer.read().decode()


def test_a_file_of_a_hundred_megabytes_is_answered_with_a_page_that_says_the_limit(server: Server) -> None:
    cookie = signed_in(server)
    server.get("/sources")
    before = server.memory("VmHWM")
    for who in (cookie, ""):
        status, page = post(server, 100, who)
        assert status == 413
        assert "This is too large" in page
        assert "A file may have 20 million bytes" in page
    assert server.memory("VmHWM") - before < 40 * MEGABYTE
    assert server.get("/healthz")


def test_a_body_beyond_all_reason_is_not_taken_in(server: Server) -> None:
    status, _ = answered(server, iter(()), {"Content-Length": str(LARGEST_BODY + 1)})
    assert status == 413
    assert server.get("/healthz")
