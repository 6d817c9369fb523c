"""One file holds everything, is whole or refused, and becomes the same database on either system."""

import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pyrage
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

import migrations
from tests import make
from tests.cli.conftest import Habeas, runner
from tests.support.cheap_key import cheap_key
from tests.support.engines import on_sqlite
from tests.support.full_record import full_record
from webapp.cli.output_file import unfinished_folder
from webapp.cli.serving_lock import serving_lock
from webapp.domain.history.recording import head
from webapp.domain.sources import archive
from webapp.models import writing

BYTES = b"Untouched bytes of an invented letter"


@pytest.fixture
def filled(session: Session, tmp_path: Path) -> None:
    """A database with a record of every kind of claim, and an archive with a file."""
    full_record(session)
    make.password(session, make.account(session))
    session.commit()
    archive.keep(tmp_path / "home" / "archive", BYTES)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Habeas]:
    """`habeas` in another home without a database, on either system."""
    home = tmp_path / "elsewhere"
    home.mkdir()
    if request.param == "sqlite":
        yield runner(home, f"sqlite:///{home / 'habeas.sqlite3'}")
        return
    cluster = request.getfixturevalue("cluster")
    with cluster.database() as name:
        yield runner(home, cluster.url(name))


def test_what_was_kept_is_the_same_database_on_either_system(
    habeas: Habeas, elsewhere: Habeas, filled: None, session: Session, tmp_path: Path
) -> None:
    file, before = tmp_path / "kept.zip", habeas("export", "--format", "csv").stdout_bytes
    number, digest = head(session)
    session.rollback()
    made = habeas("backup", file)
    assert made.exit_code == 0, made.output
    assert f"History is at revision {number}, {digest}." in made.stdout
    assert file.stat().st_mode & 0o777 == 0o600

    restored = elsewhere("restore", file)
    assert restored.exit_code == 0, restored.output
    assert f"History is at revision {number}, {digest}." in restored.stdout
    checked = elsewhere("check")
    assert checked.stdout.startswith(f"Everything holds. History is at revision {number}, {digest}.")
    assert elsewhere("export", "--format", "csv").stdout_bytes == before
    assert list(archive.kept(tmp_path / "elsewhere" / "archive")) == list(
        archive.kept(tmp_path / "home" / "archive")
    )


@on_sqlite
def test_a_restoring_that_was_killed_before_its_first_row_is_done_again(
    habeas: Habeas, elsewhere: Habeas, filled: None, tmp_path: Path
) -> None:
    file = tmp_path / "kept.zip"
    assert habeas("backup", file).exit_code == elsewhere("upgrade").exit_code == 0
    restored = elsewhere("restore", file)
    assert restored.exit_code == 0, restored.output
    assert elsewhere("check").exit_code == 0
    assert "There is a database already" in elsewhere("restore", file).stderr


def test_a_backup_taken_while_others_write_is_of_one_moment(
    habeas: Habeas, filled: None, engine: Engine, tmp_path: Path
) -> None:
    with writing(engine).connect() as connection:
        connection.execute(text("UPDATE counter SET last = last + 1000"))
        assert habeas("backup", tmp_path / "kept.zip").exit_code == 0
        connection.rollback()
    home = tmp_path / "elsewhere"
    restored = runner(home, f"sqlite:///{home / 'habeas.sqlite3'}")
    assert restored("restore", tmp_path / "kept.zip").exit_code == 0
    assert restored("check").exit_code == 0


