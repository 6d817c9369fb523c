"""Spans of a text: finding a quotation, and showing a span between what stands around it."""

import re
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import normalize

CONTEXT = 120
MOST_MATCHES = 20
QUOTE_LIMIT = 2_000
_SAME = dict.fromkeys("“”„«»‟", '"') | dict.fromkeys("’‘‚ʼʻ`´", "'") | dict.fromkeys("‐‑‒–—―−", "-")
_NOTHING = "\u00ad\u200b\u200e\u200f\u2060\ufeff\u061c"
# White space and what nobody sees, but for the single spaces, which stay as they are.
_GAP = re.compile(rf"[\s{_NOTHING}]{{2,}}|[^\S ]|[{_NOTHING}]")


class Span(NamedTuple):
    """A half-open span of a text, counted in code points."""

    start: int
    end: int


@dataclass(frozen=True)
class Context:
    """A span as people read it: the quoted words between what stands before and after."""

    before: str
    exact: str
    after: str


def find_quote(text: str, quote: str) -> list[Span]:
    """Return every place of `quote` in `text`, at most 21, in order.

    White space, and the shapes of quotation marks, apostrophes and dashes, need not agree; letters must.
    """
    haystack, places = flat(text)
    needle = flat(normalize("NFC", quote))[0].strip()
    spans: list[Span] = []
    place = haystack.find(needle) if needle else -1
    while place >= 0 and len(spans) <= MOST_MATCHES:
        spans.append(Span(places[place], places[place + len(needle) - 1] + 1))
        place = haystack.find(needle, place + 1)
    return spans


def context(text: str, span: Span, *, width: int = CONTEXT) -> Context:
    """Return a span with up to `width` code points on either side, cut at white space."""
    before, after = text[max(0, span.start - width) : span.start], text[span.end : span.end + width]
    if span.start > width:
        before = before.partition(" ")[2]
    if span.end + width < len(text):
        after = after.rpartition(" ")[0]
    return Context(before, text[span.start : span.end], after)


def flat(text: str) -> tuple[str, list[int]]:
    """Return `text` with what need not agree made equal, and the place of each of its characters.

    White space becomes single spaces, quotation marks, apostrophes and dashes one shape each, and what nobody
    sees goes; letters stay as they are.
    """
    parts: list[str] = []
    places: list[int] = []
    copied = 0
    for gap in _GAP.finditer(text):
        parts.append(text[copied : gap.start()])
        places.extend(range(copied, gap.start()))
        copied = gap.end()
        space = next((place for place in range(*gap.span()) if text[place].isspace()), None)
        if space is not None:
            parts.append(" ")
            places.append(space)
    flat_text = "".join([*parts, text[copied:]])
    places.extend(range(copied, len(text)))
    # One after the other is many times faster than `translate` where a long text has few of them.
    for sign, plain in _SAME.items():
        flat_text = flat_text.replace(sign, plain)
    return flat_text, places
