"""What the page of a capture shows beside its form, and what its form begins with."""

from typing import Any

from flask_babel import gettext

from webapp.domain.sources import duplicate_check
from webapp.models import Capture
from webapp.vocab.dates.partial_date import BadDate, PartialDate
from webapp.web.db import db


def capture_page(capture: Capture, *, url: str | None = None) -> dict[str, Any]:
    """Return the variables of a capture's page; `url` is the web address that stands in its form.

    `pages` are the numbers and texts of its pages, one of number None for a document without pages. Of the
    sources that are here already, `same_text` has the same text or bytes, `same_address` the web address.
    """
    same_text = duplicate_check.of_text(db(), capture.text_sha256)
    same_text = same_text or duplicate_check.of_bytes(db(), capture.bytes_sha256)
    return {
        "capture": capture,
        "pages": _pages(capture),
        "same_text": same_text.source if same_text else None,
        "same_address": duplicate_check.at_address(db(), url),
    }


def form_data(capture: Capture) -> dict[str, Any]:
    """Return what was read about a capture, for the fields of the form that describes it."""
    read = {name: capture.found.get(name) for name in ("title", "language", "url", "shelf_mark")}
    given = {"date": _date(capture.found.get("date")), "reason": gettext("A new source")}
    return {name: value for name, value in read.items() if value} | given


def _pages(capture: Capture) -> list[tuple[int | None, str]]:
    if not capture.page_starts:
        return [(None, capture.text)]
    # What stands before the first page, if anything does, is shown with it.
    starts = [0, *capture.page_starts[1:]]
    ends = [*capture.page_starts[1:], len(capture.text)]
    spans = enumerate(zip(starts, ends, strict=True), start=1)
    return [(number, capture.text[start:end]) for number, (start, end) in spans]


def _date(edtf: str | None) -> PartialDate | None:
    try:
        return PartialDate.parse(edtf) if edtf else None
    except BadDate:
        return None
