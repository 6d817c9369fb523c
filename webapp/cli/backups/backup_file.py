"""A backup: the database as one SQLite file and the archive, in one zip file with the hash of each part."""

import hashlib
import json
import os
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, TypeAlias

from sqlalchemy import Engine

import migrations
from webapp.cli.backups.encrypted_file import NotDecrypted, decrypt, encrypt
from webapp.cli.backups.table_copy import copy_tables
from webapp.cli.output_file import private_file, unfinished_folder
from webapp.domain.sources import archive
from webapp.models import make_engine

FORMAT = "habeas-backup-1"
_MANIFEST, _DATABASE = "manifest.json", "habeas.sqlite3"
_AT_ONCE = 1 << 20
# What reading raises where a file says what no backup says: of the zip, of the manifest, of the database.
_OF_DAMAGE = (
    zipfile.BadZipFile, zlib.error, KeyError, EOFError, RuntimeError, TypeError, ValueError,
    sqlite3.DatabaseError,
)  # fmt: skip
_HEAD = "SELECT number, hash FROM revision {} ORDER BY number DESC LIMIT 1"
# That of a list that was being written goes with it when the backup is restored.
_FINISHED = "WHERE number < (SELECT coalesce(min(first_number), 1 << 40) FROM unfinished_batch)"
_KNOWS_BATCHES = "SELECT 1 FROM sqlite_master WHERE name = 'unfinished_batch'"


History: TypeAlias = tuple[int, str] | None
"""The number and hash of the last revision; None where there is none."""


class BadBackup(Exception):
    """A file that is no backup, or not the whole one that was written."""


@dataclass(frozen=True)
class Backup:
    """A verified backup, open: its manifest, its database in a file of its own, and its archive."""

    made_at: str
    revision: str
    history: History
    has_archive: bool
    database: Path
    file: zipfile.ZipFile

    def archived(self) -> Iterator[bytes]:
        """Yield the untouched bytes of each file of the archive."""
        for name in self.file.namelist():
            if name.startswith("archive/"):
                yield self.file.read(name)


def write_backup(
    path: Path, engine: Engine, archived: Path | None, *, now: datetime,
    passphrase: str | None = None, beside: Path | None = None,
) -> History:  # fmt: skip
    """Write a backup of a database that may be in use, and of the archive in `archived` where it is given.

    With a passphrase it is encrypted; what is not yet lies within `beside`, else in the folder of the file.
    It takes the place of an older file only when it was read again and found whole. Return where its history
    stands. Raises OSError and BadBackup.
    """
    with unfinished_folder(beside or path.parent) as folder, unfinished_folder(path.parent) as target:
        database, unfinished = folder / _DATABASE, target / "unfinished"
        _copy_database(engine, database)
        whole = unfinished if passphrase is None else folder / "plain"
        with private_file(whole) as file:
            _write(file, database, archived, now)
        database.unlink()
        if passphrase is not None:
            encrypt(whole, unfinished, passphrase=passphrase)
            whole.unlink()
        with opened_backup(unfinished, beside=beside, passphrase=passphrase) as written:
            unfinished.replace(path)
            return written.history


@contextmanager
def opened_backup(
    path: Path, *, beside: Path | None = None, passphrase: str | None = None
) -> Iterator[Backup]:
    """Open a backup after every part of it was compared with its hash.

    Its database lies in a new folder within `beside`, else within that of the file, and so does what an
    encrypted one holds. Raises BadBackup.
    """
    with ExitStack() as opened:
        if passphrase is not None:
            folder = opened.enter_context(unfinished_folder(beside or path.parent))
            try:
                decrypt(path, folder / "plain", passphrase=passphrase)
            except NotDecrypted as error:
                raise BadBackup(str(error)) from error
            path = folder / "plain"
        try:
            file = opened.enter_context(zipfile.ZipFile(path))
            folder = opened.enter_context(unfinished_folder(beside or path.parent))
            backup = _verified(file, folder / _DATABASE)
        except _OF_DAMAGE as error:
            raise BadBackup(f"it is damaged: {error}") from error
        yield backup


