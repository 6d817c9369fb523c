"""`habeas backup` and `habeas restore`: everything in one verified file, on either database system."""

import os
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy import Engine, make_url

import migrations
from webapp.cli.backups.backup_file import Backup, BadBackup, History, opened_backup, write_backup
from webapp.cli.backups.encrypted_file import is_encrypted
from webapp.cli.backups.table_copy import copy_tables
from webapp.cli.database import is_empty, opened, require_known
from webapp.cli.serving_lock import nobody_serves
from webapp.cli.upgrade import migrated
from webapp.domain.accounts.passwords import SHORTEST_PASSWORD, refuse_guessable
from webapp.domain.sources import archive
from webapp.models import make_engine, writing
from webapp.settings import Settings, read_settings

_FILE = click.Path(dir_okay=False, path_type=Path)
_LONGEST_LINE = 10_000


_PASSPHRASE_FILE = click.option(
    "--passphrase-file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file whose first line is the passphrase; else it is asked for.",
)  # fmt: skip


@click.command()
@click.argument("file", type=_FILE)
@click.option("--encrypt", is_flag=True, help="Only who knows a passphrase can open it (age format).")
@_PASSPHRASE_FILE
def backup(file: Path, encrypt: bool, passphrase_file: Path | None) -> None:
    """Write database and archive into FILE, while they are in use, and read it again."""
    settings, passphrase, now = read_settings(), None, datetime.now(UTC)
    if encrypt or passphrase_file:
        passphrase = _passphrase(passphrase_file, again=True)
        if len(passphrase) < SHORTEST_PASSWORD:
            least = f"A passphrase has at least {SHORTEST_PASSWORD} characters"
            raise click.ClickException(f"{least}; a few unrelated words are good.")
        refuse_guessable(passphrase, name="")
    with opened(settings.database_url) as engine:
        history = write_backup(
            file, engine, settings.home / "archive", now=now,
            passphrase=passphrase, beside=settings.home if passphrase else None,
        )  # fmt: skip
    click.echo(f"Written and read again: {file}. {_in_words(history)}")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_PASSPHRASE_FILE
def restore(file: Path, passphrase_file: Path | None) -> None:
    """Put the database and the archive of FILE, a backup, into a home that has no database yet."""
    settings = read_settings()
    passphrase = _passphrase(passphrase_file) if is_encrypted(file) else None
    try:
        with (
            opened_backup(file, beside=settings.home, passphrase=passphrase) as kept,
            nobody_serves(settings.home),
        ):
            _restore(kept, settings)
            click.echo(f"Restored from {file}, of {kept.made_at}. {_in_words(kept.history)}")
    except BadBackup as error:
        raise click.ClickException(f"{file} is not restored, and nothing was touched: {error}.") from error


def _passphrase(file: Path | None, *, again: bool = False) -> str:
    """Return the first line of a file, or what is typed and not shown."""
    if file is not None:
        with file.open(encoding="utf-8", errors="replace") as lines:
            return lines.readline(_LONGEST_LINE).rstrip("\r\n")
    typed: str = click.prompt("Passphrase", hide_input=True, confirmation_prompt=again, err=True)
    return typed


def _restore(kept: Backup, settings: Settings) -> None:
    require_known(kept.revision, "the backup")
    engine = make_engine(f"sqlite:///{kept.database}")
    migrated(engine)
    url = make_url(settings.database_url)
    with opened(settings.database_url, make=True) as target:
        if not is_empty(target):
            message = "There is a database already. Set HABEAS_HOME and HABEAS_DATABASE_URL to new places."
            raise click.ClickException(f"{message} Nothing was touched.")
        for data in kept.archived():
            archive.keep(settings.home / "archive", data)
        if url.get_backend_name() == "postgresql":
            _into_postgresql(engine, target)
            engine.dispose()
            return
    engine.dispose()
    place = Path(url.database or "")
    for left in (place.with_name(f"{place.name}-wal"), place.with_name(f"{place.name}-shm")):
        left.unlink(missing_ok=True)
    kept.database.chmod(0o600)
    with kept.database.open("rb") as database:
        os.fsync(database.fileno())
    os.replace(kept.database, place)


def _into_postgresql(source: Engine, target: Engine) -> None:
    migrations.upgrade(target)
    with source.connect() as rows, writing(target).begin() as connection:
        copy_tables(rows, connection)


def _in_words(history: History) -> str:
    if history is None:
        return "History is empty."
    number, digest = history
    return f"History is at revision {number}, {digest}."
