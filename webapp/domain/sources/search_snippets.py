"""Where the words of a search stand in a text, how near one another, and the snippets that show it."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from webapp.domain.sources.search_query import Query, QueryWord
from webapp.domain.text.quote_location import Span, context
from webapp.domain.text.scripts.unspaced import places_of
from webapp.domain.text.words import TextWord, has_broken_words, words

MOST_SNIPPETS = 3
_WIDTH = 100
_WIDEST = 240
_NEAR = (8, 40)


class WordHit(NamedTuple):
    """A place that holds one group of the query: words first to last, counted in the text, and its span."""

    first: int
    last: int
    group: int
    span: Span


@dataclass(frozen=True)
class Snippet:
    """A part of a text: pieces, of which the hits are marked, and the span that the reader opens at."""

    pieces: tuple[tuple[str, bool], ...]
    span: Span


class Score(NamedTuple):
    """How well a text answers, the smaller the better: how far apart words stand, then how few they are."""

    distance: int
    fewness: int


def hits(text: str, query: Query) -> list[WordHit]:
    """Return every place of every group in the order of the text; none where a group is missing."""
    unspaced = _unspaced_places(text, query)
    printed = _with(unspaced, words(text))
    places = _places(printed, query)
    if has_broken_words(text):
        # Numbered as the words are printed, of which a broken one is two.
        starts = [word.start for word in printed]
        whole = _with(unspaced, words(text, whole=True))
        places = sorted({*places, *(
            place._replace(
                first=bisect_left(starts, whole[place.first].start),
                last=bisect_left(starts, whole[place.last].start),
            )
            for place in _places(whole, query)
        )})
    return places if len({place.group for place in places}) == len(query.groups) else []


def _unspaced_places(text: str, query: Query) -> list[TextWord]:
    """Return the places of what is asked for in writings that part no words, as words of the text."""
    return [
        TextWord(start, end, word.unspaced, (), False, False)
        for word in query.wanted
        if word.unspaced
        for start, end in places_of(text, word.unspaced)
    ]


def _with(unspaced: Sequence[TextWord], printed: Iterable[TextWord]) -> list[TextWord]:
    if not unspaced:
        return list(printed)
    # Before the run of letters in which it stands, so that what is printed next follows next.
    return sorted([*unspaced, *printed], key=lambda word: (word.start, word.end, word.folded.isascii()))


def _places(found: Sequence[TextWord], query: Query) -> list[WordHit]:
    met: dict[tuple[str, tuple[str, ...]], frozenset[QueryWord]] = {}
    marked: dict[int, frozenset[QueryWord]] = {}
    for at, word in enumerate(found):
        key = (word.folded, word.stems)
        if key not in met:
            met[key] = frozenset(wanted for wanted in query.wanted if wanted.meets(word))
        if met[key]:
            marked[at] = met[key]
    return [
        WordHit(at, at + len(group) - 1, number, Span(found[at].start, found[at + len(group) - 1].end))
        for at in marked
        for number, group in enumerate(query.groups)
        if _stands(group, at, marked)
    ]


def score(found: Sequence[WordHit], query: Query) -> tuple[Score, list[WordHit]]:
    """Return how well these hits answer the query, and the nearest of them that hold all of it."""
    nearest = _nearest(found, len(query.groups))
    apart = nearest[-1].last - nearest[0].first + 1 - sum(map(len, query.groups))
    in_order = [place.group for place in nearest] == list(range(len(query.groups)))
    distance = 0 if apart <= 0 and in_order else 1 + sum(apart > near for near in _NEAR)
    return Score(distance, -len(found)), nearest


def snippets(text: str, found: Sequence[WordHit], nearest: Sequence[WordHit]) -> list[Snippet]:
    """Return up to three parts of the text: the one where the words stand nearest, then others in order."""
    spans = [Span(nearest[0].span.start, nearest[-1].span.end)]
    if spans[0].end - spans[0].start > _WIDEST:
        spans = [place.span for place in nearest]
    chosen: list[Span] = []
    for span in (*spans, *(place.span for place in found)):
        if len(chosen) == MOST_SNIPPETS:
            break
        if all(span.start > other.end + _WIDTH or span.end < other.start - _WIDTH for other in chosen):
            chosen.append(span)
    return [_snippet(text, span, found) for span in chosen]


def _stands(group: Sequence[QueryWord], at: int, marked: dict[int, frozenset[QueryWord]]) -> bool:
    return all(word in marked.get(at + number, ()) for number, word in enumerate(group))


def _nearest(found: Sequence[WordHit], groups: int) -> list[WordHit]:
    """Return the hits of the shortest stretch of the text that holds every group."""
    last: dict[int, WordHit] = {}
    best: list[WordHit] = []
    for place in found:
        last[place.group] = place
        if len(last) == groups:
            here = sorted(last.values())
            if not best or here[-1].last - here[0].first < best[-1].last - best[0].first:
                best = here
    return best


def _snippet(text: str, span: Span, found: Sequence[WordHit]) -> Snippet:
    around = context(text, span, width=_WIDTH)
    start, end = span.start - len(around.before), span.end + len(around.after)
    pieces: list[tuple[str, bool]] = []
    place = start
    for hit in found:
        if hit.span.start >= place and hit.span.end <= end:
            pieces += [(text[place : hit.span.start], False), (text[hit.span.start : hit.span.end], True)]
            place = hit.span.end
    return Snippet(tuple(piece for piece in (*pieces, (text[place:end], False)) if piece[0]), span)
