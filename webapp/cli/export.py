"""`habeas export`: the list of people as CSV, the same bytes as the web's."""

from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy.orm import Session

from webapp.cli.database import opened
from webapp.cli.output import to_file, to_stdout
from webapp.domain.exports import people_csv
from webapp.domain.filters import PeopleFilter
from webapp.domain.reading import INTERNAL, PUBLIC
from webapp.domain.refusal import Refused
from webapp.vocab.claims import Audience
from webapp.web.settings import read_settings

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
@click.option("--format", "file_format", type=click.Choice(["csv"]), default="csv", show_default=True)
@click.option("--table", type=click.Choice(["persons"]), default="persons", show_default=True)
@click.option("--filter", "which", type=_Filter(), default="", help="The query string of a list page.")
@click.option(
    "--audience", type=click.Choice(list(_READERS)), default="public", show_default=True,
    help="What is published and public, or everything that is not restricted.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Where to write, all of it or nothing; without this, to standard output.",
)  # fmt: skip
def export(file_format: str, table: str, which: PeopleFilter, audience: str, output: Path | None) -> None:
    """Write the people of a list as a table, with a header row."""
    settings = read_settings()
    with opened(settings.read_database_url) as engine, Session(engine) as session:
        lines = people_csv(
            session,
            which,
            to=_READERS[audience],
            today=datetime.now(UTC).date(),
            public_url=settings.public_url,
        )
        if output is None:
            to_stdout(lines)
        else:
            to_file(output, lines)
