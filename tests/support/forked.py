"""What starts at once or is killed on its way: in processes forked from one that has loaded their modules."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from typing import Any

# To start Python and load them takes longer than most of what is done there.
_loaded = multiprocessing.get_context("forkserver")


def begun(function: Callable[..., object], *arguments: Any) -> BaseProcess:
    """Begin a function in a process of its own."""
    process = _loaded.Process(target=function, args=arguments)
    process.start()
    return process


def exit_code(function: Callable[..., object], *arguments: Any) -> int | None:
    """Run a function in a process of its own, and return how that ended."""
    process = begun(function, *arguments)
    process.join()
    return process.exitcode
