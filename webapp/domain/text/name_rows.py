"""Rows of capitalised words that may all belong to one name, in a text whose words are known."""

import re
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from webapp.domain.text.list_lines import (
    LINE_MARK,
    begins_other_cell,
    has_roman_numbers,
    lines_in_capitals,
    numbers_an_item,
)
from webapp.domain.text.name_folding import PARTICLES
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
    roman: bool
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
    width, roman = max(map(len, text.split("\n"))), has_roman_numbers(text)
    headings = lines_in_capitals(text)
    return ParsedText(text, lowered, printed, small, signals, width, roman, headings, ukrainian)


def rows(parsed: ParsedText) -> Iterator[tuple[int, int]]:
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


def _may_be_part(parsed: ParsedText, index: int) -> bool:
    """Tell whether a word may be of a name: an initial, a nickname, one before oğlu is, whatever it says."""
    word = parsed.words[index]
    if parsed.text[word.start : word.end] in WHOLE_WORDS:
        return True
    plain = _ELISION.sub("", parsed.plain(index))
    if plain not in NO_PART and not _GERMAN_COMPOUND.search(plain):
        return True
    if parsed.joint(index) == "-" and parsed.plain(index) in NAME_LISTS["titles"] | _AFTER_HYPHEN:
        return parsed.capital(index - 1)
    before_particle = any(word.folded in PARTICLES for word in parsed.words[index + 1 : index + 2])
    return before_particle or parsed.is_initial(index) or parsed.is_nickname(index)


def _trimmed(parsed: ParsedText, row: list[int]) -> Iterator[tuple[int, int]]:
    while row and not parsed.capital(row[-1]) and not _may_be_last(parsed, row[-1]):
        row.pop()
    if len(row) == 2 and _is_short_opener(parsed, row[0]):
        return
    if len(row) > 3 and _is_kurdish_place(parsed, row[0]):
        del row[:2]
    elif len(row) > 1 and _is_kurdish_place(parsed, row[0]):
        return
    # A sentence's first word is capitalised whatever it is; elsewhere in the text it shows that it is none.
    if len(row) > 2 and not parsed.joined(row[0]):
        opener = parsed.plain(row[0]) in parsed.small or parsed.words[row[0]].start in parsed.signals
        del row[: 1 if opener else 0]
    if row:
        yield row[0], row[-1]


def _is_short_opener(parsed: ParsedText, index: int) -> bool:
    """Tell whether a word of two letters, in small letters elsewhere, begins a sentence: Li Amedê."""
    is_short = parsed.words[index].end - parsed.words[index].start == 2
    return is_short and not parsed.joined(index) and parsed.plain(index) in parsed.small


def _is_kurdish_place(parsed: ParsedText, index: int) -> bool:
    """Tell whether a word begins a sentence with a place, as Kurdish does: Li Wanê."""
    following = parsed.plain(index + 1) if index + 1 < len(parsed.words) else ""
    begins = parsed.plain(index) in ("li", "ji") and not parsed.joined(index)
    return begins and following.endswith(("e", "a")) and "hat" in parsed.low


def _may_join(parsed: ParsedText, index: int) -> bool:
    if parsed.words[index].folded in PARTICLES or parsed.plain(index) in BETWEEN:
        return True
    return _is_article(parsed, index) or _is_syllable(parsed, index)


def _may_be_last(parsed: ParsedText, index: int) -> bool:
    """Tell whether a word in small letters may end a name."""
    return parsed.words[index].folded in PARTICLES or _is_syllable(parsed, index)


def _is_syllable(parsed: ParsedText, index: int) -> bool:
    """Tell whether a word is the second syllable of a Korean or Chinese given name: Sam-pul, Ming-che."""
    if index == 0 or parsed.joint(index) != "-" or not parsed.capital(index - 1):
        return False
    plain, before = parsed.plain(index), parsed.plain(index - 1)
    return _SYLLABLE.fullmatch(plain) is not None and _SYLLABLE.fullmatch(before) is not None


def _is_article(parsed: ParsedText, index: int) -> bool:
    # Also as it sounds before another letter: ar-Rashid, ash-Shami.
    if parsed.plain(index) not in ARTICLE_SOUNDS or index + 1 == len(parsed.words):
        return False
    return parsed.capital(index + 1) and parsed.joint(index + 1) == "-"


NAME_LISTS = {
    name: frozenset(lower_unmarked(words).split()) for name, words in word_lists("not_person_names").items()
}
# What German makes of a trade or an institution by another word before it.
_GERMAN_COMPOUND = re.compile(
    "...(?:gericht|ministerium|gefangnis|behorde|staatsanwaltschaft|stiftung|verband|rechtler|aktivist|journalist"
    "|politiker|fuhrer|anwalt|kampfer|gegner|haftling|sprecher|vorsitzende|autor)(?:in|innen|en|er|r|n|s)?$"
)
# Titles that go into a name behind a hyphen: Nocase-Bey.
_AFTER_HYPHEN = frozenset({"bey", "bek", "khan", "han", "xan", "pasha", "paşa", "aga", "ağa"})
# Before a name and no part of it: d’Aïssatou.
_ELISION = re.compile(r"^[dl]['’]")
BETWEEN = NAME_LISTS["between_names"]
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
NO_PART = frozenset().union(
    *(NAME_LISTS[name] for name in ("officials", "institutions", "sentence_openers", "titles", "others"))
)
# How long the lines of a text are that was wrapped; in longer ones a line break is one of the author's.
_SHORTEST_WRAPPED, _LONGEST_WRAPPED = 30, 120
ARTICLE_SOUNDS = frozenset(vowel + rest for vowel in "ae" for rest in ("l", "s", "sh", *"nrtdz"))
# One letter that is a word of a name and abbreviates none.
WHOLE_WORDS = frozenset("ÓÒ")
# A syllable as Korean and Chinese names have it, and English words of this shape after a hyphen.
_SYLLABLE = re.compile(
    "(?!(?:in|on|up|run|long|man|men|son|to|he|do|so|we|go|no|me|my|be)$)"
    "(?:[bcdfghjklmnprstwyzk]|ch|sh|zh|ts|kh|hw|kw|ky|hy|my|gy)?y?[aeiouwü]{1,3}(?:ng?|m|l|k|p|t|h|r|s|ck)?"
)
