"""The `habeas` command, run in this process on a database of the test's own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support.server import AS_ROOT
from webapp.cli.commands import habeas as command

Habeas = Callable[..., Result]


def runner(home: Path, url: str) -> Habeas:
    """Return a function that runs `habeas` with the arguments it is given."""
    environment = {"HABEAS_HOME": str(home), "HABEAS_DATABASE_URL": url} | AS_ROOT

    def run(*arguments: object) -> Result:
        result = CliRunner().invoke(command, [str(part) for part in arguments], env=environment)
        # What a user did wrong is told in words; a traceback would be a mistake of ours.
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture
def habeas(tmp_path: Path, url: str) -> Habeas:
    """`habeas` on a new, migrated database."""
    return runner(tmp_path / "home", url)


@pytest.fixture
def habeas_on_nothing(tmp_path: Path, empty_url: str) -> Habeas:
    """`habeas` on a database without a single table."""
    return runner(tmp_path / "home", empty_url)
