"""Rows of capitalised words that have the shape of a person's name and are no institution, place or month."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from webapp.domain.text.known_names import joint
from webapp.domain.text.name_folding import PARTICLES
from webapp.domain.text.name_orders import is_patronymic
from webapp.domain.text.status_phrases import lower_unmarked
from webapp.domain.text.word_lists.not_person_names import (
    BETWEEN_NAMES,
    FORMER,
    INSTITUTIONS,
    OFFICIALS,
    OTHERS,
    SENTENCE_OPENERS,
    TITLES,
)
from webapp.domain.text.words import TextWord, without_ending, words


class LikelyName(NamedTuple):
    """A likely name: its place, and its words with one space between them."""

    start: int
    end: int
    name: str


class _ParsedText(NamedTuple):
    text: str
    low: str
    words: Sequence[TextWord]
    small: set[str]

    def plain(self, at: int) -> str:
        return self.low[self.words[at].start : self.words[at].end]

    def joined(self, at: int) -> bool:
        """Tell whether a word stands beside the one before it, as the words of a name do."""
        return joint(self.text, self.words[at - 1], self.words[at]) in ("", "-") if at else False

    def capital(self, at: int) -> bool:
        return self.text[self.words[at].start].isupper()


def likely_names(text: str) -> list[LikelyName]:
    """Return the likely names of a text in order: two or three capitalised words in a row.

    Heads of state and judges are left out wherever they are named, by the title before one of their names.
    """
    read = _parsed(text)
    found: list[tuple[LikelyName, frozenset[str]]] = []
    officials: set[frozenset[str]] = set()
    for first, last in _rows(read):
        key = frozenset(read.words[at].folded for at in range(first, last + 1))
        if _is_official(read, first):
            officials.add(key)
        elif _is_likely(read, first, last):
            found.append((_likely_name(read, first, last), key))
    return [run for run, key in found if key not in officials]


def _parsed(text: str) -> _ParsedText:
    low, found = lower_unmarked(text), list(words(text))
    return _ParsedText(text, low, found, {low[word.start : word.end] for word in found if not word.capital})


def _rows(read: _ParsedText) -> Iterator[tuple[int, int]]:
    """Yield the first and last word of each row of capitalised words that may all belong to a name."""
    row: list[int] = []
    for at in range(len(read.words)):
        low = read.plain(at)
        part = read.capital(at) and low not in _NO_PART
        small = bool(row) and not read.capital(at) and _may_join(read, at)
        if row and (not read.joined(at) or not (part or small)):
            yield from _trimmed(read, row)
            row = []
        if part or (small and row):
            row.append(at)
    yield from _trimmed(read, row)


def _trimmed(read: _ParsedText, row: list[int]) -> Iterator[tuple[int, int]]:
    while row and not read.capital(row[-1]) and read.words[row[-1]].folded not in PARTICLES:
        row.pop()
    # A sentence's first word is capitalised whatever it is; elsewhere in the text it shows that it is none.
    if len(row) > 2 and read.plain(row[0]) in read.small and not read.joined(row[0]):
        row.pop(0)
    if row:
        yield row[0], row[-1]


def _may_join(read: _ParsedText, at: int) -> bool:
    return read.words[at].folded in PARTICLES or read.plain(at) in _BETWEEN


def _is_official(read: _ParsedText, first: int) -> bool:
    if not read.joined(first) or read.plain(first - 1) not in _OFFICIALS:
        return False
    return not any(read.plain(at) in _FORMER for at in range(max(0, first - 3), first - 1))


def _is_likely(read: _ParsedText, first: int, last: int) -> bool:
    parts = [at for at in range(first, last + 1) if read.capital(at) and not _is_father(read, at, last)]
    if len(parts) not in (2, 3) or not _is_shaped(read, parts):
        return False
    if last + 1 < len(read.words) and read.joined(last + 1) and read.plain(last + 1) in _INSTITUTIONS:
        return False
    if read.joined(first) and read.plain(first - 1) in _ARTICLES:
        return False
    if read.low[read.words[first].start : read.words[last].end] in _NO_PART:
        return False
    return not all(read.plain(at) in read.small for at in parts)


def _is_father(read: _ParsedText, at: int, last: int) -> bool:
    return is_patronymic(read.words[at]) or (at < last and read.words[at + 1].folded in PARTICLES)


def _is_shaped(read: _ParsedText, parts: Sequence[int]) -> bool:
    printed = [read.text[read.words[at].start : read.words[at].end] for at in parts]
    if all(len(word) == 1 for word in printed) or len(printed[-1]) < 3:
        return False
    for at, word in zip(parts, printed, strict=True):
        if len(word) == 1 and read.text[read.words[at].end : read.words[at].end + 1] != ".":
            return False
    loud = [word for word in printed if len(word) > 1 and word.isupper()]
    if len(loud) == len([word for word in printed if len(word) > 1]):
        return all(len(word) > 2 for word in loud) and _line_is_quiet(read, parts)
    # A family name may be in capitals, TV and EU are something else.
    return all(len(word) > 3 for word in loud)


def _line_is_quiet(read: _ParsedText, parts: Sequence[int]) -> bool:
    start, end = read.words[parts[0]].start, read.words[parts[-1]].end
    line = read.text[read.text.rfind("\n", 0, start) + 1 : start] + read.text[end:].partition("\n")[0]
    return any(char.islower() for char in line)


def _likely_name(read: _ParsedText, first: int, last: int) -> LikelyName:
    printed = [read.text[word.start : word.end] for word in read.words[first : last + 1]]
    printed = [word if len(word) > 1 else f"{word}." for word in printed]
    printed[-1] = without_ending(printed[-1])
    return LikelyName(read.words[first].start, read.words[last].end, " ".join(printed))


def _word_set(listed: str) -> frozenset[str]:
    return frozenset(lower_unmarked(listed).split())


_BETWEEN, _FORMER = _word_set(BETWEEN_NAMES), _word_set(FORMER)
_OFFICIALS, _INSTITUTIONS = _word_set(OFFICIALS), _word_set(INSTITUTIONS)
_NO_PART = _OFFICIALS | _INSTITUTIONS | _word_set(SENTENCE_OPENERS) | _word_set(TITLES) | _word_set(OTHERS)
_ARTICLES = frozenset({"the", "a", "an"})
