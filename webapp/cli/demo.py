"""`habeas demo`: a home to practise in, of an invented country, thrown away when it is left."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

import click
from sqlalchemy.orm import Session

from seed.demo.lives import FEWEST, MOST, USUAL
from seed.demo.load import load
from webapp.cli.serve import as_root_option, processes_option, refuse_root, serve_home
from webapp.settings import read_settings


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to answer at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any free.")
@click.option(
    "--keep", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Keep the home in this folder, and go on in it the next time.",
)  # fmt: skip
@click.option(
    "--people", type=click.IntRange(FEWEST, MOST), default=USUAL, show_default=True,
    help="How many people are invented.",
)  # fmt: skip
@processes_option
@as_root_option
def demo(host: str, port: int, keep: Path | None, people: int, processes: int, as_root: bool) -> None:
    """Serve an invented country to practise in; what you do there is gone when you stop it."""
    with _home(keep) as home:
        # Hardly anything of this installation's own settings: its database must not be filled with people who
        # are invented. How it looks where nobody is named can be tried.
        discreet = os.environ.get("HABEAS_DISCREET", "")
        settings = read_settings({"HABEAS_HOME": str(home), "HABEAS_DISCREET": discreet})
        refuse_root(settings, host, as_root=as_root)
        serve_home(settings, host, port, seed=partial(_invent, people), processes=processes)


@contextmanager
def _home(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="habeas-demo-") as folder:
        yield Path(folder)


def _invent(people: int, session: Session, now: datetime, public_url: str) -> None:
    """Fill a new database with the invented country, and tell of the progress."""
    with click.progressbar(length=people, label="Inventing a country") as bar:

        def progress(texts: int, of: int) -> None:
            bar.update(people * texts // of - bar.pos)

        load(session, number=people, at=now, public_url=public_url, progress=progress)
