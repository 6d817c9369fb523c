"""Where an export goes: to standard output, or into a file that is there whole or not at all."""

import os
import secrets
import sys
from collections.abc import Iterable
from pathlib import Path


def to_stdout(pieces: Iterable[bytes]) -> None:
    """Write to standard output; when its reader has had enough, end in silence with exit code 1."""
    out = sys.stdout.buffer
    try:
        for piece in pieces:
            out.write(piece)
        out.flush()
    except BrokenPipeError:
        # What is still held back would be written at the end of the process, and fail with a traceback.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None


def to_file(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file that takes the place of an older one only when it is complete and on the disk.

    Raises OSError where that fails, and leaves nothing behind.
    """
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with unfinished.open("xb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
