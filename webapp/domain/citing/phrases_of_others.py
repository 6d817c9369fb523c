"""Which phrases of a sentence are told of somebody else: of a row, of a contrasted clause, in brackets."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter

from webapp.domain.citing.nearest_phrases import nearest_phrase
from webapp.domain.citing.read_text import FAR, ReadText, span_of
from webapp.domain.text.liberty.plain_letters import lower_unmarked
from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.domain.text.likely_names import LikelyName
from webapp.domain.text.list_entries import ListEntry
from webapp.domain.text.quote_location import Span

# Between two names of a row.
_ROW = re.compile(r"(?:[,;/&\s]|\([^()\n]*\)|[^\W\d_A-ZÀ-ÞА-ЯЁ][\w’'-]*+)*+")
_CONTRAST = re.compile(r",\s(?:а|но|but|while|whereas|pero|mais|aber|але|тоді як)\s")
# While Y was freed X was arrested, as Turkish and Azerbaijani say it by an ending.
_WHILE = re.compile(r"\w(?:irken|urken|erken|arken)(?!\w)")
_RELATIVE = re.compile(
    r",\s(?:его|е[её]|их|його|її|їх|яго|яе|іх|his|her|their|su|son|sa|seinen?|seiner?|ihren?|ihrer?)\s[^\W\d_]+\s$"
)
_LONGEST_BRACKET = 120


def is_of_another(read: ReadText, phrase: StatusPhrase, name: LikelyName) -> bool:
    """Tell whether a phrase is that of another: Y (ten days), X; Y on bail; X; Y serbest bırakılırken X."""
    opened = read.text.rfind("(", max(0, phrase.start - _LONGEST_BRACKET), phrase.start)
    if opened >= 0 and ")" not in read.text[opened : phrase.start]:
        before = _name_before(read, opened)
        if before and not read.text[before.end : opened].strip():
            return before.name != name.name
    if phrase.end > name.start:
        return False
    if _WHILE.search(lower_unmarked(read.text[max(0, phrase.end - 8) : name.start])):
        return True
    between = read.text[phrase.end : name.start]
    if ";" not in between and not between.startswith(",") and not _RELATIVE.search(between):
        return False
    # Y was remanded, X questioned; Y was remanded, his wife X questioned.
    before = _name_before(read, phrase.start)
    begin = max(read.text.rfind(mark, 0, phrase.start) for mark in ("\n", ";", ". "))
    return before is not None and before.start > begin


def _name_before(read: ReadText, place: int) -> LikelyName | None:
    number = bisect_right(read.mentions, place, key=attrgetter("start")) - 1
    return read.mentions[number] if number >= 0 else None


def crosses(read: ReadText, name: LikelyName, phrase: StatusPhrase) -> bool:
    """Tell whether the name of somebody else, not in a row with this one, stands between it and a phrase."""
    end = name.end
    for other in read.mentions[bisect_left(read.mentions, end, key=attrgetter("start")) :]:
        if other.end > phrase.start:
            return False
        if not _ROW.fullmatch(read.text, end, other.start):
            return True
        end = other.end
    return False


def is_contrasted(read: ReadText, phrase: StatusPhrase, name: LikelyName) -> bool:
    """Tell whether a phrase is of the clause before, to which a name is contrasted: X is held, but Y left."""
    if _is_of_next(read, name, phrase):
        return True
    return phrase.end <= name.start and _CONTRAST.search(read.text, phrase.end, name.start) is not None


def _is_of_next(read: ReadText, name: LikelyName, phrase: StatusPhrase) -> bool:
    """Tell whether a phrase is beyond a semicolon and another name: X, in May; Y, on bail."""
    if phrase.start < name.end or ";" not in (between := read.text[name.end : phrase.start]):
        return False
    after = name.end + between.index(";")
    place = bisect_right(read.mentions, after, key=attrgetter("start"))
    return place < len(read.mentions) and read.mentions[place].start < phrase.start


def phrase_in_sentences(
    read: ReadText, name: LikelyName, numbers: Iterable[int], entry: ListEntry | None = None
) -> tuple[StatusPhrase, Span] | None:
    """Return the nearest phrase of these sentences, of an entry's head in this entry, with its sentence."""
    span = Span(name.start, name.end)
    within = Span(entry.start, entry.end) if entry and not entry.alone else Span(0, len(read.text))
    places = {
        phrase: place
        for place in numbers
        for phrase in _within_reach(read.phrases[place], span)
        if _is_apart(phrase, span) and within.start <= phrase.start < within.end
    }
    others = {phrase for phrase in places if is_of_another(read, phrase, name)}
    own = [phrase for phrase in places if phrase not in others] or list(places)
    direct = [phrase for phrase in own if not crosses(read, name, phrase)]
    phrase = nearest_phrase(read.text, direct or own, span)
    if phrase and (phrase in others or is_contrasted(read, phrase, name)):
        places[phrase._replace(status=None)] = places[phrase]
        phrase = phrase._replace(status=None)
    return (phrase, span_of(read.sentences[places[phrase]])) if phrase else None


def _within_reach(phrases: Sequence[StatusPhrase], name: Span) -> Sequence[StatusPhrase]:
    """Return the phrases so near that a reader may take them to tell of a name.

    Where a table or a list has no full stop, all of it is one sentence.
    """
    first = bisect_left(phrases, name.start - FAR, key=attrgetter("end"))
    return phrases[first : bisect_right(phrases, name.end + FAR, key=attrgetter("start"))]


def _is_apart(phrase: StatusPhrase, name: Span) -> bool:
    return phrase.end <= name.start or phrase.start >= name.end
