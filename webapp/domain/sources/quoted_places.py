"""Where a quotation stands in a text: of a long one no more is made a text of than what stands around it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice

from sqlalchemy import LargeBinary, cast, func, select
from sqlalchemy.orm import Session

from webapp.domain.text.quote_location import (
    CONTEXT,
    MOST_MATCHES,
    Context,
    Span,
    anchors,
    context,
    find_quote,
    has_odd_words,
    part_around,
    plain_quote,
    spans_within,
    with_marks,
)
from webapp.models import BYTES, PART_LENGTH, SourcePart, SourceVersion

# Places of a word, with the others of its quotation near, that are looked at; of more the whole text is read.
_MOST_PLACES = 200
# Signs of white space within a quotation: a text with more in one place is read whole.
_MOST_SPACE = 20
_LONG_SPACE = re.compile(rf"\s{{{_MOST_SPACE + 1}}}")
# Of a sign in UTF-8.
_MOST_BYTES = 4
# Whether the words of long texts stand there as they are typed, by the hash of each; a text never changes.
_are_plain: dict[str, bool] = {}
_MOST_KNOWN = 10_000
# The text in which a quotation was sought last, by its hash: many rows of a list are cited one by one.
_last_read: dict[str, Sequence[bytes]] = {}
_MOST_KEPT = 16 << 20


def places_of(session: Session, version: SourceVersion, quote: str) -> list[Span] | None:
    """Return every place of a quotation in a version's text as `find_quote` does; None where none is here."""
    if _may_be_long(version) and _is_plain(version):
        found = places_among(_parts(session, version), quote)
        if found is not None:
            return found
    return None if version.text is None else find_quote(version.text, quote)


def context_of(session: Session, version: SourceVersion, span: Span) -> Context | None:
    """Return a span of a version's text between what stands around it; None where no text is here."""
    if _may_be_long(version):
        first = max(0, span.start - CONTEXT - 1) // PART_LENGTH
        last = min(span.end + CONTEXT + 1, version.text_length - 1) // PART_LENGTH
        around = select(SourcePart.text).where(SourcePart.source_version_id == version.id)
        around = around.where(SourcePart.number.between(first, last)).order_by(SourcePart.number)
        parts = session.scalars(around).all()
        if len(parts) == last - first + 1:
            before = first * PART_LENGTH
            return context("".join(parts), Span(span.start - before, span.end - before))
    return None if version.text is None else context(version.text, span)


def _may_be_long(version: SourceVersion) -> bool:
    """Tell whether a text may have parts, and was not read whole already."""
    return version.text_length > PART_LENGTH and "text" not in vars(version)


def _is_plain(version: SourceVersion) -> bool:
    """Tell whether no word is broken in a text, nor holds what nobody sees; known without it after once."""
    known = _are_plain.get(version.text_sha256)
    if known is None:
        if version.text is None:
            # It may be attached yet.
            return False
        if len(_are_plain) >= _MOST_KNOWN:
            _are_plain.clear()
        is_odd = has_odd_words(version.text) or _LONG_SPACE.search(version.text) is not None
        known = _are_plain[version.text_sha256] = not is_odd
    return known


def _parts(session: Session, version: SourceVersion) -> Sequence[bytes]:
    """Return the parts of a version's text, as long as they are here; those that were read last are kept."""
    own = SourcePart.source_version_id == version.id
    parts = _last_read.get(version.text_sha256)
    if parts is None or session.scalar(select(func.count()).where(own)) != len(parts):
        parts = _read_parts(session, version)
        if parts and sum(map(len, parts)) <= _MOST_KEPT:
            _last_read.clear()
            _last_read[version.text_sha256] = parts
    return parts


def _read_parts(session: Session, version: SourceVersion) -> Sequence[bytes]:
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    content = cast(SourcePart.text, LargeBinary) if on_sqlite else func.convert_to(SourcePart.text, "UTF8")
    query = select(content).where(SourcePart.source_version_id == version.id).order_by(SourcePart.number)
    return session.scalars(query, execution_options={BYTES: True}).all()


def places_among(parts: Sequence[bytes], quote: str) -> list[Span] | None:
    """Return the places of a quotation in a long plain text; None where it must be read whole.

    Every part is PART_LENGTH signs long, but for the last one, and no white space is longer than _MOST_SPACE.
    """
    needle, whole = plain_quote(quote), b"".join(parts)
    words = [word.encode() for word in anchors(needle)] if parts else []
    reach = (len(needle) + len(quote.split()) * _MOST_SPACE) * _MOST_BYTES
    for word in words:
        together = (place for place in _places(whole, word) if _are_near(whole, place, words, reach))
        places = list(islice(together, _MOST_PLACES + 1))
        if len(places) <= _MOST_PLACES:
            break
    else:
        return None
    ends, spans = list(accumulate(map(len, parts))), set[Span]()
    for place in places:
        number = bisect_right(ends, place)
        found = _around(parts, number, place - ends[number] + len(parts[number]), needle)
        if found is None:
            return None
        spans |= found
    return sorted(spans)[: MOST_MATCHES + 1]


def _places(whole: bytes, word: bytes) -> Iterator[int]:
    place = whole.find(word)
    while place >= 0:
        yield place
        place = whole.find(word, place + 1)


def _are_near(whole: bytes, place: int, words: Sequence[bytes], reach: int) -> bool:
    """Tell whether all of some words stand so few bytes from a place."""
    return all(whole.find(word, max(0, place - reach), place + reach) >= 0 for word in words)


def _around(parts: Sequence[bytes], number: int, place: int, needle: str) -> set[Span] | None:
    """Return where a quotation stands around a byte of a part; None where it may go beyond the next parts."""
    first = max(0, number - 1)
    text = b"".join(parts[first : number + 2]).decode()
    begun = (number - first) * PART_LENGTH + len(parts[number][:place].decode())
    part = part_around(text, begun, len(needle))
    found = {with_marks(text, span) for span in spans_within(text, part, needle)}
    last = max([part.end, *(span.end for span in found)])
    if (first and not part.start) or (number + 2 < len(parts) and last >= len(text)):
        return None
    before = first * PART_LENGTH
    return {Span(before + start, before + end) for start, end in found}
