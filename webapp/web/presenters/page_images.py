"""What the page shows that holds the image of a printed page beside the text read from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from webapp.domain.sources import passages_with_claims, versions
from webapp.domain.sources.page_images import has_page_images
from webapp.models import Passage, SourceVersion
from webapp.web.access import reader
from webapp.web.db import db


@dataclass(frozen=True)
class PrintedPage:
    """A page of a version, how many it has, and its text: before, in and after the words that are cited."""

    version: SourceVersion
    number: int
    count: int
    before: str
    cited: str
    after: str


def printed_page(version: SourceVersion, number: int, passage_id: str | None) -> PrintedPage | None:
    """Return a page with the words of a passage set apart, where it has these; None for no such page."""
    bounds = page_bounds(version)
    if not 0 < number <= len(bounds):
        return None
    start, end = bounds[number - 1]
    passages = passages_with_claims.passages_of(db(), version.source, to=reader()) if passage_id else ()
    first, last = _inside(version, passages, passage_id, start, end)
    text = version.text or ""
    return PrintedPage(version, number, len(bounds), text[start:first], text[first:last], text[last:end])


def page_bounds(version: SourceVersion) -> list[tuple[int, int]]:
    """Return where each page of a version begins and ends that can be drawn; none where none can."""
    if not has_page_images(version.media_type, version.bytes_sha256):
        return []
    # What stands before the first page, if anything does, is shown with it.
    starts = [page.start for page in versions.pages(db(), version)]
    return list(pairwise([0, *starts[1:], version.text_length])) if starts else []


def _inside(
    version: SourceVersion, passages: Sequence[Passage], passage_id: str | None, start: int, end: int
) -> tuple[int, int]:
    for passage in passages:
        if str(passage.id) == passage_id and passage.source_version_id == version.id:
            first, last = max(passage.start, start), min(passage.end, end)
            return (first, last) if first < last else (end, end)
    return end, end
