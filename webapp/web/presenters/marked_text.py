"""How a text is cut so that passages, names and pages show in its paragraphs, however they overlap."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from webapp.domain.citing.people_mentioned import Mention
from webapp.domain.sources.passages_with_claims import PassagePlace
from webapp.domain.text.quote_location import Span
from webapp.models import Person, SourcePage

_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")


class TextPiece(NamedTuple):
    """A part of a text in which nothing begins or ends.

    `start` is its place in code points. `begins` are the passages that begin with it, `covering` all that
    cover it, the shortest first. `people` may be named here, as a suggestion. `pages` are the numbers of the
    pages that begin with it. `now` tells whether it belongs to the words that are open in the form.
    """

    start: int
    text: str
    begins: tuple[PassagePlace, ...] = ()
    covering: tuple[PassagePlace, ...] = ()
    people: tuple[Person, ...] = ()
    pages: tuple[int, ...] = ()
    now: bool = False

    @property
    def innermost(self) -> PassagePlace | None:
        """The shortest passage that covers the piece, None where none does."""
        return self.covering[0] if self.covering else None


@dataclass(frozen=True)
class Marks:
    """What is to be shown in a text; names do not overlap one another, passages may."""

    passages: Sequence[PassagePlace] = ()
    names: Sequence[Mention] = ()
    pages: Sequence[SourcePage] = ()
    now: Span | None = None
    _begins: dict[int, list[PassagePlace]] = field(default_factory=dict, init=False)
    _pages: dict[int, list[int]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        for passage in self.passages:
            self._begins.setdefault(passage.start, []).append(passage)
        for page in self.pages:
            self._pages.setdefault(page.start, []).append(page.number)

    def cuts(self) -> set[int]:
        """Return the places at which something begins or ends."""
        spans = (*self.passages, *self.names, *((self.now,) if self.now else ()))
        return {place for span in spans for place in (span.start, span.end)} | set(self._pages)

    def pieces(self, text: str, places: Sequence[int]) -> list[TextPiece]:
        """Return the text cut at rising `places`; what begins before the first of them begins there."""
        found: list[TextPiece] = []
        covering: list[PassagePlace] = []
        earlier = [passage for passage in self.passages if passage.start < places[0]]
        names, name = iter(self.names), None
        for start, end in zip(places, places[1:], strict=False):
            begins = [*earlier, *self._begins.get(start, [])]
            earlier = []
            covering = [passage for passage in (*covering, *begins) if passage.end > start]
            while name is None or name.end <= start:
                name = next(names, _LAST)
            found.append(
                TextPiece(
                    start,
                    text[start:end],
                    tuple(begins),
                    tuple(sorted(covering, key=lambda passage: passage.end - passage.start)),
                    name.people if name.start <= start else (),
                    tuple(sorted(self._pages.get(start, []))),
                    self.now is not None and self.now.start <= start < self.now.end,
                )
            )
        return found


_LAST = Mention(start=2**63, end=2**63, printed="", people=())


def paragraphs(text: str, marks: Marks, part: Span | None = None) -> list[list[TextPiece]]:
    """Return the text, or a part of it, as paragraphs of pieces that, joined, are the same again.

    A paragraph ends after the blank lines that follow it.
    """
    first, last = part or Span(0, len(text))
    starts = {blank.end() for blank in _BLANK_LINES.finditer(text, first, last)} - {last}
    places = sorted({first, last} | starts | {place for place in marks.cuts() if first < place < last})
    found: list[list[TextPiece]] = []
    for start, piece in zip(places, marks.pieces(text, places), strict=False):
        if not found or start in starts:
            found.append([])
        found[-1].append(piece)
    return found
