"""A text with its sentences, phrases of arrest and entries: what an entry, its lead and its list tell."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter

from webapp.domain.citing.entry_phrases import (
    has_unread_status,
    is_of_prisoners,
    names_a_place,
    phrase_of_entry,
    phrase_of_lead,
    phrase_of_whole_entry,
)
from webapp.domain.citing.family_names import family_name_mentions
from webapp.domain.citing.whole_texts import WholeText
from webapp.domain.text.bystanders import is_bystander
from webapp.domain.text.companions import is_companion, is_denied, is_of_companions
from webapp.domain.text.liberty.plain_letters import PLAIN_WORD, lower_unmarked
from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.domain.text.likely_names import LikelyName
from webapp.domain.text.list_entries import CELL_END, OF_ARTICLE, ListEntry
from webapp.domain.text.name_folding import fold, tokens
from webapp.domain.text.name_rows.named_things import is_thing
from webapp.domain.text.quote_location import Span
from webapp.domain.text.sentences import Sentence
from webapp.domain.text.status_phrases import status_phrases
from webapp.domain.text.word_lists import word_lists
from webapp.vocab.liberty import HELD

# How far after a heading that is alone, and after one of several, its entry is looked through; and how far
# a sentence that does not end.
_NEAR, _LONGEST_ENTRY, FAR = 250, 6_000, 1_200
_CAPITALISED, _SHORTEST_SURNAME = re.compile(r"[^\W\d_a-zà-ÿа-яё][\w’'-]+"), 5
_WORD, _FEW_WORDS = re.compile(r"[^\W\d_]{3,}"), 3
# Before what was done to whom a heading names: in 2021; and right before another name.
_OPENING = re.compile(r"\W*(?:[^\n,;.]{0,20}\d{4}\w*[^\n,;.]{0,10}\s)?")
_BEFORE_OBJECTS = [[word] for word in lower_unmarked(word_lists("doubts")["before_objects"]).split()]
# Behind the name of an entry.
_TELLS = re.compile(r"\s?(?:[:–—：]|-\s)\s*[^\W\d_]{2}")
# Entries that make a list.
_FEWEST_IN_LIST, _FEWEST_UNDER_TITLE, LONGEST_LIST_TITLE = 4, 3, 120


@dataclass
class ReadText:
    """A text with its sentences and the status phrases of each, and the entries that names head in it."""

    text: str
    sentences: Sequence[Sentence]
    phrases: list[list[StatusPhrase]] = field(default_factory=list)
    entries: Sequence[ListEntry] = ()
    likely: Sequence[LikelyName] = ()
    names: dict[int, list[str]] = field(default_factory=dict)
    lists: dict[Span | None, StatusPhrase | None] = field(default_factory=dict)
    mixed: dict[Span | None, tuple[bool, bool]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.starts = [sentence.start for sentence in self.sentences]
        for name in self.likely:
            if not is_companion(self.text, Span(name.start, name.end)):
                self.names.setdefault(self.number(name.start), []).append(name.name)
        self.surnames = {
            last[:-1] for each in self.likely if len(last := fold(each.name.split()[-1])) >= _SHORTEST_SURNAME
        }
        # With the places that name somebody by the family name alone.
        alone = family_name_mentions(self.text, self.likely)
        self.mentions = sorted([*self.likely, *alone])
        self.by_words: dict[frozenset[str], list[LikelyName]] = {}
        for mention in self.mentions:
            self.by_words.setdefault(frozenset(tokens(mention.name)), []).append(mention)
        self.by_family_name: dict[str, list[tuple[int, StatusPhrase]]] = {}
        self.width = max(map(len, self.text.split("\n")))
        self.by_name: dict[str, list[LikelyName]] = {}
        for mention in alone:
            self.by_name.setdefault(mention.name, []).append(mention)
        self.entry_starts = [entry.start for entry in self.entries]
        self.phrases = [[] for _ in self.sentences]
        ends = [mention.end for mention in self.mentions]
        for phrase in status_phrases(self.text):
            place = bisect_right(ends, phrase.start)
            if place == len(ends) or self.mentions[place].start > phrase.start:
                # Sürgünoğlu is a name and no exile.
                self.phrases[self.number(phrase.start)].append(phrase)

    @cached_property
    def longer_names(self) -> dict[str, list[frozenset[str]]]:
        """The names of three words or more, by each of these."""
        longer: dict[str, list[frozenset[str]]] = {}
        for words in self.by_words:
            for word in words if len(words) > 2 else ():
                longer.setdefault(word, []).append(words)
        return longer

    @cached_property
    def whole(self) -> WholeText:
        """What the text tells as a whole."""
        return WholeText(self.text, self.sentences, self.people)

    @cached_property
    def people(self) -> list[LikelyName]:
        """The mentions of whom the text tells: nobody who only looks on, and no prison or paper."""
        return [mention for mention in self.mentions if self._is_person(mention)]

    def _is_person(self, mention: LikelyName) -> bool:
        span = Span(mention.start, mention.end)
        looks_on = is_companion(self.text, span) or is_bystander(
            self.text, span, self.phrases[self.number(mention.start)]
        )
        return not looks_on and not is_thing(mention.name)

    def number(self, place: int) -> int:
        """Return the number of the sentence that a place stands in."""
        return bisect_right(self.starts, place) - 1

    def mentions_of(self, name: str) -> Sequence[LikelyName]:
        """Return where the text names somebody by the family name alone."""
        return self.by_name.get(name, ())

    def tells_of_other(self, number: int, name: LikelyName) -> bool:
        """Tell whether a sentence names somebody else of the text by the last word of a name alone."""
        sentence = self.sentences[number]
        own = set(tokens(name.name))
        words = {fold(word) for word in _CAPITALISED.findall(self.text, sentence.start, sentence.end)}
        beginnings = {word[:end] for word in words for end in range(_SHORTEST_SURNAME - 1, len(word) + 1)}
        return any(
            not any(token.startswith(surname[:-1]) for token in own) for surname in beginnings & self.surnames
        )

    def entry(self, place: int) -> ListEntry | None:
        """Return the entry that a place stands in."""
        number = bisect_right(self.entry_starts, place) - 1
        entry = self.entries[number] if number >= 0 else None
        return entry if entry and place < entry.end else None

    def end_of(self, entry: ListEntry) -> int:
        """Return until where an entry is looked through."""
        endless = self.sentences[self.number(entry.name.start)].end > entry.name.end + FAR
        return min(entry.end, entry.name.end + (FAR if endless else _LONGEST_ENTRY))


def phrase_near_entry(read: ReadText, entry: ListEntry) -> tuple[StatusPhrase, Span] | None:
    """Return the phrase after the name that heads an entry, that tells most of it."""
    end = min(entry.end, entry.name.end + _NEAR) if entry.alone else read.end_of(entry)
    following = [
        phrase
        for number in range(read.number(entry.name.start), read.number(max(end - 1, 0)) + 1)
        for phrase in read.phrases[number]
        if entry.name.end <= phrase.start < end and not _is_of_others(read, entry, number)
    ]
    stated = [each for each in following if not is_denied(read.text, each)]
    phrase = phrase_of_entry(read.text, stated or following)
    if phrase is None:
        return None
    within = Span(entry.name.end, end)
    if has_unread_status(read.text, stated, within):
        phrase = phrase._replace(status=None)
    phrase = phrase_of_whole_entry(read.text, following, phrase, within)
    return phrase, span_of(read.sentences[read.number(phrase.start)])


def _is_of_others(read: ReadText, entry: ListEntry, number: int) -> bool:
    """Tell whether a sentence of an entry names others alone."""
    own = set(tokens(entry.name.name))
    named = read.names.get(number, ()) if number != read.number(entry.name.start) else ()
    if not named or any(own & set(tokens(name)) for name in named):
        return False
    # By Judge X he was remanded: the sentence is of whom X judges.
    sentence = read.sentences[number]
    first = bisect_left(read.likely, sentence.start, key=attrgetter("start"))
    within = read.likely[first : bisect_left(read.likely, sentence.end, key=attrgetter("start"))]
    if is_of_heading(read, number, within):
        return False
    others = (Span(name.start, name.end) for name in within)
    return any(
        not is_companion(read.text, other) and not is_bystander(read.text, other, read.phrases[number])
        for other in others
    )


def begins_sentence(read: ReadText, phrase: StatusPhrase) -> bool:
    """Tell whether a sentence begins with a phrase, or with the year before it."""
    start = read.sentences[read.number(phrase.start)].start
    return _OPENING.fullmatch(read.text, start, phrase.start) is not None


def is_of_heading(read: ReadText, number: int, names: Sequence[LikelyName]) -> bool:
    """Tell whether a sentence is of the heading above it, though it names others: Jailed for help to X.

    It begins with what was done, to nobody whom it names first.
    """
    phrases = read.phrases[number]
    if not (phrases and names) or not begins_sentence(read, phrases[0]):
        return False
    first = names[0]
    before = PLAIN_WORD.findall(lower_unmarked(read.text[phrases[0].end : first.start]))
    is_object = read.text[first.start : first.end] != first.name or before[-1:] in _BEFORE_OBJECTS
    return phrases[0].end <= first.start and is_object


def phrase_near_lead(read: ReadText, entry: ListEntry, number: int) -> tuple[StatusPhrase, Span] | None:
    """Return the phrase of the words that lead a list, or of the sentence before them."""
    if entry.lead is None or is_of_companions(read.text[entry.lead.start : entry.lead.end]):
        return None if entry.lead else _of_title(read, entry, number)
    first, last = read.number(entry.lead.start), read.number(entry.lead.end - 1)
    phrases = [phrase for place in range(first, last + 1) for phrase in read.phrases[place]]
    # The words that lead a list may begin on the line before.
    phrases = [phrase for phrase in phrases if phrase.start < entry.lead.end]
    phrases = [phrase for phrase in phrases if phrase.start >= entry.lead.start] or phrases
    if not phrases and first and read.sentences[first - 1].paragraph == read.sentences[first].paragraph:
        # Ten people were pardoned. Among them were:
        phrases = read.phrases[first - 1]
    phrase = phrase_of_lead(read.text, phrases)
    if phrase is None:
        return _of_title(read, entry, number)
    if phrase.status and is_of_prisoners(read.text, phrase) and _tells_more(read, entry):
        # A list of prisoners tells of those who were released as well.
        phrase = phrase._replace(status=None)
    return (phrase, Span(min(entry.lead.start, phrase.start), read.sentences[number].end)) if phrase else None


def _tells_more(read: ReadText, entry: ListEntry) -> bool:
    """Tell whether an entry has words of its own, and not the name of a prison alone."""
    words = _own_words(read, entry)
    own = phrase_near_entry(read, entry) if words >= _FEW_WORDS else None
    return words >= _FEW_WORDS and (own is None or not names_a_place(read.text, own[0]))


def _own_words(read: ReadText, entry: ListEntry) -> int:
    return len(_WORD.findall(read.text, entry.name.end, min(entry.end, entry.name.end + FAR)))


def _of_title(read: ReadText, entry: ListEntry, number: int) -> tuple[StatusPhrase, Span] | None:
    """Return the phrase of the title of a text that is a list, as of those detained, above towns and names.

    Words of its own that lead a part of the list may say the contrary.
    """
    title = read.sentences[0]
    listed = sum(not other.alone for other in read.entries) >= _FEWEST_UNDER_TITLE
    words = read.text[title.start : title.end]
    if not listed or entry.alone or title.end > entry.start or len(words) > LONGEST_LIST_TITLE:
        return None
    if CELL_END.search(words) or read.names.get(0):
        return None
    if OF_ARTICLE.match(words) or OF_ARTICLE.match(read.text, entry.start, entry.end):
        return None
    phrase = phrase_of_lead(read.text, read.phrases[0])
    if phrase is None:
        return None
    led = entry.lead is not None and read.text[entry.lead.start : entry.lead.end].rstrip().endswith(":")
    status = None if led or is_of_prisoners(read.text, phrase) else phrase.status
    if status in HELD and _own_words(read, entry) > 2 * _FEW_WORDS:
        # Who was let go may stand under "Arrested journalists" as well.
        status = None
    above = read.text[: entry.start].rstrip().rpartition("\n")[2]
    if words.isupper() and above.isupper() and above.strip() != words:
        # Released: X. Died: Y.
        status = None
    return phrase._replace(status=status), span_of(read.sentences[number])


def is_mixed_list(read: ReadText, entry: ListEntry) -> bool:
    """Tell whether entries beside this one tell that somebody is free or dead, so the lead tells little."""
    if entry.lead not in read.mixed:
        beside = [other for other in read.entries if other.lead == entry.lead and not other.alone]
        own = [near[0] for other in beside if (near := phrase_near_entry(read, other)) is not None]
        free = any(phrase.status and phrase.status not in HELD for phrase in own)
        read.mixed[entry.lead] = free, 2 * sum(phrase.status is not None for phrase in own) > len(beside)
    is_mixed, most_tell = read.mixed[entry.lead]
    # Most entries tell their own, and so does this one: in words that are not read.
    tells = _TELLS.match(read.text, entry.name.end) is not None
    return is_mixed or (most_tell and tells and phrase_near_entry(read, entry) is None)


def phrase_near_list(read: ReadText, entry: ListEntry, number: int) -> tuple[StatusPhrase, Span] | None:
    """Return a phrase of a list most entries of which have one, as it tells of this one too, without status.

    In a list of prisoners somebody of whom a name and a town are given is one of them.
    """
    if entry.lead not in read.lists:
        beside = [other for other in read.entries if other.lead == entry.lead and not other.alone]
        own = [near for other in beside if (near := phrase_near_entry(read, other)) is not None]
        most_tell = len(beside) >= _FEWEST_IN_LIST and len(own) * 2 >= len(beside)
        read.lists[entry.lead] = own[0][0]._replace(status=None) if most_tell else None
    phrase = read.lists[entry.lead]
    return (phrase, span_of(read.sentences[number])) if phrase else None


def span_of(sentence: Sentence) -> Span:
    """Return where a sentence stands."""
    return Span(sentence.start, sentence.end)
