"""Which part of a long text the page of a source shows, and what rests on the passages of that part."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from uuid import UUID

from flask import request

from webapp.domain.sources import passages_with_claims
from webapp.domain.sources.passages_with_claims import PassagePlace, PassageWithClaims, VersionPart
from webapp.domain.text.quote_location import Span
from webapp.domain.text.reading_parts import part_number, reading_parts
from webapp.models import Passage
from webapp.web.access import reader
from webapp.web.db import db
from webapp.web.lookups import page_number
from webapp.web.presenters.open_source import OpenSource

PASSAGES_A_PAGE = 50
MOST_OVERLAPS = 5
WHOLE = "whole"


@dataclass(frozen=True)
class TextPart:
    """The part of a text that is open: its number, of how many; None where the whole text is."""

    span: Span
    of_version: VersionPart | None
    number: int | None
    parts: int

    @property
    def query(self) -> str | None:
        """What the address says of the part; None where it is the whole of a text that has no parts."""
        return None if self.parts == 1 else WHOLE if self.number is None else str(self.number)


@dataclass(frozen=True)
class SourceClaims:
    """One page of the passages on which something rests, and where the list shows each of all.

    `overlapping` has for each passage of the page the first others that share words with it, `links` an
    address for every passage; both by the passage's id.
    """

    passages: list[PassageWithClaims]
    overlapping: dict[UUID, list[Passage]]
    links: dict[UUID, str]
    page: int
    pages: int
    before: int
    total: int



def open_part(opened: OpenSource, selection: Span | None) -> TextPart | None:
    """Return the part that the address names, else that of the selected words; None without any text."""
    version, text = opened.version, opened.text
    if version is None or text is None:
        return None
    parts = reading_parts(text)
    typed = request.args.get("part", "")
    if len(parts) == 1 or typed == WHOLE:
        return TextPart(Span(0, len(text)), None, None, len(parts))
    begun = part_number(parts, selection.start) if selection else 1
    number = page_number(typed, of=len(parts), default=begun)
    span = parts[number - 1]
    return TextPart(span, VersionPart(version.id, *span, number == len(parts)), number, len(parts))


def source_claims(opened: OpenSource, part: TextPart | None, cited: Sequence[PassagePlace]) -> SourceClaims:
    """Return a page of what rests on the cited passages, those of the part that is open."""
    query = part.query if part is not None else None
    pages = max(1, -(-len(cited) // PASSAGES_A_PAGE))
    page = page_number(request.args.get("rests", ""), of=pages)
    before = (page - 1) * PASSAGES_A_PAGE
    shown = cited[before : before + PASSAGES_A_PAGE]
    overlapping = {place.id: _overlapping(place, cited) for place in shown}
    listed = {place.id for places in (shown, *overlapping.values()) for place in places}
    passages = passages_with_claims.passages_by_id(db(), listed)
    urls = ["" if number == page else opened.url(part=query, rests=number) for number in range(1, pages + 1)]
    return SourceClaims(
        passages=passages_with_claims.with_claims(
            db(), [passages[place.id] for place in shown], to=reader()
        ),
        overlapping={key: [passages[place.id] for place in places] for key, places in overlapping.items()},
        links={
            passage.id: f"{urls[place // PASSAGES_A_PAGE]}#on-{passage.id}"
            for place, passage in enumerate(cited)
        },
        page=page,
        pages=pages,
        before=before,
        total=len(cited),
    )


def _overlapping(passage: PassagePlace, cited: Sequence[PassagePlace]) -> list[PassagePlace]:
    """Return the first passages that share words with this one, one more than are shown."""
    version = passage.source_version_id
    before = takewhile(lambda other: other.source_version_id != version or other.start < passage.end, cited)
    sharing = (other for other in before if other.source_version_id == version and other.end > passage.start)
    return list(islice((other for other in sharing if other is not passage), MOST_OVERLAPS + 1))
