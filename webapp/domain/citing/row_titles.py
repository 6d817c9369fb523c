"""The title above lines of names alone, which tells of each of them: Prison 3: X, Y, Z."""

import re
from bisect import bisect_left
from operator import attrgetter

from webapp.domain.citing.entry_phrases import phrase_of_lead
from webapp.domain.citing.read_text import LONGEST_LIST_TITLE, ReadText, span_of
from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.domain.text.quote_location import Span

_LONGEST_ROW_LABEL, _MOSTLY, _MOST_ROWS = 40, 0.6, 40
# With the marks of its notes.
_SENTENCE_END = re.compile(r"\.(?:\s*\[[^\]\n]{1,30}\])*\s*$")


def phrase_near_row(read: ReadText, number: int) -> tuple[StatusPhrase, Span] | None:
    """Return the phrase of a title above a line of names alone: Prison 3: X, Y, Z.

    Between the title and the line others may stand that are lines of names as well.
    """
    labels: set[tuple[bool, str]] = set()
    for place in range(number, max(-1, number - _MOST_ROWS), -1):
        sentence = read.sentences[place]
        printed = read.text[sentence.start : sentence.end]
        entry = read.entry(sentence.start) if place < number else None
        if entry and not entry.alone and entry.lead is None:
            return None
        if place < number and read.phrases[place]:
            is_title = len(printed) <= LONGEST_LIST_TITLE and not _SENTENCE_END.search(printed)
            phrase = phrase_of_lead(read.text, read.phrases[place]) if is_title else None
            if phrase and _style(printed) in labels:
                # Released: X. Died: Y.
                phrase = phrase._replace(status=None)
            return (phrase, span_of(read.sentences[number])) if phrase else None
        if place < number and not read.names.get(place) and len(printed) <= _LONGEST_ROW_LABEL:
            labels.add(_style(printed))
            continue
        if not _is_row(read, place):
            return None
    return None


def _style(printed: str) -> tuple[bool, str]:
    """Return how a title is printed: in capitals, and with which mark at its end."""
    last = printed.strip()[-1:]
    return printed.isupper(), last if not last.isalnum() else ""


def _is_row(read: ReadText, number: int) -> bool:
    """Tell whether most of a sentence are names."""
    sentence = read.sentences[number]
    first = bisect_left(read.likely, sentence.start, key=attrgetter("start"))
    within = read.likely[first : bisect_left(read.likely, sentence.end, key=attrgetter("start"))]
    letters = sum(map(str.isalpha, read.text[sentence.start : sentence.end]))
    named = sum(sum(map(str.isalpha, read.text[name.start : name.end])) for name in within)
    return bool(within) and named >= _MOSTLY * letters
