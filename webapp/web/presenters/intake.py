"""What the page of a capture shows beside its form, and what its form begins with."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from flask import request
from flask_babel import gettext

from webapp.domain.sources import duplicate_check, intake
from webapp.models import Capture
from webapp.vocab.dates.partial_date import BadDate, PartialDate
from webapp.vocab.words import N_
from webapp.web.db import db

Piece = tuple[str, bool]
Spans = Sequence[tuple[int, int]]
# A text to try citing with, about nobody who lives.
_SAMPLE = N_(
    "An invented report to practise with\n"
    "\n"
    "Nobody in this text lives, and the town of Nowhere does not exist.\n"
    "\n"
    "On 3 May 2024 Elvin Sinagov, a journalist with the Nowhere Herald, was arrested in Nowhere. He is"
    " accused of disturbing the quiet of the town. On 12 June 2024 a court sentenced him to three years.\n"
    "\n"
    "Ayla Numunali, his neighbour, was released on 20 May 2024."
)


def capture_page(capture: Capture, *, url: str | None = None) -> dict[str, Any]:
    """Return the variables of a capture's page; `url` is the web address that stands in its form.

    `pages` are the numbers of its pages and the pieces of their texts, one of number None for a document
    without pages; of each piece it is told whether a machine was not sure of it. `scan` is how far a machine
    read it, None for what was not read so. Of the sources that are here already, `same_text` has the same
    text or bytes, `same_address` the web address.
    """
    scan = intake.scan_of(capture)
    same_text = duplicate_check.of_text(db(), capture.text_sha256)
    same_text = same_text or duplicate_check.of_bytes(db(), capture.bytes_sha256)
    return {
        "capture": capture,
        "pages": _pages(capture, scan.text()[2] if scan else ()),
        "scan": scan,
        "same_text": same_text.source if same_text else None,
        "same_address": duplicate_check.at_address(db(), url),
    }


def form_data(capture: Capture) -> dict[str, Any]:
    """Return what was read about a capture, or typed before it was, for the form that describes it."""
    read = {name: capture.found.get(name) for name in ("title", "language", "url", "shelf_mark")}
    typed = {"kind": request.args.get("kind")}
    day = _date(request.args.get("date")) or _date(capture.found.get("date"))
    given = {"date": day, "reason": gettext("A new source")}
    return {name: value for name, value in (read | typed).items() if value} | given


def sample_text() -> str:
    """Return an invented text to practise with, in the reader's language."""
    return gettext(_SAMPLE)


def _pages(capture: Capture, doubtful: Spans) -> list[tuple[int | None, list[Piece]]]:
    if not capture.page_starts:
        return [(None, _pieces(capture.text, 0, len(capture.text), doubtful))]
    # What stands before the first page, if anything does, is shown with it.
    bounds = pairwise([0, *capture.page_starts[1:], len(capture.text)])
    return [
        (number, _pieces(capture.text, start, end, doubtful))
        for number, (start, end) in enumerate(bounds, start=1)
    ]


def _pieces(text: str, start: int, end: int, doubtful: Spans) -> list[Piece]:
    """Return a part of a text cut at its doubtful words, each piece with whether it is one."""
    pieces: list[Piece] = []
    for first, last in doubtful:
        if start <= first < end:
            pieces += [(text[start:first], False), (text[first:last], True)]
            start = last
    return [piece for piece in (*pieces, (text[start:end], False)) if piece[0]]


def _date(edtf: str | None) -> PartialDate | None:
    try:
        return PartialDate.parse(edtf) if edtf else None
    except BadDate:
        return None
