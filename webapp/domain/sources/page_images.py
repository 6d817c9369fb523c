"""Pages as they are printed: the image of a page of an archived file, drawn when somebody looks at it."""

from functools import lru_cache
from pathlib import Path

from webapp.domain.refusals import Refused
from webapp.domain.sources import custody_log
from webapp.domain.sources.extraction.file_kinds import PICTURES, FileKind
from webapp.domain.sources.extraction.messages import Limits, PageImageOrder, Unreadable
from webapp.domain.sources.extraction.sandbox import image_apart

_LIMITS = Limits(seconds=20, processor=15)
_DRAWN = (FileKind.PDF, *PICTURES)


def has_page_images(media_type: str, bytes_sha256: str | None) -> bool:
    """Tell whether a file is of a kind whose pages can be drawn."""
    return bytes_sha256 is not None and media_type in _DRAWN


def page_image(folder: Path, bytes_sha256: str | None, number: int) -> bytes | None:
    """Return a page of an archived file as PNG, None where its bytes are not there. Raises Refused.

    Pages are counted from 1. Another process draws it, under limits of memory and time; those that were
    looked at last are kept in memory.
    """
    try:
        return _drawn(folder, bytes_sha256, number)
    except LookupError:
        return None
    except Unreadable as why:
        raise Refused("page", why.reason.message, seconds=_LIMITS.seconds) from why


@lru_cache(maxsize=12)
def _drawn(folder: Path, bytes_sha256: str | None, number: int) -> bytes:
    data = custody_log.original(folder, bytes_sha256)
    if data is None:
        raise LookupError(bytes_sha256)
    return image_apart(data, _LIMITS, PageImageOrder(number))
