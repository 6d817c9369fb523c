"""Where an export goes: to standard output, or into a file that is there whole or not at all."""

import fcntl
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

_PREFIX = ".habeas-"


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
    with unfinished_folder(path.parent) as folder:
        unfinished = folder / "unfinished"
        with unfinished.open("xb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)


@contextmanager
def unfinished_folder(beside: Path) -> Iterator[Path]:
    """Make a folder within another for what is not finished, for the owner alone, gone after the block.

    One that a killed process left there is removed: it may hold a whole database. Raises OSError.
    """
    for folder in beside.glob(f"{_PREFIX}*"):
        _remove_if_left(folder)
    while True:
        with TemporaryDirectory(dir=beside, prefix=_PREFIX) as name:
            descriptor = os.open(name, os.O_DIRECTORY)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX)
                # Until it was locked, somebody else could take it for one that was left.
                if os.path.isdir(name):
                    yield Path(name)
                    return
            finally:
                os.close(descriptor)


@contextmanager
def private_file(path: Path) -> Iterator[IO[bytes]]:
    """Make a new file that its owner alone can read, on the disk after the block. Raises OSError."""
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def _remove_if_left(folder: Path) -> None:
    """Remove a folder unless a process that runs has it locked."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder)
        finally:
            os.close(descriptor)
