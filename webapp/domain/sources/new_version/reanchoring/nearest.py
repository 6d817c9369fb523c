"""The place in a new text that looks most like a passage which is no longer there as it was."""

from collections import Counter
from functools import cached_property

from rapidfuzz.distance import Levenshtein

from webapp.domain.sources.new_version.reanchoring.tokens import Tokens

# Words that stand more often than this say nothing about a place.
_COMMON = 200
_CONTEXT = 12
_LIKE = 0.5
_CANDIDATES = 5


def likeness(old: Tokens, words: range, new: Tokens, place: range) -> float:
    """Return from 0 to 1 how far the words at two places agree."""
    return Levenshtein.normalized_similarity(
        old.words[words.start : words.stop], new.words[place.start : place.stop]
    )


def best_in_context(old: Tokens, words: range, new: Tokens, places: list[range]) -> range:
    """Return the place around which the words agree best with those around `words`; the first of equals."""

    def agreement(place: range) -> float:
        before = range(max(0, words.start - _CONTEXT), words.start)
        after = range(words.stop, min(len(old), words.stop + _CONTEXT))
        new_before = range(max(0, place.start - _CONTEXT), place.start)
        new_after = range(place.stop, min(len(new), place.stop + _CONTEXT))
        return likeness(old, before, new, new_before) + likeness(old, after, new, new_after)

    return max(places, key=agreement)


class Lookalikes:
    """A new text, looked through for words in an order like that of a passage."""

    def __init__(self, old: Tokens, new: Tokens) -> None:
        self._old, self._new = old, new

    def find(self, words: range) -> range | None:
        """Return the words of the new text that are most like the given ones, if any are like enough."""
        passage_words = self._old.words[words.start : words.stop]
        found: list[tuple[float, int, range]] = []
        for offset in self._offsets(passage_words):
            place = self._fitted(passage_words, offset)
            if place:
                found.append((likeness(self._old, words, self._new, place), -place.start, place))
        best = max(found, key=lambda candidate: candidate[:2], default=None)
        return best[2] if best and best[0] >= _LIKE else None

    def _offsets(self, passage_words: list[str]) -> list[int]:
        """Return where the passage would begin, as most of its rarer words would have it."""
        votes: Counter[int] = Counter()
        for step, word in enumerate(passage_words):
            for place in self._places.get(word, ()):
                votes[place - step] += 1
        merged = {offset: sum(votes[offset + near] for near in range(-3, 4)) for offset in list(votes)}
        return sorted(merged, key=lambda offset: (-merged[offset], -votes[offset], offset))[:_CANDIDATES]

    def _fitted(self, passage_words: list[str], offset: int) -> range | None:
        """Return the words about an offset that correspond to the first and the last of the passage."""
        room = 3 + len(passage_words) // 4
        first, last = max(0, offset - room), min(len(self._new), offset + len(passage_words) + room)
        steps = Levenshtein.opcodes(passage_words, self._new.words[first:last])
        used = [step for step in steps if step.tag in ("equal", "replace")]
        if not used:
            return None
        return range(first + used[0].dest_start, first + used[-1].dest_end)

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, word in enumerate(self._new.words):
            found.setdefault(word, []).append(place)
        return {word: places for word, places in found.items() if len(places) <= _COMMON}
