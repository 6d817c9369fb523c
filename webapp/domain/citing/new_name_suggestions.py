"""Likely names of people who are not known yet, near words of arrest, charge, trial or release."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from webapp.domain.citing.entry_phrases import outweighs, phrase_of_entry, phrase_of_lead
from webapp.domain.text.companions import (
    certain_status,
    is_companion,
    is_led_by_companion,
    is_of_companions,
)
from webapp.domain.text.likely_names import LikelyName, likely_names
from webapp.domain.text.list_entries import CELL_END, ListEntry, entries
from webapp.domain.text.name_folding import tokens
from webapp.domain.text.quote_location import Span
from webapp.domain.text.sentences import Sentence, sentences
from webapp.domain.text.status_phrases import StatusPhrase, nearest_phrase, status_phrases
from webapp.vocab.liberty import Status
from webapp.vocab.words import N_

# How far after a heading that is alone, and after one of several, its entry is looked through.
_NEAR, _FAR = 250, 1200
# Entries that make a list.
_FEWEST_IN_LIST = 4
_LONGEST_CONTEXT = 600
_LOOKED_AT = 20_000
# Code points of a text in which a page looks for names, which takes a second.
LOOKED_THROUGH = 60_000


@dataclass(frozen=True)
class NameSuggestion:
    """A likely name and why: the `phrase` printed near it, and the status that this phrase suggests.

    `sentence` is the name's, and reaches to the phrase's where that is beside it or in the entry that the
    name heads; the phrase that leads a long list stands outside of it.
    """

    start: int
    end: int
    name: str
    sentence: Span
    status: Status | None
    phrase: str
    phrase_start: int


@dataclass
class _ReadText:
    """A text with its sentences and the status phrases of each, and the entries that names head in it."""

    text: str
    sentences: Sequence[Sentence]
    phrases: list[list[StatusPhrase]] = field(default_factory=list)
    entries: Sequence[ListEntry] = ()
    likely: Sequence[LikelyName] = ()
    names: dict[int, list[str]] = field(default_factory=dict)
    lists: dict[Span | None, StatusPhrase | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.starts = [sentence.start for sentence in self.sentences]
        for name in self.likely:
            if not is_companion(self.text, Span(name.start, name.end)):
                self.names.setdefault(self.number(name.start), []).append(name.name)
        self.entry_starts = [entry.start for entry in self.entries]
        self.phrases = [[] for _ in self.sentences]
        for phrase in status_phrases(self.text):
            self.phrases[self.number(phrase.start)].append(phrase)

    def number(self, place: int) -> int:
        """Return the number of the sentence that a place stands in."""
        return bisect_right(self.starts, place) - 1

    def entry(self, place: int) -> ListEntry | None:
        """Return the entry that a place stands in."""
        number = bisect_right(self.entry_starts, place) - 1
        entry = self.entries[number] if number >= 0 else None
        return entry if entry and place < entry.end else None


def name_suggestions(text: str, known: Sequence[Span]) -> list[NameSuggestion]:
    """Return the likely names of a text in order, but for those that overlap a known place.

    A name counts with a status phrase in its own sentence, or else in one of the two beside it in its
    paragraph; one that heads an entry of a list, with a phrase of this entry or of the words that lead the
    list. It is given once a sentence, and in its own entry once.
    """
    names = likely_names(text)
    read = _ReadText(text, sentences(text), entries=entries(text, names), likely=names)
    suggestions: dict[tuple[int, str], NameSuggestion] = {}
    for name in _unknown(filter(_has_letters_with_capitals, names), known):
        number = read.number(name.start)
        if (number, name.name) not in suggestions:
            suggestion = _suggestion(read, name, number)
            if suggestion is not None:
                suggestions[number, name.name] = suggestion
    return list(suggestions.values())


def hindrance(text: str) -> str | None:
    """Return why no name can be looked for in a text, in English to be translated; None where it can."""
    letters = [char for char in text[:_LOOKED_AT] if char.isalpha()]
    if sum(map(_has_capital, letters)) < len(letters) / 2:
        return N_("Its letters have no capitals, so names that are not known yet cannot be looked for here.")
    if len(text) > LOOKED_THROUGH:
        return N_(
            "Names that are not known yet were looked for in its first 60,000 characters. A long list is"
            " brought in by its rows."
        )
    if letters and not status_phrases(text):
        return N_("It has no known word of arrest, trial or release, so no names are proposed.")
    return None


def _has_capital(letter: str) -> bool:
    # Unicode has capitals for the Georgian letters, with which nobody begins a name.
    return (letter.islower() or letter.isupper()) and not "ა" <= letter <= "ჿ"


def _suggestion(read: _ReadText, name: LikelyName, number: int) -> NameSuggestion | None:
    """Return a name with the phrase that most likely tells of it."""
    entry = read.entry(name.start)
    is_head = entry is not None and entry.name == name
    if entry and not is_head and _is_of_head(read.text, entry, name):
        return None
    span = Span(name.start, name.end)
    if is_companion(read.text, span, is_entry=is_head and entry is not None and entry.lead is not None):
        return None
    if not is_head and is_led_by_companion(read.text, span, read.phrases[number]):
        return None
    near = _of_entry(read, entry) if entry and is_head and not entry.alone else None
    near = near or _near(read, name, [number], entry if is_head else None)
    if near is None and entry and is_head:
        near = _of_entry(read, entry) or _of_lead(read, entry, number)
    if near and entry and is_head and (lead := _of_lead(read, entry, number)):
        near = lead if outweighs(read.text, lead[0], near[0]) else near
    if near is None and (entry is None or entry.alone):
        near = _near(read, name, _beside(read, name, number))
    if near is None and entry and is_head:
        near = _of_list(read, entry, number)
    if near is None:
        return None
    phrase, context = near
    own = read.sentences[number]
    context = Span(min(own.start, context.start), max(own.end, context.end))
    if context.end - context.start > _LONGEST_CONTEXT:
        context = Span(own.start, own.end)
    status = certain_status(read.text, phrase, span)
    words = read.text[phrase.start : phrase.end]
    return NameSuggestion(name.start, name.end, name.name, context, status, words, phrase.start)


def _is_of_head(text: str, entry: ListEntry, name: LikelyName) -> bool:
    """Tell whether a name of an entry is its head's again, or stands in a cell behind it, as places do."""
    if not entry.alone and set(tokens(name.name)) <= set(tokens(entry.name.name)):
        return True
    between = text[entry.name.end : name.start]
    return "\n" not in between and CELL_END.match(between) is not None


