"""Where the sentences of a text begin and end, soberly: initials, abbreviations and glued ends included."""

import re
from bisect import bisect_right
from typing import NamedTuple

from webapp.domain.text.quote_location import Span
from webapp.domain.text.word_lists import word_lists

# An end mark with what closes after it and the marks of notes, then white space, or at once a capital with a
# small letter after it.
_END = re.compile(r"""[.!?…։]+["'”’»)\]]*(?:\[\w{1,3}\])*(?=\s|[^\W\d_a-z][^\W\d_A-Z]|$)|\n""")
_BLANK = re.compile(r"\n[ \t\u00a0]*\n\s*")
_BEFORE = re.compile(r"[^\W\d_]+$")
_NUMBERED = re.compile(r"\s*\(?\d{1,3}$")
_LISTED = re.compile(r"\s*(?:[-–—•·*]|\d{1,3}\s*[-.)])")
_DAY = re.compile(r"(?<!\d)\d{1,2}$")
_MONTH = re.compile(r"\s(?:Jan|Jän|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)[a-zä]{0,6}\b")
_WRAPPED = 50
_ABBREVIATED = frozenset(word_lists("abbreviations")["abbreviations"].split())


class Sentence(NamedTuple):
    """A sentence without the white space around it, and the number of the paragraph it stands in."""

    start: int
    end: int
    paragraph: int


def sentences(text: str) -> list[Sentence]:
    """Return the sentences of a text in order; a heading or an item of a list is one of its own."""
    sentence_list = []
    for number, (start, end) in enumerate(_paragraphs(text)):
        cuts = [start, *(place for place in _ends(text, start, end)), end]
        for first, last in zip(cuts, cuts[1:], strict=False):
            inner = text[first:last]
            if inner.strip():
                begins = first + len(inner) - len(inner.lstrip())
                sentence_list.append(Sentence(begins, first + len(inner.rstrip()), number))
    return sentence_list


def sentence_at(text: str, place: int) -> Span:
    """Return the sentence that a place stands in, or the next one; an empty span in a blank text."""
    sentence_list = sentences(text)
    if not sentence_list:
        return Span(place, place)
    index = bisect_right(sentence_list, place, key=lambda sentence: sentence.start) - 1
    if index < 0 or (place >= sentence_list[index].end and index + 1 < len(sentence_list)):
        index += 1
    return Span(sentence_list[index].start, sentence_list[index].end)


def _paragraphs(text: str) -> list[Span]:
    cuts = [0, *(match.end() for match in _BLANK.finditer(text)), len(text)]
    return [Span(start, end) for start, end in zip(cuts, cuts[1:], strict=False) if start < end]


def _ends(text: str, start: int, end: int) -> list[int]:
    return [match.end() for match in _END.finditer(text, start, end) if _is_end(text, start, match)]


def _is_end(text: str, start: int, match: re.Match[str]) -> bool:
    if match.group() == "\n":
        return _is_line_end(text, start, match.start(), match.end())
    if match.group() != ".":
        return True
    line = text[max(start, match.start() - 40) : match.start()].rpartition("\n")[2]
    if _NUMBERED.fullmatch(line):
        return False
    before = _BEFORE.search(line)
    if before is None:
        # On 4. Mai.
        return not (_DAY.search(line) and _MONTH.match(text, match.end()))
    word, glued = before.group(), not text[match.end() : match.end() + 1].isspace()
    # A. B. Ornakov; with a small letter after the point the sentence goes on whatever stood before it.
    if (len(word) == 1 and word.isupper()) or word.lower() in _ABBREVIATED:
        return False
    following = text[match.end() : match.end() + 3].strip()
    return bool(glued) or not following[:1].islower()


def _is_line_end(text: str, start: int, break_start: int, break_end: int) -> bool:
    """Tell whether a single line break ends a sentence, or only a line of a text that was wrapped."""
    line = text[max(start, text.rfind("\n", start, break_start) + 1) : break_start]
    following = text[break_end : break_end + 20]
    return len(line) < _WRAPPED and not following[:1].islower() or bool(_LISTED.match(following))
