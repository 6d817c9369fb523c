"""`habeas backup` and `habeas restore`: everything in one verified file, on either database system."""

import os
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy import Engine, make_url

import migrations
from webapp.cli.backup_file import Backup, BadBackup, opened_backup, write_backup
from webapp.cli.database import is_empty, opened, require_known
from webapp.cli.serving_lock import nobody_serves
from webapp.cli.table_copy import copy_tables
from webapp.cli.upgrade import migrated
from webapp.domain.sources import archive
from webapp.models import make_engine, writing
from webapp.settings import Settings, read_settings

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=_FILE)
def backup(file: Path) -> None:
    """Write database and archive into FILE, while they are in use, and read it again."""
    settings = read_settings()
    with opened(settings.database_url) as engine:
        write_backup(file, engine, settings.home / "archive", now=datetime.now(UTC))
    with opened_backup(file) as written:
        click.echo(f"Written and read again: {file}. {_history(written)}")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Put the database and the archive of FILE, a backup, into a home that has no database yet."""
    settings = read_settings()
    try:
        with opened_backup(file, beside=settings.home) as kept, nobody_serves(settings.home):
            _restore(kept, settings)
            click.echo(f"Restored from {file}, of {kept.made_at}. {_history(kept)}")
    except BadBackup as error:
        raise click.ClickException(f"{file} is not restored, and nothing was touched: {error}.") from error


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


def _history(kept: Backup) -> str:
    if kept.history is None:
        return "History is empty."
    number, digest = kept.history
    return f"History is at revision {number}, {digest}."
