"""A real Chromium on a real server, and pages that fail their test when they complain."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, expect

from tests.support.server import Server, serving, serving_at_once

HABEAS = Path(sys.executable).with_name("habeas")

# Milliseconds for a page to become what a test expects of it, on a machine that does much else.
PATIENCE = 60_000


@pytest.fixture
def first_start(tmp_path: Path) -> Iterator[Server]:
    """Habeas started for the first time, in an empty folder."""
    folder = tmp_path / "first"
    folder.mkdir()
    with serving(HABEAS, folder=folder) as server:
        yield server


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home that a first start leaves behind, its sign-in link unused; one for all processes of a run."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    with (folder / "seeded.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        home = folder / "seeded" / "instance"
        if not (home / "habeas.sqlite3").exists():
            home.parent.mkdir()
            with serving_at_once(home.parent) as server:
                assert server.home == home
        return home


@pytest.fixture
def live(seeded: Path, tmp_path: Path) -> Iterator[Server]:
    """Habeas started again on a copy of that home; nobody used the first link, so it prints a fresh one."""
    with serving_copy(seeded, tmp_path / "live") as server:
        yield server


@contextmanager
def serving_copy(home: Path, folder: Path) -> Iterator[Server]:
    """Serve a copy of a home, in a folder of its own."""
    shutil.copytree(home, folder / "instance")
    with serving_at_once(folder) as server:
        yield server


@pytest.fixture
def page(browser: Browser, live: Server) -> Iterator[Page]:
    """A page of a new visitor, on a computer."""
    with watched(browser, live.url) as opened:
        yield opened


@pytest.fixture
def page_without_js(browser: Browser, live: Server) -> Iterator[Page]:
    """A page of a new visitor who lets no script run."""
    with watched(browser, live.url, java_script_enabled=False) as opened:
        yield opened


@pytest.fixture
def phone(browser: Browser, live: Server) -> Iterator[Page]:
    """A page of a new visitor, on a phone held upright."""
    with watched(
        browser, live.url, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    ) as opened:
        yield opened


@pytest.fixture
def dark(browser: Browser, live: Server) -> Iterator[Page]:
    """A page of a new visitor who prefers dark."""
    with watched(browser, live.url, color_scheme="dark") as opened:
        yield opened


@contextmanager
def watched(browser: Browser, url: str, **options: object) -> Iterator[Page]:
    """A page of a new visitor, relative to `url`.

    Raises: AssertionError at the end if any page wrote an error to the console, threw one, or asked for
    anything from another host. That a page itself answered 4xx is the test's to judge.
    """
    # Half of what Chromium does where somebody goes from field to field is to let colours fade.
    still = {"reduced_motion": "reduce"} | options
    context = browser.new_context(base_url=url, **still)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    complaints: list[tuple[str, str]] = []
    refusals: set[str] = set()

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append((message.text, message.location["url"]))

    def see(request: Request) -> None:
        if not request.url.startswith((f"{url}/", "data:", "blob:", "about:")):
            complaints.append((f"asked another host for {request.url}", ""))

    def note(answer: Response) -> None:
        if answer.request.resource_type == "document" and 400 <= answer.status < 500:
            refusals.add(answer.url)

    context.on("weberror", lambda thrown: complaints.append((str(thrown.error), "")))
    context.on("console", hear)
    context.on("request", see)
    context.on("response", note)
    try:
        yield context.new_page()
    finally:
        context.close()
    # Chromium also writes to the console that a whole page was answered 4xx, as a refused form is.
    real = [
        complaint
        for complaint, where in complaints
        if not (complaint.startswith("Failed to load resource") and where in refusals)
    ]
    assert not real, "\n".join(real)
