"""Scans and pictures read by machine: page by page, in as many steps as it takes."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from webapp.domain.sources.extraction.file_kinds import kind_of
from webapp.domain.sources.extraction.messages import (
    Doubt,
    FileText,
    Limits,
    PageImageOrder,
    Reason,
    Unreadable,
)
from webapp.domain.sources.extraction.producer import producer
from webapp.domain.sources.extraction.sandbox import count_apart, image_apart
from webapp.domain.sources.extraction.scans.tesseract import likely_languages, version, words_of
from webapp.domain.sources.extraction.scans.words import ScannedPage, page_of

_BETWEEN = "\n\n"
# An A4 page at some 300 dots an inch, which tesseract was trained for.
_PIXELS = 8_700_000
# From this share of words in doubt on they are likely of a language that tesseract was not asked for.
_MANY = 0.25


@dataclass(frozen=True)
class Scan:
    """How far a scan was read: in which of tesseract's languages, of how many pages the first ones."""

    languages: tuple[str, ...]
    count: int
    pages: tuple[ScannedPage, ...] = ()

    @property
    def is_read(self) -> bool:
        """Whether every page was read."""
        return len(self.pages) >= self.count

    def text(self) -> tuple[str, tuple[int, ...], tuple[tuple[int, int], ...]]:
        """Return the text so far, where each page begins, and where each doubtful word stands."""
        parts: list[str] = []
        starts, doubtful, length = [], [], 0
        for page in self.pages:
            starts.append(length)
            doubtful += [(length + start, length + end) for start, end in page.doubtful]
            if page.text:
                parts.append(page.text)
                length += len(page.text) + len(_BETWEEN)
        text = _BETWEEN.join(parts)
        return text, tuple(min(start, len(text)) for start in starts), tuple(doubtful)


def begun(data: bytes, languages: Sequence[str], limits: Limits) -> Scan:
    """Return a scan of which no page was read yet, in the likely languages where none are given.

    Raises Unreadable.
    """
    count = count_apart(data, limits)
    if count > limits.scanned:
        raise Unreadable(Reason.MANY_SCANNED_PAGES)
    return Scan(tuple(languages) or likely_languages(_image(data, 1, limits)), count)


def read_on(data: bytes, scan: Scan, limits: Limits, *, seconds: float) -> Scan:
    """Return a scan with more of its pages read: until so many seconds are over, and one has words.

    Raises Unreadable.
    """
    end = time.monotonic() + seconds
    pages = list(scan.pages)
    while len(pages) < scan.count:
        pages.append(page_of(words_of(_image(data, len(pages) + 1, limits), scan.languages)))
        if time.monotonic() > end and any(page.text for page in pages):
            break
    return Scan(scan.languages, scan.count, tuple(pages))


def found_in(data: bytes, scan: Scan, limits: Limits) -> FileText:
    """Return what was read of a scan so far. Raises Unreadable where there is nothing, or too much."""
    text, starts, doubtful = scan.text()
    if not text:
        raise Unreadable(Reason.SCAN)
    if len(text.encode()) > limits.text:
        raise Unreadable(Reason.LONG)
    many = len(doubtful) >= _MANY * len(text.split())
    return FileText(
        text=text,
        media_type=kind_of(data),
        extractor=producer(f"{version()} ({'+'.join(scan.languages)}), read by machine"),
        page_starts=starts,
        doubts=(Doubt.READ_BY_MACHINE, *([Doubt.MANY_WORDS_IN_DOUBT] if many else [])),
    )


def _image(data: bytes, number: int, limits: Limits) -> bytes:
    return image_apart(data, limits, PageImageOrder(number, pixels=_PIXELS, gray=True))
