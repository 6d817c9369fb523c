"""What leaves open whether a phrase tells of a name: a condition, a quotation, a trial that goes on."""

import re

from webapp.domain.citing.doubts import (
    is_before_event,
    is_conditional,
    is_demanded,
    is_denied_in_clause,
    is_escape,
    is_of_death,
    is_on_condition,
    is_open,
    is_out_of,
    is_over,
    is_quoted_apart,
    is_release_in_name,
    is_requested_term,
)
from webapp.domain.citing.person_phrases import others_in
from webapp.domain.citing.read_text import ReadText
from webapp.domain.text.liberty.court_words import goes_on, is_convicted, is_lost, is_sentence
from webapp.domain.text.liberty.plain_letters import PLAIN_WORD, lower_unmarked
from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.domain.text.likely_names import LikelyName
from webapp.domain.text.list_entries import ListEntry
from webapp.domain.text.prison_terms import prints_years
from webapp.domain.text.quote_location import Span
from webapp.domain.text.status_phrases import COMPANIONS, OF_DEATH, VOWELS
from webapp.domain.text.word_lists import beginnings, whole_words, word_lists
from webapp.vocab.liberty import ENDINGS, Status

_LISTS = word_lists("doubts")
_REQUESTS, _UNKNOWN, _CLAIMED = (
    beginnings(_LISTS[name]) for name in ("requests", "unknown", "claimed")
)
_IN_PART = re.compile(
    r"\b(?i:some|several|a few|некотор\w+|деяк\w+|einige|algun[oa]s|quelques|bəzi\w*|bazı\w*)\b"
)
# Sentences right above a list that lead it, beside the title.
_LEADING = 2
_CLAUSE_END = re.compile(r"[,.;:!?\n–—]")
_RELATIVE = re.compile(
    r",\s(?:whom?|котор\w+|як(?:ий|а|і|ого|ую)|як(?:ія|ая|ога)|qui|que|quien|der|die|das|kt[oó]r\w+|che)\s"
)
_NOT_YET_OUT = beginnings(word_lists('outdated')['not_yet_out'])
_UNREAL = whole_words(word_lists('outdated')['unreal'])
_ALREADY = re.compile(rf"(?<!\w)(?:{'|'.join(word_lists('outdated')['already'])})(?!\w)|(?<!\d)20\d\d(?!\d)")
# Attend d'être placé en détention.
_TO_BE = re.compile(r"(?<!apres )(?<!\w)(?:etre|быть|бути|быць|ser)\s(?:\w+\s)?$")


def is_uncertain_entry(read: ReadText, phrase: StatusPhrase) -> bool:
    """Tell whether a phrase of an entry hangs on a condition, is over, or a place somebody came out of."""
    start, end, *_ = read.sentences[read.number(phrase.start)]
    return (
        is_out_of(read.text, phrase)
        or is_conditional(read.text, start, phrase)
        or is_over(read.text, start, phrase)
        or is_demanded(read.text, start, phrase)
        or is_escape(read.text, Span(start, end), phrase)
    )


def is_uncertain(read: ReadText, name: LikelyName, phrase: StatusPhrase) -> bool:
    """Tell whether a phrase leaves open what became of somebody whom it is nearest to."""
    number, span = read.number(phrase.start), Span(name.start, name.end)
    sentence = Span(*read.sentences[number][:2])
    return (
        is_open(read.text, sentence, phrase)
        or is_quoted_apart(read.text, span, phrase)
        or is_denied_in_clause(read.text, sentence.start, phrase)
        or _is_before_verdict(read, number, phrase)
    )


def _is_before_verdict(read: ReadText, number: int, phrase: StatusPhrase) -> bool:
    """Tell whether a paragraph calls somebody a prisoner whose trial goes on, and tells of no verdict.

    Nor is it certain of whom nobody knows where he is.
    """
    if phrase.status not in (Status.IMPRISONED, Status.ARRESTED):
        return False
    paragraph = read.sentences[number].paragraph
    places = [
        place
        for place in range(max(0, number - 1), min(len(read.sentences), number + 2))
        if read.sentences[place].paragraph == paragraph
    ]
    phrases = [each for place in places for each in read.phrases[place]]
    own = read.text[slice(*read.sentences[number][:2])]
    if is_convicted(read.text, phrases) or prints_years(own):
        return False
    if any(is_lost(read.text[slice(*read.sentences[place][:2])]) for place in places):
        return True
    if phrase.status is Status.ARRESTED:
        return False
    on_remand = any(each.status is Status.PRETRIAL_DETENTION for each in phrases)
    return on_remand or any(goes_on(read.text[slice(*read.sentences[place][:2])]) for place in places)


