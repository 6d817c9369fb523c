"""Likely names of people who are not known yet, near words of arrest, charge, trial or release."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from webapp.domain.citing.certainty.statuses import is_certain
from webapp.domain.citing.entry_phrases import is_sentence_to, outweighs
from webapp.domain.citing.last_phrases import last_phrase
from webapp.domain.citing.later_sentences import (
    goes_on_beside,
    is_of_subject_before,
    last_mention,
    later_phrase,
)
from webapp.domain.citing.person_phrases import are_of_same
from webapp.domain.citing.phrases_of_others import phrase_in_sentences
from webapp.domain.citing.read_text import (
    ReadText,
    is_mixed_list,
    phrase_near_entry,
    phrase_near_lead,
    phrase_near_list,
    span_of,
)
from webapp.domain.citing.row_titles import phrase_near_row
from webapp.domain.citing.uncertain_phrases import is_uncertain, is_uncertain_entry
from webapp.domain.text.bystanders import is_bystander
from webapp.domain.text.companions import (
    certain_status,
    is_companion,
    is_led_by_companion,
)
from webapp.domain.text.entry_heads.caseless_names import names_heading_lines
from webapp.domain.text.liberty.court_words import is_served
from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.domain.text.likely_names import LikelyName, likely_names
from webapp.domain.text.list_entries import CELL_END, ListEntry, entries, names_of_repeated_lines
from webapp.domain.text.name_folding import tokens
from webapp.domain.text.quote_location import Span
from webapp.domain.text.sentences import sentences
from webapp.domain.text.status_phrases import status_phrases
from webapp.vocab.liberty import HELD, Status
from webapp.vocab.words import N_

_WORD = re.compile(r"[^\W\d_]{3}")
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


class NamesOfText(NamedTuple):
    """The likely new people of a text, and whoever else it names, each once, with no phrase told of them."""

    proposed: list[NameSuggestion]
    others: list[NameSuggestion]


def name_suggestions(text: str, known: Sequence[Span]) -> list[NameSuggestion]:
    """Return the likely names of a text in order, but for those that overlap a known place."""
    return names_of_text(text, known).proposed


def names_of_text(text: str, known: Sequence[Span]) -> NamesOfText:
    """Return the likely new people of a text, and whoever else it names, in order.

    A name counts with a status phrase in its own sentence, or else in one of the two beside it in its
    paragraph; one that heads an entry of a list, with a phrase of this entry or of the words that lead the
    list. It is given once a sentence, and in its own entry once.
    """
    names = [name for name in likely_names(text) if _has_letters_with_capitals(name)]
    names = sorted([*names, *names_heading_lines(text)])
    often = names_of_repeated_lines(text, names)
    heads = entries(text, [name for name in names if name not in often])
    read = ReadText(text, sentences(text), entries=heads, likely=names)
    suggestions: dict[tuple[int, str], NameSuggestion] = {}
    others: dict[str, NameSuggestion] = {}
    for name in _unknown(names, known):
        number = read.number(name.start)
        if (number, name.name) not in suggestions:
            suggestion = None if name in often else _suggestion(read, name, number)
            if suggestion is not None:
                suggestions[number, name.name] = suggestion
            else:
                sentence = span_of(read.sentences[number])
                other = NameSuggestion(name.start, name.end, name.name, sentence, None, "", name.start)
                others.setdefault(name.name, other)
    proposed = {suggestion.name for suggestion in suggestions.values()}
    return NamesOfText(
        list(suggestions.values()), [other for other in others.values() if other.name not in proposed]
    )


def hindrance(text: str) -> str | None:
    """Return why no name can be looked for in a text, in English to be translated; None where it can."""
    letters = [char for char in text[:_LOOKED_AT] if char.isalpha()]
    if sum(map(_has_capital, letters)) < len(letters) / 2:
        return N_(
            "Its letters have no capitals, so names that are not known yet are looked for only where they"
            " head the numbered entries of a list."
        )
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


def _suggestion(read: ReadText, name: LikelyName, number: int) -> NameSuggestion | None:
    """Return a name with the phrase that most likely tells of it."""
    entry = read.entry(name.start)
    is_head = entry is not None and entry.name == name
    if entry and not is_head and _is_of_head(read.text, entry, name):
        return None
    span = Span(name.start, name.end)
    if _stands_beside(read, entry, span, number, is_head=is_head):
        return None
    headed = entry if is_head else None
    near = _near_head(read, headed, number) if headed else phrase_in_sentences(read, name, [number])
    if near is None and (entry is None or entry.alone):
        near = _near_beside(read, name, number)
    if near is None and headed:
        near = phrase_near_list(read, headed, number)
    near = near or phrase_near_row(read, number)
    is_listed = entry is not None and not entry.alone
    if near is None and not is_listed and (mention := last_mention(read, name, number, None)):
        near = mention._replace(status=None), span_of(read.sentences[number])
    if near is None:
        final = None if is_listed else _certain_last(read, name)
        return _suggestion_by(read, name, span_of(read.sentences[number]), final) if final else None
    return _suggestion_with(read, name, number, *near, headed, is_listed=is_listed)


def _near_head(read: ReadText, entry: ListEntry, number: int) -> tuple[StatusPhrase, Span] | None:
    """Return the phrase that tells of who heads an entry: its own, or that of the words before the list."""
    own = None if entry.alone else phrase_near_entry(read, entry)
    own = own or phrase_in_sentences(read, entry.name, [number], entry)
    lead = phrase_near_lead(read, entry, number)
    near = own or phrase_near_entry(read, entry) or lead
    if own and lead and outweighs(read.text, lead[0], own[0]):
        near = lead
    if near and near[0].status is Status.AT_LIBERTY and is_served(read.text[entry.start : entry.end]):
        # Released: X, having served the term.
        return near[0]._replace(status=Status.RELEASED_SERVED), near[1]
    if near and near[0].end <= entry.start and near[0].status in HELD and is_mixed_list(read, entry):
        return near[0]._replace(status=None), near[1]
    return near


def _near_beside(read: ReadText, name: LikelyName, number: int) -> tuple[StatusPhrase, Span] | None:
    """Return the phrase of a sentence beside a name's, with its status where it goes on about this one."""
    if is_of_subject_before(read, name, number):
        return None
    near = phrase_in_sentences(read, name, _beside(read, name, number))
    if near and not goes_on_beside(read, name, number, near[0]):
        return near[0]._replace(status=None), near[1]
    return near


