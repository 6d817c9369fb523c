"""All that a text says of somebody: in an entry, in the clauses around each mention, and behind them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import combinations
from operator import attrgetter

from webapp.domain.citing.doubts import BACKGROUND, CLAUSE, is_demanded
from webapp.domain.citing.read_text import FAR, ReadText, is_of_heading
from webapp.domain.text.companions import is_denied
from webapp.domain.text.liberty.plain_letters import PLAIN_WORD, lower_unmarked
from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.domain.text.likely_names import LikelyName
from webapp.domain.text.list_entries import ListEntry
from webapp.domain.text.name_folding import tokens
from webapp.domain.text.quote_location import Span
from webapp.domain.text.word_lists import word_lists
from webapp.vocab.liberty import ENDINGS, Status

# Azadlığa çıxmışdı, tutuklanmıştı: before what was told.
_PLUPERFECT = re.compile(r"\w(?:m[iu][sş][td][iu])(?!\w)")
_NARRATIVE = re.compile(r"\wm[iu]s(?=,|\sve\s)")
_LONGEST_VERB, _LONGEST_CLAUSE = 15, 60
# Let us recall: of what was before.
_RECALLS = re.compile(rf"\W*(?:{'|'.join(word_lists('outdated')['recalls'])})")
_RECALLED = ENDINGS | {Status.ARRESTED}


def phrases_of_entry(read: ReadText, entry: ListEntry) -> list[StatusPhrase]:
    """Return the phrases behind the name that heads an entry, until a sentence that is of somebody else."""
    end = read.end_of(entry)
    first, phrases = read.number(entry.name.start), list[StatusPhrase]()
    for number in range(first, read.number(max(end - 1, 0)) + 1):
        others = others_in(read, number, entry.name) if number > first and read.phrases[number] else ()
        if others and not is_of_heading(read, number, others):
            break
        phrases += (each for each in read.phrases[number] if entry.name.end <= each.start < end)
    return phrases


def phrases_of_person(read: ReadText, name: LikelyName, *, listed: bool) -> list[StatusPhrase]:
    """Return the phrases around each mention of a name; of one that is listed, outside of lists alone."""
    phrases: list[StatusPhrase] = []
    for mention in _mentions(read, frozenset(tokens(name.name))):
        entry = read.entry(mention.start) if listed else None
        if entry and not entry.alone:
            continue
        number, part = read.number(mention.start), part_of_name(read, mention)
        phrases += (each for each in read.phrases[number] if part.start <= each.start < part.end)
        if part.end == read.sentences[number].end:
            phrases += _behind(read, name, number)
    return phrases


def _mentions(read: ReadText, words: frozenset[str]) -> Iterator[LikelyName]:
    """Yield where a text names somebody, by more names or fewer too: headlines leave one out."""
    yield from read.by_words[words]
    for number in range(2, len(words)):
        for fewer in map(frozenset, combinations(words, number)):
            yield from read.by_words.get(fewer, ())
    for more in min((read.longer_names.get(word, ()) for word in words), key=len):
        if words < more:
            yield from read.by_words[more]


def _behind(read: ReadText, name: LikelyName, number: int) -> Iterator[StatusPhrase]:
    """Yield the phrases of the next sentences of a paragraph, until somebody else is named."""
    own = read.sentences[number]
    for place in range(number + 1, len(read.sentences)):
        sentence = read.sentences[place]
        entry = read.entry(sentence.start)
        if sentence.paragraph != own.paragraph or (entry and entry != read.entry(own.start)):
            return
        end, others = sentence.end, others_in(read, place, name)
        if others:
            breaks = CLAUSE.finditer(read.text, sentence.start, others[0].start)
            end = max((each.start() for each in breaks), default=sentence.start)
        yield from (each for each in read.phrases[place] if each.end <= end)
        if others:
            return


def part_of_name(read: ReadText, name: LikelyName) -> Span:
    """Return the part of a sentence that is of a name: between the clauses of others."""
    start, end, *_ = read.sentences[read.number(name.start)]
    for other in others_in(read, read.number(name.start), name):
        if other.end <= name.start:
            start = _edges(read.text, other.end, name.start, name.start)[1]
        elif other.start >= name.end:
            return Span(start, _edges(read.text, name.end, other.start, other.start)[0])
    return Span(start, end)


def part_of_person(read: ReadText, name: LikelyName, phrase: StatusPhrase) -> Span:
    """Return what a paragraph tells of a name, with a phrase in it, until it names somebody else."""
    first, place = sorted((read.number(name.start), read.number(phrase.start)))
    start, paragraph = read.sentences[first].start, read.sentences[place].paragraph
    while True:
        behind = [each.start for each in others_in(read, place, name) if each.start >= phrase.end]
        if behind:
            return Span(start, max(min(behind), name.end))
        is_last = place + 1 == len(read.sentences) or read.sentences[place + 1].paragraph != paragraph
        if is_last or read.entry(read.sentences[place + 1].start):
            return Span(start, read.sentences[place].end)
        place += 1


def _edges(text: str, start: int, end: int, default: int) -> tuple[int, int]:
    """Return where the last break between clauses begins and ends."""
    return max((found.span() for found in CLAUSE.finditer(text, start, end)), default=(default, default))


def others_in(read: ReadText, number: int, name: LikelyName) -> Sequence[LikelyName]:
    """Return the mentions of others in a sentence, as far as a name is read; of a brother as well."""
    sentence, own = read.sentences[number], set(tokens(name.name))
    start, end = max(sentence.start, name.start - FAR), sentence.end
    if start == name.start - FAR or sentence.start <= name.start < sentence.end:
        end = min(end, name.end + FAR)
    first = bisect_left(read.people, start, key=attrgetter("start"))
    last = bisect_left(read.people, end, key=attrgetter("start"))
    return [other for other in read.people[first:last] if not are_of_same(own, set(tokens(other.name)))]


def are_of_same(own: set[str], other: set[str]) -> bool:
    """Tell whether two names may be of one person, as those of a brother and a sister are not."""
    return own <= other or other <= own


def phrases_in_force(read: ReadText, phrases: Sequence[StatusPhrase]) -> list[StatusPhrase]:
    """Return the phrases that nothing denies, nobody only demands, and that are not of an earlier time."""
    return [
        phrase
        for phrase in phrases
        if not is_denied(read.text, phrase)
        and not is_demanded(read.text, read.sentences[read.number(phrase.start)].start, phrase)
        and not _is_background(read, phrase)
    ]


def is_pluperfect(read: ReadText, phrase: StatusPhrase) -> bool:
    """Tell whether the verb of a phrase, at the end of its clause, says that it was before what is told."""
    end = read.sentences[read.number(phrase.start)].end
    clause = CLAUSE.split(read.text[phrase.start : min(end, phrase.end + _LONGEST_CLAUSE)])[0]
    verb = read.text[phrase.start : phrase.end + _LONGEST_VERB]
    return any(_PLUPERFECT.search(lower_unmarked(words)) for words in (clause, verb))


def _is_background(read: ReadText, phrase: StatusPhrase) -> bool:
    """Tell whether a clause tells of what was before: he had been arrested in May."""
    start = max(read.sentences[read.number(phrase.start)].start, phrase.start - FAR)
    before = CLAUSE.split(read.text[start : phrase.start])[-1]
    if not BACKGROUND.isdisjoint(PLAIN_WORD.findall(lower_unmarked(before))):
        return True
    end = read.sentences[read.number(phrase.start)].end
    verb = lower_unmarked(read.text[phrase.start : phrase.end + _LONGEST_VERB])
    if is_pluperfect(read, phrase):
        return True
    if phrase.status in _RECALLED and _RECALLS.match(lower_unmarked(read.text[start : phrase.start])):
        return True
    # Tutuklanmış, sekiz ay sonra tahliye edilmişti.
    goes_on = _NARRATIVE.search(verb) is not None
    return goes_on and _PLUPERFECT.search(lower_unmarked(read.text[phrase.end : end])) is not None
