"""Rows of capitalised words that have the shape of a person's name and are no institution, place or month."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from webapp.domain.text.base_forms import base_form
from webapp.domain.text.list_lines import (
    LINE_MARK,
    begins_other_cell,
    has_roman_numbers,
    inverted_names,
    lines_in_capitals,
    numbers_an_item,
)
from webapp.domain.text.name_folding import PARTICLES, fold
from webapp.domain.text.name_matches import joint
from webapp.domain.text.name_orders import is_patronymic, is_surname_by_place
from webapp.domain.text.status_phrases import lower_unmarked, status_phrases
from webapp.domain.text.word_lists import word_lists
from webapp.domain.text.words import TextWord, begins_name, without_ending, words


class LikelyName(NamedTuple):
    """A likely name: its place, and its words in their base form, with one space between them."""

    start: int
    end: int
    name: str


class _ParsedText(NamedTuple):
    text: str
    low: str
    words: Sequence[TextWord]
    small: set[str]
    signals: set[int]
    width: int
    roman: bool
    headings: Set[tuple[int, int]]

    def plain(self, index: int) -> str:
        return self.low[self.words[index].start : self.words[index].end]

    def joined(self, index: int) -> bool:
        """Tell whether a word stands beside the one before it, as the words of a name do."""
        return self.joint(index) in ("", "-") or self.is_nickname(index) or self.is_nickname(index - 1)

    def joint(self, index: int) -> str | None:
        """Return what joins a word to the one before it as of one name."""
        if index <= 0 or self._is_line_of_list(index):
            return None
        before, word = self.words[index - 1], self.words[index]
        if begins_other_cell(self.text, before.end, word.start):
            return None
        if numbers_an_item(self.text, before.start, before.end, roman=self.roman):
            return None
        return joint(self.text, self.words[index - 1], self.words[index])

    def _is_line_of_list(self, index: int) -> bool:
        """Tell whether a word begins a line of its own, after one that is too short to have been wrapped."""
        end = self.words[index - 1].end
        if "\n" not in self.text[end : self.words[index].start] or self.text[end : end + 1] in ("-", "‐"):
            return False
        begin = self.text.rfind("\n", 0, end) + 1
        length = end - begin
        if index > 1 and self.capital(index - 2) and LINE_MARK.match(self.text, begin, end):
            # An item that ends with two words of a name is no line that was wrapped.
            return not self.text[self.words[index - 2].end : self.words[index - 1].start].strip(" -‐\u00a0")
        return length < _SHORTEST_WRAPPED or self.width > _LONGEST_WRAPPED or length < 0.7 * self.width

    def is_nickname(self, index: int) -> bool:
        """Tell whether a word is one of at most two in quotation marks between the words of a name."""
        spans = ((index, index), (index, index + 1), (index - 1, index))
        return any(self._is_nickname(first, last) for first, last in spans)

    def _is_nickname(self, first: int, last: int) -> bool:
        inside = 0 < first <= last < len(self.words) - 1
        if not (inside and self.capital(first - 1) and self.capital(last + 1)):
            return False
        if first < last and self.joint(last) != "":
            return False
        return all(mark not in (None, "", "-", ",") for mark in (self.joint(first), self.joint(last + 1)))

    def capital(self, index: int) -> bool:
        word = self.words[index]
        return begins_name(self.text[word.start : word.end], capital=word.capital)

    def is_initial(self, index: int) -> bool:
        """Tell whether a word is one letter before a point."""
        word = self.words[index]
        return word.end - word.start == 1 and self.text[word.end : word.end + 1] == "."


def likely_names(text: str) -> list[LikelyName]:
    """Return the likely names of a text in order: two or three capitalised words in a row.

    Heads of state and judges are left out wherever they are named, by the title before one of their names.
    """
    parsed = _parsed(text)
    candidates: list[tuple[LikelyName, frozenset[str]]] = []
    officials: set[frozenset[str]] = set()
    for first, last in _rows(parsed):
        key = frozenset(parsed.words[index].folded for index in range(first, last + 1))
        if _is_official(parsed, first):
            officials.add(key)
        elif _is_likely(parsed, first, last):
            candidates.append((_likely_name(parsed, first, last), key))
    inverted = [LikelyName(span.start, span.end, name) for span, name in inverted_names(text, _NO_PART)]
    spoken = [name for name, key in candidates if key not in officials]
    return sorted([*inverted, *_apart(spoken, inverted)])


def _apart(names: Sequence[LikelyName], others: Sequence[LikelyName]) -> Iterator[LikelyName]:
    """Yield the names that begin before or after each of these others."""
    ends = [other.end for other in others]
    for name in names:
        place = bisect_right(ends, name.start)
        if place == len(others) or others[place].start >= name.end:
            yield name


def _parsed(text: str) -> _ParsedText:
    lowered, printed = lower_unmarked(text), list(words(text))
    small = {lowered[word.start : word.end] for word in printed if not word.capital}
    signals = {phrase.start for phrase in status_phrases(text)}
    width, roman = max(map(len, text.split("\n"))), has_roman_numbers(text)
    return _ParsedText(text, lowered, printed, small, signals, width, roman, lines_in_capitals(text))


def _rows(parsed: _ParsedText) -> Iterator[tuple[int, int]]:
    """Yield the first and last word of each row of capitalised words that may all belong to a name."""
    row: list[int] = []
    for index in range(len(parsed.words)):
        part = parsed.capital(index) and _may_be_part(parsed, index)
        small = not parsed.capital(index) and _may_join(parsed, index)
        if row and (not parsed.joined(index) or not (part or small)):
            yield from _trimmed(parsed, row)
            row = []
        if part or (small and (row or _is_article(parsed, index))):
            row.append(index)
    yield from _trimmed(parsed, row)


def _may_be_part(parsed: _ParsedText, index: int) -> bool:
    """Tell whether a word may be of a name: an initial, a nickname, one before oğlu is, whatever it says."""
    if parsed.plain(index) not in _NO_PART:
        return True
    before_particle = any(word.folded in PARTICLES for word in parsed.words[index + 1 : index + 2])
    return before_particle or parsed.is_initial(index) or parsed.is_nickname(index)


def _trimmed(parsed: _ParsedText, row: list[int]) -> Iterator[tuple[int, int]]:
    while row and not parsed.capital(row[-1]) and parsed.words[row[-1]].folded not in PARTICLES:
        row.pop()
    # A sentence's first word is capitalised whatever it is; elsewhere in the text it shows that it is none.
    if len(row) > 2 and not parsed.joined(row[0]):
        opener = parsed.plain(row[0]) in parsed.small or parsed.words[row[0]].start in parsed.signals
        del row[: 1 if opener else 0]
    if row:
        yield row[0], row[-1]


def _may_join(parsed: _ParsedText, index: int) -> bool:
    if parsed.words[index].folded in PARTICLES or parsed.plain(index) in _BETWEEN:
        return True
    return _is_article(parsed, index)


def _is_article(parsed: _ParsedText, index: int) -> bool:
    # Also as it sounds before another letter: ar-Rashid, ash-Shami.
    if parsed.plain(index) not in _ARTICLE_SOUNDS or index + 1 == len(parsed.words):
        return False
    return parsed.capital(index + 1) and parsed.joint(index + 1) == "-"


def _is_official(parsed: _ParsedText, first: int) -> bool:
    titled = parsed.joined(first) and parsed.plain(first - 1) in _OFFICIALS
    return titled and not any(parsed.plain(index) in _FORMER for index in range(max(0, first - 3), first - 1))


def _is_likely(parsed: _ParsedText, first: int, last: int) -> bool:
    parts = [index for index in range(first, last + 1) if _is_part(parsed, index, first, last)]
    most = 5 if any(parsed.plain(index) in _BETWEEN for index in range(first, last)) else 4
    separate = [index for index in parts if index - 1 not in parts or parsed.joint(index) != "-"]
    if not 2 <= len(separate) <= most or not _is_shaped(parsed, parts, (first, last)):
        return False
    if last + 1 < len(parsed.words) and parsed.joined(last + 1) and _is_institution(parsed, last + 1):
        return False
    if any(_is_institution(parsed, index) for index in parts[1:]) or _is_of_body(parsed, first):
        return False
    # In Spanish somebody is told of after "a".
    articles = _ARTICLES if "the" in parsed.small else _ARTICLES - {"a"}
    if parsed.joined(first) and parsed.plain(first - 1) in articles:
        return False
    return not all(parsed.plain(index) in parsed.small for index in parts)


def _is_institution(parsed: _ParsedText, index: int) -> bool:
    """Tell whether a word is what institutions are, with whatever ending."""
    word = parsed.words[index]
    if parsed.plain(index) in _INSTITUTIONS:
        return True
    return any(stem in _INSTITUTIONS_FOLDED for stem in word.stems if len(stem) > 4)


def _is_of_body(parsed: _ParsedText, first: int) -> bool:
    """Tell whether a row says what a body is of: Court on Grave Crimes, Ministry of Internal Affairs."""
    index = first - 1
    while index > 0 and parsed.plain(index) in _ARTICLES:
        index -= 1
    return index > 0 and parsed.plain(index) in _OF and parsed.plain(index - 1) in _BODIES


def _is_part(parsed: _ParsedText, index: int, first: int, last: int) -> bool:
    """Tell whether a word of a row is a given or family name: no father's, no nickname, no particle."""
    if not parsed.capital(index) or parsed.is_nickname(index) or parsed.plain(index) in _BETWEEN:
        return False
    return not _is_father(parsed, index, first, last)


