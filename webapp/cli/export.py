"""`habeas export`: lists, workbooks and data packages, the same bytes as the web's."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from webapp.cli.check import heads
from webapp.cli.database import opened_to_read
from webapp.cli.output_file import to_file, to_stdout
from webapp.domain.history.installation import installation_id
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.past.database import known_at, restore, revision_at
from webapp.domain.past.known_lists import KnownSets, kept_session, session_at
from webapp.domain.publishing.data_package import TABLES, package, table_csv
from webapp.domain.publishing.data_package.parquet import is_installed, table_parquet
from webapp.domain.publishing.follow_the_money import people_ftm
from webapp.domain.publishing.people_csv import people_csv
from webapp.domain.publishing.workbook import people_xlsx
from webapp.domain.read_model import refresh
from webapp.domain.refusals import Refused
from webapp.domain.visibility import INTERNAL, PUBLIC, Reader
from webapp.models import scratch_engine
from webapp.settings import read_settings
from webapp.vocab.claims import Audience

_WHOLE: dict[str, Callable[..., Iterator[bytes]]] = {"xlsx": people_xlsx, "package": package}
_READERS = {Audience.PUBLIC.value: PUBLIC, Audience.INTERNAL.value: INTERNAL}


class _Filter(click.ParamType):
    """The query string of a list page, as a browser's address line shows it."""

    name = "query"

    def convert(
        self, value: str | PeopleFilter, param: click.Parameter | None, ctx: click.Context | None
    ) -> PeopleFilter:
        if isinstance(value, PeopleFilter):
            return value
        try:
            return PeopleFilter.read(value)
        except Refused as refused:
            self.fail(str(refused), param, ctx)


@click.command()
@click.option(
    "--format", "file_format", type=click.Choice(["csv", *_WHOLE, "ftm", "parquet"]), default="csv",
    show_default=True,
)  # fmt: skip
@click.option(
    "--table", type=click.Choice([table.name for table in TABLES]), help="One table of the package.",
)
@click.option(
    "--filter", "people_filter", type=_Filter(), default="", help="The query string of a list page."
)
@click.option("--as-of", "as_of", type=click.DateTime(["%Y-%m-%d"]), help="Who was held on that day.")
@click.option("--known-on", help="What the database said then: 2024-12-31, or 2024-12-31T14:05Z.")
@click.option(
    "--audience", type=click.Choice(list(_READERS)), default="public", show_default=True,
    help="What is published and public, or everything that is not restricted.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Where to write, all of it or nothing; without this, to standard output.",
)  # fmt: skip
def export(
    file_format: str,
    table: str | None,
    people_filter: PeopleFilter,
    as_of: datetime | None,
    known_on: str | None,
    audience: str,
    output: Path | None,
) -> None:
    """Write the people of a list as a table with a header row, as a workbook, a data package or entities."""
    settings, to = read_settings(), _READERS[audience]
    if table is not None and file_format not in ("csv", "parquet"):
        message = "one table comes as csv or parquet; a package holds them all."
        raise click.BadParameter(message, param_hint="--table")
    if file_format == "parquet" and not is_installed():
        message = "its library is missing: pip install 'habeas[parquet]'"
        raise click.BadParameter(message, param_hint="--format")
    people_filter, at = _dated(people_filter, as_of, known_on)
    claims = file_format not in ("csv", "xlsx") or table not in (None, "persons")
    with opened_to_read(settings) as engine, _lists(engine, people_filter, at, to, claims) as session:
        options: dict[str, Any] = {"to": to, "public_url": settings.public_url}
        if file_format == "csv" and table in (None, "persons"):
            pieces = people_csv(session, people_filter, today=at.date(), **options)
        elif file_format == "ftm":
            pieces = people_ftm(
                session, people_filter, today=at.date(), installation=_installation(engine), **options
            )
        elif file_format == "parquet":
            pieces = table_parquet(
                session, people_filter, name=table or "persons", today=at.date(), **options
            )
        elif file_format == "csv":
            pieces = table_csv(session, people_filter, str(table), today=at.date(), **options)
        else:
            pieces = _WHOLE[file_format](
                session, people_filter, at=at, licence=settings.licence, **options
            )
        if output is None:
            to_stdout(pieces)
        else:
            to_file(output, pieces)
            with Session(engine) as now:
                click.echo(heads(now), err=True)


def _installation(engine: Engine) -> str:
    with Session(engine) as session:
        return installation_id(session)


@contextmanager
def _lists(
    engine: Engine, people_filter: PeopleFilter, at: datetime, to: Reader, claims: bool
) -> Iterator[Session]:
    """Open a session on the database, or on one that is restored as it was known at an instant.

    Without `claims` it is read from the rows that held then, where these are kept of everybody.
    """
    with Session(engine) as session, engine.connect() as connection:
        if not people_filter.known_on:
            yield session
            return
        known, kept = KnownSets(revision_at(session, at=at)), None
        if not claims:
            then, sets = session_at(connection, known.compared, to=to, known=known)
            if sets is not None:
                yield then
                return
        else:
            kept = kept_session(connection, known.compared)
        restored = scratch_engine()
        with Session(restored) as into:
            steps = restore(session, into, at=at, to=to, kept=kept)
            people = refresh.count(session)
            with click.progressbar(length=people, label="Restoring", file=sys.stderr) as bar:
                for number in steps:
                    bar.update(number)
            yield into
        restored.dispose()


def _dated(
    people_filter: PeopleFilter, as_of: datetime | None, known_on: str | None
) -> tuple[PeopleFilter, datetime]:
    """Return the filter with the days of the options, and the instant of whose knowledge it asks."""
    if as_of is not None and people_filter.as_of not in (None, as_of.date()):
        message = f"the filter asks for another day, {people_filter.as_of}."
        raise click.BadParameter(message, param_hint="--as-of")
    if known_on is not None and people_filter.known_on not in ("", known_on):
        message = f"the filter asks for another day, {people_filter.known_on}."
        raise click.BadParameter(message, param_hint="--known-on")
    if as_of is not None:
        people_filter = replace(people_filter, as_of=as_of.date())
    try:
        if known_on is not None:
            known_on = PeopleFilter.read([("known_on", known_on)]).known_on
            people_filter = replace(people_filter, known_on=known_on)
        at = known_at(people_filter.known_until, now=datetime.now(UTC))
        return replace(people_filter, today=at.date()), at
    except Refused as refused:
        raise click.BadParameter(str(refused), param_hint="--known-on") from refused
