"""Family names that a text prints with initials, before or after them: T. Numunli, Примеров А.Б."""

from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from webapp.domain.text.name_folding import fold
from webapp.domain.text.name_orders import name_orders
from webapp.domain.text.word_lists import word_lists
from webapp.domain.text.words import TextWord

_MOST_INITIALS, _SHORTEST_FAMILY = 3, 3
_GAPS = frozenset({"", " ", "\u00a0", "\u202f", "\n"})
_TITLES = frozenset(map(fold, word_lists("names")["titles"].split()))


class InitialledName(NamedTuple):
    """A family name in each form that it may have, with the folded initials printed beside it."""

    start: int
    end: int
    families: frozenset[str]
    initials: tuple[str, ...]


def initialled_names(text: str, words: Sequence[TextWord]) -> Iterator[InitialledName]:
    """Yield the family names of a text that stand right before or right after initials with their points."""
    small = {word.folded for word in words if not word.capital}
    index = 0
    while index < len(words):
        stop = index
        while stop < len(words) and _is_initial(text, words[stop]) and _follows(text, words, stop, index):
            stop += 1
        if index < stop <= index + _MOST_INITIALS:
            yield from _beside(text, words, index, stop, small)
        index = max(stop, index + 1)


def abbreviates(name: InitialledName, spelling: str) -> bool:
    """Tell whether a family name with its initials may stand for a whole name."""
    first, *others = name.initials
    for order in name_orders(spelling):
        further = order.patronymic | order.middle
        if (
            order.last in name.families
            and order.first.startswith(first)
            and (not further or all(any(own.startswith(letter) for own in further) for letter in others))
        ):
            return True
    return False


def _beside(
    text: str, words: Sequence[TextWord], first: int, stop: int, small: Container[str]
) -> Iterator[InitialledName]:
    initials = tuple(word.folded for word in words[first:stop])
    after = stop < len(words) and _is_family(words[stop]) and _gap(text, words, stop) in _GAPS
    before = first > 0 and _is_family(words[first - 1]) and _between(text, words, first) in _GAPS
    # In Elvin T. Numunli the letter is that of a middle name.
    if after and not _is_named_before(text, words, first, small):
        yield _named(words[stop], words[first].start, words[stop].end, initials)
    elif before and not after and not _is_named_before(text, words, first - 1, small):
        yield _named(words[first - 1], words[first - 1].start, words[stop - 1].end + 1, initials)


def _named(family: TextWord, start: int, end: int, initials: tuple[str, ...]) -> InitialledName:
    return InitialledName(start, end, frozenset({family.folded, *family.stems}), initials)


def _is_initial(text: str, word: TextWord) -> bool:
    has_point = text[word.end : word.end + 1] == "."
    return has_point and word.capital and word.end - word.start == 1 and word.folded != ""


def _is_family(word: TextWord) -> bool:
    return word.capital and word.end - word.start >= _SHORTEST_FAMILY


def _follows(text: str, words: Sequence[TextWord], index: int, first: int) -> bool:
    return index == first or _gap(text, words, index) in _GAPS


def _gap(text: str, words: Sequence[TextWord], index: int) -> str:
    """Return what stands between the point after the word before and a word."""
    return text[words[index - 1].end + 1 : words[index].start]


def _between(text: str, words: Sequence[TextWord], index: int) -> str:
    return text[words[index - 1].end : words[index].start]


def _is_named_before(text: str, words: Sequence[TextWord], index: int, small: Container[str]) -> bool:
    """Tell whether what stands right before may be a given name: a word with a capital that it has always.

    Russian knows no letter between given name and family name: there the word only begins the sentence.
    """
    if not index or not words[index - 1].capital or _between(text, words, index) not in (" ", "\u00a0"):
        return False
    before = words[index - 1]
    begins = index == 1 or text[words[index - 2].end : before.start].strip() != ""
    return not (before.folded in _TITLES or before.folded in small or (begins and before.every))
