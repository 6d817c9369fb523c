"""The installation's database, opened for one command: in the shape this version knows, or not at all."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import click
from sqlalchemy import URL, Engine, inspect, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.orm import Session

import migrations
from webapp.domain.read_model import refresh
from webapp.models import Account, Revision, make_engine
from webapp.settings import Settings


@contextmanager
def opened(url: str, *, make: bool = False) -> Iterator[Engine]:
    """Open the database at `url` for a block; with `make`, a SQLite file is made where there is none.

    Raises ClickException where there is no database, and, without `make`, where it has another shape.
    """
    try:
        parts = make_url(url)
        engine = make_engine(url)
    except (ArgumentError, ModuleNotFoundError) as error:
        message = "The database address must read sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME."
        raise click.ClickException(message) from error
    try:
        if make:
            _keep_to_owner(parts)
        else:
            _require_file(parts)
            require_current(engine)
        yield engine
    finally:
        engine.dispose()


@contextmanager
def opened_to_read(settings: Settings) -> Iterator[Engine]:
    """Open a standby for a block, or the main database where none answers.

    Raises as `opened`, and as `require_derived`: lists and files are read from what is derived.
    """
    with ExitStack() as stack:
        for url in settings.standby_urls:
            with suppress(DBAPIError):
                engine = stack.enter_context(opened(url))
                break
        else:
            engine = stack.enter_context(opened(settings.database_url))
        require_derived(engine)
        yield engine


def require_current(engine: Engine) -> None:
    """Raise ClickException unless the database has the shape that this version knows."""
    if not migrations.is_current(engine):
        revision = migrations.current(engine) or "no revision"
        require_known(revision, "the database")
        message = f"The database is at {revision}, which is not that of this version: run `habeas upgrade`."
        raise click.ClickException(message)


def require_derived(engine: Engine) -> None:
    """Raise ClickException where pages would answer from what an older version or other rules derived."""
    with Session(engine) as session:
        if refresh.missing(session):
            raise click.ClickException(
                "What the pages answer from was derived by an older version, or by other days after which to"
                " verify, or an upgrade was cut short: run `habeas upgrade`."
            )


def require_known(revision: str, subject: str) -> None:
    """Raise ClickException where a shape is newer than the newest that this version knows."""
    if migrations.is_newer(revision):
        message = f"This program is too old for {subject}, which is at {revision}: install a newer one."
        raise click.ClickException(message)


def _keep_to_owner(parts: URL) -> None:
    """Let nobody but its owner read a SQLite file; its log and its index get the same rights from it."""
    if parts.get_backend_name() == "sqlite" and parts.database:
        with suppress(OSError):
            file = Path(parts.database)
            file.touch(mode=0o600)
            file.chmod(0o600)


def _require_file(parts: URL) -> None:
    # SQLite would make an empty one where a command was started in the wrong folder.
    if parts.get_backend_name() == "sqlite" and not Path(parts.database or "").is_file():
        raise click.ClickException(f"There is no database at {parts.database}; `habeas serve` makes one.")


def is_empty(engine: Engine) -> bool:
    """Tell whether the database holds no table, or those of this version and nothing that anybody recorded.

    So a restoring leaves it that was cut short between the two.
    """
    if migrations.current(engine) is None:
        return not set(inspect(engine).get_table_names()) - {"alembic_version"}
    if not migrations.is_current(engine):
        return False
    with Session(engine) as session:
        rows = (session.scalar(select(key).limit(1)) for key in (Account.id, Revision.number))
        return all(row is None for row in rows)