def flipped(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-100])


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def something_else(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as other:
        other.writestr("manifest.json", "{}")


def rewritten(file: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    with zipfile.ZipFile(file) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    change(parts)
    with zipfile.ZipFile(file, "w") as other:
        for name, data in parts.items():
            other.writestr(name, data)


def without_a_part(file: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        del parts[next(name for name in parts if name.startswith("archive/"))]

    rewritten(file, change)


def with_another_part(file: Path) -> None:
    rewritten(file, lambda parts: parts.update({"../outside": b"x"}))


def with_another_history(file: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        manifest = json.loads(parts["manifest.json"])
        manifest["history"][1] = "f" * 64
        parts["manifest.json"] = json.dumps(manifest).encode()

    rewritten(file, change)


def damaged_within(file: Path) -> None:
    with zipfile.ZipFile(file) as whole:
        start = whole.getinfo("habeas.sqlite3").header_offset + 60
    data = bytearray(file.read_bytes())
    data[start : start + 40] = b"\xff" * 40
    file.write_bytes(data)


def encrypted(file: Path) -> None:
    data = bytearray(file.read_bytes())
    for place in (place for place in range(len(data)) if data.startswith(b"PK\1\2", place)):
        data[place + 8] |= 1
    file.write_bytes(data)


def with_another_manifest(file: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        manifest = json.loads(parts["manifest.json"])
        parts["manifest.json"] = json.dumps(manifest | {"sha256": None}).encode()

    rewritten(file, change)


@on_sqlite
@pytest.mark.parametrize(
    "damage",
    [
        flipped, cut_short, emptied, something_else, without_a_part, with_another_part,
        with_another_history, damaged_within, encrypted, with_another_manifest,
    ],
)  # fmt: skip
def test_a_damaged_backup_is_refused_before_anything_is_touched(
    habeas: Habeas, filled: None, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    file, home = tmp_path / "kept.zip", tmp_path / "elsewhere"
    assert habeas("backup", file).exit_code == 0
    damage(file)
    result = runner(home, f"sqlite:///{home / 'habeas.sqlite3'}")("restore", file)
    assert result.exit_code == 1
    assert "is not restored, and nothing was touched" in result.stderr
    assert result.stderr.count("\n") == 1
    assert {path.name for path in home.iterdir()} <= {"secret_key"}


@on_sqlite
def test_nothing_is_restored_over_a_database_or_under_a_server(
    habeas: Habeas, filled: None, tmp_path: Path
) -> None:
    file, home = tmp_path / "kept.zip", tmp_path / "elsewhere"
    assert habeas("backup", file).exit_code == 0
    assert "There is a database already" in habeas("restore", file).stderr
    restored = runner(home, f"sqlite:///{home / 'habeas.sqlite3'}")
    home.mkdir()
    with serving_lock(home):
        assert "Stop `habeas serve` first" in restored("restore", file).stderr
    assert restored("restore", file).exit_code == 0


def test_upgrade_keeps_what_was_there_before_it_changes_anything(
    habeas: Habeas, session: Session, engine: Engine, tmp_path: Path
) -> None:
    full_record(session, in_court=False)
    session.commit()
    before = habeas("export").stdout_bytes
    migrations.downgrade(engine, "0010_verifications")
    with serving_lock(tmp_path / "home"):
        assert "Stop `habeas serve` first" in habeas("upgrade").stderr
    assert migrations.current(engine) == "0010_verifications"
    upgraded = habeas("upgrade")
    assert upgraded.exit_code == 0, upgraded.output
    (file,) = (tmp_path / "home" / "backups").iterdir()
    assert f"The database as it was is kept in {file}.\n" in upgraded.stdout
    home = tmp_path / "elsewhere"
    restored = runner(home, f"sqlite:///{home / 'habeas.sqlite3'}")
    assert restored("restore", file).exit_code == 0
    assert restored("export").stdout_bytes == before == habeas("export").stdout_bytes
    assert restored("check").exit_code == 0
    # What is up to date already needs no backup.
    assert "is kept in" not in habeas("upgrade").stdout


@on_sqlite
def test_nothing_is_answered_or_brought_in_on_an_upgrade_that_was_cut_short(
    habeas: Habeas, filled: None, engine: Engine, tmp_path: Path
) -> None:
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM person_summary"))
        connection.execute(text("DELETE FROM liberty_span"))
    (tmp_path / "list.csv").write_text("Name,Status\nElvin Sinagov,serving\n", "utf-8")
    for words in (("serve", "--port", 0), ("export",), ("import", tmp_path / "list.csv")):
        result = habeas(*words)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "or an upgrade was cut short: run `habeas upgrade`." in result.stderr


@on_sqlite
def test_a_backup_that_cannot_be_written_leaves_the_older_one(
    habeas: Habeas, filled: None, tmp_path: Path
) -> None:
    file = tmp_path / "kept.zip"
    assert habeas("backup", file).exit_code == 0
    before = file.read_bytes()
    shutil.rmtree(tmp_path / "home" / "archive")
    (tmp_path / "home" / "archive").mkdir()
    broken = tmp_path / "home" / "archive" / "aa"
    broken.mkdir()
    (broken / ("aa" + "0" * 62)).write_bytes(b"other bytes than its name stands for")
    result = habeas("backup", file)
    assert result.exit_code == 1
    assert "The backup was not written" in result.stderr
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@on_sqlite
def test_what_a_killed_backup_left_goes_with_the_next_one(
    habeas: Habeas, filled: None, tmp_path: Path
) -> None:
    left = tmp_path / ".habeas-killed"
    left.mkdir()
    (left / "habeas.sqlite3").write_bytes(b"a whole database")
    with unfinished_folder(tmp_path) as of_another:
        assert not left.exists()
        left.mkdir()
        assert habeas("backup", tmp_path / "kept.zip").exit_code == 0
        assert habeas("export", "-o", tmp_path / "people.csv").exit_code == 0
        assert [path for path in tmp_path.iterdir() if path.name.startswith(".")] == [of_another]
    assert not of_another.exists()


def zipped(file: Path, key: bytes, content: bytes) -> None:
    """Write a file as an encrypted backup is: its content, and the key of that under a passphrase."""
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("key.age", key)
        parts.writestr("backup.age", content)


@on_sqlite
def test_an_encrypted_backup_says_nothing_without_its_passphrase_and_everything_with_it(
    habeas: Habeas, filled: None, tmp_path: Path
) -> None:
    file, passphrase, other = (tmp_path / name for name in ("kept.age.zip", "passphrase", "another"))
    passphrase.write_text("plainly invented stapler\nand more\n")
    other.write_text("another invented stapler\n")
    before = habeas("export", "--format", "csv").stdout_bytes
    made = habeas("backup", file, "--passphrase-file", passphrase)
    assert made.exit_code == 0, made.output
    assert file.stat().st_mode & 0o777 == 0o600
    written = file.read_bytes()
    assert not [words for words in (BYTES, b"SQLite format 3", b"manifest.json") if words in written]
    home = tmp_path / "elsewhere"
    home.mkdir()
    elsewhere = runner(home, f"sqlite:///{home / 'habeas.sqlite3'}")
    # To open a key takes seconds by design. `backup` itself looked whether its file opens; from here on its
    # content stands beside a key under the same passphrase that opens at once.
    words = "plainly invented stapler"
    with zipfile.ZipFile(file) as parts:
        key, content = (parts.read(name) for name in ("key.age", "backup.age"))
    cheap, middle = cheap_key(pyrage.passphrase.decrypt(key, words), words), len(content) // 2
    damage = bytes([content[middle] ^ 1])
    zipped(whole := tmp_path / "whole.zip", cheap, content)
    zipped(tmp_path / "damaged.zip", cheap, content[:middle] + damage + content[middle + 1 :])
    # As a computer that is two thousand times as fast would have written its key.
    zipped(tmp_path / "fast.zip", re.sub(rb"(-> scrypt \S+) \d+", rb"\1 31", key), content)
    refused = elsewhere("restore", whole, "--passphrase-file", other)
    assert "the passphrase is another one, or the file is damaged" in refused.stderr
    damaged = elsewhere("restore", tmp_path / "damaged.zip", "--passphrase-file", passphrase)
    assert (refused.exit_code, damaged.exit_code) == (1, 1)
    slow = elsewhere("restore", tmp_path / "fast.zip", "--passphrase-file", passphrase)
    assert slow.exit_code == 1
    assert "too busy, or too slow" in slow.stderr
    assert "another one" not in slow.stderr
    assert {path.name for path in home.iterdir()} == {"secret_key"}

    restored = elsewhere("restore", whole, "--passphrase-file", passphrase)
    assert restored.exit_code == 0, restored.output
    assert elsewhere("check").exit_code == 0
    assert elsewhere("export", "--format", "csv").stdout_bytes == before
    assert not list(tmp_path.glob(".habeas-*")) + list(home.glob(".habeas-*"))


@on_sqlite
def test_a_passphrase_that_is_tried_first_protects_no_backup(habeas: Habeas, tmp_path: Path) -> None:
    for words in ("", "short", "password1234", "habeashabeas"):
        (tmp_path / "passphrase").write_text(words)
        refused = habeas("backup", tmp_path / "kept.zip", "--passphrase-file", tmp_path / "passphrase")
        assert refused.exit_code == 1, words
        assert not (tmp_path / "kept.zip").exists()