def _suggestion_with(
    read: ReadText,
    name: LikelyName,
    number: int,
    phrase: StatusPhrase,
    context: Span,
    headed: ListEntry | None,
    *,
    is_listed: bool,
) -> NameSuggestion:
    """Return a name with what a phrase tells of it, or the sentences after that of the phrase."""
    own, span = read.sentences[number], Span(name.start, name.end)
    context = Span(min(own.start, context.start), max(own.end, context.end))
    if context.end - context.start > _LONGEST_CONTEXT:
        context = Span(own.start, own.end)
    status = certain_status(read.text, phrase, span)
    if status is None and headed and is_sentence_to(read.text, phrase, Span(name.end, headed.end)):
        status = Status.IMPRISONED
    own_phrase = phrase._replace(status=status)
    if not is_listed and (later := later_phrase(read, own_phrase, number, name.name)):
        phrase, status = later, later.status
        last = read.sentences[read.number(phrase.start)].end
        context = Span(context.start, min(max(context.end, last), context.start + _LONGEST_CONTEXT))
    if status and headed and phrase.start > name.end:
        status = None if is_uncertain_entry(read, phrase) else status
    elif status and is_uncertain(read, name, phrase):
        status = None
    if not is_listed and (mention := last_mention(read, name, number, status)):
        # Told of the family name alone, somewhere below.
        phrase, status = mention, mention.status
    final = phrase._replace(status=status)
    status = status if status and is_certain(read, name, final, headed if is_listed else None) else None
    if status is None and not is_listed and (later_on := _certain_last(read, name)):
        phrase, status = later_on, later_on.status
    return _suggestion_by(read, name, context, phrase._replace(status=status))


def _certain_last(read: ReadText, name: LikelyName) -> StatusPhrase | None:
    """Return the last phrase of somebody where nothing leaves its status open."""
    last = last_phrase(read, name)
    if last is None or is_uncertain(read, name, last) or not is_certain(read, name, last, None):
        return None
    return last


def _suggestion_by(
    read: ReadText, name: LikelyName, context: Span, phrase: StatusPhrase
) -> NameSuggestion:
    """Return a name with the phrase that tells of it, in its own sentence or in a later one."""
    words = read.text[phrase.start : phrase.end]
    return NameSuggestion(
        name.start, name.end, name.name, context, phrase.status, words, phrase.start
    )


def _stands_beside(
    read: ReadText, entry: ListEntry | None, span: Span, number: int, *, is_head: bool
) -> bool:
    """Tell whether a name is that of a lawyer, a relative, an author or another who looks on."""
    if is_companion(read.text, span, is_entry=is_head and entry is not None and entry.lead is not None):
        return True
    phrases = read.phrases[number]
    # The politician X called for release, as an item of an entry.
    is_bare = is_head and entry is not None and not _WORD.search(read.text, entry.start, span.start)
    return not is_bare and (
        is_bystander(read.text, span, phrases) or is_led_by_companion(read.text, span, phrases)
    )


def _is_of_head(text: str, entry: ListEntry, name: LikelyName) -> bool:
    """Tell whether a name of an entry is its head's again, or stands in a cell behind it, as places do."""
    if not entry.alone and set(tokens(name.name)) <= set(tokens(entry.name.name)):
        return True
    between = text[entry.name.end : name.start]
    return "\n" not in between and CELL_END.match(between) is not None


def _beside(read: ReadText, name: LikelyName, number: int) -> list[int]:
    """Return the sentences beside a name's in its paragraph that tell of nobody else by name."""
    paragraph = read.sentences[number].paragraph
    own = set(tokens(name.name))
    return [
        place
        for place in (number - 1, number + 1)
        if 0 <= place < len(read.sentences)
        and read.sentences[place].paragraph == paragraph
        and all(are_of_same(own, set(tokens(other))) for other in read.names.get(place, ()))
        and not read.tells_of_other(place, name)
    ]


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
