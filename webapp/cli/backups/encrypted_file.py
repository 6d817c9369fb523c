"""A file under a passphrase, in the age format: a key that it opens, and what the key opens."""

# Both parts are files of age (https://age-encryption.org/v1) in one zip file: `age -d -i key.age backup.age`
# opens them without Habeas. Under the passphrase alone the whole file would have to be in memory.

import re
import zipfile
from pathlib import Path

import pyrage

from webapp.cli.output_file import private_file

_KEY, _CONTENT = "key.age", "backup.age"
# A key under a passphrase is some 300 bytes.
_LONGEST_KEY = 10_000
# What trying one passphrase costs (scrypt's log2 N, which the first lines of the key print). The library
# chooses it, and refuses what is too much, by how long a first trial of some milliseconds took: on a busy
# machine that is far too long now and then, and so measured once more.
_WORK_FACTOR = re.compile(rb"\A[^\n]+\n-> scrypt \S+ (\d+)\n")
_LEAST_WORK_FACTOR, _MEASUREMENTS = 16, 20


class NotDecrypted(Exception):
    """A file that the passphrase does not open, or that is not as it was written; its words say which."""


_SHUT = "the passphrase is another one, or the file is damaged"
_TOO_SLOW = (
    "this computer is too busy, or too slow, to try the passphrase within seconds: try again when it is "
    "idle, or unzip the file and open its two parts with the program age"
)


def is_encrypted(path: Path) -> bool:
    """Tell whether a file was written by `encrypt`."""
    try:
        with zipfile.ZipFile(path) as parts:
            return sorted(parts.namelist()) == sorted((_KEY, _CONTENT))
    except (zipfile.BadZipFile, ValueError):
        return False


def encrypt(source: Path, target: Path, *, passphrase: str) -> None:
    """Write what a file holds into a new one, for the owner alone. Raises OSError."""
    identity = pyrage.x25519.Identity.generate()
    with private_file(target) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as parts:
        parts.writestr(_KEY, _key_under_passphrase(str(identity).encode(), passphrase))
        with source.open("rb") as plain, parts.open(_CONTENT, "w", force_zip64=True) as content:
            pyrage.encrypt_io(plain, content, [identity.to_public()])


def decrypt(source: Path, target: Path, *, passphrase: str) -> None:
    """Write what such a file holds into a new one, for the owner alone. Raises NotDecrypted, OSError."""
    try:
        with private_file(target) as plain, zipfile.ZipFile(source) as parts:
            with parts.open(_KEY) as key:
                printed = _key_of_passphrase(key.read(_LONGEST_KEY), passphrase)
            identity = pyrage.x25519.Identity.from_str(printed.decode())
            with parts.open(_CONTENT) as content:
                pyrage.decrypt_io(content, plain, [identity])
    except (pyrage.DecryptError, pyrage.IdentityError, zipfile.BadZipFile, RuntimeError, ValueError) as error:
        raise NotDecrypted(_SHUT) from error
    except OSError as error:
        # The library has no other error for words that were changed; that of a disk has a number.
        if error.errno is not None:
            raise
        raise NotDecrypted(_SHUT) from error


def _key_under_passphrase(key: bytes, passphrase: str) -> bytes:
    """Return a key under a passphrase, each trial of which costs what it should."""
    for _ in range(_MEASUREMENTS):
        encrypted = pyrage.passphrase.encrypt(key, passphrase)
        factor = _WORK_FACTOR.match(encrypted)
        if factor is None or int(factor[1]) >= _LEAST_WORK_FACTOR:
            break
    return encrypted


def _key_of_passphrase(encrypted: bytes, passphrase: str) -> bytes:
    """Return the key under a passphrase. Raises NotDecrypted, pyrage.DecryptError."""
    for _ in range(_MEASUREMENTS):
        try:
            return pyrage.passphrase.decrypt(encrypted, passphrase)
        except pyrage.DecryptError as error:
            if "Excessive work" not in str(error):
                raise
    raise NotDecrypted(_TOO_SLOW)
