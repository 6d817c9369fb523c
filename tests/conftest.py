"""What every test may ask for: a fresh database each, on SQLite and on PostgreSQL; one browser for all."""

import gc
import inspect
import os
import shutil
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

import pytest
from argon2 import PasswordHasher, profiles
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from migrations import upgrade
from tests.support import postgres
from tests.support.chromium import chromium
from tests.support.compiled_statements import sharing
from tests.support.memory_folder import memory_folder
from tests.support.remembered import remembering
from webapp.domain.accounts import passwords
from webapp.models import make_engine, shared_engine, writing
from webapp.models.database import engine as engine_module

# The folders and files of the tests that take longest: they start browsers, build and install the wheel, or
# open every address there is.
DEAREST = {
    "browser", "house", "test_access.py", "test_addresses.py", "test_citing.py", "test_long_lists.py",
    "test_planted.py", "test_planted_for_few.py", "test_planted_texts.py", "test_standbys.py",
    "test_unseen_list.py", "test_valid_pages.py",
}  # fmt: skip
PAGES = Path(__file__).parent / "web"
ENGINES = ("sqlite", "postgresql")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let whoever has the time run every test of a page on both engines."""
    parser.addoption("--both-engines", action="store_true", help="every test of a page on both engines")


def pytest_configure() -> None:
    """Keep the developer's own settings out, and let a run that is told to stop clean up after itself."""
    for name in [name for name in os.environ if name.startswith("HABEAS_")]:
        del os.environ[name]
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    # A hash as dear as it must be takes a quarter of a second; tests/browser/test_first_start looks at one.
    passwords.password_hasher = PasswordHasher.from_parameters(profiles.CHEAPEST)
    # Each command makes an engine of its own, and compiled half of what it asks for it.
    engine_module.create_engine = sharing(engine_module.create_engine)
    # How long an example takes says how busy the machine is, and nothing about the code.
    # Of what is drawn, the suite tries forty; EXAMPLES says how many more are tried by hand.
    settings.register_profile(
        "busy", deadline=None, max_examples=int(os.environ.get("EXAMPLES", "40")),
        suppress_health_check=[HealthCheck.too_slow],
    )  # fmt: skip
    settings.load_profile("busy")
    # Thousands of collected tests stay in memory; looking through them all the time took a fifth of the run.
    gc.set_threshold(100_000, 50, 100)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let pages take turns; put the dearest files first: who took one of them last would work on alone."""
    items.sort(key=lambda item: not DEAREST & {item.path.parent.name, item.path.name})
    if not config.getoption("both_engines"):
        turns = [(item, _is_its_turn(item)) for item in items]
        config.hook.pytest_deselected(items=[item for item, its_turn in turns if not its_turn])
        items[:] = [item for item, its_turn in turns if its_turn]


def pytest_collection_finish() -> None:
    """Take what is loaded by now as lasting: nobody looks through all collected tests for garbage again."""
    gc.collect()
    gc.freeze()


def _is_its_turn(item: pytest.Item) -> bool:
    """Tell whether a test runs on its engine: one of a page on one of them, its function's cases in turn.

    What pages store and ask is proved on both engines where it is done, in the domain; a test of a page about
    storage itself asks for `storage`, or is marked `both_engines`.
    """
    case = getattr(item, "callspec", None)
    if PAGES not in item.path.parents or case is None or "storage" not in case.params:
        return True
    asks = "storage" in inspect.signature(item.function).parameters  # type: ignore[attr-defined]
    alone = any(mark.args[0] == "storage" for mark in item.iter_markers("parametrize"))
    if asks or alone or item.get_closest_marker("both_engines"):
        return True
    others = sum(index for name, index in case.indices.items() if name != "storage")
    turn = crc32(f"{item.path.name}::{item.originalname}".encode()) + others  # type: ignore[attr-defined]
    return case.params["storage"] == ENGINES[turn % 2]


@pytest.fixture(
    params=[
        pytest.param("sqlite", marks=pytest.mark.sqlite),
        pytest.param("postgresql", marks=pytest.mark.postgresql),
    ]
)
def storage(request: pytest.FixtureRequest) -> str:
    """The name of the database system this test runs on; it runs once on each."""
    return str(request.param)


@pytest.fixture
def empty_url(storage: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a new database without a single table."""
    if storage == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite'}"
        return
    cluster = request.getfixturevalue("cluster")
    with cluster.database() as name:
        yield cluster.url(name)


@pytest.fixture
def url(storage: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a new, migrated database without a single row of its own.

    It is the same for each test, so that all share the statements that its engine has compiled.
    """
    if storage == "sqlite":
        template = request.getfixturevalue("sqlite_template")
        file = template.with_name("copy.sqlite")
        shutil.copyfile(template, file)
        _without_disk(f"sqlite:///{file}")
        with _remembering(_left_alone(f"sqlite:///{file}"), request):
            yield f"sqlite:///{file}"
        _left_alone(f"sqlite:///{file}")
        for left in file.parent.glob(f"{file.name}*"):
            left.unlink()
        return
    cluster, template = request.getfixturevalue("cluster"), request.getfixturevalue("postgresql_template")
    with cluster.emptied(template) as name, _remembering(cluster.url(name), request):
        yield cluster.url(name)


def _remembering(url: str, request: pytest.FixtureRequest) -> AbstractContextManager[None]:
    """Let what is recorded again be remembered, but where a test exchanges parts of the house."""
    return nullcontext() if "monkeypatch" in request.fixturenames else remembering(shared_engine(url))


@cache
def _without_disk(url: str) -> None:
    """Let SQLite wait for no disk: nothing here outlives the run."""
    event.listen(
        shared_engine(url), "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF")
    )


def _left_alone(url: str) -> str:
    """Close the connections that an earlier test left open to the database of the same URL."""
    shared_engine(url).dispose()
    return url


@pytest.fixture
def engine(url: str) -> Engine:
    """An engine on a new, migrated database."""
    return shared_engine(url)


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session that may write to a new, migrated database; what it has not committed is lost."""
    with Session(writing(engine)) as opened:
        yield opened


@pytest.fixture(scope="session")
def cluster() -> Iterator[postgres.Cluster]:
    """The PostgreSQL of this run, started when the first test asks for it."""
    with postgres.cluster() as running:
        yield running


@pytest.fixture(scope="session")
def sqlite_template() -> Iterator[Path]:
    """A migrated SQLite file to copy, never to open."""
    with TemporaryDirectory(prefix="habeas-sqlite-", dir=memory_folder()) as folder:
        yield _template(Path(folder) / "habeas.sqlite")


def _template(file: Path) -> Path:
    _migrate(f"sqlite:///{file}")
    # What the migrations rebuilt leaves free pages, and a test that fills the disk would find room in them.
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("VACUUM")
    # The last connection empties the write-ahead log into the file; a copy of the file alone is then whole.
    assert [left.name for left in file.parent.iterdir()] == [file.name]
    return file


@pytest.fixture(scope="session")
def postgresql_template(cluster: postgres.Cluster) -> Iterator[str]:
    """The name of a migrated PostgreSQL database to copy, never to open."""
    with cluster.database() as name:
        _migrate(cluster.url(name))
        yield name


def _migrate(url: str) -> None:
    engine = make_engine(url)
    upgrade(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium, one for the whole run."""
    with chromium() as launched:
        yield launched
