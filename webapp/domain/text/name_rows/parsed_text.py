"""A text with its words, as names are looked for in it: which of them stand together, what lists say."""

import re
from collections.abc import Sequence, Set
from typing import NamedTuple

from webapp.domain.text.list_lines import (
    LINE_MARK,
    begins_other_cell,
    lines_in_capitals,
    numbering_letters,
    numbers_an_item,
)
from webapp.domain.text.name_matches import joint
from webapp.domain.text.status_phrases import lower_unmarked, status_phrases
from webapp.domain.text.word_lists import word_lists
from webapp.domain.text.words import TextWord, begins_name, words


class ParsedText(NamedTuple):
    text: str
    low: str
    words: Sequence[TextWord]
    small: set[str]
    signals: set[int]
    width: int
    letters: frozenset[str]
    headings: Set[tuple[int, int]]
    ukrainian: bool

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
        if numbers_an_item(self.text, before.start, before.end, letters=self.letters):
            return None
        return joint(self.text, self.words[index - 1], self.words[index])

    def _is_line_of_list(self, index: int) -> bool:
        """Tell whether a word begins a line of its own, after one that is too short to have been wrapped."""
        end = self.words[index - 1].end
        if "\n" not in self.text[end : self.words[index].start] or self.text[end : end + 1] in ("-", "‐"):
            return False
        if _BEGINS_WITH_LABEL.match(self.text, self.words[index].start):
            return True
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
        if self.plain(first - 1) in NO_PART:
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


def parsed_text(text: str) -> ParsedText:
    lowered, printed = lower_unmarked(text), list(words(text))
    small = {lowered[word.start : word.end] for word in printed if not word.capital}
    signals = {phrase.start for phrase in status_phrases(text)}
    ukrainian = _UKRAINIAN.search(text) is not None and not set("ыў") & set(lowered)
    width, letters = max(map(len, text.split("\n"))), numbering_letters(text)
    headings = lines_in_capitals(text)
    return ParsedText(text, lowered, printed, small, signals, width, letters, headings, ukrainian)


NAME_LISTS = {
    name: frozenset(lower_unmarked(words).split()) for name, words in word_lists("not_person_names").items()
}
BETWEEN = NAME_LISTS["between_names"]
NO_PART = frozenset().union(
    *(NAME_LISTS[name] for name in ("officials", "institutions", "sentence_openers", "titles", "others"))
)
# A word or three before a colon: Durumu: X.
_BEGINS_WITH_LABEL = re.compile(r"[^\W\d_]+(?:[ \u00a0][^\W\d_]+){0,2}[ \t]*:")
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
# How long the lines of a text are that was wrapped; in longer ones a line break is one of the author's.
_SHORTEST_WRAPPED, _LONGEST_WRAPPED = 30, 120
