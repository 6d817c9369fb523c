"""A capture as its page shows it, in plain values: the row may be gone by the time the page is made."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask_babel import gettext

from webapp.domain.sources import duplicate_check
from webapp.models import Capture, Source
from webapp.vocab.dates.partial_date import BadDate, PartialDate
from webapp.web.db import db


@dataclass(frozen=True)
class Known:
    """A source that is here already, by its reference and title."""

    reference: str
    title: str
    language: str | None

    @classmethod
    def of(cls, row: Source | None) -> "Known | None":
        """Return what is shown of a source, None of none."""
        return cls(row.reference, row.title, row.language) if row else None


@dataclass(frozen=True)
class Captured:
    """What was read, how it came in, and what of it is here already.

    `source` is the one whose next version it is to be, `earlier` how many versions that has. `pages` are the
    numbers and texts of its pages, one of number None for a document without pages. `twin` has the same text,
    `neighbour` the same web address.
    """

    id: UUID
    how: str
    at: datetime
    by: str
    media_type: str
    extractor: str
    length: int
    language: str | None
    warnings: tuple[str, ...]
    pages: tuple[tuple[int | None, str], ...]
    source: Known | None
    earlier: int
    twin: Known | None
    neighbour: Known | None

    @classmethod
    def of(cls, row: Capture, *, url: str | None) -> "Captured":
        """Read a capture; `url` is the web address that stands in its form."""
        twin = duplicate_check.of_text(db(), row.text_sha256)
        twin = twin or duplicate_check.of_bytes(db(), row.bytes_sha256)
        return cls(
            id=row.id, how=row.how, at=row.at, by=row.account.name, media_type=row.media_type,
            extractor=row.extractor, length=len(row.text), language=row.found.get("language"),
            warnings=tuple(row.found.get("warnings", ())), pages=_pages(row), source=Known.of(row.source),
            earlier=len(row.source.versions) if row.source else 0,
            twin=Known.of(twin.source if twin else None),
            neighbour=Known.of(duplicate_check.at_address(db(), url)),
        )  # fmt: skip


def described(row: Capture) -> dict[str, Any]:
    """Return what was found out about a capture, for the fields of its form."""
    found = {name: row.found.get(name) for name in ("title", "language", "url", "shelf_mark")}
    said = {"date": _date(row.found.get("date")), "reason": gettext("A new source")}
    return {name: value for name, value in found.items() if value} | said


def _pages(row: Capture) -> tuple[tuple[int | None, str], ...]:
    if not row.page_starts:
        return ((None, row.text),)
    # What stands before the first page, if anything does, is shown with it.
    starts = [0, *row.page_starts[1:]]
    ends = [*row.page_starts[1:], len(row.text)]
    spans = enumerate(zip(starts, ends, strict=True), start=1)
    return tuple((number, row.text[start:end]) for number, (start, end) in spans)


def _date(found: str | None) -> PartialDate | None:
    try:
        return PartialDate.parse(found) if found else None
    except BadDate:
        return None
