"""What a process gives up that reads a file: memory, time, longer files, processes, precedence."""

import os
import resource
from contextlib import suppress

from webapp.domain.sources.extraction.messages import Limits


def limit(limits: Limits) -> None:
    """Give up what reading a file does not need, to the end of this process."""
    most = {
        "RLIMIT_AS": limits.memory,
        "RLIMIT_CPU": limits.processor,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_NPROC": 0,
        "RLIMIT_CORE": 0,
    }
    for name, value in most.items():
        # Some systems know a limit and do not let it be set, or have a lower one set already.
        with suppress(AttributeError, ValueError, OSError):
            resource_id = getattr(resource, name)
            # A second more before the end that cannot be told from any other.
            resource.setrlimit(resource_id, (value, value + 1 if name == "RLIMIT_CPU" else value))
    with suppress(OSError):
        os.nice(10)
