"""`habeas check`: look up every promise that the database makes."""

import re
from typing import IO

import click
from sqlalchemy.orm import Session

from webapp.cli.database import opened
from webapp.domain import checks
from webapp.domain.checks.clock import set_back
from webapp.domain.history.recording import head
from webapp.domain.history.seals import last_seal
from webapp.settings import read_settings


class _Head(click.ParamType):
    """NUMBER:HASH, as a check that found nothing prints them."""

    name = "NUMBER:HASH"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, str]:
        number, _, sha256 = value.partition(":")
        if not number.isdecimal() or not re.fullmatch("[0-9a-f]{64}", sha256.strip()):
            self.fail("write the number, a colon, and the 64 digits of the hash.", param, ctx)
        return int(number), sha256.strip()


@click.command()
@click.option(
    "--against", type=_Head(), multiple=True, metavar="NUMBER:HASH",
    help="A head that was deposited elsewhere; may be given several times.",
)  # fmt: skip
@click.option(
    "--deposited", type=click.File(encoding="utf-8"),
    help="A file of such heads, as `habeas deposit` writes it.",
)  # fmt: skip
@click.pass_context
def check(ctx: click.Context, against: tuple[tuple[int, str], ...], deposited: IO[str] | None) -> None:
    """Verify quotations, hashes, history and the read model; one line a fault, and exit code 1.

    Where the clock was set back is a remark, no fault.
    """
    faults = 0
    lines = [line.split()[0] for line in deposited if line.strip()] if deposited else []
    against += tuple(_Head().convert(line, None, ctx) for line in lines)
    settings = read_settings()
    with opened(settings.database_url) as engine:
        if engine.dialect.name == "postgresql":
            # One moment throughout, or an edit made meanwhile would look like a fault.
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        with Session(engine) as session:
            for fault in checks.check(session, archive=settings.home / "archive"):
                faults += 1
                click.echo(fault)
            for number, sha256 in against:
                if not checks.holds_at(session, number, sha256):
                    faults += 1
                    click.echo(f"deposited head {number}: neither history nor the seals have this hash there")
            remarks = list(set_back(session))
            line = heads(session)
    for remark in remarks:
        click.echo(f"Remark: {remark}", err=True)
    if faults:
        click.echo(f"{faults} {'fault' if faults == 1 else 'faults'} found.", err=True)
        ctx.exit(1)
    click.echo(f"Everything holds. {line}")


def heads(session: Session) -> str:
    """Return where both chains stand; deposited elsewhere, it shows later whether one was rewritten."""
    (number, sha256), (seal_number, seal_sha256) = head(session), last_seal(session)
    return f"History is at revision {number}, {sha256}.\nSeals are at {seal_number}, {seal_sha256}."
