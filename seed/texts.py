"""The whole texts, which are not part of the seed: known by their hash wherever somebody has them."""

from collections.abc import Collection
from pathlib import Path

from webapp.domain.refusals import Refused
from webapp.domain.text.canonical_text import canonical

_LARGEST = 4 * 1024 * 1024


def texts_in(folder: Path, *, wanted: Collection[str]) -> dict[str, str]:
    """Return those files of a folder whose canonical text has a wanted SHA-256, as that hash and the text.

    Raises OSError where the folder cannot be read; files that are no text are left alone.
    """
    texts: dict[str, str] = {}
    for file in sorted(folder.iterdir()):
        if not file.is_file() or file.stat().st_size > _LARGEST:
            continue
        try:
            read = canonical("text", file.read_bytes().decode("utf-8"))
        except (UnicodeDecodeError, Refused):
            continue
        if read.sha256 in wanted:
            texts[read.sha256] = read.text
    return texts