def _beside(read: _ReadText, name: LikelyName, number: int) -> list[int]:
    """Return the sentences beside a name's in its paragraph that tell of nobody else by name."""
    paragraph = read.sentences[number].paragraph
    own = set(tokens(name.name))
    return [
        place
        for place in (number - 1, number + 1)
        if 0 <= place < len(read.sentences)
        and read.sentences[place].paragraph == paragraph
        and all(own & set(tokens(other)) for other in read.names.get(place, ()))
    ]


def _near(
    read: _ReadText, name: LikelyName, numbers: Iterable[int], entry: ListEntry | None = None
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
    phrase = nearest_phrase(read.text, list(places), span)
    return (phrase, _span(read.sentences[places[phrase]])) if phrase else None


def _within_reach(phrases: Sequence[StatusPhrase], name: Span) -> Sequence[StatusPhrase]:
    """Return the phrases so near that a reader may take them to tell of a name.

    Where a table or a list has no full stop, all of it is one sentence.
    """
    first = bisect_left(phrases, name.start - _FAR, key=attrgetter("end"))
    return phrases[first : bisect_right(phrases, name.end + _FAR, key=attrgetter("start"))]


def _of_entry(read: _ReadText, entry: ListEntry) -> tuple[StatusPhrase, Span] | None:
    """Return the phrase after the name that heads an entry, that tells most of it."""
    end = min(entry.end, entry.name.end + (_NEAR if entry.alone else _FAR))
    following = [
        phrase
        for number in range(read.number(entry.name.start), read.number(max(end - 1, 0)) + 1)
        for phrase in read.phrases[number]
        if entry.name.end <= phrase.start < end and not _is_of_others(read, entry, number)
    ]
    phrase = phrase_of_entry(read.text, following)
    return (phrase, _span(read.sentences[read.number(phrase.start)])) if phrase else None


def _is_of_others(read: _ReadText, entry: ListEntry, number: int) -> bool:
    """Tell whether a sentence of an entry names others alone."""
    own = set(tokens(entry.name.name))
    named = read.names.get(number, ()) if number != read.number(entry.name.start) else ()
    return bool(named) and not any(own & set(tokens(name)) for name in named)


def _of_lead(read: _ReadText, entry: ListEntry, number: int) -> tuple[StatusPhrase, Span] | None:
    """Return the phrase of the words that lead a list, or of the sentence before them."""
    if entry.lead is None or is_of_companions(read.text[entry.lead.start : entry.lead.end]):
        return None
    first, last = read.number(entry.lead.start), read.number(entry.lead.end - 1)
    phrases = [phrase for place in range(first, last + 1) for phrase in read.phrases[place]]
    # The words that lead a list may begin on the line before.
    phrases = [phrase for phrase in phrases if phrase.start < entry.lead.end]
    phrases = [phrase for phrase in phrases if phrase.start >= entry.lead.start] or phrases
    if not phrases and first and read.sentences[first - 1].paragraph == read.sentences[first].paragraph:
        # Ten people were pardoned. Among them were:
        phrases = read.phrases[first - 1]
    phrase = phrase_of_lead(read.text, phrases)
    return (phrase, Span(min(entry.lead.start, phrase.start), read.sentences[number].end)) if phrase else None


def _of_list(read: _ReadText, entry: ListEntry, number: int) -> tuple[StatusPhrase, Span] | None:
    """Return a phrase of a list most entries of which have one, as it tells of this one too, without status.

    In a list of prisoners somebody of whom a name and a town are given is one of them.
    """
    if entry.lead not in read.lists:
        beside = [other for other in read.entries if other.lead == entry.lead and not other.alone]
        own = [near for other in beside if (near := _of_entry(read, other)) is not None]
        most_tell = len(beside) >= _FEWEST_IN_LIST and len(own) * 2 >= len(beside)
        read.lists[entry.lead] = own[0][0]._replace(status=None) if most_tell else None
    phrase = read.lists[entry.lead]
    return (phrase, _span(read.sentences[number])) if phrase else None


def _span(sentence: Sentence) -> Span:
    return Span(sentence.start, sentence.end)


def _is_apart(phrase: StatusPhrase, name: Span) -> bool:
    return phrase.end <= name.start or phrase.start >= name.end


def _has_letters_with_capitals(name: LikelyName) -> bool:
    """Tell whether the letters of a name have capitals; of others any row of words looks like a name."""
    return _has_capital(next((char for char in name.name if char.isalpha()), ""))


def _unknown(names: Iterable[LikelyName], known: Sequence[Span]) -> Iterator[LikelyName]:
    """Yield the names that overlap no known place."""
    taken = sorted(known)
    ends = [span.end for span in taken]
    for name in names:
        place = bisect_right(ends, name.start)
        if place == len(taken) or taken[place].start >= name.end:
            yield name
