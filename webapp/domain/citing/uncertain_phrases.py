"""What leaves open whether a phrase tells of a name: another name nearer, a contrary phrase, a quotation."""

import re
from bisect import bisect_left, bisect_right
from operator import attrgetter

from webapp.domain.citing.doubts import (
    CLAUSE,
    ORDINALS,
    is_conditional,
    is_demanded,
    is_denied_in_clause,
    is_escape,
    is_open,
    is_out_of,
    is_over,
    is_quoted_apart,
    is_still_tried,
)
from webapp.domain.citing.phrases_of_others import crosses
from webapp.domain.citing.read_text import ReadText
from webapp.domain.text.liberty.court_words import goes_on, is_convicted, is_lost
from webapp.domain.text.liberty.plain_letters import lower_unmarked
from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.domain.text.likely_names import LikelyName
from webapp.domain.text.prison_terms import prints_years
from webapp.domain.text.quote_location import Span
from webapp.domain.text.status_phrases import OF_DEATH, PLAIN_WORD, phrases_of_part
from webapp.domain.text.word_lists import word_lists
from webapp.vocab.liberty import HELD, Status

_TELLING, _DOUBTS = word_lists("telling"), word_lists("doubts")
# What was before, or was spared somebody: after two years in prison; instead of prison.
BACKGROUND = frozenset(
    lower_unmarked(
        f"{_TELLING['after']} {_TELLING['earlier']} {_DOUBTS['had']} {_DOUBTS['instead']}"
    ).split()
)
_SUBJECTS = frozenset(lower_unmarked(_DOUBTS["subjects"]).split())
_BEHIND_COMMA = re.compile(r",\s(?:\w+\s){0,2}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST_BESIDE, _LONGEST_BETWEEN, _LONGEST_CLAUSE = 4, 300, 60


def is_uncertain_entry(read: ReadText, phrase: StatusPhrase) -> bool:
    """Tell whether a phrase of an entry hangs on a condition, is over, or a place somebody came out of."""
    start, end, *_ = read.sentences[read.number(phrase.start)]
    return (
        is_out_of(read.text, phrase)
        or is_conditional(read.text, start, phrase)
        or is_over(read.text, start, phrase)
        or is_demanded(read.text, start, phrase)
        or is_escape(read.text, Span(start, end), phrase)
        or is_still_tried(read.text, Span(start, end), phrase)
    )


def is_uncertain(read: ReadText, name: LikelyName, phrase: StatusPhrase) -> bool:
    """Tell whether a phrase leaves open what became of somebody whom it is nearest to."""
    number, span = read.number(phrase.start), Span(name.start, name.end)
    sentence = Span(*read.sentences[number][:2])
    if (
        is_open(read.text, sentence, phrase)
        or is_quoted_apart(read.text, span, phrase)
        or is_denied_in_clause(read.text, sentence.start, phrase)
        or _is_of_ordinal(read.text, span, phrase)
        or _is_of_pronoun(read, sentence, span, phrase)
        or _is_before_verdict(read, number, phrase)
    ):
        return True
    return number == read.number(name.start) and (
        _is_of_other(read, sentence.start, name, phrase)
        or _is_pending_of_other(read, sentence.start, name, phrase)
        or _is_contrary(read, name, phrase)
    )


def _is_of_other(read: ReadText, start: int, name: LikelyName, phrase: StatusPhrase) -> bool:
    """Tell whether somebody else of the sentence stands nearer to a phrase: X, who was freed, and Y."""
    if phrase.start >= name.end:
        return crosses(read, name, phrase)
    between = read.text[phrase.end : name.start]
    is_apart = CLAUSE.search(between) is not None or len(PLAIN_WORD.findall(between)) > _MOST_BESIDE
    before = bisect_right(read.mentions, phrase.start, key=attrgetter("start")) - 1
    other = read.mentions[before] if before >= 0 else None
    return is_apart and other is not None and other.start >= start and other.name != name.name


def _is_pending_of_other(read: ReadText, start: int, name: LikelyName, phrase: StatusPhrase) -> bool:
    """Tell whether a prison is one before the trial by what is told of another: X, and Y, to be tried."""
    if phrase.status is not Status.PRETRIAL_DETENTION:
        return False
    end = read.sentences[read.number(phrase.start)].end
    before, after = _neighbours(read, Span(min(name.start, phrase.start), max(name.end, phrase.end)))
    if not (before and before.start >= start) and not (after and after.start < end):
        return False
    first = start
    if before and before.start >= start:
        first = before.end if phrase.end <= name.start else name.start
    last = after.start if after and after.start < end else end
    own = phrases_of_part(read.text[first:last])
    return all(each.status is not Status.PRETRIAL_DETENTION for each in own)


def _neighbours(read: ReadText, span: Span) -> tuple[LikelyName | None, LikelyName | None]:
    """Return the names before and after a span."""
    first = bisect_left(read.mentions, span.start, key=attrgetter("start"))
    last = bisect_left(read.mentions, span.end, key=attrgetter("start"))
    return (
        read.mentions[first - 1] if first else None,
        read.mentions[last] if last < len(read.mentions) else None,
    )


def _is_contrary(read: ReadText, name: LikelyName, phrase: StatusPhrase) -> bool:
    """Tell whether the sentence goes on to say the contrary of the same one: freed in June, taken again."""
    if phrase.status in OF_DEATH:
        return False
    if phrase.status in HELD and phrase.start > name.end and _is_aside(read, name, phrase):
        return True
    first = max(name.end, phrase.end)
    following = bisect_left(read.mentions, first, key=attrgetter("start"))
    end = read.mentions[following].start if following < len(read.mentions) else len(read.text)
    for other in read.phrases[read.number(phrase.start)]:
        if other.start < first or other.start >= end or other.status is None:
            continue
        if (other.status in HELD) != (phrase.status in HELD):
            before = CLAUSE.split(read.text[first : other.start])[-1]
            behind = CLAUSE.split(read.text[other.start : other.end + _LONGEST_CLAUSE])[0]
            clause = lower_unmarked(before + behind)
            return BACKGROUND.isdisjoint(PLAIN_WORD.findall(clause)) and not _YEAR.search(clause)
    return False


def _is_aside(read: ReadText, name: LikelyName, phrase: StatusPhrase) -> bool:
    """Tell whether a phrase behind a comma is of before a release: freed were X and Y, held since May."""
    if not _BEHIND_COMMA.fullmatch(read.text[name.end : phrase.start]):
        return False
    phrases = read.phrases[read.number(phrase.start)]
    before = [each for each in phrases if each.end <= name.start and each.status]
    if not before or before[-1].status in HELD:
        return False
    return ";" not in read.text[before[-1].end : name.start]


def _is_of_ordinal(text: str, name: Span, phrase: StatusPhrase) -> bool:
    """Tell whether the first or the second of several stands between a name and what is told: the former."""
    between = text[name.end : phrase.start][:_LONGEST_BETWEEN]
    return not ORDINALS.isdisjoint(PLAIN_WORD.findall(lower_unmarked(between)))


def _is_of_pronoun(read: ReadText, sentence: Span, name: Span, phrase: StatusPhrase) -> bool:
    """Tell whether a sentence begins with whom its phrase tells of, before a name: He was freed and saw X."""
    if not sentence.start <= phrase.start < phrase.end < name.start < sentence.end:
        return False
    before = PLAIN_WORD.findall(lower_unmarked(read.text[sentence.start : phrase.start]))
    is_first = bool(before) and len(before) <= _MOST_BESIDE and before[0] in _SUBJECTS
    return is_first and len(PLAIN_WORD.findall(read.text[phrase.end : name.start])) > _MOST_BESIDE


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
