"""The list of commands of `habeas`, and how a mistake is told in one line."""

import errno
import sqlite3
from typing import Any

import click
from sqlalchemy.exc import DatabaseError, OperationalError

from seed.entries import BadSeed
from webapp.cli.account import account
from webapp.cli.backup import backup, restore
from webapp.cli.backups.backup_file import BadBackup
from webapp.cli.check import check
from webapp.cli.demo import demo
from webapp.cli.deposit import deposit, timestamp
from webapp.cli.export import export
from webapp.cli.import_list import import_list
from webapp.cli.reindex import reindex
from webapp.cli.seed import seed
from webapp.cli.serve import serve
from webapp.cli.storage_failures import line_of
from webapp.cli.upgrade import upgrade
from webapp.domain.refusals import Refused
from webapp.settings import BadSetting, days_to_verify
from webapp.vocab.verification import DAYS_TO_VERIFY


class _Commands(click.Group):
    """The commands; what somebody at the terminal can mend is told in one line, with exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (Refused, BadSeed, BadSetting) as error:
            raise click.ClickException(str(error)) from error
        except (DatabaseError, sqlite3.OperationalError) as error:
            # The others of this family tell of a mistake in the program, and then every line is wanted.
            if type(error) not in (DatabaseError, OperationalError, sqlite3.OperationalError):
                raise
            raise click.ClickException(line_of(error)) from error
        except BadBackup as error:
            raise click.ClickException(f"The backup was not written: {error}.") from error
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            raise click.ClickException(line_of(error)) from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="habeas")
def habeas() -> None:
    """A database of political prisoners in which every fact opens the passage it rests on."""
    DAYS_TO_VERIFY.update(days_to_verify())


for command in (
    serve, demo, upgrade, seed, import_list, reindex, export, check, deposit, timestamp, backup, restore,
    account,
):  # fmt: skip
    habeas.add_command(command)
