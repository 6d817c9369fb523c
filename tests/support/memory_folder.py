"""A folder in memory, where the machine has one with room: what lasts one run need reach no disk."""

import os
import shutil
from pathlib import Path

_SHARED = Path("/dev/shm")
_ROOM = 2 << 30


def memory_folder() -> Path | None:
    """The folder to make temporary ones in; None where there is none, or little room in it."""
    if not os.access(_SHARED, os.W_OK) or shutil.disk_usage(_SHARED).free < _ROOM:
        return None
    return _SHARED
