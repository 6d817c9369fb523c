"""Where the words of a cited passage stand in a new version of the text, and whether that is sure."""

# Only SAME may be acted on for many passages at once, so it is given sparingly: the very same words (but for
# white space and the shapes of quotation marks and dashes), at the place that corresponds, among the same
# words, with no name or number changed nearby. "He was released." is about whoever the words before it say.

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from webapp.domain.sources.new_version.reanchoring.context import TextSide, same_context
from webapp.domain.sources.new_version.reanchoring.nearest import Lookalikes, best_in_context, likeness
from webapp.domain.sources.new_version.reanchoring.people_places import people_places
from webapp.domain.sources.new_version.reanchoring.recorded_names import RecordedNames
from webapp.domain.sources.new_version.reanchoring.tokens import Tokens
from webapp.domain.sources.new_version.reanchoring.word_images import images
from webapp.domain.text.quote_location import Span
from webapp.vocab.comparisons import Verdict

__all__ = ["Carried", "Reanchoring"]

# From here on, words at the place that corresponds are what became of the passage, whatever stands elsewhere.
_CORRECTED = 0.6
# Below this they are other words altogether, and something else may look more like it.
_REPLACED = 0.4
_NOBODY: Mapping[UUID, Sequence[str]] = MappingProxyType({})


@dataclass(frozen=True)
class Carried:
    """What became of a passage, and the span of the new text that is it or looks like it; none if LOST."""

    verdict: Verdict
    span: Span | None


class Reanchoring:
    """An old and a new text compared once, to answer for any number of passages of the old one."""

    def __init__(self, old: str, new: str, spellings: Mapping[UUID, Sequence[str]] = _NOBODY) -> None:
        places = people_places(old, spellings), people_places(new, spellings)
        self._old, self._new = Tokens(old, places[0]), Tokens(new, places[1])
        self._named = RecordedNames(self._old, places[0]), RecordedNames(self._new, places[1])
        self._image, self._origin = images(self._old, self._new)
        self._lookalikes = Lookalikes(self._old, self._new)

    def carry(self, passage: Span, about: Set[UUID] = frozenset()) -> Carried:
        """Return what became of a passage of the old text, counted in code points.

        `about` are the people on whom something rests on it, of those whose names were given.
        """
        words = self._old.within(passage)
        if not words:
            return Carried(Verdict.LOST, None)
        cut = self._old.cut(passage, words)
        place = self._moved_along(words)
        if place is None or self._new.folded(place, cut) != self._old.folded(words, cut):
            return self._elsewhere(words, cut)
        folded = self._old.folded(words, cut)
        people = sorted(about)
        old_names, new_names = self._named
        sure = old_names.of_namesakes(people) == new_names.of_namesakes(people) and same_context(
            TextSide(self._old, self._image, words, old_names.nearest(words, people)),
            TextSide(self._new, self._origin, place, new_names.nearest(place, people)),
            often=lambda: self._new.flat.count(folded) > self._old.flat.count(folded),
        )
        return Carried(Verdict.SAME if sure else Verdict.MOVED, self._new.span(place, cut))

    def _elsewhere(self, words: range, cut: tuple[int, int]) -> Carried:
        """Answer for a passage whose words no longer stand at the place that corresponds."""
        place = self._between_neighbours(words)
        like = likeness(self._old, words, self._new, place) if place else 0.0
        found = list(self._new.occurrences(self._old.folded(words, cut), len(words), cut))
        free = [at for at in found if not self._is_another(at)]
        if free and like < _CORRECTED:
            return self._moved(words, cut, free)
        if like < _REPLACED:
            place = self._lookalikes.find(words) or place
        if place:
            return Carried(Verdict.CHANGED, self._new.span(place))
        return self._moved(words, cut, found) if found else Carried(Verdict.LOST, None)

    def _moved(self, words: range, cut: tuple[int, int], found: list[range]) -> Carried:
        best = best_in_context(self._old, words, self._new, found)
        return Carried(Verdict.MOVED, self._new.span(best, cut))

    def _moved_along(self, words: range) -> range | None:
        """Return the new place of words that all moved along together, with nothing between them."""
        first = self._image[words.start]
        if first < 0 or any(self._image[word] != first + step for step, word in enumerate(words)):
            return None
        return range(first, first + len(words))

    def _between_neighbours(self, words: range) -> range | None:
        """Return what stands where the words stood, as far as their neighbours or some of them tell."""
        kept = [self._image[word] for word in words if self._image[word] >= 0]
        left, right = words.start - 1, words.stop
        if left >= 0 and self._image[left] >= 0:
            first = self._image[left] + 1
        elif kept:
            first = kept[0]
        else:
            return None
        if right < len(self._old) and self._image[right] >= 0:
            stop = self._image[right]
        elif kept:
            stop = kept[-1] + 1
        else:
            return None
        if stop - first > 2 * len(words) + 10 and kept:
            first, stop = kept[0], kept[-1] + 1
        return range(first, stop) if 0 < stop - first <= 3 * len(words) + 20 else None

    def _is_another(self, at: range) -> bool:
        """Tell whether words of the new text are those of another place in the old one."""
        first = self._origin[at.start]
        return first >= 0 and all(self._origin[word] == first + step for step, word in enumerate(at))