def _is_father(parsed: _ParsedText, index: int, first: int, last: int) -> bool:
    word, following = parsed.words[index], parsed.words[index + 1 : last + 1]
    if following and following[0].folded in PARTICLES and parsed.joint(index + 1) != "-":
        return True
    row = parsed.words[first : last + 1]
    if is_patronymic(word) and is_surname_by_place(row, index - first):
        return len(row) == 2 and word.folded.startswith(_FATHERS)
    return is_patronymic(word)


def _is_shaped(parsed: _ParsedText, parts: Sequence[int], row: tuple[int, int]) -> bool:
    printed = [parsed.text[parsed.words[index].start : parsed.words[index].end] for index in parts]
    if all(len(word) == 1 for word in printed) or len(printed[-1]) < 3:
        return False
    for index, word in zip(parts, printed, strict=True):
        after = parsed.text[parsed.words[index].end : parsed.words[index].end + 1]
        if len(word) == 1 and after != "." and word not in _WHOLE_WORDS:
            return False
    capitals = [word for word in printed if len(word) > 1 and word.isupper()]
    if len(capitals) == len([word for word in printed if len(word) > 1]):
        if not all(len(word) > 2 or word.lower() in _ARTICLE_SOUNDS for word in capitals):
            return False
        return _line_is_quiet(parsed, parts) or _is_heading_of_several(parsed, row)
    # A family name may be in capitals, TV and EU are something else.
    return all(len(word) > 3 for word in capitals)


