"""Passages: finding a quotation in a text, and fixing it as an exact span."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import normalize
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager, undefer

from webapp.domain.reading import Reader, may_see_source
from webapp.domain.refusal import Refused
from webapp.models import Citation, Passage, Source, SourcePage, SourceVersion
from webapp.vocab.words import N_

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
    found: list[Span] = []
    place = haystack.find(needle) if needle else -1
    while place >= 0 and len(found) <= MOST_MATCHES:
        found.append(Span(places[place], places[place + len(needle) - 1] + 1))
        place = haystack.find(needle, place + 1)
    return found


def context(text: str, span: Span, *, width: int = CONTEXT) -> Context:
    """Return a span with up to `width` code points on either side, cut at white space."""
    before, after = text[max(0, span.start - width) : span.start], text[span.end : span.end + width]
    if span.start > width:
        before = before.partition(" ")[2]
    if span.end + width < len(text):
        after = after.rpartition(" ")[0]
    return Context(before, text[span.start : span.end], after)


def passage_context(passage: Passage, *, width: int = CONTEXT) -> Context:
    """Return a passage in its context: as kept with the quotation, or from the archived text.

    Where the text is not archived, the context is the one kept, whatever the `width`.
    """
    wide = width > CONTEXT or not (passage.prefix or passage.suffix)
    text = passage.source_version.text if wide else None
    if text is not None:
        return context(text, Span(passage.start, passage.end), width=width)
    return Context(passage.prefix, passage.exact, passage.suffix)


def load_texts(session: Session, cited: Iterable[Passage]) -> None:
    """Load at once the texts from which `passage_context` will take a context that was not kept."""
    bare = {passage.source_version_id for passage in cited if not (passage.prefix or passage.suffix)}
    if bare:
        query = select(SourceVersion).where(SourceVersion.id.in_(bare)).options(undefer(SourceVersion.text))
        session.scalars(query).all()


def fix_passage(session: Session, version: SourceVersion, span: Span, *, exact: str | None = None) -> Passage:
    """Return the passage of a span, made where it is not there yet.

    `exact` is needed for a version whose text is not archived, and must equal the span where it is.
    Raises Refused at field `quote` for a span outside the text or words that differ.
    """
    if not 0 <= span.start < span.end <= version.text_length:
        raise Refused("quote", N_("The passage lies outside the text of the source."))
    around = Context("", exact or "", "")
    if version.text is not None:
        around = context(version.text, span)
        if exact is not None and exact != around.exact:
            raise Refused("quote", N_("The quotation differs from the text at this place."))
    elif exact is None or len(exact) != span.end - span.start:
        raise Refused(
            "quote", N_("The text of this source is not archived here, so no new words can be cited.")
        )
    known = session.scalar(
        select(Passage).where(
            Passage.source_version_id == version.id, Passage.start == span.start, Passage.end == span.end
        )
    )
    if known is not None:
        if known.exact != around.exact:
            raise Refused("quote", N_("Other words are already cited from this place."))
        return known
    passage = Passage(
        source_version=version,
        start=span.start,
        end=span.end,
        exact=around.exact,
        prefix=around.before,
        suffix=around.after,
        page=_page_at(session, version, span.start),
    )
    session.add(passage)
    session.flush()
    return passage


def passage(session: Session, passage_id: UUID, *, to: Reader) -> Passage | None:
    """Return one passage, if this reader may see its source."""
    return session.scalar(
        select(Passage)
        .join(Passage.source_version)
        .join(SourceVersion.source)
        .where(Passage.id == passage_id, may_see_source(to))
        .options(contains_eager(Passage.source_version).contains_eager(SourceVersion.source))
    )


def cited_passages(session: Session, source: Source, *, to: Reader) -> list[Passage]:
    """Return a source's passages in the order of the text, newest version first."""
    return list(
        session.scalars(
            select(Passage)
            .join(Passage.source_version)
            .join(SourceVersion.source)
            .where(
                SourceVersion.source_id == source.id,
                may_see_source(to),
                select(Citation.id).where(Citation.passage_id == Passage.id).exists(),
            )
            .order_by(SourceVersion.number.desc(), Passage.start, Passage.end)
            .options(contains_eager(Passage.source_version).contains_eager(SourceVersion.source))
        )
    )


def _page_at(session: Session, version: SourceVersion, place: int) -> int | None:
    """Return the page on which a place lies; None for a document without pages."""
    begun = select(func.max(SourcePage.number)).where(
        SourcePage.source_version_id == version.id, SourcePage.start <= place
    )
    return session.scalar(begun)


def flat(text: str) -> tuple[str, list[int]]:
    """Return `text` with what need not agree made equal, and the place of each of its characters.

    White space becomes single spaces, quotation marks, apostrophes and dashes one shape each, and what nobody
    sees goes; letters stay as they are.
    """
    parts: list[str] = []
    places: list[int] = []
    done = 0
    for gap in _GAP.finditer(text):
        parts.append(text[done : gap.start()])
        places.extend(range(done, gap.start()))
        done = gap.end()
        space = next((place for place in range(*gap.span()) if text[place].isspace()), None)
        if space is not None:
            parts.append(" ")
            places.append(space)
    found = "".join([*parts, text[done:]])
    places.extend(range(done, len(text)))
    # One after the other is many times faster than `translate` where a long text has few of them.
    for sign, plain in _SAME.items():
        found = found.replace(sign, plain)
    return found, places
