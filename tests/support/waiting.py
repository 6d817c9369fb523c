"""Waiting for something that happens by itself, on a machine that does much else."""

import time
from collections.abc import Callable

from tests.support.server import PATIENCE


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait until something is so. Raises AssertionError where it never is."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)
