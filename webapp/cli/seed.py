"""`habeas seed`: load the seed, and attach whole texts that somebody has."""

from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy.orm import Session

from seed.load import load
from webapp.cli.database import opened
from webapp.models import writing
from webapp.settings import read_settings


@click.command()
@click.option(
    "--texts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Attach the whole texts among the files of this folder, known by their SHA-256.",
)
def seed(texts: Path | None) -> None:
    """Load the seed; what an earlier one said otherwise is mended, unless somebody changed it."""
    with opened(read_settings().database_url) as engine, Session(writing(engine)) as session:
        loaded = load(session, at=datetime.now(UTC), texts=texts)
        session.commit()
    click.echo(f"Added: {loaded}")