def _verified(file: zipfile.ZipFile, database: Path) -> Backup:
    manifest = json.loads(file.read(_MANIFEST))
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise BadBackup("it is no backup of Habeas, or one of another version")
    _compare(file, manifest, database)
    return Backup(
        manifest["made_at"], manifest["revision"], _history(database), manifest["archive"], database, file
    )


def _copy_database(engine: Engine, into: Path) -> None:
    if engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(into)) as target, engine.connect() as connection:
            source: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
            # In one step: of what others write meanwhile all or nothing is in it, and nobody waits.
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
        return
    target_engine = make_engine(f"sqlite:///{into}")
    migrations.upgrade(target_engine, migrations.current(engine) or "base")
    snapshot = engine.execution_options(isolation_level="REPEATABLE READ")
    with snapshot.connect() as source_connection, target_engine.begin() as target_connection:
        copy_tables(source_connection, target_connection, current=migrations.is_current(engine))
    # The last connection empties the log into the file.
    target_engine.dispose()
    with closing(sqlite3.connect(into)) as target:
        target.execute("PRAGMA journal_mode=DELETE")


def _write(file: IO[bytes], database: Path, folder: Path | None, now: datetime) -> None:
    with zipfile.ZipFile(file, "w", allowZip64=True) as whole:
        members = {_DATABASE: _add(whole, _DATABASE, database, zipfile.ZIP_DEFLATED)}
        for sha256 in archive.kept(folder) if folder else ():
            place = archive.path(folder, sha256) if folder else Path()
            # A text thrown away before it was a source may be gone by now.
            if place.is_file():
                name = f"archive/{sha256[:2]}/{sha256}"
                members[name] = _add(whole, name, place, zipfile.ZIP_STORED)
        manifest = {
            "format": FORMAT, "made_at": now.isoformat(), "revision": _revision(database),
            "history": _history(database), "archive": folder is not None, "sha256": members,
        }  # fmt: skip
        whole.writestr(_MANIFEST, json.dumps(manifest, indent=1), zipfile.ZIP_DEFLATED)


def _add(whole: zipfile.ZipFile, name: str, path: Path, compression: int) -> str:
    """Add a file, and return the SHA-256 of what was added."""
    member = zipfile.ZipInfo(name)
    member.compress_type = compression
    digest = hashlib.sha256()
    with path.open("rb") as source, whole.open(member, "w", force_zip64=True) as target:
        while piece := source.read(_AT_ONCE):
            digest.update(piece)
            target.write(piece)
    return digest.hexdigest()


def _compare(file: zipfile.ZipFile, manifest: dict[str, object], database: Path) -> None:
    """Compare every part with its hash and put the database into a file. Raises BadBackup."""
    members = dict(manifest["sha256"])  # type: ignore[call-overload]
    if sorted(file.namelist()) != sorted([*members, _MANIFEST]):
        raise BadBackup("it does not hold the parts that it says")
    for name, expected in members.items():
        digest = hashlib.sha256()
        with file.open(name) as source, open(database if name == _DATABASE else os.devnull, "wb") as target:
            while piece := source.read(_AT_ONCE):
                digest.update(piece)
                target.write(piece)
        if digest.hexdigest() != expected or (name != _DATABASE and PurePosixPath(name).name != expected):
            raise BadBackup(f"{name} is not what was written")
    with closing(sqlite3.connect(database)) as connection:
        (message,) = connection.execute("PRAGMA integrity_check").fetchone()
        if message != "ok":
            raise BadBackup(f"its database is damaged: {message}")
    history = _history(database)
    if (_revision(database), history and list(history)) != (manifest["revision"], manifest["history"]):
        raise BadBackup("its database is not the one that it says")


def _history(database: Path) -> History:
    with closing(sqlite3.connect(database)) as connection:
        knows_batches = connection.execute(_KNOWS_BATCHES).fetchone()
        row = connection.execute(_HEAD.format(_FINISHED if knows_batches else "")).fetchone()
    return (row[0], row[1]) if row else None


def _revision(database: Path) -> str:
    with closing(sqlite3.connect(database)) as connection:
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(revision)
