"""The archive: the bytes of sources as they came in, each in a file named by its own SHA-256."""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

_SHA256 = re.compile(r"[0-9a-f]{64}")


class Damaged(Exception):
    """An archived file does not hold what its name says; the bytes that came in are no longer there."""


def path(folder: Path, sha256: str) -> Path:
    """Return the place of some bytes in an archive, whether or not they are there.

    Raises ValueError for anything but a SHA-256 in small hexadecimal digits.
    """
    if not _SHA256.fullmatch(sha256):
        raise ValueError("This is no SHA-256.")
    return folder / sha256[:2] / sha256


def keep(folder: Path, data: bytes) -> str:
    """Keep bytes in an archive, for the owner alone to read, and return their SHA-256 in hexadecimal digits.

    They are there whole or not at all, also when the power fails or several keep the same at once; when this
    returns they are on the disk. What is kept already stays, unless it was damaged.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    place = path(folder, sha256)
    if place.is_file() and _hash_of(place) == sha256:
        return sha256
    for directory in (folder, place.parent):
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        _settle(directory.parent)
    # Made with mode 600, in the same folder, so that it gets its name at one stroke.
    descriptor, temporary = mkstemp(dir=place.parent, prefix=".")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, place)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _settle(place.parent)
    return sha256


def read(folder: Path, sha256: str) -> bytes | None:
    """Return archived bytes, None where they are missing. Raises Damaged where they are others."""
    try:
        data = path(folder, sha256).read_bytes()
    except FileNotFoundError:
        return None
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Damaged(sha256)
    return data


def kept(folder: Path) -> Iterator[str]:
    """Yield the SHA-256 by which each file in an archive is named, in order."""
    for file in sorted(folder.glob("??/*")):
        if _SHA256.fullmatch(file.name) and file == path(folder, file.name):
            yield file.name


def size(folder: Path, sha256: str) -> int:
    """Return how many bytes are archived under a hash, 0 where they are missing."""
    place = path(folder, sha256)
    return place.stat().st_size if place.exists() else 0


def total_size(folder: Path) -> int:
    """Return how many bytes an archive holds, those of unfinished files with them."""
    sizes = 0
    for part in os.scandir(folder) if folder.is_dir() else ():
        if part.is_dir(follow_symlinks=False):
            sizes += sum(file.stat(follow_symlinks=False).st_size for file in os.scandir(part))
    return sizes


def remove(folder: Path, sha256: str) -> None:
    """Take bytes out of an archive, where they are there; for what was thrown away before it was a source."""
    place = path(folder, sha256)
    with suppress(FileNotFoundError):
        place.unlink()
        _settle(place.parent)


def _hash_of(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _settle(folder: Path) -> None:
    """Have the names in a folder on the disk; Windows keeps them without being asked, and cannot be."""
    if os.name != "nt":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
