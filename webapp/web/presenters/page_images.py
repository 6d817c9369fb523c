"""What the page shows that holds the image of a printed page beside the text read from it."""

from dataclasses import dataclass
from itertools import pairwise

from webapp.domain.sources import versions
from webapp.domain.sources.page_images import has_page_images
from webapp.domain.sources.passages_with_claims import VersionPart, passage_places
from webapp.models import SourceVersion
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
    first, last = _cited_words(version, passage_id, start, end) if passage_id else (end, end)
    text = version.text or ""
    return PrintedPage(version, number, len(bounds), text[start:first], text[first:last], text[last:end])


def page_bounds(version: SourceVersion) -> list[tuple[int, int]]:
    """Return where each page of a version begins and ends that can be drawn; none where none can."""
    if not has_page_images(version.media_type, version.bytes_sha256):
        return []
    # What stands before the first page, if anything does, is shown with it.
    starts = [page.start for page in versions.pages(db(), version)]
    return list(pairwise([0, *starts[1:], version.text_length])) if starts else []


def _cited_words(version: SourceVersion, passage_id: str, start: int, end: int) -> tuple[int, int]:
    page = VersionPart(version.id, start, end, last=False)
    for passage in passage_places(db(), version.source, to=reader(), part=page):
        if str(passage.id) == passage_id:
            return max(passage.start, start), min(passage.end, end)
    return end, end
