"""`habeas reindex`: make the read model anew from the claims."""

import sys

import click
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.cli.database import opened
from webapp.domain.summaries import rebuild
from webapp.models import Person, writing
from webapp.web.settings import read_settings


@click.command()
def reindex() -> None:
    """Rebuild the read model, which lists, filters and exports are answered from."""
    with opened(read_settings().database_url) as engine, Session(writing(engine)) as session:
        people = session.scalar(select(func.count()).select_from(Person)) or 0
        with click.progressbar(length=people, label="People", file=sys.stderr) as bar:
            for number in rebuild(session):
                bar.update(number)
        session.commit()
    click.echo(f"Rebuilt the summaries of {people} people.")
