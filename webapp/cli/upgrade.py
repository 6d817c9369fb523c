"""`habeas upgrade`: bring the database to the shape of this version."""

from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy import Engine
from sqlalchemy.orm import Session

import migrations
from webapp.cli.backups.backup_file import write_backup
from webapp.cli.database import opened, require_known
from webapp.cli.reindex import fill_past, index_texts, rebuild_people
from webapp.cli.serving_lock import nobody_serves
from webapp.domain.history.seals import last_seal, seal_all
from webapp.domain.read_model import past_rows, refresh
from webapp.domain.sources import word_index
from webapp.models import writing
from webapp.settings import Settings, read_settings


@click.command()
def upgrade() -> None:
    """Migrate the database to the shape of this version, after a backup of what was there."""
    settings = read_settings()
    with opened(settings.database_url, make=True) as engine:
        revision = migrations.current(engine)
        if revision is not None:
            require_known(revision, "the database")
        if migrations.is_current(engine):
            messages = migrated(engine)
        else:
            with nobody_serves(settings.home):
                if revision is not None:
                    click.echo(f"The database as it was is kept in {_backup(engine, settings)}.")
                messages = migrated(engine)
        click.echo(f"The database is at {migrations.current(engine)}.")
    for message in messages:
        click.echo(message)


def migrated(engine: Engine) -> list[str]:
    """Bring a database to the shape of this version and derive what it did not hold; return what to say."""
    migrations.upgrade(engine)
    rebuilt = _rebuild_if_missing(engine)
    indexed = _index_if_missing(engine, anew=rebuilt is not None)
    _seal_if_missing(engine)
    filled = _fill_if_missing(engine)
    return [message for message in (rebuilt, indexed, filled) if message]


def _backup(engine: Engine, settings: Settings) -> Path:
    """Write a backup of the database into the home and return its path; the archive is not touched."""
    now = datetime.now(UTC)
    folder = settings.home / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"before-{migrations.newest()}-{now:%Y%m%dT%H%M%SZ}.zip"
    write_backup(path, engine, None, now=now)
    return path


def _rebuild_if_missing(engine: Engine) -> str | None:
    """Derive what the read model of an older version did not hold; return what to say of it."""
    with Session(writing(engine)) as session:
        rebuilt = rebuild_people(session) if refresh.missing(session) else None
        session.commit()
    return rebuilt


def _seal_if_missing(engine: Engine) -> None:
    """Seal what is older than seals."""
    with Session(writing(engine)) as session:
        if last_seal(session)[0] == 0:
            seal_all(session)
            session.commit()


def _fill_if_missing(engine: Engine) -> str | None:
    """Derive what an older version did not keep of earlier days, in parts; return what to say of it.

    Where that is cut short, history is asked of the rest.
    """
    with Session(writing(engine)) as session:
        return fill_past(session) if past_rows.unkept(session, after=-1, most=1) else None


def _index_if_missing(engine: Engine, *, anew: bool) -> str | None:
    """Write the words of texts that were not kept, or `anew` as names fold now; return what to say of it."""
    with Session(writing(engine)) as session:
        stale = word_index.missing(session) or (anew and word_index.count(session) > 0)
        indexed = index_texts(session) if stale else None
        session.commit()
    return indexed
