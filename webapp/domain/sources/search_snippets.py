"""Where the words of a search stand in a text, how near one another, and the snippets that show it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from webapp.domain.sources.search_query import Query, QueryWord
from webapp.domain.text.quote_location import Span, context
from webapp.domain.text.scripts.unspaced import places_of
from webapp.domain.text.words import TextWord, has_broken_words, words, words_of_value

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


class _MetWord(NamedTuple):
    """A word of the text, and the words of the query that it is."""

    span: Span
    meets: frozenset[QueryWord]


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
    places = _places(_words(text, query, unspaced), query)
    if has_broken_words(text):
        # Numbered as the words are printed, of which a broken one is two.
        starts = [word.start for word in sorted([*unspaced, *words(text)], key=_order)]
        whole = _words(text, query, unspaced, whole=True)
        places = sorted({*places, *(
            place._replace(
                first=bisect_left(starts, whole[place.first].span.start),
                last=bisect_left(starts, whole[place.last].span.start),
            )
            for place in _places(whole, query)
        )})
    return places if len({place.group for place in places}) == len(query.groups) else []


def _words(
    text: str, query: Query, unspaced: Sequence[TextWord], *, whole: bool = False
) -> dict[int, _MetWord]:
    """Return the words of a text that the query asks for, by their numbers among all its words."""

    def wanted(word: TextWord) -> frozenset[QueryWord]:
        return frozenset(each for each in all_wanted if each.meets(word))

    all_wanted = query.wanted
    found = words_of_value(text, wanted, whole=whole)
    if unspaced:
        printed = sorted([*unspaced, *words(text, whole=whole)], key=_order)
        found = ((number, word, wanted(word)) for number, word in enumerate(printed))
    return {number: _MetWord(Span(word.start, word.end), met) for number, word, met in found if met}


def _unspaced_places(text: str, query: Query) -> list[TextWord]:
    """Return the places of what is asked for in writings that part no words, as words of the text."""
    return [
        TextWord(start, end, word.unspaced, (), False, False)
        for word in query.wanted
        if word.unspaced
        for start, end in places_of(text, word.unspaced)
    ]


def _order(word: TextWord) -> tuple[int, int, bool]:
    # Before the run of letters in which it stands, so that what is printed next follows next.
    return word.start, word.end, word.folded.isascii()


def _places(found: dict[int, _MetWord], query: Query) -> list[WordHit]:
    return [
        WordHit(at, last, number, Span(found[at].span.start, found[last].span.end))
        for at in found
        for number, (group, last) in enumerate((group, at + len(group) - 1) for group in query.groups)
        if _stands(group, at, found)
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


def _stands(group: Sequence[QueryWord], at: int, found: dict[int, _MetWord]) -> bool:
    return all(
        at + number in found and word in found[at + number].meets for number, word in enumerate(group)
    )


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
