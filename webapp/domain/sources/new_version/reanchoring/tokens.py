"""A text as words that can be compared: sober in what is held equal, exact in where it stands."""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import attrgetter

from webapp.domain.sources.new_version.reanchoring.rows import rows_of
from webapp.domain.text.companions import is_of_concern, tells_of_others
from webapp.domain.text.entry_heads.caseless_names import names_heading_lines
from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.domain.text.likely_names import LikelyName, likely_names
from webapp.domain.text.list_lines import MARK
from webapp.domain.text.name_matches import NameMatch
from webapp.domain.text.quote_location import Span, flat
from webapp.domain.text.scripts.letters import MARKS
from webapp.domain.text.status_phrases import status_phrases

_TOKEN = re.compile(rf"[\w{MARKS}]+|[^\w\s]")
# A blank line ends a paragraph, and so does a line end after the end of a sentence; others may be mere wraps.
_BREAK = re.compile(r"\n[^\S\n]*\n|(?<=[.!?…:;\"'”»)])[^\S\n]*\n")
_ENDS = frozenset(".!?…։。")
# What may stand before the first word of an item: its bullet, dash, bracket or number.
_MARK = re.compile(r"[^\w.!?…]|\d{1,4}")
# So many words a heading has at the most, and may stand before whom a paragraph tells of.
_HEADING, _SUBJECT = 15, 12
# A paragraph of so few words is a title; so few stand between a name and what is told of it: was, has been.
_TITLE, _AUXILIARIES = 8, 2
_PARTS = re.compile(r"[^\w\s]|\n")
_LINE_END = re.compile(r"[ .:)\t]*\n")
_LABEL = re.compile(rf"\s*(?:{MARK}\s*)*[^\W\d_]{{2,12}}\s?:\s*")
# So many paragraphs that names lead make a list of entries.
_ENTRIES = 3
_MOST_OCCURRENCES = 1_000