def is_open_around(
    read: ReadText, name: LikelyName, phrase: StatusPhrase, entry: ListEntry | None, words: str
) -> bool:
    """Tell whether the words around a phrase of a name leave its status open: a death, a request, no news."""
    own = read.sentences[read.number(phrase.start)]
    if entry is None and _REQUESTS.search(lower_unmarked(read.text[own.start : own.end])):
        return True
    if phrase.status in OF_DEATH:
        return False
    if any(map(_is_of_death, _CLAUSE_END.split(words))):
        return True
    sentence, led = Span(own.start, own.end), entry is not None and phrase.end <= entry.start
    if entry is None and _UNREAL.search(lower_unmarked(read.text[slice(*sentence)])):
        return True
    if phrase.status in ENDINGS and _NOT_YET_OUT.search(lower_unmarked(read.text[slice(*sentence)])):
        return True
    if is_release_in_name(read.text, phrase, listed=entry is not None) or (
        is_requested_term(read.text, sentence, phrase)
        or is_before_event(read.text, own.start, phrase)
        or is_on_condition(read.text, sentence, phrase)
        or (not led and _is_of_relative_before(read, phrase))
    ):
        return True
    before = lower_unmarked(read.text[own.start : phrase.start])
    if _TO_BE.search(before) or (phrase.status in ENDINGS and _CLAIMED.search(before)):
        return True
    if phrase.status is Status.IMPRISONED and entry is not None and _is_led_by_release(read, phrase):
        return True
    return _is_left_open(read, name, phrase, entry)


def _is_led_by_release(read: ReadText, phrase: StatusPhrase) -> bool:
    """Tell whether a list stands under words of a release: what it tells of terms is what was before."""
    first = next((each for each in read.entries if not each.alone), None)
    is_verdict = is_sentence(read.text[slice(*phrase[:2])]) or is_convicted(read.text, [phrase])
    if first is None or phrase.start < first.start or not is_verdict:
        return False
    number = read.number(first.start)
    above = [0, *range(max(number - _LEADING, 0), number + 1)]
    return any(
        each.end <= first.name.start and each.status in ENDINGS - {Status.EXILED}
        for place in above
        for each in read.phrases[place]
        if not _IN_PART.search(read.text, read.sentences[place].start, each.start)
    )


def _is_left_open(read: ReadText, name: LikelyName, phrase: StatusPhrase, entry: ListEntry | None) -> bool:
    """Tell whether a text says, in an entry or around a phrase, that nobody knows whether it is so."""
    number = read.number(phrase.start)
    last = read.number(entry.end - 1) if entry else number + 1
    for place in range(number, min(last + 1, len(read.sentences))):
        sentence = read.sentences[place]
        if sentence.paragraph != read.sentences[number].paragraph and entry is None:
            return False
        if place > number and others_in(read, place, name):
            return False
        end = min(sentence.end, entry.end) if entry else sentence.end
        start = max(sentence.start, entry.start) if entry else sentence.start
        if _UNKNOWN.search(VOWELS.sub("", lower_unmarked(read.text[start:end]))):
            return True
    return False


def _is_of_death(clause: str) -> bool:
    """Tell whether a clause is of a death, but for that of somebody's father."""
    return is_of_death(clause) and COMPANIONS.isdisjoint(PLAIN_WORD.findall(lower_unmarked(clause)))


def _is_of_relative_before(read: ReadText, phrase: StatusPhrase) -> bool:
    """Tell whether a relative clause tells of an earlier time, or of another step than its sentence does."""
    sentence = read.sentences[read.number(phrase.start)]
    before = lower_unmarked(read.text[sentence.start : phrase.start])
    begun = max((match.end() for match in _RELATIVE.finditer(before)), default=-1)
    clause = before[begun:]
    if begun < 0 or _CLAUSE_END.search(clause):
        return False
    start = sentence.start + begun
    end = _CLAUSE_END.search(read.text, phrase.end, sentence.end)
    last = end.start() if end else sentence.end
    beside = [each for each in read.phrases[read.number(phrase.start)] if not start <= each.start < last]
    is_other = any(each.status not in (None, phrase.status) for each in beside)
    return is_other or (bool(beside) and _ALREADY.search(clause) is not None)
