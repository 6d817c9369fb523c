"""`habeas check`: look up every promise that the database makes."""

import click
from sqlalchemy.orm import Session

from webapp.cli.database import opened
from webapp.domain import checks
from webapp.domain.history.recording import head
from webapp.settings import read_settings


@click.command()
@click.pass_context
def check(ctx: click.Context) -> None:
    """Verify quotations, hashes, history and the read model; one line a fault, and exit code 1."""
    faults = 0
    settings = read_settings()
    with opened(settings.database_url) as engine:
        if engine.dialect.name == "postgresql":
            # One moment throughout, or an edit made meanwhile would look like a fault.
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        with Session(engine) as session:
            for fault in checks.check(session, archive=settings.home / "archive"):
                faults += 1
                click.echo(fault)
            number, digest = head(session)
    if faults:
        click.echo(f"{faults} {'fault' if faults == 1 else 'faults'} found.", err=True)
        ctx.exit(1)
    # Deposited elsewhere, this line shows later whether history was rewritten.
    click.echo(f"Everything holds. History is at revision {number}, {digest}.")
