"""Which database a command takes: one in the shape of this version, and a word on every other."""

import errno
import sqlite3
from pathlib import Path
from unittest.mock import Mock

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

import migrations
from migrations import is_current
from tests.cli.conftest import Habeas, runner
from tests.support.engines import on_sqlite
from webapp.cli.backups import backup_file
from webapp.models import make_engine

COMMANDS = {
    "seed": ["seed"],
    "reindex": ["reindex"],
    "export": ["export"],
    "check": ["check"],
    "account add": ["account", "add", "Clara", "--role", "curator"],
    "account link": ["account", "link", "Clara"],
}


def test_upgrade_makes_every_table_and_may_be_repeated(habeas_on_nothing: Habeas, empty_url: str) -> None:
    for _ in range(2):
        result = habeas_on_nothing("upgrade")
        assert (result.exit_code, result.output) == (0, f"The database is at {migrations.newest()}.\n")
    engine = make_engine(empty_url)
    assert is_current(engine)
    engine.dispose()


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS.keys())
def test_a_command_refuses_a_database_that_was_never_migrated(
    habeas_on_nothing: Habeas, empty_url: str, arguments: list[str]
) -> None:
    engine = make_engine(empty_url)
    engine.connect().close()
    engine.dispose()
    result = habeas_on_nothing(*arguments)
    assert result.exit_code == 1
    assert "run `habeas upgrade`" in result.stderr or "`habeas serve` makes one" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_database_of_a_newer_version_is_left_alone(habeas: Habeas, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999_later'"))
    for command in ("check", "export", "upgrade"):
        result = habeas(command)
        assert result.exit_code == 1
        assert result.stderr == (
            "Error: This program is too old for the database, which is at 9999_later: install a newer one.\n"
        )


def test_a_command_in_the_wrong_folder_makes_no_database(tmp_path: Path) -> None:
    file = tmp_path / "nowhere.sqlite3"
    result = runner(tmp_path, f"sqlite:///{file}")("check")
    assert (result.exit_code, result.stderr) == (
        1, f"Error: There is no database at {file}; `habeas serve` makes one.\n",
    )  # fmt: skip
    assert not file.exists()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("no address at all", "The database address must read"),
        ("mysql://nobody@127.0.0.1/habeas", "The database address must read"),
        ("postgresql+psycopg://nobody@127.0.0.1:1/habeas", "The database cannot be used: "),
    ],
)
def test_a_database_that_cannot_be_reached_is_told_in_one_line(tmp_path: Path, url: str, said: str) -> None:
    result = runner(tmp_path, url)("check")
    assert result.exit_code == 1
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_file_that_is_no_database_is_told_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "habeas.sqlite3"
    file.write_text("A letter, and no database. " * 100, "utf-8")
    result = runner(tmp_path, f"sqlite:///{file}")("check")
    assert (result.exit_code, result.stderr) == (
        1, "Error: The database cannot be used: file is not a database\n",
    )  # fmt: skip


@on_sqlite
def test_a_full_disk_is_told_as_that_by_every_command(
    habeas: Habeas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full, index = sqlite3.OperationalError("disk is full"), sqlite3.OperationalError("disk I/O error")
    full.sqlite_errorname, index.sqlite_errorname = "SQLITE_FULL", "SQLITE_IOERR_SHMSIZE"
    place = OSError(errno.ENOSPC, "No space left on device", "b.habeas")
    for error in (full, index, OperationalError(None, None, index), place):
        monkeypatch.setattr(backup_file, "_copy_database", Mock(side_effect=error))
        result = habeas("backup", tmp_path / "b.habeas")
        assert result.exit_code == 1
        assert result.stderr.startswith("Error: The disk is full. Make room")
        assert result.stderr.count("\n") == 1
    assert not list(tmp_path.glob("*b.habeas*"))
