"""Who uses a home: servers side by side, or one command that needs it for itself."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

_FILE = ".serving.lock"


@contextmanager
def serving_lock(home: Path) -> Iterator[None]:
    """Say for a block that this process serves the home. Raises ClickException while it is being changed."""
    with _locked(home, fcntl.LOCK_SH, "The home is being upgraded or restored at this moment."):
        yield


@contextmanager
def nobody_serves(home: Path) -> Iterator[None]:
    """Keep servers away for a block. Raises ClickException where one is running."""
    with _locked(home, fcntl.LOCK_EX, "Stop `habeas serve` first: it would go on with what it knows."):
        yield


@contextmanager
def _locked(home: Path, kind: int, refusal: str) -> Iterator[None]:
    try:
        file = os.fdopen(os.open(home / _FILE, os.O_RDWR | os.O_CREAT, 0o600), "ab")
    except OSError:
        # A home that cannot be written is only read, by whomever.
        yield
        return
    with file:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise click.ClickException(refusal) from error
        yield
