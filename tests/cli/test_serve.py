"""`habeas serve`: ready by itself the first time, unchanged the next, and never on a half-known database."""

import multiprocessing
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast
from urllib.request import ProxyHandler, Request, build_opener

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

from migrations import upgrade
from tests.cli.conftest import Habeas, runner
from tests.support.ports import free_port
from tests.support.server import PATIENCE, serving, serving_at_once
from webapp.cli.commands import habeas
from webapp.cli.serve import _answer
from webapp.domain.accounts import accounts
from webapp.domain.accounts.passwords import hash_password
from webapp.domain.history.recording import editing
from webapp.models import make_engine, writing
from webapp.settings import Settings

HABEAS = Path(sys.executable).with_name("habeas")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A new folder to start in."""
    made = tmp_path / "folder"
    made.mkdir()
    return made


def set_password(home: Path, link: str) -> None:
    """Do what the owner of a printed link does."""
    engine, now = make_engine(f"sqlite:///{home / 'habeas.sqlite3'}"), datetime.now(UTC)
    with Session(writing(engine)) as session:
        found = accounts.usable_link(session, link.rpartition("/")[2], now=now)
        assert found is not None
        with editing(session, by=found.account, reason="Password set", at=now):
            kept = hash_password("four unrelated invented words")
            accounts.set_password(session, found, password_hash=kept, now=now)
        session.commit()
    engine.dispose()


def test_the_first_start_makes_everything_and_later_ones_keep_it(folder: Path) -> None:
    with serving(HABEAS, folder=folder) as first:
        people = first.get("/people.csv")
        assert people.count(b"\r\n") == 18
        assert first.link is not None
        assert first.link.startswith(f"{first.url}/sign-in/")
        kept = [file for file in first.home.iterdir() if file.is_file()]
        assert {file.stat().st_mode & 0o777 for file in kept} == {0o600}

    # Nobody has set a password yet, and the first link may be lost.
    with serving_at_once(folder) as second:
        assert second.link not in (None, first.link)
        # Links carry where it answers now.
        assert f"{second.url}/people/P-0001".encode() in second.get("/people.csv")
        assert second.get("/people.csv").replace(second.url.encode(), first.url.encode()) == people
        set_password(second.home, str(second.link))

    with serving_at_once(folder) as third:
        assert third.link is None
        assert third.get("/people.csv").replace(third.url.encode(), first.url.encode()) == people


def test_without_the_seed_it_starts_empty_and_stays_so(folder: Path) -> None:
    with serving_at_once(folder, "--no-seed") as first:
        assert first.link
        assert first.get("/people.csv").count(b"\r\n") == 1
    with serving_at_once(folder) as second:
        assert second.get("/people.csv").count(b"\r\n") == 1


def test_the_log_tells_neither_links_nor_what_people_search_for(folder: Path) -> None:
    with serving_at_once(folder, "--no-seed") as server:
        server.get("/people?q=numunali")
        log = server.log
    assert "numunali" not in log
    assert log.count("/sign-in/") == 1


@pytest.mark.parametrize(
    ("proxy", "believed"), [(None, "127.0.0.1"), ("192.0.2.1", "127.0.0.1"), ("127.0.0.1", "203.0.113.9")]
)
def test_only_the_proxy_that_is_named_is_believed_from_where_somebody_comes(
    proxy: str | None, believed: str
) -> None:
    with _telling(proxy) as port:
        assert _told(port) == believed


def test_a_thousand_who_open_a_connection_and_ask_nothing_keep_nobody_out() -> None:
    with _telling(None) as port, ExitStack() as opened:
        for _ in range(1_200):
            half = opened.enter_context(closing(socket.create_connection(("127.0.0.1", port), PATIENCE)))
            half.sendall(b"GET / HTTP/1.1\r\n")
        assert _told(port) == "127.0.0.1"


@contextmanager
def _telling(proxy: str | None) -> Iterator[int]:
    """Run a server that tells from where it is asked, and yield its port."""
    port = free_port()
    process = multiprocessing.get_context("forkserver").Process(target=_tell_addresses, args=(port, proxy))
    process.start()
    try:
        deadline = time.monotonic() + PATIENCE
        while _told(port) is None:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.join()


def _told(port: int) -> str | None:
    asked = Request(f"http://127.0.0.1:{port}/", headers={"X-Forwarded-For": "203.0.113.9"})
    try:
        with build_opener(ProxyHandler({})).open(asked, timeout=PATIENCE) as answer:
            return str(answer.read().decode())
    except OSError:
        return None


def _tell_addresses(port: int, proxy: str | None) -> None:
    def tell(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [str(environ["REMOTE_ADDR"]).encode()]

    settings = Settings(Path(), "", (), "", "", proxy=proxy)
    _answer(cast(Flask, tell), socket.create_server(("127.0.0.1", port)), settings)


def test_a_port_in_use_is_told_in_one_line_and_nothing_is_made(tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        result = runner(tmp_path, f"sqlite:///{tmp_path / 'habeas.sqlite3'}")("serve", "--port", port)
    assert result.exit_code == 1
    said = f"Error: Habeas cannot answer at 127.0.0.1, port {port}: Address already in use.\n"
    assert result.stderr == said
    assert not (tmp_path / "habeas.sqlite3").exists()


@pytest.mark.parametrize("host", ["nowhere.invalid", "192.0.2.1", "a..b"])
def test_an_address_that_is_not_this_machine_s_is_told_in_one_line(tmp_path: Path, host: str) -> None:
    result = runner(tmp_path, f"sqlite:///{tmp_path / 'habeas.sqlite3'}")("serve", "--host", host)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: Habeas cannot answer at {host}, port 8000: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_as_root_it_does_not_serve_others_unless_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    home = {"HABEAS_HOME": str(tmp_path / "home"), "HABEAS_AS_ROOT": ""}
    for host in ("0.0.0.0", "::", "192.0.2.1", "nowhere.invalid"):
        result = CliRunner().invoke(habeas, [command, "--host", host, "--port", "0"], env=home)
        assert result.exit_code == 1
        assert result.stderr.startswith("Error: Habeas does not serve others as root: ")
        assert "HABEAS_AS_ROOT=yes" in result.stderr
    assert not list(tmp_path.rglob("*.sqlite3"))
    # Told so it goes on, to what else may be wrong.
    for flags in (["--as-root"], []):
        settings = home if flags else home | {"HABEAS_AS_ROOT": "yes"}
        result = CliRunner().invoke(habeas, [command, "--host", "nowhere.invalid", *flags], env=settings)
        assert result.stderr.startswith("Error: Habeas cannot answer at nowhere.invalid")


@pytest.mark.parametrize(
    "reached", [{"HABEAS_PUBLIC_URL": "https://habeas.example"}, {"HABEAS_PROXY": "127.0.0.1"}]
)
def test_as_root_behind_a_proxy_it_does_not_serve_unless_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reached: dict[str, str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    home = {"HABEAS_HOME": str(tmp_path), "HABEAS_AS_ROOT": ""} | reached
    result = CliRunner().invoke(habeas, ["serve", "--port", "0"], env=home)
    assert result.stderr.startswith("Error: Habeas does not serve others as root: ")


def test_to_whoever_tries_it_as_root_on_their_own_machine_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        home = {"HABEAS_HOME": str(tmp_path), "HABEAS_AS_ROOT": ""}
        result = CliRunner().invoke(habeas, ["serve", "--port", port], env=home)
    warning, refusal = result.stderr.splitlines()
    assert warning.startswith("Habeas runs as root: ")
    assert refusal.startswith("Error: Habeas cannot answer at 127.0.0.1")


def test_an_older_database_waits_for_its_owner_to_upgrade_it(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'habeas.sqlite3'}"
    engine = make_engine(url)
    upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000_earlier'"))
    engine.dispose()
    refused(runner(tmp_path, url), "is at 0000_earlier")


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'habeas.sqlite3'}"
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE recipe (id INTEGER)"))
    engine.dispose()
    refused(runner(tmp_path, url), "is at no revision")


def refused(habeas: Habeas, said: str) -> None:
    """Start the server and see it refuse, naming what is to be done."""
    result = habeas("serve", "--port", 0)
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr
    assert "run `habeas upgrade`" in result.stderr
    assert result.stderr.count("\n") == 1


def test_asked_to_stop_it_stops_without_complaint(folder: Path) -> None:
    process = subprocess.Popen(
        [HABEAS, "serve", "--as-root", "--no-seed", "--port", "0"],
        cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    with process.stdout as said:
        while "Habeas answers at" not in said.readline():
            assert process.poll() is None
        process.terminate()
        assert said.read() == ""
    assert process.wait(timeout=60) == 0
