"""A home that cannot be written, a backup on a disc for one, is read, checked, exported and served."""

import multiprocessing
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests import make
from tests.cli.conftest import runner
from tests.support.engines import on_sqlite

NOBODY = 65534


@pytest.fixture
def home(tmp_path: Path, url: str, engine: Engine, session: Session) -> Iterator[Path]:
    """A home with Elvin in it, which nobody may write."""
    make.person(session, "Elvin Sinagov")
    session.commit()
    session.close()
    engine.dispose()
    folder = tmp_path / "home"
    (folder / "archive").mkdir(parents=True)
    shutil.copyfile(url.removeprefix("sqlite:///"), folder / "habeas.sqlite3")
    for path in (folder / "habeas.sqlite3", folder / "archive", folder):
        path.chmod(0o444 if path.is_file() else 0o555)
    for parent in (folder, *folder.parents):
        if parent.stat().st_uid == os.getuid() and parent != folder:
            parent.chmod(parent.stat().st_mode | 0o055)
    yield folder
    folder.chmod(0o755)


def without_rights(home: Path, *arguments: str) -> tuple[int, str]:
    """Run `habeas` as somebody who may only read; return its exit code and both outputs."""
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)

    def run() -> None:
        if os.getuid() == 0:
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        result = runner(home, f"sqlite:///{home / 'habeas.sqlite3'}")(*arguments)
        sending.send((result.exit_code, result.output))

    process = context.Process(target=run)
    process.start()
    sending.close()
    answer: tuple[int, str] = receiving.recv()
    process.join()
    return answer


@on_sqlite
def test_it_is_checked_and_exported_and_nothing_is_written(home: Path) -> None:
    code, text = without_rights(home, "check")
    assert (code, text[:17]) == (0, "Everything holds.")
    code, text = without_rights(home, "export")
    assert code == 0
    assert "Elvin Sinagov" in text
    assert sorted(path.name for path in home.iterdir()) == ["archive", "habeas.sqlite3"]


@on_sqlite
def test_what_would_write_says_so_in_one_line(home: Path) -> None:
    code, text = without_rights(home, "account", "add", "Nemo", "--role", "reader")
    assert code == 1
    assert "readonly database" in text
    assert text.count("\n") == 1
