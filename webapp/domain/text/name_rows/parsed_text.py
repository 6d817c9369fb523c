"""A text with its words, as names are looked for in it: which of them stand together, what lists say."""

import re
from collections.abc import Sequence, Set
from typing import NamedTuple

from webapp.domain.text.liberty.plain_letters import lower_unmarked, without_addresses
from webapp.domain.text.list_lines import (
    LINE_MARK,
    begins_other_cell,
    lines_in_capitals,
    numbering_letters,
    numbers_an_item,
)
from webapp.domain.text.name_matches import joint
from webapp.domain.text.status_phrases import status_phrases
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
    usual_width: int
    broken_heads: bool

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
        if any(
            each.match(self.text, begin, end) and each.match(self.text, self.words[index].start)
            for each in (_OF_CELLS, _OF_ENTRY)
        ):
            return True
        if LINE_MARK.match(self.text, begin, end) and self._goes_on_below(begin, index):
            return False
        if index > 1 and self.capital(index - 2) and LINE_MARK.match(self.text, begin, end):
            # An item that ends with two words of a name is no line that was wrapped.
            between = self.text[self.words[index - 2].end : self.words[index - 1].start]
            return not between.strip(_WITHIN_NAME)
        return length < _SHORTEST_WRAPPED or self.width > _LONGEST_WRAPPED or length < 0.7 * self.width

    def _goes_on_below(self, begin: int, index: int) -> bool:
        """Tell whether an item that holds a name was wrapped within it: by a narrow column, or after a word.

        Below it stands nothing but words with capitals.
        """
        start = self.words[index].start
        below = self.text[start : end if (end := self.text.find("\n", start)) >= 0 else len(self.text)]
        plain = self.plain(index)
        if not _CAPITALISED_LINE.fullmatch(below) or plain in self.small or plain in NO_PART:
            return False
        before = self.words[index - 2]
        is_single = index == 1 or before.start < begin or self.plain(index - 2).isdigit()
        first = below.split()[0]
        is_full = self.words[index - 1].end - begin + len(first) >= _NEARLY_FULL * self.usual_width
        if self.broken_heads:
            return True
        return len(below.split()) == 1 if is_single else is_full and self.usual_width <= _LONGEST_WRAPPED

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
    outside = without_addresses(lowered)
    small = {outside[word.start : word.end] for word in printed if not word.capital}
    signals = {phrase.start for phrase in status_phrases(text)}
    ukrainian = _UKRAINIAN.search(text) is not None and not set("ыў") & set(lowered)
    widths = sorted(map(len, text.split("\n")))
    usual_width = widths[int(len(widths) * _USUAL)]
    letters, headings = numbering_letters(text), lines_in_capitals(text)
    broken = len(_BROKEN_HEAD.findall(text)) >= _FEWEST_BROKEN
    return ParsedText(
        text, lowered, printed, small, signals, widths[-1], letters, headings, ukrainian, usual_width, broken
    )


NAME_LISTS = {
    name: frozenset(lower_unmarked(words).split()) for name, words in word_lists("not_person_names").items()
}
BETWEEN = NAME_LISTS["between_names"]
NO_PART = frozenset().union(
    *(NAME_LISTS[name] for name in ("officials", "institutions", "sentence_openers", "titles", "others"))
)
# A word or three before a colon: Durumu: X.
_BEGINS_WITH_LABEL = re.compile(r"[^\W\d_]+(?:[ \u00a0][^\W\d_]+){0,2}[ \t]*:")
# Cells that semicolons part: X; a nurse; arrested.
_OF_CELLS = re.compile(r"[^;.\n]{3,80};[^;\n]{2,80};")
# Two words of a name and what parts them from the rest: X Y — eight years, Minsk.
_WORD_OF_NAME = r"[^\W\d_a-zà-ÿа-яёіїєўґəığşçöü][\w’'-]+"
_OF_ENTRY = re.compile(
    rf"{_WORD_OF_NAME}(?:[ \u00a0]{_WORD_OF_NAME}){{1,3}}(?:[ \u00a0]?[–—:(,]|[ \u00a0]-[ ])"
)
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_CAPITALISED_LINE = re.compile(
    r"(?:(?:oğlu|qızı|bin|ibn|de|la|del)[ ])?[^\W\d_a-zà-ÿа-яё][\w'’-]+"
    r"(?:[ ](?:(?:de|del|la|al|bin|oğlu|qızı)[ ])?[^\W\d_a-zà-ÿа-яё][\w'’-]+){0,2}\s*"
)
# A number and one word with a capital, and below it words with capitals alone. Nobody is listed by a given
# name, so where several lines are such, headings were broken within names.
_BROKEN_HEAD = re.compile(
    rf"^[ \t]*\d{{1,4}}[.)][ \t]+[^\W\d_a-zà-ÿа-яё][\w'’-]+[ \t]*\n(?={_CAPITALISED_LINE.pattern}$)",
    re.MULTILINE,
)
_FEWEST_BROKEN = 3
# The share of lines that are no longer than the usual one, and how much of it is filled by one that is full.
_USUAL, _NEARLY_FULL = 0.9, 0.7
# Between two words of a name: X. Y, "X" Y.
_WITHIN_NAME = " -‐\u00a0.\"“”„«»"
# How long the lines of a text are that was wrapped; in longer ones a line break is one of the author's.
_SHORTEST_WRAPPED, _LONGEST_WRAPPED = 30, 120
