"""A file under a passphrase, in the age format: a key that it opens, and what the key opens."""

# Both parts are files of age (https://age-encryption.org/v1) in one zip file: `age -d -i key.age backup.age`
# opens them without Habeas. Under the passphrase alone the whole file would have to be in memory.

import zipfile
from pathlib import Path

import pyrage

from webapp.cli.output_file import private_file

_KEY, _CONTENT = "key.age", "backup.age"
# A key under a passphrase is some 300 bytes.
_LONGEST_KEY = 10_000


class NotDecrypted(Exception):
    """A file that the passphrase does not open, or that is not as it was written."""


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
        parts.writestr(_KEY, pyrage.passphrase.encrypt(str(identity).encode(), passphrase))
        with source.open("rb") as plain, parts.open(_CONTENT, "w", force_zip64=True) as content:
            pyrage.encrypt_io(plain, content, [identity.to_public()])


def decrypt(source: Path, target: Path, *, passphrase: str) -> None:
    """Write what such a file holds into a new one, for the owner alone. Raises NotDecrypted, OSError."""
    try:
        with private_file(target) as plain, zipfile.ZipFile(source) as parts:
            with parts.open(_KEY) as key:
                printed = pyrage.passphrase.decrypt(key.read(_LONGEST_KEY), passphrase).decode()
            identity = pyrage.x25519.Identity.from_str(printed)
            with parts.open(_CONTENT) as content:
                pyrage.decrypt_io(content, plain, [identity])
    except (pyrage.DecryptError, pyrage.IdentityError, zipfile.BadZipFile, RuntimeError, ValueError) as error:
        raise NotDecrypted(str(error)) from error
    except OSError as error:
        # The library has no other error for words that were changed; that of a disk has a number.
        if error.errno is not None:
            raise
        raise NotDecrypted(str(error)) from error