class Tokens:
    """The words and signs of a text, white space aside, folded as quotations are.

    `known` are where it prints whole names of people who are known.
    """

    def __init__(self, text: str, known: Sequence[NameMatch] = ()) -> None:
        self._text, self._known = text, known
        self.flat, places = flat(text, "")
        self._places = array("q", places)
        self.words = _TOKEN.findall(self.flat)
        spans = [hit.span() for hit in _TOKEN.finditer(self.flat)]
        self.starts = array("q", [start for start, _ in spans])
        self.ends = array("q", [end for _, end in spans])
        rows = rows_of(text)
        breaks = {gap.end() for gap in _BREAK.finditer(text)} | {place for row in rows for place in row}
        self._firsts = array("q", sorted({0, *map(self._word_from, breaks)} - {len(self.words)}) or [0])
        self._rows = frozenset(self._word_from(row.start) for row in rows)

    def _word_from(self, place: int) -> int:
        """Return the first word at a place of the text or after it."""
        return bisect_left(self.starts, bisect_left(self._places, place))

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that the text prints in small letters."""
        return frozenset(word for word in self.words if word[0].islower())

    @cached_property
    def _likely(self) -> list[LikelyName]:
        return likely_names(self._text)

    @cached_property
    def names(self) -> list[range]:
        """The words of each likely name of whom a sentence, an item or a paragraph is told."""
        # Whoever only tells of somebody else begins no entry; without capitals any row of words looks so.
        spans = (Span(*name[:2]) for name in self._likely)
        names = (self.within(span) for span in spans if not tells_of_others(self._text, span))
        named = (words for words in names if words and self.words[words.start][0].isupper())
        subjects = [words for words in named if self.begins(words.start) or self._is_subject(words)]
        if any(self._unmarked(self.paragraph(name.start)) == name.start for name in subjects):
            # Where names lead paragraphs, a letter about somebody else may stand in the entry of one.
            concerns = [name for name in subjects if is_of_concern(self._text, self._place(name.start))]
            subjects = [name for name in subjects if name not in concerns or self.begins(name.start)]
        heads = (self.within(Span(*name[:2])) for name in names_heading_lines(self._text))
        return sorted([*subjects, *filter(None, heads)], key=attrgetter("start"))

    def _is_subject(self, name: range) -> bool:
        """Tell whether a name is labelled, or the first of a paragraph and in a title or who is told of.

        Name: X; Who is X?; Police arrested X at home; In spring the teacher X was arrested.
        """
        paragraph, start, end = self.paragraph(name.start), self._place(name.start), self._end(name.stop - 1)
        line = self._text[self._text.rfind("\n", 0, start) + 1 : start]
        if _LABEL.fullmatch(line):
            return True
        between = self.words[paragraph.start : name.start]
        first = bisect_left(self._likely, self._place(paragraph.start), key=attrgetter("start"))
        if _ENDS & set(between) or len(between) > _SUBJECT or self._likely[first].start != start:
            return False
        is_title = paragraph.stop - paragraph.start <= _TITLE and self.words[paragraph.stop - 1] != "."
        if is_title or is_of_concern(self._text, start):
            return True
        place = bisect_left(self._phrases, start, key=attrgetter("start"))
        before, after = self._phrases[max(0, place - 1) : place], self._phrases[place : place + 1]
        gaps = [self._text[phrase.end : start] for phrase in before]
        gaps += [self._text[end : phrase.start] for phrase in after if phrase.start >= end]
        return any(len(gap.split()) <= _AUXILIARIES and not _PARTS.search(gap) for gap in gaps)

    @cached_property
    def _phrases(self) -> list[StatusPhrase]:
        """The phrases that tell of somebody's liberty and suggest a status."""
        return [phrase for phrase in status_phrases(self._text) if phrase.status]

    def _place(self, word: int) -> int:
        return self._places[self.starts[word]]

    def _end(self, word: int) -> int:
        return self._places[self.ends[word] - 1] + 1

    @cached_property
    def _leads(self) -> frozenset[int]:
        """Where the names begin that lead a paragraph; none where they are too few to be those of entries."""
        leads = [
            name.start
            for name in self.names
            if self._unmarked(self.paragraph(name.start)) == name.start or self._is_subject(name)
        ]
        return frozenset(leads if len(leads) >= _ENTRIES else ())

    def entry(self, word: int, kept: Sequence[int]) -> int | None:
        """Return where the entry begins that a word stands in, if the nearest name leads it and is kept."""
        index = bisect_right(self.names, word, key=attrgetter("stop")) - 1
        name = self.names[index] if index >= 0 else range(-1, 0)
        if name.start not in self._leads or any(kept[each] < 0 for each in name):
            return None
        return self.paragraph(name.start).start

    def begins(self, word: int) -> bool:
        """Tell whether a word is the first of a paragraph, item or sentence; of a wrapped line, it is not."""
        first = word
        while first > 0 and _MARK.fullmatch(self.words[first - 1]):
            first -= 1
        if first == 0 or self.words[first - 1] in _ENDS or first in self._rows:
            return True
        gap = self._text[self._places[self.ends[first - 1] - 1] : self._places[self.starts[first]]]
        return "\n" in gap and (first < word or bool(_BREAK.search(gap)))

    def __len__(self) -> int:
        return len(self.words)

    def paragraph(self, word: int) -> range:
        """Return the words of the paragraph in which a word stands."""
        index = bisect_right(self._firsts, word)
        after = self._firsts[index] if index < len(self._firsts) else len(self)
        return range(self._firsts[index - 1], after)

    def begins_paragraph(self, word: int) -> bool:
        """Tell whether a word is the first of a paragraph, a row or an item."""
        return self.paragraph(word).start == word

    def heading(self, word: int, *, reach: int) -> range:
        """Return the words of the nearest heading above a word's paragraph, at most `reach` words away.

        A heading is a paragraph of few words that ends no sentence; an empty range where there is none.
        """
        paragraph = self.paragraph(word)
        while paragraph.start > max(0, word - reach):
            paragraph = self.paragraph(paragraph.start - 1)
            if paragraph.start in self._rows:
                continue
            if len(paragraph) <= _HEADING and self.words[paragraph.stop - 1] not in _ENDS:
                return paragraph
        return range(0)

    @cached_property
    def _titles(self) -> list[range]:
        """The short lines that end no sentence and name nobody, right above an entry that a name heads."""
        paragraphs = list(map(range, self._firsts, [*self._firsts[1:], len(self)]))
        known = (self.within(Span(match.start, match.end)).start for match in self._known)
        headed = {name.start for name in self.names}.union(known)
        named = [self._unmarked(paragraph) in headed for paragraph in paragraphs]
        return [
            above
            for above, is_named, leads in zip(paragraphs, named, named[1:], strict=False)
            if leads and not is_named and self._may_be_title(above)
        ]

    def title(self, word: int) -> range:
        """Return the words of the title of the part of a list in which a word stands, if it has one."""
        index = bisect_right(self._titles, word, key=attrgetter("start")) - 1
        return self._titles[index] if index >= 0 else range(0)

    def _may_be_title(self, paragraph: range) -> bool:
        words = self.words[paragraph.start : paragraph.stop]
        short = len(words) <= _HEADING and words[-1] not in _ENDS
        return short and ":" not in words[:-1] and paragraph.start not in self._rows

    def is_row(self, paragraph: range) -> bool:
        """Tell whether a paragraph is a row of a table or an item of several."""
        return paragraph.start in self._rows

    def is_number_of_item(self, word: int) -> bool:
        """Tell whether a word is the number before the name that heads an item: it says its place alone."""
        if not self.words[word].isdigit():
            return False
        first = self._unmarked(self.paragraph(word))
        if _LINE_END.match(self._text, self._end(word)):
            # Case 3, and below it: Name: X.
            first = self._after_label(word, first)
        at = bisect_left(self.names, first, key=attrgetter("start"))
        return word < first and at < len(self.names) and self.names[at].start == first

    def is_mark_of_item(self, word: int) -> bool:
        """Tell whether a word is of the mark before the first word of a paragraph: a bullet, ##."""
        return word < self._unmarked(self.paragraph(word))

    def _after_label(self, word: int, first: int) -> int:
        """Return the name that stands after its label on the line below a number, or else `first`."""
        at = bisect_left(self.names, word, key=attrgetter("start"))
        if at == len(self.names) or not word < (name := self.names[at].start) < word + _TITLE:
            return first
        line = self._text[self._end(word) : self._place(name)].partition("\n")[2]
        return name if _LABEL.fullmatch(line) else first

    def _unmarked(self, paragraph: range) -> int:
        """Return the first word of a paragraph after its bullet, bracket or number and the point after it."""
        at = paragraph.start
        while at < paragraph.stop and _MARK.fullmatch(self.words[at]):
            is_numbered = self.words[at].isdigit() and at + 1 < paragraph.stop and self.words[at + 1] == "."
            at += 2 if is_numbered else 1
        return at

    def named_row(self, word: int) -> range | None:
        """Return the row or item that a word stands in, if it begins with the name of its subject."""
        row = self.paragraph(word)
        if row.start not in self._rows:
            return None
        first = self._unmarked(row)
        place = bisect_left(self.names, first, key=attrgetter("start"))
        named = place < len(self.names) and self.names[place].start == first
        return row if named and self.names[place].stop <= word else None

    def within(self, span: Span) -> range:
        """Return the words that a span of the text touches."""
        start, end = self._flat_span(span)
        first, stop = bisect_right(self.ends, start), bisect_left(self.starts, end)
        return range(first, stop) if start < end else range(0)

    def cut(self, span: Span, words: range) -> tuple[int, int]:
        """Return how many characters of the first and of the last word a span leaves out: as a rule none."""
        start, end = self._flat_span(span)
        return max(0, start - self.starts[words.start]), max(0, self.ends[words.stop - 1] - end)

    def folded(self, words: range, cut: tuple[int, int] = (0, 0)) -> str:
        """Return what words say, folded, without what is cut off at both ends."""
        return self.flat[self.starts[words.start] + cut[0] : self.ends[words.stop - 1] - cut[1]]

    def span(self, words: range, cut: tuple[int, int] = (0, 0)) -> Span:
        """Return the span of the text that words fill, without what is cut off at both ends."""
        start, last = self.starts[words.start] + cut[0], self.ends[words.stop - 1] - cut[1] - 1
        return Span(self._places[start], self._places[last] + 1)

    def occurrences(self, folded: str, length: int, cut: tuple[int, int]) -> Iterator[range]:
        """Yield where `folded` stands as `length` words with the same `cut`, never within other words."""
        place = -1
        for _ in range(_MOST_OCCURRENCES):
            place = self.flat.find(folded, place + 1)
            if place < 0:
                return
            first = bisect_left(self.starts, place - cut[0])
            words = range(first, first + length)
            if words.stop <= len(self) and self._ends_of(words) == (
                place - cut[0],
                place + len(folded) + cut[1],
            ):
                yield words

    def _ends_of(self, words: range) -> tuple[int, int]:
        return self.starts[words.start], self.ends[words.stop - 1]

    def _flat_span(self, span: Span) -> tuple[int, int]:
        return bisect_left(self._places, span.start), bisect_left(self._places, span.end)
