"""`habeas upgrade`: bring the database to the shape of this version."""

import click
from alembic.util import CommandError
from sqlalchemy import Engine
from sqlalchemy.orm import Session

import migrations
from webapp.cli.database import opened
from webapp.cli.reindex import index_texts, rebuild_people
from webapp.domain.read_model import refresh
from webapp.domain.sources import word_index
from webapp.models import writing
from webapp.settings import read_settings


@click.command()
def upgrade() -> None:
    """Migrate the database to the shape of this version."""
    with opened(read_settings().database_url, make=True) as engine:
        try:
            migrations.upgrade(engine)
        except CommandError as error:
            revision = migrations.current(engine)
            message = f"This version is older than the database, which is at {revision}."
            raise click.ClickException(message) from error
        rebuilt = _rebuild_if_missing(engine)
        indexed = _index_if_missing(engine, anew=rebuilt is not None)
        click.echo(f"The database is at {migrations.current(engine)}.")
    for message in filter(None, (rebuilt, indexed)):
        click.echo(message)


def _rebuild_if_missing(engine: Engine) -> str | None:
    """Derive what the read model of an older version did not hold; return what to say of it."""
    with Session(writing(engine)) as session:
        rebuilt = rebuild_people(session) if refresh.missing(session) else None
        session.commit()
    return rebuilt


def _index_if_missing(engine: Engine, *, anew: bool) -> str | None:
    """Write the words of texts that were not kept, or `anew` as names fold now; return what to say of it."""
    with Session(writing(engine)) as session:
        stale = word_index.missing(session) or (anew and word_index.count(session) > 0)
        indexed = index_texts(session) if stale else None
        session.commit()
    return indexed
