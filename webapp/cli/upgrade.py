"""`habeas upgrade`: bring the database to the shape of this version."""

import click
from alembic.util import CommandError

import migrations
from webapp.cli.database import opened
from webapp.web.settings import read_settings


@click.command()
def upgrade() -> None:
    """Migrate the database to the shape of this version."""
    with opened(read_settings().database_url, make=True) as engine:
        try:
            migrations.upgrade(engine)
        except CommandError as error:
            at = migrations.current(engine)
            message = f"This version is older than the database, which is at {at}."
            raise click.ClickException(message) from error
        click.echo(f"The database is at {migrations.current(engine)}.")