def _is_heading_of_several(parsed: _ParsedText, row: tuple[int, int]) -> bool:
    """Tell whether a row is one of several lines in capitals, of words that are nowhere in small letters."""
    span = parsed.words[row[0]].start, parsed.words[row[1]].end
    listed = len(parsed.headings) > 1 and span in parsed.headings
    return listed and not any(parsed.plain(index) in parsed.small for index in range(row[0], row[1] + 1))


def _line_is_quiet(parsed: _ParsedText, parts: Sequence[int]) -> bool:
    start, end = parsed.words[parts[0]].start, parsed.words[parts[-1]].end
    line = parsed.text[parsed.text.rfind("\n", 0, start) + 1 : start] + parsed.text[end:].partition("\n")[0]
    return any(char.islower() for char in line)


def _likely_name(parsed: _ParsedText, first: int, last: int) -> LikelyName:
    name = ""
    for index in range(first, last + 1):
        word = parsed.words[index]
        printed = parsed.text[word.start : word.end]
        name += _between(parsed, index) if index > first else ""
        name += without_ending(printed) if index == last else printed
    return LikelyName(parsed.words[first].start, parsed.words[last].end, base_form(name))


def _between(parsed: _ParsedText, index: int) -> str:
    """Return how a word of a name is parted from the one before it: as printed, with one space at most."""
    before, word = parsed.words[index - 1], parsed.words[index]
    gap = parsed.text[before.end : word.start].replace("\u00a0", " ")
    mark = parsed.joint(index)
    if mark == "-":
        return "-"
    if mark or gap.strip(" .\n"):
        return gap
    initial = before.end - before.start == 1 and parsed.text[before.start] not in _WHOLE_WORDS
    return ". " if initial and parsed.capital(index - 1) else " "


_WORDS = {
    name: frozenset(lower_unmarked(words).split()) for name, words in word_lists("not_person_names").items()
}
_INSTITUTIONS_FOLDED = frozenset(map(fold, word_lists("not_person_names")["institutions"].split()))
_BODIES, _OF = _WORDS["bodies"], frozenset({"of", "on", "for", "against", "in"})
_BETWEEN, _FORMER = _WORDS["between_names"], _WORDS["former"]
_OFFICIALS, _INSTITUTIONS = _WORDS["officials"], _WORDS["institutions"]
_NO_PART = _OFFICIALS | _INSTITUTIONS | _WORDS["sentence_openers"] | _WORDS["titles"] | _WORDS["others"]
# How long the lines of a text are that was wrapped; in longer ones a line break is one of the author's.
_SHORTEST_WRAPPED, _LONGEST_WRAPPED = 30, 120
_ARTICLES = frozenset({"the", "a", "an"})
_ARTICLE_SOUNDS = frozenset(vowel + rest for vowel in "ae" for rest in ("l", "s", "sh", *"nrtdz"))
# One letter that is a word of a name and abbreviates none.
_WHOLE_WORDS = frozenset("ÓÒ")
# Fathers of whom a word is the patronymic and no surname, where only a given name stands before it.
_FATHERS = tuple(map(fold, word_lists("names")["fathers"].split()))
